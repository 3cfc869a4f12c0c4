//! The tools for clients that do not speak the protocol.

mod common;

use common::client::Answer;
use common::server::Server;
use common::service::{Handmade, json as reply, needs, tasks};
use serde_json::json;
use traitwire::{App, BearerTokens, Identity, Status};

#[tokio::test]
async fn the_tools_are_listed_as_one_document() {
    let server = Server::start(App::new("board").service(tasks())).await;
    let answer = server.get("/api/mcp/tools", &[]).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    let document = answer.json();
    assert_eq!(common::mcp::names(&document), ["tasks_echo"]);
    assert_eq!(document["tools"][0]["inputSchema"]["type"], "object");
}

#[tokio::test]
async fn a_call_gives_the_bare_reply() {
    let server = Server::start(App::new("board").service(tasks())).await;
    let call = r#"{"name": "tasks_echo", "arguments": {"id": 18446744073709551615}}"#;
    let answer = server.post("/api/mcp/call", &[], call).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.text(), r#"{"id": 18446744073709551615}"#);
    let traced = server.post("/api/tasks/echo", &[], "{}").await;
    let place = |answer: &Answer| answer.header("traceparent").map(str::len);
    assert_eq!(place(&answer), place(&traced), "as over HTTP");
    assert!(place(&answer).is_some());
    let answer = server
        .post("/api/mcp/call", &[], r#"{"name": "tasks_echo"}"#)
        .await;
    assert_eq!(answer.text(), "{}");
}

#[tokio::test]
async fn failures_are_problem_documents() {
    let service = Handmade::new("tasks.v1", "Tasks", "tasks").method("fail", async |_| {
        Err(Status::not_found("no task has the id 7").with_reason("no_such_task"))
    });
    let server = Server::start(App::new("board").service(service)).await;
    let answer = server
        .post("/api/mcp/call", &[], r#"{"name": "tasks_fail"}"#)
        .await;
    assert_eq!(
        answer.is_problem(404, "no_such_task")["detail"],
        "no task has the id 7"
    );
    let answer = server
        .post("/api/mcp/call", &[], r#"{"name": "tasks_fial"}"#)
        .await;
    let detail = answer.is_problem(404, "no_such_tool")["detail"].clone();
    assert!(
        detail.as_str().unwrap().contains("`tasks_fail`"),
        "{detail}"
    );
    for body in [
        "",
        "{",
        "[]",
        "{}",
        r#"{"name": 7}"#,
        r#"{"name": "tasks_fail", "arguments": []}"#,
    ] {
        let answer = server.post("/api/mcp/call", &[], body).await;
        assert_eq!(answer.status, 400, "{body}");
        assert_eq!(
            answer.header("content-type"),
            Some("application/problem+json")
        );
        assert_eq!(answer.json()["code"], "invalid_argument");
    }
    assert_eq!(
        server.get("/api/mcp/call", &[]).await.header("allow"),
        Some("POST")
    );
    let answer = server.post("/api/mcp/tools", &[], "{}").await;
    assert_eq!(answer.status, 405);
    assert_eq!(answer.header("allow"), Some("GET"));
}

#[tokio::test]
async fn callers_see_and_call_what_their_scopes_allow() {
    let service = Handmade::new("tasks.v1", "Tasks", "tasks")
        .method_with(
            "delete",
            |method| method.scopes = vec![needs("tasks:write")],
            async |_| reply("{}"),
        )
        .method("get", async |_| reply("{}"));
    let tokens = BearerTokens::new().token("t", Identity::new("bob"));
    let server = Server::start(App::new("board").service(service).authenticate(tokens)).await;
    let token = "Authorization: Bearer t";
    let list = server.get("/api/mcp/tools", &[token]).await.json();
    assert_eq!(common::mcp::names(&list), ["tasks_get"]);
    assert_eq!(
        server.get("/api/mcp/tools", &[]).await.json(),
        json!({"tools": []})
    );
    let call = r#"{"name": "tasks_delete"}"#;
    server
        .post("/api/mcp/call", &[token], call)
        .await
        .is_problem(403, "insufficient_scope");
    server
        .post("/api/mcp/call", &[], call)
        .await
        .is_problem(401, "no_credentials");
    let wrong = ["Authorization: Bearer wrong"];
    server
        .post("/api/mcp/call", &wrong, call)
        .await
        .is_problem(401, "invalid_token");
    server
        .get("/api/mcp/tools", &wrong)
        .await
        .is_problem(401, "invalid_token");
}
