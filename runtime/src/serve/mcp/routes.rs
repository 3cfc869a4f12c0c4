//! Where the protocol and its tools are served over HTTP.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::any;

use super::server::Mcp;
use super::{http, plain};
use crate::serve::http::head::Head;

/// Where messages go.
pub(crate) const PATH: &str = "/mcp";

/// `/mcp`, and `/api/mcp/..` for clients that do not speak the protocol.
pub(crate) fn routes(mcp: Arc<Mcp>) -> Router {
    Router::new()
        .route(PATH, any(message))
        .route("/api/mcp/tools", any(tools))
        .route("/api/mcp/call", any(call))
        .with_state(mcp)
}

async fn message(State(mcp): State<Arc<Mcp>>, request: Request) -> Response {
    let (head, body) = Head::split(request);
    http::message(&mcp, &head, body).await
}

async fn tools(State(mcp): State<Arc<Mcp>>, request: Request) -> Response {
    let (head, body) = Head::split(request);
    plain::tools(&mcp, head, body).await
}

async fn call(State(mcp): State<Arc<Mcp>>, request: Request) -> Response {
    let (head, body) = Head::split(request);
    plain::call(&mcp, head, body).await
}
