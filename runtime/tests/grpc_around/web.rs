//! gRPC-Web.

use traitwire::spec::Code;
use traitwire::{App, Call, Status};

use super::ECHO;
use super::common::client::Answer;
use super::common::grpc::{Grpc, framed};
use super::common::server::Server;
use super::common::service::tasks;
use super::common::soon;

async fn post(server: &Server, path: &str, headers: &[&str], body: &str) -> Answer {
    let mut client = server.client().await;
    client.request("POST", path, headers, body).await
}

/// The messages of an answer, and the trailers as text.
fn parts(mut body: &[u8]) -> (Vec<Vec<u8>>, String) {
    let (mut messages, mut trailers) = (Vec::new(), String::new());
    while let Some((&[flag, a, b, c, d], rest)) = body.split_first_chunk::<5>() {
        let (part, rest) = rest.split_at(u32::from_be_bytes([a, b, c, d]) as usize);
        if flag == 0x80 {
            trailers = String::from_utf8(part.to_vec()).unwrap();
        } else {
            messages.push(part.to_vec());
        }
        body = rest;
    }
    (messages, trailers)
}

#[tokio::test]
async fn pages_call_over_any_version_of_http() {
    let fail = async |_: Call| Err(Status::new(Code::NotFound, "gone"));
    let app = App::new("tasks").service(tasks().method("fail", fail));
    let server = Server::start(app).await;
    let origin = "http://localhost:3000";
    let headers = [
        "Content-Type: application/grpc-web",
        "Accept: application/grpc-web",
        &format!("Origin: {origin}"),
    ];
    let body = String::from_utf8(framed(0, b"[7]")).unwrap();
    let answer = post(&server, ECHO, &headers, &body).await;
    assert_eq!(answer.status, 200);
    let header = |name| answer.header(name).unwrap_or_default().to_owned();
    assert_eq!(header("content-type"), "application/grpc-web+proto");
    assert_eq!(header("access-control-allow-origin"), origin);
    assert_eq!(header("access-control-expose-headers"), "*");
    let (messages, trailers) = parts(&answer.body);
    assert_eq!(messages, [b"[7]"]);
    assert!(trailers.contains("grpc-status:0"), "{trailers}");

    let answer = post(&server, "/tasks.v1.Tasks/fail", &headers, &body).await;
    assert_eq!(answer.header("grpc-status").unwrap(), "5");
    assert_eq!(answer.header("grpc-message").unwrap(), "gone");

    let client = Grpc::connect(&server).await;
    let headers = [("content-type", "application/grpc-web+proto")];
    let ended = client.unary(ECHO, &headers, "[7]").await;
    assert_eq!(ended.messages[0].1, &b"[7]"[..]);
    assert_eq!(ended.messages[1].0, 0x80);
}

#[tokio::test]
async fn text_is_base64() {
    let server = Server::start(App::new("tasks").service(tasks())).await;
    let headers = [
        "Content-Type: application/grpc-web-text",
        "Accept: application/grpc-web-text",
    ];
    // The message `[7]` by Python's `base64`: as one, and in the pieces `\0\0\0\0`, `\x03[` and `7]`.
    for text in ["AAAAAANbN10=", "AAAAAA==A1s=N10="] {
        let answer = post(&server, ECHO, &headers, text).await;
        assert_eq!(answer.status, 200);
        assert!(
            answer.text().starts_with("AAAAAANbN10="),
            "{}",
            answer.text()
        );
    }
    // What is no base64, and what ends within it.
    for text in ["AAAA!ANbN10=", "AAAAAANbN1"] {
        let answer = post(&server, ECHO, &headers, text).await;
        assert_eq!(answer.header("grpc-status"), Some("3"), "{text}");
    }
}

