//! gRPC: calls, health and reflection, over HTTP/2 and as gRPC-Web.

mod body;
pub(crate) mod call;
mod media;
mod messages;
mod routes;
mod status;

pub(crate) use media::is_grpc;
pub(crate) use routes::routes;
