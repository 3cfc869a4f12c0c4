//! Calls over HTTP: what goes in, what comes out.
#![cfg(feature = "http")]

mod common;

use std::time::Duration;

use common::server::Server;
use common::service::{Handmade, json, tasks};
use traitwire::{App, Limits, Outcome, Payload, Reply};

async fn server() -> Server {
    Server::start(App::new("tasks").service(tasks())).await
}

fn limited(change: impl FnOnce(&mut Limits)) -> App {
    let mut limits = Limits::default();
    change(&mut limits);
    App::new("tasks").service(tasks()).limits(limits)
}

#[tokio::test]
async fn a_call_answers_with_the_bare_value() {
    let input = r#"{"id": 18446744073709551615}"#;
    let answer = server().await.post("/api/tasks/echo", &[], input).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.text(), input);
}

#[tokio::test]
async fn an_empty_body_is_an_empty_object() {
    let server = server().await;
    let mut client = server.client().await;
    let answer = client.post("/api/tasks/echo", &[], "").await;
    assert_eq!((answer.status, answer.text()), (200, "{}"));
    // `curl -X POST` names no type where there is nothing to name one for.
    let answer = client.request("POST", "/api/tasks/echo", &[], "").await;
    assert_eq!((answer.status, answer.text()), (200, "{}"));
}

#[tokio::test]
async fn only_json_is_read() {
    let server = server().await;
    let mut client = server.client().await;
    for good in [
        "application/json",
        "Application/JSON; charset=UTF-8",
        "application/json;charset=\"utf-8\"",
        "application/json; profile=x",
    ] {
        let header = format!("Content-Type: {good}");
        let answer = client
            .request("POST", "/api/tasks/echo", &[&header], "{}")
            .await;
        assert_eq!(answer.status, 200, "{good}");
    }
    for bad in [
        "text/plain",
        "text/plain; charset=utf-8",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/jsonp",
        "application/json; charset=latin1",
        "text/plain;application/json",
        "",
    ] {
        let header = format!("Content-Type: {bad}");
        for body in ["{}", ""] {
            let answer = client
                .request("POST", "/api/tasks/echo", &[&header], body)
                .await;
            answer.is_problem(415, "unsupported_media_type");
            assert_eq!(answer.header("accept"), Some("application/json"));
        }
    }
    let answer = client.request("POST", "/api/tasks/echo", &[], "{}").await;
    answer.is_problem(415, "unsupported_media_type");
    let two = ["Content-Type: application/json", "Content-Type: text/plain"];
    let answer = client.request("POST", "/api/tasks/echo", &two, "{}").await;
    answer.is_problem(415, "unsupported_media_type");
    let answer = client
        .post("/api/tasks/echo", &["Content-Encoding: gzip"], "{}")
        .await;
    answer.is_problem(415, "unsupported_media_type");
    assert_eq!(answer.header("accept-encoding"), Some("identity"));
}

#[tokio::test]
async fn an_unknown_path_is_a_problem_that_suggests_the_nearest_method() {
    let server = server().await;
    let mut client = server.client().await;
    let problem = client
        .post("/api/tasks/ecko", &[], "{}")
        .await
        .is_problem(404, "no_such_method");
    assert_eq!(
        problem["detail"],
        "there is no method at `/api/tasks/ecko`; did you mean `/api/tasks/echo`?"
    );
    let far = client.post("/api/users/invite", &[], "{}").await;
    let problem = far.is_problem(404, "no_such_method");
    assert_eq!(
        problem["detail"],
        "there is no method at `/api/users/invite`"
    );
    for path in ["/", "/api", "/api/tasks/echo/", "/tasks", "/%2e%2e/x"] {
        let answer = client.get(path, &[]).await;
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(
            answer.header("content-type"),
            Some("application/problem+json")
        );
    }
}