#[tokio::test]
async fn other_pages_are_refused_and_preflights_answered() {
    let server = Server::start(App::new("tasks").service(tasks())).await;
    let body = String::from_utf8(framed(0, b"1")).unwrap();
    let evil = [
        "Content-Type: application/grpc-web",
        "Origin: https://evil.example",
    ];
    let answer = post(&server, ECHO, &evil, &body).await;
    assert_eq!(answer.header("grpc-status").unwrap(), "7");
    assert_eq!(answer.header("access-control-allow-origin"), None);
    let own = [
        "Origin: http://localhost:3000",
        "Access-Control-Request-Method: POST",
        "Access-Control-Request-Headers: content-type,x-grpc-web",
    ];
    let mut client = server.client().await;
    let answer = client.request("OPTIONS", ECHO, &own, "").await;
    assert_eq!(answer.status, 204);
    assert_eq!(
        answer.header("access-control-allow-headers"),
        Some("content-type,x-grpc-web")
    );
}

/// A page reads only what has its own media type.
#[tokio::test]
async fn refusals_have_the_media_type_of_the_request() {
    let server = Server::start(App::new("tasks").service(tasks())).await;
    let nope = "/tasks.v1.Tasks/nope";
    let evil = "Origin: https://evil.example";
    for (sent, expected) in [
        ("application/grpc-web", "application/grpc-web+proto"),
        (
            "Application/gRPC-Web+Proto; a=b",
            "application/grpc-web+proto",
        ),
        (
            "application/grpc-web-text",
            "application/grpc-web-text+proto",
        ),
    ] {
        let sent = format!("Content-Type: {sent}");
        for (path, origin, code) in [(nope, "X-A: b", "12"), (ECHO, evil, "7")] {
            let answer = post(&server, path, &[&sent, origin], "").await;
            assert_eq!(answer.status, 200);
            assert_eq!(answer.header("content-type"), Some(expected));
            assert_eq!(answer.header("grpc-status"), Some(code));
        }
    }
}

#[tokio::test]
async fn media_types_are_read_whole_and_in_any_case() {
    let server = Server::start(App::new("tasks").service(tasks())).await;
    let body = String::from_utf8(framed(0, b"1")).unwrap();
    for (media_type, status) in [
        ("Application/gRPC-Web", 200),
        ("application/grpc-web+proto;charset=utf-8", 200),
        ("application/grpc-web+json", 415),
        ("application/grpc-webfoo", 415),
        ("application/grpc+thrift", 415),
    ] {
        let header = format!("Content-Type: {media_type}");
        let answer = post(&server, ECHO, &[&header], &body).await;
        assert_eq!(answer.status, status, "{media_type}");
        if status == 200 {
            assert_eq!(parts(&answer.body).0, [b"1"], "{media_type}");
        }
    }
    let client = Grpc::connect(&server).await;
    let headers = [("content-type", "Application/gRPC")];
    assert_eq!(client.unary(ECHO, &headers, "1").await.texts(), ["1"]);
}

#[tokio::test]
async fn a_refused_upload_sees_its_answer() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let server = Server::start(App::new("tasks").service(tasks())).await;
    let len = 8 * 1024 * 1024;
    // Refused before the call, in its first bytes, and where nothing is.
    for (path, header, start) in [
        (ECHO, "Origin: https://evil.example", &b"\0"[..]),
        (ECHO, "X-A: b", b"\x07"),
        ("/tasks.v1.Tasks/nope", "X-A: b", b"\0"),
    ] {
        let mut stream = tokio::net::TcpStream::connect(server.address)
            .await
            .unwrap();
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: localhost\r\n{header}\r\nContent-Type: application/grpc-web\r\n\
             Content-Length: {len}\r\nConnection: close\r\n\r\n"
        );
        let mut body = vec![0xff; len];
        body[..start.len()].copy_from_slice(start);
        let mut answer = Vec::new();
        let exchange = async {
            stream.write_all(head.as_bytes()).await.unwrap();
            stream.write_all(&body).await.unwrap();
            stream.read_to_end(&mut answer).await.unwrap();
        };
        soon("the answer", exchange).await;
        assert!(answer.starts_with(b"HTTP/1.1 200 OK"), "{path} {header}");
    }
}

#[tokio::test]
async fn grpc_itself_needs_http2() {
    let server = Server::start(App::new("tasks").service(tasks())).await;
    let headers = ["Content-Type: application/grpc"];
    let answer = post(&server, ECHO, &headers, "").await;
    assert_eq!(answer.status, 505);
}
