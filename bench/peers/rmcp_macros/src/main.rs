//! The service which all peers have, as rmcp's macros write it: alone, or with `50` as its argument among 49 more tools.

use std::io;
use std::sync::Arc;

use axum::Router;
use axum::serve::ListenerExt;
use rmcp::handler::server::wrapper::Parameters;
use rmcp::transport::streamable_http_server::session::local::LocalSessionManager;
use rmcp::transport::streamable_http_server::{StreamableHttpServerConfig, StreamableHttpService};
use rmcp::{Json, ServerHandler, tool, tool_handler, tool_router};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Deserialize, JsonSchema)]
struct GetUser {
    /// The user's id.
    id: u64,
}

#[derive(Serialize, JsonSchema)]
struct User {
    id: u64,
    name: String,
    email: String,
    roles: Vec<String>,
}

fn get_user(id: u64) -> Json<User> {
    Json(User {
        id,
        name: shared::name(id),
        email: shared::email(id),
        roles: shared::roles(),
    })
}

/// A handler with these tools, written as rmcp's documentation shows it.
macro_rules! directory {
    ($directory:ident: $($tool:ident)*) => {
        #[derive(Clone)]
        struct $directory;

        #[tool_router]
        impl $directory {
            $(
                /// Look up one user.
                #[tool]
                async fn $tool(&self, Parameters(GetUser { id }): Parameters<GetUser>) -> Json<User> {
                    get_user(id)
                }
            )*
        }

        #[tool_handler]
        impl ServerHandler for $directory {}
    };
}

directory!(One: users_get_user);
directory!(Fifty:
    users_get_u000 users_get_u001 users_get_u002 users_get_u003 users_get_u004 users_get_u005 users_get_u006
    users_get_u007 users_get_u008 users_get_u009 users_get_u010 users_get_u011 users_get_u012 users_get_u013
    users_get_u014 users_get_u015 users_get_u016 users_get_u017 users_get_u018 users_get_u019 users_get_u020
    users_get_u021 users_get_u022 users_get_u023 users_get_u024 users_get_user users_get_u026 users_get_u027
    users_get_u028 users_get_u029 users_get_u030 users_get_u031 users_get_u032 users_get_u033 users_get_u034
    users_get_u035 users_get_u036 users_get_u037 users_get_u038 users_get_u039 users_get_u040 users_get_u041
    users_get_u042 users_get_u043 users_get_u044 users_get_u045 users_get_u046 users_get_u047 users_get_u048
    users_get_u049);

#[tokio::main]
async fn main() -> io::Result<()> {
    let router = match std::env::args().nth(1).as_deref() {
        Some("50") => router(Fifty),
        _ => router(One),
    };
    let listener = tokio::net::TcpListener::from_std(shared::listen()?)?;
    let listener = listener.tap_io(|stream| {
        // A stream that has ended already needs no setting.
        let _ = stream.set_nodelay(true);
    });
    axum::serve(listener, router).await
}

fn router(handler: impl ServerHandler + Clone) -> Router {
    let config = StreamableHttpServerConfig::default()
        .with_legacy_session_mode(false)
        .with_json_response(true);
    let sessions = Arc::new(LocalSessionManager::default());
    Router::new().nest_service(
        "/mcp",
        StreamableHttpService::new(move || Ok(handler.clone()), sessions, config),
    )
}
