//! The messages of `crosswire-api` as prost has them, and what has to hold for any bytes.

pub mod rows;
mod service;
pub mod targets;

/// What prost made of the `.proto` file.
#[expect(
    missing_docs,
    clippy::pedantic,
    clippy::use_self,
    reason = "prost writes it"
)]
pub mod theirs {
    include!(concat!(env!("OUT_DIR"), "/crosswire.v1.rs"));
}
