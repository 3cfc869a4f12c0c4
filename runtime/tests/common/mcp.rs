//! Messages of the Model Context Protocol over HTTP.

use serde_json::{Value, json};

use super::client::Answer;
use super::server::Server;

/// What clients accept.
pub const ACCEPT: &str = "Accept: application/json, text/event-stream";

/// The current revision.
pub const MODERN: &str = "2026-07-28";

/// What a stateless request says about itself.
pub fn meta() -> Value {
    json!({
        "io.modelcontextprotocol/protocolVersion": MODERN,
        "io.modelcontextprotocol/clientInfo": {"name": "tests", "version": "1"},
        "io.modelcontextprotocol/clientCapabilities": {},
    })
}

/// A stateless request with the headers that it has to have.
pub async fn modern(server: &Server, method: &str, mut params: Value) -> Answer {
    let name = params["name"]
        .as_str()
        .map(|name| format!("Mcp-Name: {name}"));
    params["_meta"] = meta();
    let body = json!({"jsonrpc": "2.0", "id": 1, "method": method, "params": params});
    let method = format!("Mcp-Method: {method}");
    let version = format!("MCP-Protocol-Version: {MODERN}");
    let mut headers = vec![ACCEPT, &version, &method];
    headers.extend(name.as_deref());
    server.post("/mcp", &headers, &body.to_string()).await
}

/// A request as the older revisions have it.
pub async fn legacy(server: &Server, revision: &str, method: &str, params: Value) -> Answer {
    let body = json!({"jsonrpc": "2.0", "id": 1, "method": method, "params": params});
    legacy_text(server, revision, &body.to_string()).await
}

/// As [`legacy`], with this body.
pub async fn legacy_text(server: &Server, revision: &str, body: &str) -> Answer {
    let version = format!("MCP-Protocol-Version: {revision}");
    server.post("/mcp", &[ACCEPT, &version], body).await
}

/// The result of an answer.
#[track_caller]
pub fn result(answer: &Answer) -> Value {
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("content-type"), Some("application/json"));
    let message = answer.json();
    assert_eq!(message["jsonrpc"], "2.0");
    assert_eq!(message["id"], 1);
    assert_eq!(message.get("error"), None, "{message}");
    message["result"].clone()
}

/// Checks status and code of a protocol error that answers the request of the id 1, and gives the error.
#[track_caller]
pub fn error(answer: &Answer, status: u16, code: i64) -> Value {
    let error = error_of(answer, status, code);
    assert_eq!(answer.json()["id"], 1);
    error
}

/// As [`error`], whatever the id.
#[track_caller]
pub fn error_of(answer: &Answer, status: u16, code: i64) -> Value {
    assert_eq!(answer.status, status, "{}", answer.text());
    assert_eq!(answer.header("content-type"), Some("application/json"));
    let message = answer.json();
    assert_eq!(message["jsonrpc"], "2.0");
    assert_eq!(message.get("result"), None);
    let error = message["error"].clone();
    assert_eq!(error["code"], code, "{message}");
    assert!(
        error["message"]
            .as_str()
            .is_some_and(|text| !text.is_empty())
    );
    error
}

/// The only text block of a result of `tools/call`.
#[track_caller]
pub fn text(result: &Value) -> &str {
    let content = result["content"].as_array().unwrap();
    assert_eq!(content.len(), 1, "{result}");
    assert_eq!(content[0]["type"], "text");
    content[0]["text"].as_str().unwrap()
}

/// The names of listed tools.
pub fn names(result: &Value) -> Vec<String> {
    let tools = result["tools"].as_array().unwrap();
    tools
        .iter()
        .map(|tool| tool["name"].as_str().unwrap().to_owned())
        .collect()
}
