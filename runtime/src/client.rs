//! The way to services elsewhere.

mod http;
mod remote;
mod retry;

pub use http::{Http, HttpBuilder, HttpConfigError};
pub use remote::Remote;
pub use retry::Retry;
