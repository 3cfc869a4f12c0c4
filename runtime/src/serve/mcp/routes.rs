//! Where the protocol and its tools are served over HTTP.

use std::sync::Arc;

use axum::Router;
use axum::routing::any;

use super::server::Mcp;
use super::{http, plain};
use crate::endpoint::Endpoint;

/// `/mcp`, and `/api/mcp/..` for clients that do not speak the protocol.
pub(crate) fn routes(endpoint: &Arc<Endpoint>) -> Router {
    Router::new()
        .route("/mcp", any(http::message))
        .route("/api/mcp/tools", any(plain::tools))
        .route("/api/mcp/call", any(plain::call))
        .with_state(Mcp::new(endpoint))
}
