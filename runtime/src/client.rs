//! The way to services elsewhere.

mod base;
mod connect;
mod defaults;
mod failed;
#[cfg(feature = "grpc")]
mod grpc;
mod head;
mod http;
mod items;
mod options;
mod protocol;
mod remote;
mod retry;
#[cfg(feature = "tls")]
mod tls;
mod watch;

use std::time::Duration;

#[cfg(feature = "grpc")]
pub use grpc::{Grpc, GrpcBuilder, GrpcConfigError};
pub use http::{Http, HttpBuilder, HttpConfigError};
pub use remote::Remote;
pub use retry::Retry;

/// Nothing is waited for longer, whatever somebody says: so far every clock goes.
const LONGEST: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// What is read before this side gives up.
#[derive(Clone, Copy)]
struct Limits {
    reply: usize,
    item: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            reply: 64 * 1024 * 1024,
            item: 16 * 1024 * 1024,
        }
    }
}
