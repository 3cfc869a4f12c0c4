//! HTTP: JSON calls, health, metrics, and what all that goes over HTTP shares.

pub(crate) mod body;
pub(crate) mod context;
pub(crate) mod problem;
