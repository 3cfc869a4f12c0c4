//! gRPC-Web: gRPC for pages in browsers, over any version of HTTP.
//!
//! <https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-WEB.md>

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::{HeaderMap, Request};
use tonic_web::{GrpcWebLayer, GrpcWebService};
use tower::{Layer, ServiceExt, service_fn};

use super::{call, media};
use crate::endpoint::{Endpoint, Target};
use crate::serve::http::head::Head;

/// Whether a request is gRPC-Web.
pub(super) fn is_web(headers: &HeaderMap) -> bool {
    let name = media::media_type(headers);
    name.is_some_and(|name| name.starts_with("application/grpc-web"))
}

/// A service of gRPC that answers gRPC-Web.
pub(super) fn translated<S>(service: S) -> GrpcWebService<S> {
    GrpcWebLayer::new().layer(service)
}

/// Answers a call of a method that is there.
pub(super) async fn call<B>(
    endpoint: &Arc<Endpoint>,
    target: &Target,
    head: Head,
    body: B,
) -> Response
where
    B: http_body::Body<Data = Bytes> + Send + Unpin + 'static,
    B::Error: std::error::Error + Send + Sync,
{
    let native = service_fn(|request: Request<tonic::body::Body>| async {
        let (head, body) = Head::split(request);
        Ok::<_, Infallible>(call::native(endpoint, target, head, body).await)
    });
    let Ok(response) = translated(native).oneshot(head.with(body)).await;
    response.map(Body::new)
}
