//! `Http`, against services of an `App` and against servers that answer what they are told to.
#![cfg(all(feature = "client", feature = "http"))]

#[path = "../common/mod.rs"]
mod common;

#[cfg(feature = "tls")]
mod authority;
mod calls;
mod channel;
mod connections;
mod gateway;
mod raw;
mod replies;
mod requests;
mod retries;
mod script;
#[cfg(feature = "tls")]
mod secure;
mod streams;
mod strict;