#[tokio::test]
async fn a_method_other_than_post_is_refused() {
    let server = server().await;
    let mut client = server.client().await;
    for method in ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "BREW"] {
        let answer = client.request(method, "/api/tasks/echo", &[], "").await;
        assert_eq!(answer.header("allow"), Some("POST"), "{method}");
        if method == "HEAD" {
            assert_eq!(answer.status, 405);
        } else {
            answer.is_problem(405, "method_not_allowed");
        }
    }
    for path in ["/healthz", "/readyz", "/metrics"] {
        let answer = client.post(path, &[], "").await;
        answer.is_problem(405, "method_not_allowed");
        assert_eq!(answer.header("allow"), Some("GET, HEAD"));
    }
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused_unread_and_the_connection_lives_on() {
    let server = Server::start(limited(|limits| limits.body = 10)).await;
    let mut client = server.client().await;
    let fits = client.post("/api/tasks/echo", &[], r#"{"a": "b"}"#).await;
    assert_eq!(fits.status, 200);
    let problem = client
        .post("/api/tasks/echo", &[], r#"{"a": "bc"}"#)
        .await
        .is_problem(413, "body_too_large");
    assert_eq!(problem["detail"], "the body is larger than 10 bytes");
    assert_eq!(problem["retryable"], false);
    // Far more than fits into the buffers on the way.
    let large = "x".repeat(8 * 1024 * 1024);
    for _ in 0..2 {
        let answer = client.post("/api/tasks/echo", &[], &large).await;
        answer.is_problem(413, "body_too_large");
    }
    let chunked = [
        "Transfer-Encoding: chunked",
        "Content-Type: application/json",
    ];
    let head = client.head("PUT", "/api/tasks/echo", &chunked, 0);
    client
        .send(head.replace("PUT", "POST") + "6\r\n{\"a\": \r\n6\r\n\"bc\"}}\r\n0\r\n\r\n")
        .await;
    client.answer().await.is_problem(413, "body_too_large");
}

#[tokio::test]
async fn a_body_that_is_too_large_is_not_asked_for() {
    let server = Server::start(limited(|limits| limits.body = 10)).await;
    let mut client = server.client().await;
    let asks = ["Expect: 100-continue", "Content-Type: application/json"];
    client
        .send(client.head("POST", "/api/tasks/echo", &asks, 11))
        .await;
    client.answer().await.is_problem(413, "body_too_large");

    let mut client = server.client().await;
    client
        .send(client.head("POST", "/api/tasks/echo", &asks, 2))
        .await;
    assert_eq!(client.answer().await.status, 100);
    client.send("{}").await;
    assert_eq!(client.answer().await.text(), "{}");
}

#[tokio::test]
async fn a_body_that_does_not_arrive_is_given_up() {
    let short = limited(|limits| limits.body_timeout = Duration::from_millis(20));
    let server = Server::start(short).await;
    let mut client = server.client().await;
    let json = ["Content-Type: application/json"];
    client
        .send(client.head("POST", "/api/tasks/echo", &json, 10) + "{")
        .await;
    let answer = client.answer().await;
    answer.is_problem(408, "body_timeout");
    assert_eq!(answer.header("connection"), Some("close"));
    client.ended().await;
}

#[tokio::test]
async fn a_body_that_is_not_framed_is_refused() {
    let server = server().await;
    let mut client = server.client().await;
    let chunked = [
        "Transfer-Encoding: chunked",
        "Content-Type: application/json",
    ];
    let head = client.head("PUT", "/api/tasks/echo", &chunked, 0);
    client
        .send(head.replace("PUT", "POST") + "zz\r\n{}\r\n")
        .await;
    client.answer().await.is_problem(400, "broken_body");
    client.ended().await;
}

#[tokio::test]
async fn a_body_in_pieces_is_put_together() {
    let server = server().await;
    let mut client = server.client().await;
    let chunked = [
        "Transfer-Encoding: chunked",
        "Content-Type: application/json",
    ];
    let head = client.head("PUT", "/api/tasks/echo", &chunked, 0);
    let pieces = ["5\r\n{\"a\":\r\n", "1\r\n1\r\n", "1\r\n}\r\n", "0\r\n\r\n"];
    client.send(head.replace("PUT", "POST")).await;
    for piece in pieces {
        client.send(piece).await;
    }
    assert_eq!(client.answer().await.text(), r#"{"a":1}"#);
}

#[tokio::test]
async fn unit_is_null_and_metadata_are_headers() {
    let service = Handmade::new("tasks.v1", "Tasks", "tasks")
        .method("unit", async |_| json("null"))
        .method("tagged", async |_| {
            let mut reply = Reply::new(Payload::json("1"));
            let pairs = [
                ("etag", "\"7\""),
                ("x-count", "1"),
                ("x-count", "2"),
                ("not a name", "x"),
                ("x-split", "a\r\nx-smuggled: b"),
                ("content-length", "500"),
                ("transfer-encoding", "chunked"),
                ("content-type", "text/html"),
                ("connection", "close"),
            ];
            reply.metadata = pairs.map(|(k, v)| (k.to_owned(), v.to_owned())).into();
            Ok(Outcome::Complete(reply))
        });
    let server = Server::start(App::new("tasks").service(service)).await;
    let mut client = server.client().await;
    let answer = client.post("/api/tasks/unit", &[], "").await;
    assert_eq!((answer.status, answer.text()), (200, "null"));

    let answer = client.post("/api/tasks/tagged", &[], "").await;
    assert_eq!((answer.status, answer.text()), (200, "1"));
    assert_eq!(answer.header("etag"), Some("\"7\""));
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.header("content-length"), Some("1"));
    let counts = answer.headers.iter().filter(|(name, _)| name == "x-count");
    assert_eq!(counts.count(), 2);
    for absent in ["x-split", "x-smuggled", "transfer-encoding", "connection"] {
        assert_eq!(answer.header(absent), None);
    }
    assert_eq!(client.post("/api/tasks/unit", &[], "").await.status, 200);
}
