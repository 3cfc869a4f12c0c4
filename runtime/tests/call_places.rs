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
    use common::mcp::{ACCEPT, legacy, legacy_text, modern, result, text};
    use serde_json::json;

    use super::*;

    const REVISION: &str = "2025-11-25";

    /// As long as a message may be that is read without a place.
    const SHORT: usize = 4096;

    /// A server whose one place is taken, and by whom.
    async fn full() -> (Server, Client) {
        let server = with_one_place().await;
        let mut slow = server.client().await;
        begin(&mut slow, ECHO, "[1").await;
        no_place_is_free(&server).await;
        (server, slow)
    }

    fn padded(message: &str, length: usize) -> String {
        format!("{message}{}", " ".repeat(length - message.len()))
    }

    #[tokio::test]
    async fn a_long_message_is_read_in_a_place() {
        let server = with_one_place().await;
        for (path, message, length) in [
            (
                "/mcp",
                r#"{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "tasks_echo"}}"#,
                SHORT + 1,
            ),
            ("/api/mcp/call", r#"{"name": "tasks_echo"}"#, SHORT + 1),
        ] {
            let mut slow = server.client().await;
            begin(&mut slow, path, &padded(message, length - 1)).await;
            no_place_is_free(&server).await;
            slow.send(" ").await;
            let answer = slow.answer().await;
            assert_eq!(answer.status, 200, "{}", answer.text());
        }
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

    #[tokio::test]
    async fn a_full_server_reads_no_message_that_is_long_or_does_not_say_its_length() {
        let (server, _slow) = full().await;
        let ping = r#"{"jsonrpc": "2.0", "id": 1, "method": "ping"}"#;
        let longest = legacy_text(&server, REVISION, &padded(ping, SHORT)).await;
        assert_eq!(longest.text(), r#"{"jsonrpc":"2.0","id":1,"result":{}}"#);
        let longer = legacy_text(&server, REVISION, &padded(ping, SHORT + 1)).await;
        longer.is_problem(429, "too_many_calls");
        let mut chunked = server.client().await;
        let head = "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked";
        let chunk = format!("{:x}\r\n{ping}\r\n0\r\n\r\n", ping.len());
        let request = format!("{head}\r\n{ACCEPT}\r\n\r\n{chunk}");
        chunked.send(request).await;
        let refused = chunked.answer().await;
        refused.is_problem(429, "too_many_calls");
    }
}

#[cfg(feature = "grpc")]
mod grpc {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use common::grpc::{Grpc, framed};
    use common::until;
    use traitwire::Call;

    use super::*;

    const ECHO: &str = "/tasks.v1.Tasks/echo";

    #[tokio::test]
    async fn a_message_is_read_in_the_place_of_its_call() {
        let server = with_one_place().await;
        let client = Grpc::connect(&server).await;
        let (sender, call) = client.open(ECHO, &[]).await;
        let message = framed(0, b"[1]");
        sender.send_raw(message[..6].to_vec());
        no_place_is_free(&server).await;
        assert_eq!(client.unary(ECHO, &[], "[2]").await.code(), 8);
        sender.send_raw(message[6..].to_vec());
        drop(sender);
        assert_eq!(call.ended().await.texts(), ["[1]"]);
        assert_eq!(client.unary(ECHO, &[], "[2]").await.texts(), ["[2]"]);
    }

    /// Calls whose streams are reset leave handlers behind, which have five seconds to notice.
    #[tokio::test]
    async fn handlers_that_a_connection_leaves_behind_are_bounded() {
        let begun = Arc::new(AtomicUsize::new(0));
        let count = begun.clone();
        let deaf = move |_: Call| {
            count.fetch_add(1, Ordering::SeqCst);
            std::future::pending()
        };
        let service = tasks().method("deaf", deaf);
        let server = Server::start(App::new("tasks").service(service)).await;
        let client = Grpc::connect(&server).await;
        let begun = || begun.load(Ordering::SeqCst);
        for expected in [100, 200, 256] {
            let mut calls = Vec::new();
            for _ in 0..100 {
                let (sender, call) = client.open("/tasks.v1.Tasks/deaf", &[]).await;
                sender.send("1");
                calls.push(call);
            }
            until("the start of the handlers", || begun() == expected).await;
            calls.into_iter().for_each(common::grpc::Call::cancel);
        }
        let refused = client.unary(ECHO, &[], "[1]").await;
        assert_eq!(refused.code(), 8);
        assert_eq!(
            refused.message(),
            "more than 256 calls of one connection run at the same time, those among them whose caller has left"
        );
        assert_eq!(begun(), 256);
        let other = Grpc::connect(&server).await;
        assert_eq!(other.unary(ECHO, &[], "[1]").await.texts(), ["[1]"]);
    }
}
