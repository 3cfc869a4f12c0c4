//! All paths of an application.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::any;

use super::front::{self, Direct, Front};
use super::guard::Guard;
use super::head::Head;
use super::{Options, call, cors, pages};
use crate::Result;
use crate::endpoint::Endpoint;
#[cfg(feature = "grpc")]
use crate::serve::grpc;
use crate::serve::listener::LocalAddress;
#[cfg(feature = "mcp")]
use crate::serve::mcp;

/// For a server of our own: what is served nowhere is a problem document too.
pub(super) fn standalone(endpoint: Arc<Endpoint>, options: Options) -> Result<Arc<Front>> {
    let direct = direct(endpoint, &options)?;
    let is_layered = !options.layers.is_empty();
    let router = build(&direct, &options, true)?;
    let router = Options::layered(options.layers, router);
    Ok(Arc::new(Front {
        router,
        direct: (!is_layered).then(|| Arc::new(direct)),
    }))
}

/// For an axum application, which has a fallback of its own.
pub(super) fn embedded(endpoint: Arc<Endpoint>, options: Options) -> Result<Router> {
    let router = build(&direct(endpoint, &options)?, &options, false)?;
    Ok(Options::layered(options.layers, router))
}

fn direct(endpoint: Arc<Endpoint>, options: &Options) -> Result<Direct> {
    Ok(Direct {
        guard: Arc::new(Guard::new(&options.hosts, &options.origins)?),
        #[cfg(feature = "mcp")]
        mcp: mcp::Mcp::new(&endpoint),
        endpoint,
    })
}

#[cfg_attr(
    not(feature = "grpc"),
    expect(
        unused_variables,
        clippy::unnecessary_wraps,
        reason = "there is no gRPC"
    )
)]
fn build(direct: &Direct, options: &Options, whole: bool) -> Result<Router> {
    let endpoint = &direct.endpoint;
    let mut checked = Router::new()
        .route("/metrics", any(pages::metrics))
        .route("/api/{*path}", any(api))
        .with_state(endpoint.clone());
    #[cfg(feature = "mcp")]
    {
        checked = checked.merge(mcp::routes(direct.mcp.clone()));
    }
    #[cfg(feature = "grpc")]
    {
        checked = checked.merge(grpc::routes(endpoint, !options.hides_descriptions)?);
    }
    if whole {
        let nothing = any(pages::nothing).with_state(endpoint.clone());
        checked = checked.fallback_service(nothing);
    }
    let checked = checked.layer(middleware::from_fn_with_state(direct.guard.clone(), check));
    // Whoever asks for the health of a server knows it by an address only.
    let health = Router::new()
        .route("/healthz", any(pages::health))
        .route("/readyz", any(pages::ready))
        .with_state(endpoint.clone());
    #[cfg(feature = "grpc")]
    let health = health.merge(grpc::health_routes(endpoint)?);
    Ok(health.merge(checked))
}

async fn api(State(endpoint): State<Arc<Endpoint>>, request: Request) -> Response {
    let (head, body) = Head::split(request);
    call::call(&endpoint, head, body).await
}

/// Checks host and origin, and answers for CORS.
async fn check(State(guard): State<Arc<Guard>>, request: Request, next: Next) -> Response {
    let local = request.extensions().get::<LocalAddress>().copied();
    let origin = match guard.check(&request, local) {
        Ok(origin) => origin,
        Err(status) => return front::refused(&status, request),
    };
    let preflight = origin.as_ref().and_then(|_| cors::preflight(&request));
    let method = request.method().clone();
    let mut response = match preflight {
        Some(response) => response,
        None => next.run(request).await,
    };
    cors::allow(response.headers_mut(), &method, origin);
    response
}
