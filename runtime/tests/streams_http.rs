//! Streams of replies over HTTP.
#![cfg(feature = "http")]

mod common;

use common::events::Events;
use common::feeds::{Board, FeedsServer};
use common::server::Server;
use common::{standstill, until};
use serde_json::json;
use traitwire::App;

async fn server() -> (Server, Board) {
    let board = Board::default();
    let app = App::new("feeds").service(FeedsServer::new(board.clone()));
    (Server::start(app).await, board)
}

async fn metrics(server: &Server) -> String {
    server.get("/metrics", &[]).await.text().to_owned()
}

/// Waits until no call runs and no stream is left.
async fn all_over(server: &Server, board: &Board) {
    until("the end of the streams", || board.alive() == 0).await;
    let page = metrics(server).await;
    assert!(page.ends_with("traitwire_calls_running 0\n"), "{page}");
}

#[tokio::test]
async fn items_are_events_and_the_last_event_counts_them() {
    let (server, board) = server().await;
    let mut events = Events::post(&server, "/api/feeds/count", r#"{"to": 3, "end": "well"}"#).await;
    assert!(events.head.header("traceparent").is_some());
    for number in 1..=3 {
        assert_eq!(events.item().await, json!({"number": number, "text": ""}));
    }
    assert_eq!(events.last("end").await, json!({"items": 3}));
    all_over(&server, &board).await;
}

#[tokio::test]
async fn an_item_is_sent_before_the_next_one_is_there() {
    let (server, board) = server().await;
    let mut events = Events::post(&server, "/api/feeds/count", r#"{"to": 1, "end": "hang"}"#).await;
    assert_eq!(events.item().await["number"], 1);
    assert_eq!(board.alive(), 1);
    assert!(metrics(&server).await.contains("calls_running 1\n"));
    drop(events);
    all_over(&server, &board).await;
    let line = r#"traitwire_calls_total{method="feeds.v1.Feeds.Count",code="cancelled"} 1"#;
    assert!(metrics(&server).await.contains(line));
}

#[tokio::test]
async fn the_connection_serves_further_calls_after_a_stream() {
    let (server, _) = server().await;
    let mut client = server.client().await;
    for _ in 0..3 {
        let body = r#"{"to": 2, "end": "well"}"#;
        let answer = client.post("/api/feeds/count", &[], body).await;
        assert_eq!(
            answer.text(),
            "data: {\"number\":1,\"text\":\"\"}\n\ndata: {\"number\":2,\"text\":\"\"}\n\nevent: end\n\
             data: {\"items\":2}\n\n"
        );
    }
}

#[tokio::test]
async fn an_error_before_the_stream_is_a_problem_document() {
    let (server, board) = server().await;
    let body = r#"{"to": 0, "end": "well"}"#;
    let refused = server.post("/api/feeds/count", &[], body).await;
    assert_eq!(refused.is_problem(404, "no_such_tick")["number"], 0);
    let wrong = server
        .post("/api/feeds/count", &[], r#"{"to": true}"#)
        .await;
    wrong.is_problem(400, "invalid_request");
    for method in ["GET", "HEAD"] {
        let mut client = server.client().await;
        let answer = client.request(method, "/api/feeds/count", &[], "").await;
        assert_eq!(answer.status, 405);
        assert_eq!(answer.header("allow"), Some("POST"));
    }
    all_over(&server, &board).await;
}

#[tokio::test]
async fn an_error_of_a_stream_is_its_last_event_and_the_same_document() {
    let (server, board) = server().await;
    let body = r#"{"to": 2, "end": "fail"}"#;
    let mut events = Events::post(&server, "/api/feeds/count", body).await;
    events.item().await;
    events.item().await;
    let problem = events.last("error").await;
    let plain = server
        .post("/api/feeds/count", &[], r#"{"to": 0, "end": "well"}"#)
        .await
        .json();
    let mut expected = plain.clone();
    expected["number"] = json!(3);
    expected["detail"] = problem["detail"].clone();
    assert_eq!(problem, expected);
    assert_eq!(problem["status"], 404);
    all_over(&server, &board).await;
}

#[tokio::test]
async fn a_panic_of_a_stream_is_its_last_event_and_ends_nothing_else() {
    let (server, board) = server().await;
    let body = r#"{"to": 1, "end": "panic"}"#;
    let mut events = Events::post(&server, "/api/feeds/count", body).await;
    events.item().await;
    let problem = events.last("error").await;
    assert_eq!(problem["code"], "internal");
    assert!(problem["failure_id"].is_string());
    assert!(!problem.to_string().contains("secret"), "{problem}");
    all_over(&server, &board).await;
}

#[tokio::test]
async fn an_item_that_takes_too_long_ends_the_stream() {
    let (server, board) = server().await;
    let mut events = Events::post(&server, "/api/feeds/stall", "{}").await;
    events.item().await;
    let problem = events.last("error").await;
    assert_eq!(problem["reason"], "item_timeout");
    assert_eq!(problem["status"], 504);
    all_over(&server, &board).await;
}

#[tokio::test]
async fn a_slow_reader_slows_its_stream_down() {
    let (server, board) = server().await;
    let body = r#"{"size": 100000}"#;
    let mut events = Events::post(&server, "/api/feeds/flood", body).await;
    // Buffers fill, and then nothing more is made.
    let made = standstill("a standstill of the stream", || board.made()).await;
    assert!(made < 2000, "{made} items of 100 kB wait for their reader");
    for number in 1..=made + 10 {
        assert_eq!(events.item().await["number"], number);
    }
    drop(events);
    all_over(&server, &board).await;
}
