//! Streams as tools of the Model Context Protocol over HTTP.
#![cfg(all(feature = "http", feature = "mcp"))]

mod common;

use std::time::Duration;

use common::client::Answer;
use common::events::Events;
use common::feeds::{Board, FeedsServer};
use common::mcp::{ACCEPT, legacy, legacy_text, meta, modern, result, text};
use common::server::Server;
use common::{standstill, until};
use serde_json::{Value, json};
use traitwire::{App, Limits};

async fn server_with(change: impl FnOnce(&mut Limits)) -> (Server, Board) {
    let board = Board::default();
    let mut limits = Limits::default();
    change(&mut limits);
    let service = FeedsServer::new(board.clone());
    let app = App::new("feeds").limits(limits).service(service);
    (Server::start(app).await, board)
}

async fn server() -> (Server, Board) {
    server_with(|_| {}).await
}

async fn over(server: &Server, board: &Board) {
    until("the end of the calls", || board.alive() == 0).await;
    let page = server.get("/metrics", &[]).await;
    assert!(page.text().ends_with("traitwire_calls_running 0\n"));
}

fn count(to: u64, end: &str) -> Value {
    json!({"name": "feeds_count", "arguments": {"to": to, "end": end}})
}

/// A stateless call with a token, which is answered by events.
async fn live(server: &Server, mut params: Value, token: impl Into<Value>) -> Events {
    let name = format!("Mcp-Name: {}", params["name"].as_str().unwrap());
    params["_meta"] = meta();
    params["_meta"]["progressToken"] = token.into();
    let body = json!({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params});
    let headers = [
        ACCEPT,
        "Content-Type: application/json",
        "MCP-Protocol-Version: 2026-07-28",
        "Mcp-Method: tools/call",
        &name,
    ];
    Events::post_with(server, "/mcp", &headers, &body.to_string()).await
}

async fn live_legacy(server: &Server, revision: &str, mut params: Value) -> Events {
    params["_meta"] = json!({"progressToken": 7});
    let body = json!({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params});
    let version = format!("MCP-Protocol-Version: {revision}");
    let headers = [ACCEPT, "Content-Type: application/json", &version];
    Events::post_with(server, "/mcp", &headers, &body.to_string()).await
}

fn notice(token: impl Into<Value>, progress: u64, message: Option<&str>) -> Value {
    let mut params = json!({"progressToken": token.into(), "progress": progress});
    if let Some(message) = message {
        params["message"] = message.into();
    }
    json!({"jsonrpc": "2.0", "method": "notifications/progress", "params": params})
}

fn ticks(numbers: std::ops::RangeInclusive<u64>, complete: bool) -> Value {
    let items: Vec<_> = numbers
        .map(|number| json!({"number": number, "text": ""}))
        .collect();
    json!({"items": items, "complete": complete})
}

fn structured(answer: &Answer) -> Value {
    let result = result(answer);
    assert_eq!(result["isError"], false, "{result}");
    let text: Value = serde_json::from_str(text(&result)).unwrap();
    assert_eq!(text, result["structuredContent"]);
    text
}

#[tokio::test]
async fn without_a_token_a_stream_is_one_answer() {
    let (server, board) = server().await;
    let answer = modern(&server, "tools/call", count(3, "well")).await;
    assert_eq!(structured(&answer), ticks(1..=3, true));
    for revision in ["2025-06-18", "2025-11-25"] {
        let answer = legacy(&server, revision, "tools/call", count(2, "well")).await;
        assert_eq!(structured(&answer), ticks(1..=2, true));
    }
    let old = result(&legacy(&server, "2024-11-05", "tools/call", count(1, "well")).await);
    assert_eq!(old.get("structuredContent"), None);
    assert_eq!(
        serde_json::from_str::<Value>(text(&old)).unwrap(),
        ticks(1..=1, true)
    );
    over(&server, &board).await;
}

#[tokio::test]
async fn with_a_token_each_item_is_a_notice_when_it_comes() {
    let (server, board) = server().await;
    for token in [json!("a \"token\""), json!(7), json!("7")] {
        let mut events = live(&server, count(2, "well"), token.clone()).await;
        for number in 1..=2 {
            let item = format!("{{\"number\":{number},\"text\":\"\"}}");
            assert_eq!(
                events.item().await,
                notice(token.clone(), number, Some(&item))
            );
        }
        let answer = events.last("message").await;
        assert_eq!(answer["id"], 1);
        assert_eq!(answer["result"]["structuredContent"], ticks(1..=2, true));
        assert_eq!(answer["result"]["resultType"], "complete");
    }
    let mut events = live(&server, count(1, "hang"), 1).await;
    events.item().await;
    assert_eq!(board.alive(), 1);
    // A client that leaves ends the stream.
    drop(events);
    over(&server, &board).await;
}

