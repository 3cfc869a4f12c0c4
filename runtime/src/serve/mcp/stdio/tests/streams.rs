//! Streams over pipes.

use super::common::feeds::{Board, FeedsServer};
use super::common::until;
use super::*;

fn feeds() -> (App, Board) {
    let board = Board::default();
    let service = FeedsServer::new(board.clone());
    (App::new("feeds").service(service), board)
}

fn count(to: u64, end: &str, token: impl Into<Value>) -> Value {
    json!({
        "name": "feeds_count",
        "arguments": {"to": to, "end": end},
        "_meta": {"progressToken": token.into()},
    })
}

fn is_notice(message: &Value, token: impl Into<Value>, progress: u64) {
    assert_eq!(message["method"], "notifications/progress", "{message}");
    assert_eq!(message.get("id"), None);
    let item = format!("{{\"number\":{progress},\"text\":\"\"}}");
    let params = json!({"progressToken": token.into(), "progress": progress, "message": item});
    assert_eq!(message["params"], params);
}

#[tokio::test]
async fn items_are_notices_before_the_answer() {
    let (app, board) = feeds();
    let mut client = Client::start(app);
    client.initialize("2025-11-25").await;
    client.request(7, "tools/call", count(3, "well", "t"));
    for number in 1..=3 {
        is_notice(&client.message().await, "t", number);
    }
    let answer = client.message().await;
    assert_eq!(answer["id"], 7);
    let result = &answer["result"]["structuredContent"];
    assert_eq!(result["complete"], true);
    assert_eq!(result["items"].as_array().unwrap().len(), 3);
    assert!(client.end().await.is_empty());
    assert_eq!(board.alive(), 0);
}

#[tokio::test]
async fn a_cancelled_stream_ends_and_others_go_on() {
    let (app, board) = feeds();
    let mut client = Client::start(app);
    client.initialize("2025-11-25").await;
    client.request(1, "tools/call", count(1, "hang", 1));
    is_notice(&client.message().await, 1, 1);
    client.request(2, "tools/call", count(1, "hang", 2));
    is_notice(&client.message().await, 2, 1);
    assert_eq!(board.alive(), 2);
    let cancel = |id: u64| json!({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": id}});
    client.send(&cancel(1));
    until("the end of one stream", || board.alive() == 1).await;
    // No answer comes to what was cancelled.
    client.request(3, "ping", json!({}));
    assert_eq!(client.message().await["id"], 3);
    client.send(&cancel(2));
    until("the end of the other", || board.alive() == 0).await;
    assert!(client.end().await.is_empty());
}

#[tokio::test]
async fn a_stream_that_floods_waits_for_its_reader_and_ends_with_its_client() {
    let (app, board) = feeds();
    let limits = Limits {
        stream_items: usize::MAX,
        stream_bytes: usize::MAX,
        ..Limits::default()
    };
    let mut client = Client::start(app.limits(limits));
    client.initialize("2025-11-25").await;
    let params = json!({
        "name": "feeds_flood",
        "arguments": {"size": 10},
        "_meta": {"progressToken": 1},
    });
    client.request(1, "tools/call", params);
    for number in 1..=500 {
        assert_eq!(client.message().await["params"]["progress"], number);
    }
    // Its own reader takes all lines, and the input is still listened to.
    let cancel =
        json!({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 1}});
    client.send(&cancel);
    until("the end of the stream", || board.alive() == 0).await;
    client.end().await;
}

#[tokio::test]
async fn the_end_of_the_input_ends_live_streams() {
    let (app, board) = feeds();
    let mut client = Client::start(app);
    client.initialize("2025-11-25").await;
    client.request(1, "tools/call", count(1, "hang", 1));
    is_notice(&client.message().await, 1, 1);
    assert!(client.end().await.is_empty());
    until("the end of the stream", || board.alive() == 0).await;
}
