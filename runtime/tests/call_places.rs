//! Places of calls: which requests take them, and when.
#![cfg(feature = "http")]

mod common;

use common::client::Client;
use common::server::Server;
use common::service::tasks;
use common::soon;
use traitwire::{App, Limits};

const ECHO: &str = "/api/tasks/echo";

async fn with_one_place() -> Server {
    let mut limits = Limits::default();
    limits.calls = 1;
    Server::start(App::new("tasks").service(tasks()).limits(limits)).await
}

/// Waits until there is no place for one more call.
async fn no_place_is_free(server: &Server) {
    let is_refused = async {
        while server.post(ECHO, &[], "").await.status == 200 {
            tokio::time::sleep(std::time::Duration::from_millis(2)).await;
        }
    };
    soon("the place of the message", is_refused).await;
    let refused = server.post(ECHO, &[], "").await;
    refused.is_problem(429, "too_many_calls");
}

async fn begin(client: &mut Client, path: &str, body: &str) {
    let headers = [
        "Content-Type: application/json",
        "Accept: application/json, text/event-stream",
    ];
    let head = client.head("POST", path, &headers, body.len() + 1);
    client.send(head + body).await;
}

#[tokio::test]
async fn a_body_is_read_in_the_place_of_its_call() {
    let server = with_one_place().await;
    let mut slow = server.client().await;
    begin(&mut slow, ECHO, "[1").await;
    no_place_is_free(&server).await;
    slow.send("]").await;
    assert_eq!(slow.answer().await.text(), "[1]");
    assert_eq!(server.post(ECHO, &[], "").await.status, 200);
    // Whoever leaves within the body gives the place back.
    begin(&mut slow, ECHO, "[1").await;
    no_place_is_free(&server).await;
    drop(slow);
    let is_free = async { while server.post(ECHO, &[], "").await.status != 200 {} };
    soon("a free place", is_free).await;
}

#[cfg(feature = "mcp")]
mod mcp {
    use common::mcp::{legacy, legacy_text, modern, result, text};
    use serde_json::json;

    use super::*;

    const REVISION: &str = "2025-11-25";

    /// A server whose one place is taken, and by whom.
    async fn full() -> (Server, Client) {
        let server = with_one_place().await;
        let mut slow = server.client().await;
        begin(&mut slow, ECHO, "[1").await;
        no_place_is_free(&server).await;
        (server, slow)
    }

    const PING: &str = r#"{"jsonrpc": "2.0", "id": 1, "method": "ping"}"#;

    #[tokio::test]
    async fn a_message_is_read_in_a_place_that_is_none_of_a_call() {
        let server = with_one_place().await;
        let mut slow = server.client().await;
        begin(&mut slow, "/mcp", &PING[..PING.len() - 1]).await;
        let is_refused = async {
            while legacy_text(&server, REVISION, PING).await.status == 200 {
                tokio::time::sleep(std::time::Duration::from_millis(2)).await;
            }
        };
        soon("the place of the message", is_refused).await;
        let refused = legacy_text(&server, REVISION, PING).await;
        refused.is_problem(429, "too_many_calls");
        assert_eq!(server.post(ECHO, &[], "").await.status, 200);
        slow.send("}").await;
        assert_eq!(slow.answer().await.status, 200);
        assert_eq!(legacy_text(&server, REVISION, PING).await.status, 200);
    }

    #[tokio::test]
    async fn a_call_without_an_envelope_is_read_in_its_place() {
        let server = with_one_place().await;
        let mut slow = server.client().await;
        begin(&mut slow, "/api/mcp/call", r#"{"name": "tasks_echo""#).await;
        no_place_is_free(&server).await;
        slow.send("}").await;
        assert_eq!(slow.answer().await.status, 200);
    }

    #[tokio::test]
    async fn a_full_server_takes_messages_that_are_no_calls() {
        let (server, _slow) = full().await;
        for message in [
            json!({"jsonrpc": "2.0", "method": "notifications/initialized"}),
            json!({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 1}}),
            json!({"jsonrpc": "2.0", "id": 1, "result": {}}),
        ] {
            let answer = legacy_text(&server, REVISION, &message.to_string()).await;
            assert_eq!(answer.status, 202, "{message}: {}", answer.text());
        }
        let agreed = json!({"protocolVersion": REVISION, "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}});
        for (method, params) in [
            ("initialize", agreed),
            ("ping", json!({})),
            ("tools/list", json!({})),
        ] {
            result(&legacy(&server, REVISION, method, params).await);
        }
        result(&modern(&server, "server/discover", json!({})).await);
    }

    #[tokio::test]
    async fn a_call_that_a_full_server_has_read_is_refused_as_a_call() {
        let (server, _slow) = full().await;
        let call = json!({"name": "tasks_echo", "arguments": {}});
        let refused = [
            legacy(&server, REVISION, "tools/call", call.clone()).await,
            modern(&server, "tools/call", call).await,
        ];
        for answer in refused {
            let result = result(&answer);
            assert_eq!(result["isError"], true);
            assert!(text(&result).contains("too_many_calls"), "{result}");
        }
        let plain = server.post("/api/mcp/call", &[], r#"{"name": "tasks_echo"}"#);
        plain.await.is_problem(429, "too_many_calls");
    }
}
