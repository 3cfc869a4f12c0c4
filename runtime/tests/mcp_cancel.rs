//! Clients that leave: what becomes of their calls.

mod common;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use common::mcp::{ACCEPT, meta};
use common::server::Server;
use common::service::{Handmade, json as reply};
use serde_json::json;
use tokio::sync::Notify;
use traitwire::App;

#[derive(Clone, Default)]
struct Seen {
    began: Arc<Notify>,
    go_on: Arc<Notify>,
    cancelled: Arc<AtomicBool>,
    finished: Arc<AtomicBool>,
}

impl Seen {
    async fn server(&self) -> Server {
        let seen = self.clone();
        let service = Handmade::new("slow.v1", "Slow", "slow").method("slow", move |call| {
            let seen = seen.clone();
            async move {
                seen.began.notify_one();
                tokio::select! {
                    () = seen.go_on.notified() => seen.finished.store(true, Ordering::SeqCst),
                    () = call.cx.cancelled() => seen.cancelled.store(true, Ordering::SeqCst),
                }
                reply("{}")
            }
        });
        Server::start(App::new("slow").service(service)).await
    }

    /// Sends a call, waits until it runs, and leaves.
    async fn leave(&self, server: &Server, headers: &[&str], body: &str) {
        let mut client = server.client().await;
        let mut lines = vec![ACCEPT, "Content-Type: application/json"];
        lines.extend(headers);
        client
            .send(client.head("POST", "/mcp", &lines, body.len()))
            .await;
        client.send(body).await;
        common::soon("the call", self.began.notified()).await;
    }
}

fn legacy_call() -> String {
    json!({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "slow_slow"}})
        .to_string()
}

#[tokio::test]
async fn a_stateless_call_is_cancelled_when_its_client_leaves() {
    let seen = Seen::default();
    let server = seen.server().await;
    let body = json!({"jsonrpc": "2.0", "id": 1, "method": "tools/call",
        "params": {"name": "slow_slow", "_meta": meta()}});
    let headers = [
        "MCP-Protocol-Version: 2026-07-28",
        "Mcp-Method: tools/call",
        "Mcp-Name: slow_slow",
    ];
    seen.leave(&server, &headers, &body.to_string()).await;
    common::until("the cancellation", || seen.cancelled.load(Ordering::SeqCst)).await;
}

#[tokio::test]
async fn a_call_of_an_older_revision_may_end_after_its_client_has_left() {
    let seen = Seen::default();
    let server = seen.server().await;
    let headers = ["MCP-Protocol-Version: 2025-11-25"];
    seen.leave(&server, &headers, &legacy_call()).await;
    seen.go_on.notify_one();
    common::until("the end of the call", || {
        seen.finished.load(Ordering::SeqCst)
    })
    .await;
    assert!(!seen.cancelled.load(Ordering::SeqCst));
}

#[tokio::test]
async fn a_call_of_an_older_revision_is_not_kept_for_ever() {
    let seen = Seen::default();
    let server = seen.server().await;
    let batch = format!("[{}]", legacy_call());
    let began = Instant::now();
    seen.leave(&server, &["MCP-Protocol-Version: 2025-03-26"], &batch)
        .await;
    common::until("the cancellation", || seen.cancelled.load(Ordering::SeqCst)).await;
    assert!(
        began.elapsed() > Duration::from_secs(1),
        "a broken connection cancels nothing by itself"
    );
}
