//! All paths of an application.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::any;

use super::guard::Guard;
use super::refuse::refuse;
use super::{Options, call, cors, pages};
use crate::Result;
use crate::endpoint::Endpoint;

/// For a server of our own: what is served nowhere is a problem document too.
pub(super) fn standalone(endpoint: Arc<Endpoint>, options: Options) -> Result<Router> {
    build(endpoint, options, true)
}

/// For an axum application, which has a fallback of its own.
pub(super) fn embedded(endpoint: Arc<Endpoint>, options: Options) -> Result<Router> {
    build(endpoint, options, false)
}

fn build(endpoint: Arc<Endpoint>, options: Options, whole: bool) -> Result<Router> {
    let guard = Arc::new(Guard::new(&options.hosts, &options.origins)?);
    let mut checked = Router::new()
        .route("/metrics", any(pages::metrics))
        .route("/api/{*path}", any(call::call))
        .with_state(endpoint.clone());
    #[cfg(feature = "mcp")]
    {
        checked = checked.merge(crate::serve::mcp::routes(&endpoint));
    }
    if whole {
        checked = checked.fallback(pages::nothing);
    }
    let checked = checked.layer(middleware::from_fn_with_state(guard, check));
    // Whoever asks for the health of a server knows it by an address only.
    let health = Router::new()
        .route("/healthz", any(pages::health))
        .route("/readyz", any(pages::ready))
        .with_state(endpoint);
    Ok(Options::layered(options.layers, health.merge(checked)))
}

/// Checks host and origin, and answers for CORS.
async fn check(State(guard): State<Arc<Guard>>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let origin = match guard.check(&parts) {
        Ok(origin) => origin,
        Err(refusal) => return refuse(&parts, body, refusal),
    };
    let preflight = origin.as_ref().and_then(|_| cors::preflight(&parts));
    let mut response = match preflight {
        Some(response) => response,
        None => next.run(Request::from_parts(parts, body)).await,
    };
    cors::allow(response.headers_mut(), origin);
    response
}
