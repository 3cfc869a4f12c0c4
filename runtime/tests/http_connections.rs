//! Connections: kept alive, bounded, cut off, closed with the server.
#![cfg(feature = "http")]

mod common;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use common::client::Client;
use common::server::Server;
use common::service::{Handmade, json, tasks};
use common::{soon, until};
use tokio::sync::Notify;
use traitwire::spec::Code;
use traitwire::{App, Call, Limits, Status};

const HOUR: Duration = Duration::from_secs(3600);

fn limited(change: impl FnOnce(&mut Limits)) -> App {
    let mut limits = Limits::default();
    change(&mut limits);
    App::new("tasks").limits(limits)
}

/// Handlers that tell when they run and wait for a word.
#[derive(Clone, Default)]
struct Gate {
    entered: Arc<AtomicBool>,
    open: Arc<Notify>,
}

impl Gate {
    fn service(&self) -> Handmade {
        let gate = self.clone();
        let wait = move |_: Call| {
            let gate = gate.clone();
            async move {
                gate.entered.store(true, Ordering::SeqCst);
                gate.open.notified().await;
                json("\"through\"")
            }
        };
        let entered = self.entered.clone();
        let obey = move |call: Call| {
            entered.store(true, Ordering::SeqCst);
            async move {
                call.cx.cancelled().await;
                Err(Status::new(Code::Cancelled, "told to end"))
            }
        };
        tasks().method("wait", wait).method("obey", obey)
    }

    /// Calls a method, and returns when its handler runs.
    async fn enter(&self, client: &mut Client, method: &str) {
        let json = ["Content-Type: application/json"];
        let head = client.head("POST", &format!("/api/tasks/{method}"), &json, 0);
        client.send(head).await;
        until("the start of the handler", || {
            self.entered.load(Ordering::SeqCst)
        })
        .await;
    }
}

#[tokio::test]
async fn a_connection_serves_many_calls_and_ends_when_asked_to() {
    let server = Server::start(App::new("tasks").service(tasks())).await;
    let mut client = server.client().await;
    for _ in 0..10 {
        assert_eq!(
            client.post("/api/tasks/echo", &[], "[1]").await.text(),
            "[1]"
        );
    }
    let answer = client
        .post("/api/tasks/echo", &["Connection: close"], "[2]")
        .await;
    assert_eq!(answer.text(), "[2]");
    client.ended().await;

    let mut client = server.client().await;
    client.send("GET /healthz HTTP/1.0\r\n\r\n").await;
    assert_eq!(client.answer().await.text(), "ok\n");
    client.ended().await;
}

#[tokio::test]
async fn pipelined_calls_are_answered_in_order() {
    let server = Server::start(App::new("tasks").service(tasks())).await;
    let mut client = server.client().await;
    let json = ["Content-Type: application/json"];
    let calls: String = (10..60)
        .map(|n| client.head("POST", "/api/tasks/echo", &json, 4) + &format!("[{n}]"))
        .collect();
    client.send(calls).await;
    for n in 10..60 {
        assert_eq!(client.answer().await.text(), format!("[{n}]"));
    }
}

#[tokio::test]
async fn a_head_that_does_not_arrive_ends_its_connection_only() {
    let app = limited(|limits| limits.head_timeout = Duration::from_millis(50));
    let server = Server::start(app.service(tasks())).await;
    let mut halves = Vec::new();
    for half in [
        "",
        "P",
        "POST /api/tasks/echo HTTP/1.1\r\nHost: localhost\r\nX-A",
    ] {
        let mut client = server.client().await;
        client.send(half).await;
        halves.push(client);
    }
    assert_eq!(
        server.post("/api/tasks/echo", &[], "[1]").await.text(),
        "[1]"
    );
    for client in &mut halves {
        client.ended().await;
    }
    assert_eq!(
        server.post("/api/tasks/echo", &[], "[2]").await.text(),
        "[2]"
    );
}

#[tokio::test]
async fn what_is_no_http_is_refused_and_ends_its_connection_only() {
    let server = Server::start(App::new("tasks").service(tasks())).await;
    for (bytes, status) in [
        (
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n".to_vec(),
            400,
        ),
        (b"hello\r\n\r\n".to_vec(), 400),
        (
            [b"GET / HTTP/1.1\r\nX-A: ".to_vec(), vec![b'x'; 1 << 20]].concat(),
            431,
        ),
    ] {
        let mut client = server.client().await;
        client.send(bytes).await;
        assert_eq!(client.answer().await.status, status);
    }
    assert_eq!(
        server.post("/api/tasks/echo", &[], "[1]").await.text(),
        "[1]"
    );
}