#[tokio::test]
async fn older_revisions_get_what_they_know() {
    let (server, board) = server().await;
    for revision in ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"] {
        let mut events = live_legacy(&server, revision, count(1, "well")).await;
        let item = (revision > "2024-11-05").then_some("{\"number\":1,\"text\":\"\"}");
        assert_eq!(events.item().await, notice(7, 1, item), "{revision}");
        let result = &events.last("message").await["result"];
        assert_eq!(result.get("resultType"), None);
        let has_structure = result.get("structuredContent").is_some();
        assert_eq!(has_structure, revision >= "2025-06-18");
    }
    over(&server, &board).await;
}

#[tokio::test]
async fn a_stream_of_an_older_revision_may_go_on_for_a_while_without_its_reader() {
    let (server, board) = server().await;
    let mut events = live_legacy(&server, "2025-11-25", count(1, "hang")).await;
    events.item().await;
    let began = std::time::Instant::now();
    drop(events);
    until("the end of the stream", || board.alive() == 0).await;
    assert!(began.elapsed() > Duration::from_secs(1));
    over(&server, &board).await;
}

#[tokio::test]
async fn an_error_inside_a_stream_loses_nothing() {
    let (server, board) = server().await;
    let mut events = live(&server, count(2, "fail"), 1).await;
    events.item().await;
    events.item().await;
    let with_notices = events.last("message").await["result"].clone();
    let alone = result(&modern(&server, "tools/call", count(2, "fail")).await);
    assert_eq!(with_notices, alone);
    assert_eq!(alone["isError"], true);
    assert_eq!(alone.get("structuredContent"), None);
    let lines: Vec<_> = text(&alone).lines().collect();
    assert_eq!(lines.len(), 4, "{lines:?}");
    let status: Value = serde_json::from_str(lines[1]).unwrap();
    assert_eq!(status["reason"], "no_such_tick");
    assert_eq!(status["details"]["number"], 3);
    assert_eq!(
        serde_json::from_str::<Value>(lines[3]).unwrap(),
        ticks(1..=2, false)
    );
    // Before the first item it is an answer like any other, token or not.
    let refused = result(&modern(&server, "tools/call", count(0, "well")).await);
    assert_eq!(text(&refused).lines().count(), 2);
    let mut params = count(0, "well");
    params["_meta"] = json!({"progressToken": 1});
    let refused = legacy(&server, "2025-11-25", "tools/call", params).await;
    assert_eq!(result(&refused)["isError"], true);
    over(&server, &board).await;
}

#[tokio::test]
async fn an_answer_is_bounded_and_says_that_it_is_not_all() {
    let (server, board) = server_with(|limits| limits.stream_items = 5).await;
    let flood = json!({"name": "feeds_flood", "arguments": {"size": 0}});
    let answer = modern(&server, "tools/call", flood.clone()).await;
    assert_eq!(structured(&answer), ticks(1..=5, false));
    assert_eq!(
        structured(&modern(&server, "tools/call", count(5, "well")).await),
        ticks(1..=5, true)
    );
    let mut events = live(&server, flood, 1).await;
    for _ in 0..5 {
        events.item().await;
    }
    let last = events.last("message").await;
    assert_eq!(last["result"]["structuredContent"], ticks(1..=5, false));
    over(&server, &board).await;

    let (server, board) = server_with(|limits| limits.stream_bytes = 10_000).await;
    let flood = json!({"name": "feeds_flood", "arguments": {"size": 4000}});
    let all = structured(&modern(&server, "tools/call", flood).await);
    assert_eq!(all["complete"], false);
    assert_eq!(all["items"].as_array().unwrap().len(), 2);
    over(&server, &board).await;

    let (server, board) = server_with(|limits| {
        limits.stream_timeout = Duration::from_millis(50);
    })
    .await;
    let answer = modern(&server, "tools/call", count(3, "hang")).await;
    assert_eq!(structured(&answer), ticks(1..=3, false));
    over(&server, &board).await;
}

