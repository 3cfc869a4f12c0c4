//! gRPC-Web: gRPC for pages in browsers, over any version of HTTP.
//!
//! <https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-WEB.md>

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::header::{self, HeaderMap, HeaderValue};
use http::{Request, Version};
use http_body::{Frame, SizeHint};
use tonic_web::{GrpcWebLayer, GrpcWebService};
use tower::{Layer, ServiceExt, service_fn};

use super::call;
use crate::endpoint::{Endpoint, Target};
use crate::serve::http::body::discard;
use crate::serve::http::head::Head;

/// A service of gRPC that answers gRPC-Web.
pub(super) fn translated<S>(service: S) -> GrpcWebService<S> {
    GrpcWebLayer::new().layer(service)
}

/// A request as [`translated`] takes it: of this media type, since it knows exact names only.
pub(super) fn request(mut request: Request<Body>, media_type: HeaderValue) -> Request<Upload> {
    let headers = request.headers_mut();
    headers.insert(header::CONTENT_TYPE, media_type);
    // Whoever asks first has sent nothing, and a stream of HTTP/2 ends without its connection.
    let drains = !headers.contains_key(header::EXPECT) && request.version() < Version::HTTP_2;
    request.map(|body| Upload {
        body: Some(body),
        drains,
    })
}

/// Answers a call of a method that is there.
pub(super) async fn call<B>(
    endpoint: &Arc<Endpoint>,
    target: &Target,
    media_type: HeaderValue,
    (head, body): (Head, B),
) -> Response
where
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: std::error::Error + Send + Sync,
{
    let native = service_fn(|request: Request<tonic::body::Body>| async {
        let (head, body) = Head::split(request);
        Ok::<_, Infallible>(call::native(endpoint, target, head, body).await)
    });
    let request = request(head.with(Body::new(body)), media_type);
    let Ok(response) = translated(native).oneshot(request).await;
    response.map(Body::new)
}

/// A body of which the rest is let in where nobody reads it: a connection of HTTP/1.1 that is closed while its peer
/// still sends is reset, and the answer is lost with it.
pub(super) struct Upload {
    /// `None` after its end.
    body: Option<Body>,
    drains: bool,
}

impl http_body::Body for Upload {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        task: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let Some(body) = &mut self.body else {
            return Poll::Ready(None);
        };
        let polled = Pin::new(body).poll_frame(task);
        if matches!(polled, Poll::Ready(None | Some(Err(_)))) {
            self.body = None;
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(Body::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.body.as_ref().map(Body::size_hint).unwrap_or_default()
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        if let Some(body) = self.body.take()
            && self.drains
        {
            discard(&HeaderMap::new(), body);
        }
    }
}