#[tokio::test]
async fn a_message_with_two_lengths_is_refused() {
    let server = Server::start(App::new("tasks").service(tasks())).await;
    let mut client = server.client().await;
    client
        .send("POST /api/tasks/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nContent-Length: 40\r\n\r\n{}")
        .await;
    assert_eq!(client.answer().await.status, 400);
    client.ended().await;
}

#[tokio::test]
async fn connections_beyond_the_limit_wait_for_a_place() {
    let app = limited(|limits| limits.connections = 2);
    let server = Server::start(app.service(tasks())).await;
    let mut first = server.client().await;
    let mut second = server.client().await;
    for client in [&mut first, &mut second] {
        assert_eq!(client.get("/healthz", &[]).await.status, 200);
    }
    let mut third = server.client().await;
    let mut waiting = std::pin::pin!(third.get("/healthz", &[]));
    for _ in 0..50 {
        assert_eq!(first.get("/healthz", &[]).await.status, 200);
        let now = tokio::time::timeout(Duration::ZERO, &mut waiting).await;
        assert!(now.is_err(), "an answer without a place");
    }
    drop(second);
    assert_eq!(waiting.await.status, 200);
}

#[tokio::test]
async fn a_client_that_does_not_read_loses_its_connection() {
    let app = limited(|limits| {
        limits.write_timeout = Duration::from_millis(50);
        limits.connections = 1;
    });
    // More than fits into the buffers on the way.
    let long = async |_: Call| json(&format!("\"{}\"", "x".repeat(32 * 1024 * 1024)));
    let server = Server::start(app.service(tasks().method("long", long))).await;
    let mut greedy = server.client().await;
    let json = ["Content-Type: application/json"];
    let call = greedy.head("POST", "/api/tasks/long", &json, 0);
    greedy.send(call).await;
    // The only place becomes free without a byte being read.
    assert_eq!(server.get("/healthz", &[]).await.status, 200);
    greedy.ended().await;
}

#[tokio::test]
async fn a_closing_server_lets_calls_end_and_takes_no_more() {
    let gate = Gate::default();
    let app = limited(|limits| limits.drain = HOUR).service(gate.service());
    let server = Server::start(app).await;
    let address = server.address;
    let mut running = server.client().await;
    gate.enter(&mut running, "wait").await;
    let mut idle = server.client().await;
    assert_eq!(idle.get("/readyz", &[]).await.status, 200);
    let mut fresh = server.client().await;
    let mut half = server.client().await;
    half.send("POST /api/ta").await;

    let mut ended = server.stop();
    for client in [&mut idle, &mut fresh, &mut half] {
        client.ended().await;
    }
    soon("the end of the listener", async {
        while tokio::net::TcpStream::connect(address).await.is_ok() {
            tokio::task::yield_now().await;
        }
    })
    .await;
    let yet = tokio::time::timeout(Duration::ZERO, &mut ended).await;
    assert!(yet.is_err(), "the call still runs");

    gate.open.notify_one();
    let answer = running.answer().await;
    assert_eq!(answer.text(), "\"through\"");
    assert_eq!(answer.header("connection"), Some("close"));
    running.ended().await;
    soon("the end", ended).await.unwrap().unwrap();
}

#[tokio::test]
async fn a_call_that_outlasts_the_drain_is_cancelled_and_may_answer() {
    let gate = Gate::default();
    let app = limited(|limits| limits.drain = Duration::from_millis(20)).service(gate.service());
    let server = Server::start(app).await;
    let mut client = server.client().await;
    gate.enter(&mut client, "obey").await;
    let ended = server.stop();
    let answer = client.answer().await;
    assert_eq!(answer.status, 499);
    assert_eq!(answer.json()["detail"], "told to end");
    soon("the end", ended).await.unwrap().unwrap();
}

#[tokio::test]
async fn a_call_that_does_not_listen_is_cut_off() {
    let gate = Gate::default();
    let app = limited(|limits| limits.drain = Duration::from_millis(20)).service(gate.service());
    let server = Server::start(app).await;
    let mut client = server.client().await;
    gate.enter(&mut client, "wait").await;
    server.close().await;
    client.ended().await;
}
