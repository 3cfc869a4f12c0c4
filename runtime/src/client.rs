//! The way to services elsewhere.

mod http;
mod retry;

pub use http::{Http, HttpBuilder, HttpConfigError};
pub use retry::Retry;
