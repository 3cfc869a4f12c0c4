//! `Http`, against services of an `App` and against servers that answer what they are told to.
#![cfg(all(feature = "client", feature = "http"))]

#[path = "../common/mod.rs"]
mod common;

mod calls;
#[expect(dead_code, reason = "the tests of streams come next")]
mod channel;
#[expect(dead_code, reason = "the tests of the wire come next")]
mod script;
