//! Writes Rust. Nothing here finds mistakes: what comes here is right, or is known to be wrong (`fallback`).

mod clashes;
mod derives;
pub(crate) mod error;
#[cfg(test)]
mod golden;
pub(crate) mod lock;
pub(crate) mod message;
pub(crate) mod service;
pub(crate) mod service_tests;
