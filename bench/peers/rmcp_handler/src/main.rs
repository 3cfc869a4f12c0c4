//! The service which all peers have, as rmcp serves it, with a handler written by hand: a static list of tools, a match
//! on the name.

use std::io;
use std::sync::Arc;

use axum::Router;
use axum::serve::ListenerExt;
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, JsonObject, ListToolsResult,
    PaginatedRequestParams, ServerCapabilities, ServerConfig, Tool,
};
use rmcp::service::RequestContext;
use rmcp::transport::streamable_http_server::session::local::LocalSessionManager;
use rmcp::transport::streamable_http_server::{StreamableHttpServerConfig, StreamableHttpService};
use rmcp::{ErrorData, RoleServer, ServerHandler};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

#[derive(Deserialize)]
struct GetUser {
    id: u64,
}

#[derive(Serialize)]
struct User {
    id: u64,
    name: String,
    email: String,
    roles: Vec<String>,
}

#[derive(Clone)]
struct Directory {
    tools: Arc<Vec<Tool>>,
}

impl ServerHandler for Directory {
    fn get_info(&self) -> ServerConfig {
        ServerConfig::new(ServerCapabilities::builder().enable_tools().build())
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        Ok(ListToolsResult::with_all_items((*self.tools).clone()))
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let arguments = Value::Object(request.arguments.unwrap_or_default());
        let output = match &*request.name {
            "users_get_user" => {
                let arguments = serde_json::from_value(arguments)
                    .map_err(|error| ErrorData::invalid_params(error.to_string(), None))?;
                serde_json::to_value(get_user(arguments).await)
                    .map_err(|error| ErrorData::internal_error(error.to_string(), None))?
            }
            name => {
                return Err(ErrorData::invalid_params(format!("no tool `{name}`"), None));
            }
        };
        Ok(CallToolResult::structured(output).into())
    }
}

async fn get_user(GetUser { id }: GetUser) -> User {
    User {
        id,
        name: shared::name(id),
        email: shared::email(id),
        roles: shared::roles(),
    }
}

fn tools() -> Vec<Tool> {
    let schema = json!({"type": "object", "properties": {"id": {"type": "integer", "minimum": 0}}, "required": ["id"]});
    let schema: JsonObject = schema.as_object().cloned().unwrap_or_default();
    vec![Tool::new("users_get_user", "Look up one user.", schema)]
}

#[tokio::main]
async fn main() -> io::Result<()> {
    let directory = Directory {
        tools: Arc::new(tools()),
    };
    let config = StreamableHttpServerConfig::default()
        .with_legacy_session_mode(false)
        .with_json_response(true);
    let service = StreamableHttpService::new(
        move || Ok(directory.clone()),
        Arc::new(LocalSessionManager::default()),
        config,
    );
    let listener = tokio::net::TcpListener::from_std(shared::listen()?)?;
    let listener = listener.tap_io(|stream| {
        // A stream that has ended already needs no setting.
        let _ = stream.set_nodelay(true);
    });
    axum::serve(listener, Router::new().nest_service("/mcp", service)).await
}