#[tokio::test]
async fn items_of_a_request_are_arguments() {
    let (server, board) = server().await;
    let call = |arguments: Value| json!({"name": "feeds_sum", "arguments": arguments});
    let items = json!({"items": [{"number": 1}, {"number": 2, "text": "]"}]});
    let answer = modern(&server, "tools/call", call(items)).await;
    assert_eq!(structured(&answer), 3);
    for (arguments, message) in [
        (json!({}), "`items`: missing required field"),
        (
            json!({"items": [{"number": 1}, {"number": "2"}]}),
            "item 2: `number`: expected",
        ),
        (
            json!({"items": [{"number": 1, "txt": ""}]}),
            "item 1: `txt`: unknown field, did you mean `text`?",
        ),
    ] {
        let refused = result(&modern(&server, "tools/call", call(arguments)).await);
        assert_eq!(refused["isError"], true);
        assert!(text(&refused).starts_with(message), "{refused}");
    }
    let both = json!({"name": "feeds_echo", "arguments": {"items": [{"number": 1}]}});
    let answer = modern(&server, "tools/call", both).await;
    assert_eq!(structured(&answer), ticks(1..=1, true));
    over(&server, &board).await;
}

#[tokio::test]
async fn tools_are_described_by_what_they_take_and_give() {
    let (server, _) = server().await;
    let tools = result(&modern(&server, "tools/list", json!({})).await);
    let tool = |name: &str| {
        let mut tools = tools["tools"].as_array().unwrap().iter();
        tools.find(|tool| tool["name"] == name).unwrap()
    };
    let input = &tool("feeds_sum")["inputSchema"];
    assert_eq!(input["properties"]["items"]["type"], "array");
    assert_eq!(input["required"], json!(["items"]));
    assert_eq!(input["additionalProperties"], false);
    let output = &tool("feeds_count")["outputSchema"];
    assert_eq!(output["type"], "object");
    assert_eq!(output["required"], json!(["items", "complete"]));
    assert_eq!(output["properties"]["complete"]["type"], "boolean");
    assert!(output["properties"]["complete"]["description"].is_string());
}

#[tokio::test]
async fn a_token_is_a_short_string_or_a_number() {
    let (server, _) = server().await;
    for token in [json!({}), json!(true), json!([1]), json!("t".repeat(1023))] {
        let mut params = count(1, "well");
        params["_meta"] = json!({"progressToken": token});
        let answer = legacy(&server, "2025-11-25", "tools/call", params).await;
        common::mcp::error(&answer, 200, -32602);
    }
    // With its quotes it has 1024 bytes.
    let token = "t".repeat(1022);
    let mut events = live(&server, count(1, "well"), token.clone()).await;
    assert_eq!(events.item().await["params"]["progressToken"], token);
    let mut params = count(1, "well");
    params["_meta"] = json!({"progressToken": null});
    let answer = legacy(&server, "2025-11-25", "tools/call", params).await;
    assert_eq!(structured(&answer), ticks(1..=1, true));
}

#[tokio::test]
async fn in_a_batch_a_stream_is_one_answer() {
    let (server, board) = server().await;
    let mut params = count(2, "well");
    params["_meta"] = json!({"progressToken": 1});
    let call = json!({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params});
    let batch = json!([call, {"jsonrpc": "2.0", "id": 2, "method": "ping"}]).to_string();
    let answers = legacy_text(&server, "2025-03-26", &batch).await.json();
    let text = answers[0]["result"]["content"][0]["text"].as_str().unwrap();
    assert_eq!(
        serde_json::from_str::<Value>(text).unwrap(),
        ticks(1..=2, true)
    );
    over(&server, &board).await;
}

#[tokio::test]
async fn a_client_that_does_not_read_slows_the_stream_down() {
    let (server, board) = server_with(|limits| {
        limits.stream_items = 1_000_000;
        limits.stream_bytes = usize::MAX;
    })
    .await;
    let flood = json!({"name": "feeds_flood", "arguments": {"size": 100_000}});
    let mut events = live(&server, flood, 1).await;
    let made = standstill("a standstill of the stream", || board.made()).await;
    assert!(made < 2000, "{made} items of 100 kB wait for their reader");
    for _ in 0..made {
        events.item().await;
    }
    drop(events);
    over(&server, &board).await;
}

#[tokio::test]
async fn the_plain_way_to_tools_gives_events() {
    let (server, board) = server().await;
    let json = ["Content-Type: application/json"];
    let body = count(2, "well").to_string();
    let mut events = Events::post_with(&server, "/api/mcp/call", &json, &body).await;
    assert_eq!(events.item().await["number"], 1);
    events.item().await;
    assert_eq!(events.last("end").await, json!({"items": 2}));
    over(&server, &board).await;
}
