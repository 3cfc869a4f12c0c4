//! Sessions over real pipes.

use std::io::{BufRead, PipeWriter, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::{Value, json};
use tokio::sync::{Notify, mpsc};
use tokio::task::JoinHandle;

use super::*;
use crate::spec::ScopeRule;
use crate::{App, BearerTokens, Identity, Limits, Status};
use common::service::{Handmade, json as reply, text};
use common::soon;

#[path = "../../../../tests/common/mod.rs"]
mod common;
mod streams;

/// A client at the other ends of the pipes.
struct Client {
    input: Option<PipeWriter>,
    lines: mpsc::UnboundedReceiver<String>,
    ended: JoinHandle<io::Result<()>>,
}

impl Client {
    fn start(app: App) -> Self {
        Self::start_as(app, Credentials::none())
    }

    fn start_as(app: App, credentials: Credentials) -> Self {
        let (from_client, input) = io::pipe().unwrap();
        let (output, to_client) = io::pipe().unwrap();
        let (sender, lines) = mpsc::unbounded_channel();
        thread::spawn(move || {
            for line in BufReader::new(output).lines() {
                if sender.send(line.unwrap()).is_err() {
                    break;
                }
            }
        });
        let endpoint = app.endpoint().unwrap();
        let ended = tokio::spawn(async move {
            let limit = endpoint.limits.body;
            let input = Lines::new(BufReader::new(from_client), limit);
            let output = Lines::new(BufWriter::new(to_client), limit);
            serve(&endpoint, input, output, credentials).await
        });
        Self {
            input: Some(input),
            lines,
            ended,
        }
    }

    fn send_text(&mut self, text: &str) {
        let input = self.input.as_mut().unwrap();
        input.write_all(text.as_bytes()).unwrap();
    }

    fn send(&mut self, message: &Value) {
        self.send_text(&format!("{message}\n"));
    }

    fn request(&mut self, id: u64, method: &str, params: impl Into<Value>) {
        let params = params.into();
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
    }

    async fn line(&mut self) -> String {
        let line = soon("a line", self.lines.recv()).await;
        line.expect("the output ended before a line")
    }

    async fn message(&mut self) -> Value {
        common::json::parse(self.line().await.as_bytes())
    }

    async fn ask(&mut self, method: &str, params: Value) -> Value {
        self.request(1, method, params);
        self.message().await
    }

    async fn initialize(&mut self, revision: &str) {
        let params = json!({"protocolVersion": revision, "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}});
        let answer = self.ask("initialize", params).await;
        assert_eq!(answer["result"]["protocolVersion"], revision);
        self.send(&json!({"jsonrpc": "2.0", "method": "notifications/initialized"}));
    }

    /// Ends the input, and gives the lines that still came.
    async fn end(mut self) -> Vec<String> {
        drop(self.input.take());
        let ended = soon("the end", self.ended).await.unwrap();
        ended.unwrap();
        let mut rest = Vec::new();
        while let Some(line) = soon("the end of the output", self.lines.recv()).await {
            rest.push(line);
        }
        rest
    }
}

fn modern(mut params: Value) -> Value {
    params["_meta"] = common::mcp::meta();
    params
}

fn app() -> App {
    App::new("board")
        .version("1.2.3")
        .service(common::service::tasks())
}

/// A service whose method `slow` waits for a notice, and one to see what becomes of it.
#[derive(Clone, Default)]
struct Slow {
    began: Arc<Notify>,
    go_on: Arc<Notify>,
    cancelled: Arc<AtomicBool>,
}

impl Slow {
    fn app(&self) -> App {
        let slow = self.clone();
        let service = Handmade::new("slow.v1", "Slow", "slow")
            .method("quick", async |call| reply(&text(&call)))
            .method("slow", move |call| {
                let slow = slow.clone();
                async move {
                    slow.began.notify_one();
                    tokio::select! {
                        () = slow.go_on.notified() => reply("{\"slow\":true}"),
                        () = call.cx.cancelled() => {
                            slow.cancelled.store(true, Ordering::SeqCst);
                            Err(Status::invalid_argument("cancelled"))
                        }
                    }
                }
            });
        App::new("slow").service(service)
    }

    async fn is_cancelled(&self) {
        common::until("the cancellation", || self.cancelled.load(Ordering::SeqCst)).await;
    }
}

#[tokio::test]
async fn a_stateless_request_needs_no_handshake() {
    let mut client = Client::start(app());
    let found = client.ask("server/discover", modern(json!({}))).await;
    assert_eq!(found["result"]["supportedVersions"][0], "2026-07-28");
    let called = client
        .ask(
            "tools/call",
            modern(json!({"name": "tasks_echo", "arguments": {"id": 9_007_199_254_740_993_u64}})),
        )
        .await;
    assert_eq!(called["result"]["resultType"], "complete");
    assert_eq!(
        called["result"]["structuredContent"]["id"],
        9_007_199_254_740_993_u64
    );
    assert_eq!(
        called["result"]["content"][0]["text"],
        "{\"id\":9007199254740993}"
    );
    assert!(client.end().await.is_empty());
}

#[tokio::test]
async fn each_older_revision_is_agreed_on_and_spoken() {
    for revision in ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"] {
        let mut client = Client::start(app());
        assert_eq!(client.ask("ping", json!({})).await["result"], json!({}));
        client.initialize(revision).await;
        assert_eq!(client.ask("ping", json!({})).await["result"], json!({}));
        let list = client.ask("tools/list", json!({})).await;
        assert_eq!(list["result"]["tools"][0]["name"], "tasks_echo");
        assert_eq!(list["result"].get("resultType"), None);
        let has_output = list["result"]["tools"][0].get("outputSchema").is_some();
        assert_eq!(has_output, revision >= "2025-06-18", "{revision}");
        let called = client
            .ask("tools/call", json!({"name": "tasks_echo"}))
            .await;
        let structured = called["result"].get("structuredContent");
        assert_eq!(structured.is_some(), revision >= "2025-06-18", "{revision}");
        // A stateless request stays one, whatever was agreed on.
        let found = client.ask("server/discover", modern(json!({}))).await;
        assert_eq!(found["result"]["resultType"], "complete");
        assert!(client.end().await.is_empty());
    }
}

#[tokio::test]
async fn a_request_that_names_no_version_is_told_so() {
    let mut client = Client::start(app());
    let answer = client.ask("tools/list", json!({})).await;
    assert_eq!(answer["error"]["code"], -32602);
    let mut params = modern(json!({}));
    params["_meta"]["io.modelcontextprotocol/protocolVersion"] = json!("2027-01-01");
    let answer = client.ask("tools/list", params).await;
    assert_eq!(answer["error"]["code"], -32022);
    assert_eq!(answer["error"]["data"]["requested"], "2027-01-01");
    assert!(client.end().await.is_empty());
}

#[tokio::test]
async fn garbage_is_answered_and_the_session_goes_on() {
    let limits = Limits {
        body: 1000,
        ..Limits::default()
    };
    let mut client = Client::start(app().limits(limits));
    let long = "x".repeat(2000);
    let cases = [
        ("nonsense", -32700),
        ("{\"jsonrpc\":\"2.0\",", -32700),
        ("\u{0}\u{1}", -32700),
        ("\"text\"", -32600),
        ("[]", -32600),
        (
            "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}",
            -32600,
        ),
        (&*long, -32600),
    ];
    for (line, code) in cases {
        client.send_text(&format!("{line}\n"));
        let answer = client.message().await;
        assert_eq!(answer["error"]["code"], code, "{line}");
        assert_eq!(answer["id"], Value::Null);
    }
    client.send_text("\n \r\n");
    client
        .input
        .as_mut()
        .unwrap()
        .write_all(b"\xff\xfe{}\n")
        .unwrap();
    assert_eq!(client.message().await["error"]["code"], -32700);
    assert_eq!(client.ask("ping", json!({})).await["result"], json!({}));
    assert!(client.end().await.is_empty());
}

#[tokio::test]
async fn what_wants_no_answer_gets_none() {
    let mut client = Client::start(app());
    client.initialize("2025-11-25").await;
    client.send(&json!({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 99}}));
    client.send(&json!({"jsonrpc": "2.0", "method": "notifications/roots/list_changed"}));
    client.send(&json!({"jsonrpc": "2.0", "id": 5, "result": {}}));
    assert_eq!(client.ask("ping", json!({})).await["id"], 1);
    assert!(client.end().await.is_empty());
}

#[tokio::test]
async fn requests_run_beside_each_other() {
    let slow = Slow::default();
    let mut client = Client::start(slow.app());
    client.initialize("2025-11-25").await;
    client.request(7, "tools/call", json!({"name": "slow_slow"}));
    client.request(
        8,
        "tools/call",
        json!({"name": "slow_quick", "arguments": {"n": 1}}),
    );
    assert_eq!(client.message().await["id"], 8);
    slow.go_on.notify_one();
    let answer = client.message().await;
    assert_eq!(answer["id"], 7);
    assert_eq!(answer["result"]["structuredContent"], json!({"slow": true}));
    assert!(client.end().await.is_empty());
}

#[tokio::test]
async fn a_cancelled_request_is_cancelled_and_not_answered() {
    let slow = Slow::default();
    let mut client = Client::start(slow.app());
    for id in [json!(7), json!("seven")] {
        let params = modern(json!({"name": "slow_slow"}));
        client.send(&json!({"jsonrpc": "2.0", "id": id, "method": "tools/call", "params": params}));
        slow.began.notified().await;
        let params = modern(json!({"requestId": id, "reason": "enough"}));
        client.send(
            &json!({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": params}),
        );
        slow.is_cancelled().await;
        slow.cancelled.store(false, Ordering::SeqCst);
    }
    assert!(client.end().await.is_empty());
}

#[tokio::test]
async fn the_end_of_the_input_cancels_what_does_not_end() {
    let slow = Slow::default();
    let mut client = Client::start(slow.app());
    client.request(7, "tools/call", modern(json!({"name": "slow_slow"})));
    slow.began.notified().await;
    assert!(client.end().await.is_empty());
    assert!(slow.cancelled.load(Ordering::SeqCst));
}

// Writing all of it blocks a thread until the session has read most of it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_shell_pipes_in_is_answered_before_the_end() {
    let mut client = Client::start(app());
    for id in 0..3000 {
        client.request(
            id,
            "tools/call",
            modern(json!({"name": "tasks_echo", "arguments": {"n": id}})),
        );
    }
    assert_eq!(client.end().await.len(), 3000);
}

#[tokio::test]
async fn a_client_that_stops_to_read_ends_the_session() {
    let slow = Slow::default();
    let mut client = Client::start(slow.app());
    client.request(7, "tools/call", modern(json!({"name": "slow_slow"})));
    slow.began.notified().await;
    // Its reader is gone, and the next answer finds that out.
    client.lines.close();
    client.request(8, "ping", json!({}));
    client.request(9, "ping", json!({}));
    let mut input = client.input.take().unwrap();
    let ended = soon("the end", async {
        while !client.ended.is_finished() {
            let _ = input.write_all(b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\n");
            tokio::time::sleep(std::time::Duration::from_millis(2)).await;
        }
        client.ended.await
    });
    ended.await.unwrap().unwrap();
    slow.is_cancelled().await;
}

#[tokio::test]
async fn the_end_of_the_input_is_seen_where_nobody_reads_the_answers() {
    let (from_client, mut input) = io::pipe().unwrap();
    let (_unread, to_client) = io::pipe().unwrap();
    // More answers than the pipe and the queue hold, and not so many that nothing more is read.
    thread::spawn(move || input.write_all("no message\n".repeat(900).as_bytes()));
    let endpoint = app().endpoint().unwrap();
    let input = Lines::new(BufReader::new(from_client), 100);
    let output = Lines::new(BufWriter::new(to_client), 100);
    let session = serve(&endpoint, input, output, Credentials::none());
    soon("the end", session).await.unwrap();
}

#[tokio::test]
async fn one_revision_has_batches() {
    let batch = json!([
        {"jsonrpc": "2.0", "id": 1, "method": "ping"},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "tasks_echo"}},
        {"jsonrpc": "2.0", "id": 3, "method": "initialize", "params": {"protocolVersion": "2025-03-26"}},
        {"jsonrpc": "1.0", "id": 4, "method": "ping"},
    ]);
    for revision in ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"] {
        let mut client = Client::start(app());
        client.initialize(revision).await;
        client.send(&batch);
        let answer = client.message().await;
        if revision == "2025-03-26" {
            let ids: Vec<_> = answer
                .as_array()
                .unwrap()
                .iter()
                .map(|one| one["id"].clone())
                .collect();
            assert_eq!(ids, [1, 2, 3, 4]);
            assert_eq!(answer[0]["result"], json!({}));
            assert_eq!(answer[1]["result"]["content"][0]["text"], "{}");
            assert_eq!(answer[2]["error"]["code"], -32600);
            assert_eq!(answer[3]["error"]["code"], -32600);
            client.send(&json!([{"jsonrpc": "2.0", "method": "notifications/initialized"}]));
        } else {
            assert_eq!(answer["error"]["code"], -32600, "{revision}");
        }
        assert!(client.end().await.is_empty());
    }
}

