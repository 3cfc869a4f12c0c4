//! gRPC: calls, health and reflection, over HTTP/2 and as gRPC-Web.

/// A service of tonic that reads requests in the codings that calls are read in; each has a type of its own.
macro_rules! reads_compressed {
    ($server:expr) => {{
        let server = $server;
        #[cfg(feature = "compression")]
        let server = server
            .accept_compressed(tonic::codec::CompressionEncoding::Gzip)
            .accept_compressed(tonic::codec::CompressionEncoding::Zstd);
        server
    }};
}

mod body;
pub(crate) mod call;
mod ending;
mod health;
mod media;
mod messages;
mod reflection;
mod routes;
mod status;
mod web;

pub(crate) use media::is_grpc;
pub(crate) use routes::{health as health_routes, routes};
