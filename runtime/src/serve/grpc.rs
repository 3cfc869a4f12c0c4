//! gRPC: calls, health and reflection, over HTTP/2 and as gRPC-Web.

mod body;
pub(crate) mod call;
mod health;
mod media;
mod messages;
mod reflection;
mod routes;
mod status;
mod web;

pub(crate) use media::is_grpc;
pub(crate) use routes::{health as health_routes, routes};
