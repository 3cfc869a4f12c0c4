//! What a handler is told of a request's headers.
#![cfg(feature = "http")]

mod common;

use common::server::Server;
use common::service::{Handmade, json};
use traitwire::{App, Call};

/// Answers with what the handler sees.
async fn server() -> Server {
    let see = async |call: Call| {
        let cx = call.cx;
        let all = |names: &[&str]| names.iter().filter_map(|name| cx.metadata(name)).count();
        let seen = serde_json::json!({
            "trace": cx.trace().to_string(),
            "state": cx.trace().state(),
            "key": cx.idempotency_key(),
            "language": cx.metadata("Accept-Language"),
            "secrets": all(&["authorization", "cookie", "proxy-authorization"]),
            "own": all(&["host", "content-length", "content-type", "traceparent", "connection", "grpc-timeout"]),
            "deadline": cx.deadline().is_some(),
            "cancelled": cx.is_cancelled(),
        });
        json(&seen.to_string())
    };
    let service = Handmade::new("tasks.v1", "Tasks", "tasks").method("see", see);
    Server::start(App::new("tasks").service(service)).await
}

/// The example of the specification: <https://www.w3.org/TR/trace-context/#examples-of-http-traceparent-headers>.
const PARENT: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

#[tokio::test]
async fn a_call_has_a_place_of_its_own_in_the_trace_of_its_caller() {
    let server = server().await;
    let mut client = server.client().await;
    let parent = format!("traceparent: {PARENT}");
    let headers = [&*parent, "tracestate: rojo=1", "tracestate: congo=2"];
    let answer = client.post("/api/tasks/see", &headers, "").await;
    let seen = answer.json();
    let trace = seen["trace"].as_str().unwrap();
    assert_eq!(trace.len(), PARENT.len());
    assert_eq!(trace[..36], PARENT[..36], "the same trace");
    assert_ne!(trace[36..52], PARENT[36..52], "another place");
    assert_eq!(trace[52..], PARENT[52..], "sampled as the caller's is");
    assert_eq!(seen["state"], "rojo=1,congo=2");
    assert_eq!(answer.header("traceparent"), Some(trace));
}

#[tokio::test]
async fn a_call_without_a_trace_begins_one() {
    let server = server().await;
    let mut client = server.client().await;
    let mut known = Vec::new();
    let two = format!("traceparent: {PARENT}\r\ntraceparent: {PARENT}");
    let broken = "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7";
    for headers in [vec![], vec![broken], vec![&two], vec!["tracestate: rojo=1"]] {
        let answer = client.post("/api/tasks/see", &headers, "").await;
        let seen = answer.json();
        assert_eq!(seen["state"], serde_json::Value::Null);
        let trace = answer.header("traceparent").unwrap().to_owned();
        assert_eq!(seen["trace"], trace);
        assert_ne!(trace[3..35], PARENT[3..35]);
        assert!(!known.contains(&trace));
        known.push(trace);
    }
}

#[tokio::test]
async fn a_failed_call_names_its_trace_too() {
    let fail = async |_: Call| Err(traitwire::Status::not_found("no"));
    let service = Handmade::new("tasks.v1", "Tasks", "tasks").method("fail", fail);
    let server = Server::start(App::new("tasks").service(service)).await;
    let parent = format!("traceparent: {PARENT}");
    let answer = server.post("/api/tasks/fail", &[&parent], "").await;
    assert_eq!(answer.status, 404);
    assert_eq!(answer.header("traceparent").unwrap()[..36], PARENT[..36]);
}

#[tokio::test]
async fn headers_are_metadata_but_secrets_and_framing_are_not() {
    let headers = [
        "Accept-Language: en",
        "Idempotency-Key: 8e03978e-40d5-43dd-bc93-6894a57f9324",
        "Authorization: Bearer s3cret",
        "Proxy-Authorization: Basic c2VjcmV0",
        "Cookie: session=s3cret",
        "Grpc-Timeout: 30S",
    ];
    let answer = server().await.post("/api/tasks/see", &headers, "{}").await;
    let seen = answer.json();
    assert_eq!(seen["language"], "en");
    assert_eq!(seen["key"], "8e03978e-40d5-43dd-bc93-6894a57f9324");
    assert_eq!(seen["secrets"], 0);
    assert_eq!(seen["own"], 0);
    assert_eq!(seen["deadline"], true);
    assert_eq!(seen["cancelled"], false);
    assert!(!answer.text().contains("s3cret"));
}
