//! Transports: from a frame to a [`Call`](crate::Call), and from an outcome to a frame.

#[cfg(feature = "http")]
pub(crate) mod http;
#[cfg(feature = "http")]
mod listener;
#[cfg(feature = "mcp")]
pub(crate) mod mcp;
