//! What is served beside calls: health, readiness, metrics, and nothing.

use std::borrow::Cow;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use http::header::{self, HeaderValue};
use http::{Method, StatusCode};

use super::problem;
use crate::Status;
use crate::endpoint::Endpoint;
use crate::spec::Code;

const TEXT: &str = "text/plain; charset=utf-8";
/// <https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format>
const METRICS: &str = "text/plain; version=0.0.4; charset=utf-8";

/// `/healthz`: the process runs.
pub(super) async fn health(request: Request) -> Response {
    page(&request, || (StatusCode::OK, TEXT, "ok\n".into()))
}

/// `/readyz`: the server takes calls.
pub(super) async fn ready(State(endpoint): State<Arc<Endpoint>>, request: Request) -> Response {
    page(&request, || {
        if endpoint.draining.is_cancelled() {
            (StatusCode::SERVICE_UNAVAILABLE, TEXT, "closing\n".into())
        } else {
            (StatusCode::OK, TEXT, "ready\n".into())
        }
    })
}

/// `/metrics`: what was counted.
pub(super) async fn metrics(State(endpoint): State<Arc<Endpoint>>, request: Request) -> Response {
    page(&request, || {
        let names = endpoint.targets().iter();
        let names = names.map(|target| target.method.full_name.as_str());
        (StatusCode::OK, METRICS, endpoint.metrics.page(names))
    })
}

/// A path as an answer names it: whole where it is of a length that anybody means.
pub(crate) fn shortened(path: &str) -> Cow<'_, str> {
    const LONGEST: usize = 200;
    match path.char_indices().nth(LONGEST) {
        None => path.into(),
        Some((end, _)) => format!("{}…", &path[..end]).into(),
    }
}

/// The rest.
#[cfg_attr(
    not(feature = "grpc"),
    expect(unused_variables, reason = "there is no gRPC")
)]
pub(crate) async fn nothing(State(endpoint): State<Arc<Endpoint>>, request: Request) -> Response {
    #[cfg(feature = "grpc")]
    if crate::serve::grpc::is_grpc(request.headers()) {
        return crate::serve::grpc::call::nothing(&endpoint, request);
    }
    let message = format!(
        "nothing is served at `{}`; calls go to `/api/{{service}}/{{method}}`",
        shortened(request.uri().path())
    );
    problem::problem(&Status::not_found(message).with_reason("no_such_path"))
}

fn page(
    request: &Request,
    content: impl FnOnce() -> (StatusCode, &'static str, String),
) -> Response {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return not_allowed(request.method(), "GET, HEAD");
    }
    let (status, media_type, text) = content();
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// 405, with the methods that are served instead.
pub(crate) fn not_allowed(method: &Method, allowed: &'static str) -> Response {
    let message = format!("`{method}` is not served here; send {allowed}");
    let status = Status::new(Code::Unimplemented, message).with_reason("method_not_allowed");
    let mut response = problem::with_status(StatusCode::METHOD_NOT_ALLOWED, &status);
    let headers = response.headers_mut();
    headers.insert(header::ALLOW, HeaderValue::from_static(allowed));
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::endpoint::Parts;

    #[test]
    fn a_long_path_is_not_sent_back_whole() {
        let path = format!("/{}", "é".repeat(60_000));
        assert_eq!(shortened(&path).chars().count(), 201);
        assert_eq!(shortened("/api/tasks"), "/api/tasks");
    }

    #[tokio::test]
    async fn a_server_that_closes_is_healthy_and_not_ready() {
        let endpoint = Endpoint::new(Parts::default()).unwrap();
        let probe = || Request::get("/").body(Body::empty()).unwrap();
        let ready_now = || ready(State(endpoint.clone()), probe());
        assert_eq!(ready_now().await.status(), 200);
        endpoint.draining.cancel();
        assert_eq!(ready_now().await.status(), 503);
        assert_eq!(health(probe()).await.status(), 200);
    }
}
