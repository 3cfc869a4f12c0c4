//! The messages of `crosswire-api` as prost has them, and what has to hold between the two.

pub mod rows;

/// What prost made of the `.proto` file.
#[expect(missing_docs, clippy::pedantic, reason = "prost writes it")]
pub mod theirs {
    include!(concat!(env!("OUT_DIR"), "/crosswire.v1.rs"));
}
