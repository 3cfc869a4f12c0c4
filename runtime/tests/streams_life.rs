//! What ends streams from outside: the server, readers that leave, readers that do not read. A program of its own, since
//! the number of its open files is counted.
#![cfg(all(feature = "http", feature = "mcp"))]

mod common;

use std::time::{Duration, Instant};

use common::client::Client;
use common::events::Events;
use common::feeds::{Board, FeedsServer};
use common::mcp::{ACCEPT, meta};
use common::server::Server;
use common::{soon, until};
use serde_json::{Value, json};
use tokio::sync::Mutex;
use traitwire::{App, Limits};

/// Each test counts what belongs to the whole process.
static ALONE: Mutex<()> = Mutex::const_new(());

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

fn open_files() -> usize {
    std::fs::read_dir("/proc/self/fd").unwrap().count()
}

/// How many files this process may have open; a stream takes two, one at each end.
fn most_files() -> usize {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap();
    let line = limits
        .lines()
        .find(|line| line.starts_with("Max open files"));
    let soft = line.unwrap().split_whitespace().nth(3).unwrap();
    soft.parse().unwrap_or(usize::MAX)
}

fn tasks() -> usize {
    tokio::runtime::Handle::current()
        .metrics()
        .num_alive_tasks()
}

async fn running(server: &Server) -> u64 {
    let page = server.get("/metrics", &[]).await;
    let line = page.text().lines().last().unwrap();
    let count = line.strip_prefix("traitwire_calls_running ").unwrap();
    count.parse().unwrap()
}

async fn count(server: &Server, end: &str) -> Events {
    let body = format!(r#"{{"to": 1, "end": "{end}"}}"#);
    Events::post(server, "/api/feeds/count", &body).await
}

async fn tool(server: &Server, params: Value) -> Client {
    let body = json!({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params});
    let body = body.to_string();
    let headers = [
        ACCEPT,
        "Content-Type: application/json",
        "MCP-Protocol-Version: 2026-07-28",
        "Mcp-Method: tools/call",
        "Mcp-Name: feeds_count",
    ];
    let mut client = server.client().await;
    let head = client.head("POST", "/mcp", &headers, body.len());
    client.send(head + &body).await;
    client
}

#[tokio::test]
async fn a_closing_server_ends_every_stream_with_a_word() {
    let _alone = ALONE.lock().await;
    let (server, board) = server().await;
    let mut hanging = count(&server, "hang").await;
    hanging.item().await;
    let mut tidy = count(&server, "tidy").await;
    tidy.item().await;
    let mut params =
        json!({"name": "feeds_count", "arguments": {"to": 1, "end": "hang"}, "_meta": meta()});
    let mut whole = tool(&server, params.clone()).await;
    params["_meta"]["progressToken"] = json!("t");
    let mut live = Events::of(tool(&server, params).await).await;
    live.item().await;
    until("all streams", || board.alive() == 4).await;

    let began = Instant::now();
    let ended = server.stop();
    // A stream that looks at its context ends as it likes to.
    assert_eq!(tidy.item().await["text"], "the last");
    assert_eq!(tidy.last("end").await, json!({"items": 2}));
    let problem = hanging.last("error").await;
    assert_eq!(
        (&problem["code"], &problem["reason"]),
        (&json!("unavailable"), &json!("closing"))
    );
    for result in [
        live.last("message").await["result"].clone(),
        whole.answer().await.json()["result"].clone(),
    ] {
        assert_eq!(result["isError"], true);
        let text = result["content"][0]["text"].as_str().unwrap();
        assert!(
            text.contains("\"closing\"") && text.contains("\"number\":1"),
            "{text}"
        );
    }
    soon("the end of the server", ended).await.unwrap().unwrap();
    assert!(began.elapsed() < Duration::from_secs(10));
    assert_eq!(board.alive(), 0);
}

#[tokio::test]
async fn a_reader_that_reads_nothing_is_cut_off_and_one_that_waits_is_not() {
    let _alone = ALONE.lock().await;
    let (server, board) =
        server_with(|limits| limits.write_timeout = Duration::from_millis(50)).await;
    let mut waiting = count(&server, "hang").await;
    waiting.item().await;
    let flood = Events::post(&server, "/api/feeds/flood", r#"{"size": 100000}"#).await;
    // Without a byte being read.
    until("the end of the greedy one", || board.alive() == 1).await;
    drop(flood);
    assert_eq!(
        board.alive(),
        1,
        "whoever waits for items is as patient as they like"
    );
    assert_eq!(running(&server).await, 1);
    drop(waiting);
    until("the end of all", || board.alive() == 0).await;
}

#[tokio::test]
async fn a_thousand_streams_flow_beside_each_other_and_leave_nothing_behind() {
    let many = 1000.min((most_files() - 100) / 2);
    let _alone = ALONE.lock().await;
    let (server, board) = server().await;
    assert_eq!(running(&server).await, 0);
    until("the end of what was before", || tasks() <= 2).await;
    let before = (open_files(), tasks());
    let mut streams = Vec::new();
    for _ in 0..many {
        streams.push(count(&server, "hang").await);
    }
    for stream in &mut streams {
        assert_eq!(stream.item().await["number"], 1);
    }
    assert_eq!(board.alive(), many);
    assert_eq!(running(&server).await, many as u64);
    drop(streams);
    until("the end of all", || board.alive() == 0).await;
    assert_eq!(running(&server).await, 0);
    until("the files and tasks of before", || {
        // The other tests wait for their turn with a few files open.
        open_files() <= before.0 + 20 && tasks() <= before.1
    })
    .await;
}
