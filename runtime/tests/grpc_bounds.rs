//! What one connection of gRPC may hold up, and what an answer may take.
#![cfg(all(feature = "grpc", feature = "http"))]

mod common;

use common::grpc::{Grpc, framed};
use common::server::Server;
use common::service::{json, tasks};
use traitwire::spec::{Code, MethodKind};
use traitwire::{App, Call, Status};

const ECHO: &str = "/tasks.v1.Tasks/echo";

#[tokio::test]
async fn streams_that_nobody_reads_hold_no_other_call_up() {
    let hold = async |call: Call| {
        let _unread = call.input;
        std::future::pending::<()>().await;
        json("1")
    };
    let streams =
        |method: &mut traitwire::spec::MethodSpec| method.kind = MethodKind::ClientStreaming;
    let service = tasks().method_with("hold", streams, hold);
    let server = Server::start(App::new("tasks").service(service)).await;
    let client = Grpc::connect(&server).await;
    let mut waiting = Vec::new();
    for _ in 0..20 {
        let (sender, call) = client.open("/tasks.v1.Tasks/hold", &[]).await;
        // More than a connection has room for by default (RFC 9113, section 6.9.2).
        sender.send(&"x".repeat(1_500_000));
        waiting.push((sender, call));
        let ended = client.unary(ECHO, &[], "[1]").await;
        assert_eq!(ended.texts(), ["[1]"]);
    }
}

/// A client that gives its streams no room while the connection is well.
#[tokio::test]
async fn an_answer_that_is_not_taken_is_ended() {
    let large = async |_: Call| json(&"x".repeat(1_000_000));
    let mut limits = traitwire::Limits::default();
    limits.write_timeout = std::time::Duration::from_millis(100);
    let app = App::new("tasks")
        .service(tasks().method("large", large))
        .limits(limits);
    let server = Server::start(app).await;
    let stream = tokio::net::TcpStream::connect(server.address)
        .await
        .unwrap();
    let mut builder = h2::client::Builder::new();
    let shaken = builder
        .initial_window_size(0)
        .handshake::<_, bytes::Bytes>(stream)
        .await;
    let (mut send, connection) = shaken.unwrap();
    tokio::spawn(connection);
    for _ in 0..2 {
        send = send.ready().await.unwrap();
        let request = http::Request::post("http://localhost/tasks.v1.Tasks/large")
            .header("content-type", "application/grpc+json")
            .header("te", "trailers")
            .body(())
            .unwrap();
        let (response, mut body) = send.send_request(request, false).unwrap();
        body.send_data(framed(0, b"1").into(), true).unwrap();
        let mut answer = response.await.unwrap().into_body();
        let ended = common::soon("the end of the stream", answer.data()).await;
        assert!(ended.unwrap().unwrap_err().is_reset());
    }
}

#[tokio::test]
async fn a_failure_fits_into_the_headers_that_clients_take() {
    let large = |len: usize| format!("{{\"a\":\"{}\"}}", "x".repeat(len));
    let fail = |message: String, details: String| {
        move |_: Call| {
            let status = Status::new(Code::NotFound, message.clone());
            let status = status.with_details(details.clone());
            async move { Err(status) }
        }
    };
    let service = tasks()
        .method("large", fail("gone".to_owned(), large(100_000)))
        .method("umlauts", fail("ä".repeat(5000), large(2700)))
        .method("both", fail("a b".repeat(5000), large(2500)));
    let server = Server::start(App::new("tasks").service(service)).await;
    let client = Grpc::connect(&server).await;
    for (name, message) in [("large", "gone"), ("umlauts", "ää"), ("both", "a ba b")] {
        let path = format!("/tasks.v1.Tasks/{name}");
        let ended = client.unary(&path, &[], "[1]").await;
        assert_eq!(ended.code(), 5);
        assert!(ended.message().starts_with(message), "{ended:?}");
        // As they are counted (RFC 9113, section 6.5.2).
        let headers = ended.trailers.iter();
        let size: usize = headers
            .map(|(name, value)| name.as_str().len() + value.len() + 32)
            .sum();
        assert!(size <= 8 * 1024, "{name}: {size} bytes");
        assert_eq!(ended.details().is_none(), name == "large", "{name}");
    }
}