#[tokio::test]
async fn an_answer_is_one_line_whatever_the_service_replies() {
    let service = Handmade::new("tasks.v1", "Tasks", "tasks")
        .method("pretty", async |_| reply("{\n  \"text\": \"a\\nb\"\r\n}\n"));
    let mut client = Client::start(App::new("board").service(service));
    let answer = client
        .ask("tools/call", modern(json!({"name": "tasks_pretty"})))
        .await;
    assert_eq!(
        answer["result"]["structuredContent"],
        json!({"text": "a\nb"})
    );
    assert!(client.end().await.is_empty());
}

#[tokio::test]
async fn the_token_of_the_environment_says_who_calls() {
    let app = || {
        let service = Handmade::new("tasks.v1", "Tasks", "tasks")
            .method_with(
                "delete",
                |method| method.scopes = vec![ScopeRule::One("tasks:write".to_owned())],
                async |_| reply("{}"),
            )
            .method_with(
                "status",
                |method| method.public = true,
                async |_| reply("{}"),
            );
        let alice = Identity::new("alice").with_scope("tasks:write");
        let tokens = BearerTokens::new()
            .token("right", alice)
            .token("bob's", Identity::new("bob"));
        App::new("board").service(service).authenticate(tokens)
    };
    let cases = [
        (
            Credentials::bearer("right"),
            vec!["tasks_delete", "tasks_status"],
            None,
        ),
        (
            Credentials::bearer("bob's"),
            vec!["tasks_status"],
            Some("permission_denied"),
        ),
        (
            Credentials::none(),
            vec!["tasks_status"],
            Some("unauthenticated"),
        ),
    ];
    for (credentials, tools, refused) in cases {
        let mut client = Client::start_as(app(), credentials);
        let list = client.ask("tools/list", modern(json!({}))).await;
        assert_eq!(common::mcp::names(&list["result"]), tools);
        assert_eq!(list["result"]["cacheScope"], "private");
        let called = client
            .ask("tools/call", modern(json!({"name": "tasks_delete"})))
            .await;
        match refused {
            None => assert_eq!(called["result"]["isError"], false),
            Some(code) => assert_eq!(called["error"]["data"]["code"], code, "{called}"),
        }
        assert!(client.end().await.is_empty());
    }
    let mut client = Client::start_as(app(), Credentials::bearer("wrong"));
    let list = client.ask("tools/list", modern(json!({}))).await;
    assert_eq!(list["error"]["data"]["reason"], "invalid_token");
    assert!(
        client
            .ask("server/discover", modern(json!({})))
            .await
            .get("result")
            .is_some()
    );
    assert!(client.end().await.is_empty());
}
