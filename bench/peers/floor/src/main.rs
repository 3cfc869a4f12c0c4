//! The least that answers the request which all peers answer: no check, one tool, one revision.

use axum::Router;
use axum::body::Bytes;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::serve::ListenerExt;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

#[derive(Deserialize)]
struct Request<'a> {
    #[serde(borrow)]
    id: &'a RawValue,
    method: &'a str,
    #[serde(borrow)]
    params: Params<'a>,
}

#[derive(Deserialize)]
struct Params<'a> {
    name: &'a str,
    #[serde(borrow)]
    arguments: &'a RawValue,
}

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

#[derive(Serialize)]
struct Answer<'a> {
    jsonrpc: &'static str,
    id: &'a RawValue,
    result: ToolResult<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ToolResult<'a> {
    result_type: &'static str,
    content: [Text<'a>; 1],
    structured_content: &'a RawValue,
    is_error: bool,
}

#[derive(Serialize)]
struct Text<'a> {
    r#type: &'static str,
    text: &'a str,
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(shared::listen()?)?;
    let listener = listener.tap_io(|stream| {
        // A stream that has ended already needs no setting.
        let _ = stream.set_nodelay(true);
    });
    axum::serve(listener, Router::new().route("/mcp", post(mcp))).await
}

async fn mcp(body: Bytes) -> Response {
    match answer(&body).await {
        Ok(json) => ([(header::CONTENT_TYPE, "application/json")], json).into_response(),
        Err(error) => (StatusCode::BAD_REQUEST, error.to_string()).into_response(),
    }
}

async fn answer(body: &[u8]) -> serde_json::Result<Vec<u8>> {
    let request: Request = serde_json::from_slice(body)?;
    let output = match (request.method, request.params.name) {
        ("tools/call", "users_get_user") => {
            let arguments: GetUser = serde_json::from_str(request.params.arguments.get())?;
            serde_json::value::to_raw_value(&get_user(arguments).await)?
        }
        _ => return Err(serde::de::Error::custom("no such tool")),
    };
    serde_json::to_vec(&Answer {
        jsonrpc: "2.0",
        id: request.id,
        result: ToolResult {
            result_type: "complete",
            content: [Text {
                r#type: "text",
                text: output.get(),
            }],
            structured_content: &output,
            is_error: false,
        },
    })
}

async fn get_user(GetUser { id }: GetUser) -> User {
    User {
        id,
        name: shared::name(id),
        email: shared::email(id),
        roles: shared::roles(),
    }
}
