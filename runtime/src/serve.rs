//! Transports: from a frame to a [`Call`](crate::Call), and from an outcome to a frame.

#[cfg(all(feature = "grpc", feature = "http"))]
pub(crate) mod grpc;
#[cfg(feature = "http")]
pub(crate) mod http;
#[cfg(feature = "http")]
pub(crate) mod listener;
#[cfg(feature = "mcp")]
pub(crate) mod mcp;
