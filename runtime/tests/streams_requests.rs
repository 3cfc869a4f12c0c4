//! Streams of requests over HTTP.
#![cfg(feature = "http")]

mod common;

use std::time::Duration;

use common::client::{Answer, Client};
use common::events::Events;
use common::feeds::{Board, FeedsServer};
use common::server::Server;
use common::until;
use serde_json::json;
use traitwire::{App, Limits};

const LINES: &str = "Content-Type: application/x-ndjson";
const CHUNKED: &str = "Transfer-Encoding: chunked";

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

async fn lines(server: &Server, path: &str, body: &str) -> Answer {
    let mut client = server.client().await;
    client.request("POST", path, &[LINES], body).await
}

async fn over(server: &Server, board: &Board) {
    until("the end of the calls", || board.alive() == 0).await;
    let page = server.get("/metrics", &[]).await;
    assert!(page.text().ends_with("traitwire_calls_running 0\n"));
}

/// Begins a request whose body comes in pieces.
async fn begin(server: &Server, path: &str) -> Client {
    let mut client = server.client().await;
    let address = server.address;
    let head = format!("POST {path} HTTP/1.1\r\nHost: {address}\r\n{LINES}\r\n{CHUNKED}\r\n\r\n");
    client.send(head).await;
    client
}

async fn piece(client: &mut Client, text: &str) {
    client.send(format!("{:x}\r\n{text}\r\n", text.len())).await;
}

#[tokio::test]
async fn items_are_lines_or_one_array() {
    let (server, board) = server().await;
    let body = "{\"number\": 1}\r\n\n  \n{\"number\": 2, \"unknown\": true}\n{\"number\": 3}";
    let answer = lines(&server, "/api/feeds/sum", body).await;
    assert_eq!((answer.status, answer.text()), (200, "6"));
    let body = "[{\"number\": 1},\n {\"number\": 2, \"text\": \"],[\"} ]";
    let answer = server.post("/api/feeds/sum", &[], body).await;
    assert_eq!((answer.status, answer.text()), (200, "3"));
    for empty in ["", " [ ] "] {
        assert_eq!(server.post("/api/feeds/sum", &[], empty).await.text(), "0");
    }
    assert_eq!(lines(&server, "/api/feeds/sum", "\n\n").await.text(), "0");
    over(&server, &board).await;
}

#[tokio::test]
async fn other_types_are_refused() {
    let (server, _) = server().await;
    for header in [
        "Content-Type: text/plain",
        "Content-Type: application/x-ndjson; charset=latin1",
        "Accept: */*",
    ] {
        let mut client = server.client().await;
        let answer = client
            .request("POST", "/api/feeds/sum", &[header], "{\"number\": 1}")
            .await;
        answer.is_problem(415, "unsupported_media_type");
        assert_eq!(
            answer.header("accept"),
            Some("application/x-ndjson, application/json")
        );
    }
    let coded = [LINES, "Content-Encoding: gzip"];
    let mut client = server.client().await;
    let answer = client.request("POST", "/api/feeds/sum", &coded, "x").await;
    answer.is_problem(415, "unsupported_media_type");
    // Where no stream is taken, no lines are.
    let answer = lines(&server, "/api/feeds/flood", "{\"size\": 1}").await;
    answer.is_problem(415, "unsupported_media_type");
}

#[tokio::test]
async fn an_item_that_cannot_be_read_is_named() {
    let (server, board) = server().await;
    let body = "{\"number\": 1}\n{\"number\": 2}\n{\"number\": \"3\"}\n{\"number\": 4}\n";
    let problem = lines(&server, "/api/feeds/sum", body).await;
    let problem = problem.is_problem(400, "invalid_request");
    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.starts_with("item 3: `number`: "), "{detail}");
    assert_eq!(problem["problems"][0]["path"], "number");

    let broken = lines(
        &server,
        "/api/feeds/sum",
        "{\"number\": 1}\n{\"number\": \n",
    )
    .await;
    let problem = broken.is_problem(400, "invalid_request");
    assert!(problem["detail"].as_str().unwrap().starts_with("item 2: "));

    let unclosed = server.post("/api/feeds/sum", &[], "[{\"number\": 1}").await;
    unclosed.is_problem(400, "invalid_request");
    // What came before it has been answered already.
    let mut events = Events::post_with(&server, "/api/feeds/echo", &[LINES], body).await;
    assert_eq!(events.item().await["number"], 1);
    assert_eq!(events.item().await["number"], 2);
    assert_eq!(events.last("error").await["reason"], "invalid_request");
    over(&server, &board).await;
}

#[tokio::test]
async fn replies_flow_while_requests_are_still_sent() {
    let (server, board) = server().await;
    let mut client = begin(&server, "/api/feeds/echo").await;
    let mut events = Events::of(client).await;
    for number in 1..=3 {
        // In two pieces, cut inside of the line.
        piece(events.client(), "{\"num").await;
        piece(events.client(), &format!("ber\": {number}}}\n")).await;
        assert_eq!(events.item().await["number"], number);
    }
    events.client().send("0\r\n\r\n").await;
    assert_eq!(events.last("end").await, json!({"items": 3}));
    over(&server, &board).await;

    client = begin(&server, "/api/feeds/echo").await;
    events = Events::of(client).await;
    piece(events.client(), "{\"number\": 1}\n").await;
    events.item().await;
    drop(events);
    over(&server, &board).await;
}

#[tokio::test]
async fn an_upload_is_not_bounded_as_a_whole_but_each_line_is() {
    let (server, board) = server_with(|limits| limits.body = 100).await;
    let body = "{\"number\": 1}\n".repeat(1000);
    assert_eq!(lines(&server, "/api/feeds/sum", &body).await.text(), "1000");
    let long = format!("{}{}", "{\"number\": 1}\n".repeat(2), " ".repeat(101));
    let problem = lines(&server, "/api/feeds/sum", &long).await;
    let problem = problem.is_problem(429, "item_too_large");
    assert_eq!(problem["detail"], "line 3 is larger than 100 bytes");
    over(&server, &board).await;
}

#[tokio::test]
async fn an_upload_that_breaks_off_is_seen() {
    let (server, board) = server().await;
    let mut client = begin(&server, "/api/feeds/sum").await;
    piece(&mut client, "{\"number\": 1}\n").await;
    client.send("no length\r\n").await;
    client.answer().await.is_problem(400, "broken_body");
    client.ended().await;
    let mut leaving = begin(&server, "/api/feeds/sum").await;
    piece(&mut leaving, "{\"number\": 1}\n").await;
    until("the start", || board.alive() == 1).await;
    drop(leaving);
    over(&server, &board).await;
}

#[tokio::test]
async fn an_upload_from_which_nothing_comes_is_given_up() {
    let (server, board) = server_with(|limits| {
        limits.body_timeout = Duration::from_millis(50);
    })
    .await;
    let mut client = begin(&server, "/api/feeds/sum").await;
    piece(&mut client, "{\"number\": 1}\n").await;
    client.answer().await.is_problem(504, "body_timeout");
    over(&server, &board).await;
}

#[tokio::test]
async fn an_answer_may_come_before_the_end_of_the_upload() {
    let (server, board) = server().await;
    let body = "{\"number\": 7}\n".repeat(100_000);
    let answer = lines(&server, "/api/feeds/first", &body).await;
    assert_eq!(answer.json()["number"], 7);
    over(&server, &board).await;
}
