//! Calls over gRPC: one message, streams, failures, what comes with them.
#![cfg(all(feature = "grpc", feature = "http"))]

mod common;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD_NO_PAD as STANDARD_NO_PAD;
use common::feeds::{Board, FeedsServer};
use common::grpc::{Grpc, framed};
use common::server::Server;
use common::service::{Handmade, json, needs, tasks};
use common::until;
use traitwire::{App, BearerTokens, Call, Identity, Limits, Outcome, Payload, Reply, Status};

const ECHO: &str = "/tasks.v1.Tasks/echo";

async fn serve(service: Handmade) -> (Server, Grpc) {
    let server = Server::start(App::new("tasks").service(service)).await;
    let client = Grpc::connect(&server).await;
    (server, client)
}

async fn feeds() -> (Board, Server, Grpc) {
    let board = Board::default();
    let service = FeedsServer::new(board.clone());
    let server = Server::start(App::new("feeds").service(service)).await;
    let client = Grpc::connect(&server).await;
    (board, server, client)
}

#[tokio::test]
async fn one_message_is_answered_with_one() {
    let (_server, client) = serve(tasks()).await;
    for content_type in [
        "application/grpc",
        "application/grpc+proto",
        "application/grpc+json",
        "application/grpc+json; charset=utf-8",
    ] {
        let headers = [("content-type", content_type)];
        let ended = client.unary(ECHO, &headers, "{\"a\": 1}").await;
        assert_eq!(ended.http, 200);
        assert_eq!(ended.texts(), ["{\"a\": 1}"]);
        let expected = if content_type.contains("json") {
            "application/grpc+json"
        } else {
            "application/grpc"
        };
        assert_eq!(ended.header("content-type"), Some(expected));
        // In the trailers, and not in the headers.
        assert_eq!(ended.header("grpc-status"), None);
    }
}

#[tokio::test]
async fn a_large_message_goes_through_and_comes_back() {
    let (_server, client) = serve(tasks()).await;
    for len in [32 * 1024 - 1, 32 * 1024, 3_000_000] {
        let message = "x".repeat(len);
        let ended = client.unary(ECHO, &[], &message).await;
        assert_eq!(ended.texts(), [message.as_str()], "{len}");
    }
}

#[tokio::test]
async fn streams_go_in_all_directions() {
    let (_, _server, client) = feeds().await;
    let count = "/feeds.v1.Feeds/Count";
    let ended = client
        .unary(count, &[], r#"{"to": 3, "end": "well"}"#)
        .await;
    let tick = |n: u64| format!(r#"{{"number":{n},"text":""}}"#);
    assert_eq!(ended.texts(), [tick(1), tick(2), tick(3)]);

    let ticks = [tick(1), tick(2), tick(39)];
    let ticks: Vec<_> = ticks.iter().map(String::as_str).collect();
    let ended = client.call("/feeds.v1.Feeds/Sum", &[], &ticks).await;
    assert_eq!(ended.texts(), ["42"]);
    let ended = client.call("/feeds.v1.Feeds/Sum", &[], &[]).await;
    assert_eq!(ended.texts(), ["0"]);

    // Each is answered before the next one is sent.
    let (sender, call) = client.open("/feeds.v1.Feeds/Echo", &[]).await;
    let mut begun = call.begun().await;
    for n in 1..=3 {
        sender.send(&tick(n));
        let (_, message) = begun.next().await.unwrap();
        assert_eq!(message, tick(n).as_bytes());
    }
    drop(sender);
    assert_eq!(begun.ended().await.texts(), [""; 0]);
}

#[tokio::test]
async fn a_handler_that_reads_no_further_answers_all_the_same() {
    let (_, _server, client) = feeds().await;
    let (sender, call) = client.open("/feeds.v1.Feeds/First", &[]).await;
    sender.send(r#"{"number": 7}"#);
    assert_eq!(call.ended().await.texts(), [r#"{"number":7,"text":""}"#]);
}

#[tokio::test]
async fn a_failure_is_a_status_alone() {
    let (_, _server, client) = feeds().await;
    let count = "/feeds.v1.Feeds/Count";
    let ended = client
        .unary(count, &[], r#"{"to": 0, "end": "well"}"#)
        .await;
    assert_eq!((ended.http.as_u16(), ended.code()), (200, 5));
    assert_eq!(ended.header("grpc-status"), Some("5"));
    assert!(ended.messages.is_empty());
    assert_eq!(
        ended.message(),
        "There is nothing of this number (number: 0)"
    );
    assert!(ended.details().is_some());

    // The arguments are wrong.
    let ended = client.unary(count, &[], r#"{"to": -1}"#).await;
    assert_eq!(ended.code(), 3, "{ended:?}");
}

#[tokio::test]
async fn a_stream_that_fails_ends_with_the_status() {
    let (board, _server, client) = feeds().await;
    let count = "/feeds.v1.Feeds/Count";
    let ended = client
        .unary(count, &[], r#"{"to": 2, "end": "fail"}"#)
        .await;
    assert_eq!(ended.messages.len(), 2);
    assert_eq!(ended.header("grpc-status"), None);
    assert_eq!(ended.code(), 5);
    let ended = client
        .unary(count, &[], r#"{"to": 1, "end": "panic"}"#)
        .await;
    assert_eq!((ended.messages.len(), ended.code()), (1, 13));
    assert!(!ended.message().contains("secret"), "{ended:?}");
    until("the end of the streams", || board.alive() == 0).await;
}

/// Bytes of `google.rpc.Status`, as Python's `googleapis-common-protos` writes it for this code, this message, a
/// `google.protobuf.Value` of these details and an `ErrorInfo`; in base64 without padding.
#[tokio::test]
async fn details_are_those_of_google_rpc() {
    let fail = async |_: Call| -> Result<Outcome, Status> {
        let status = Status::not_found("kein Maß für 7").with_reason("no_such_task");
        Err(status.with_details(r#"{"id": 7}"#).with_retryable(true))
    };
    let (_server, client) = serve(tasks().method("fail", fail)).await;
    let protobuf = [("content-type", "application/grpc")];
    let ended = client.unary("/tasks.v1.Tasks/fail", &protobuf, "").await;
    assert_eq!(ended.code(), 5);
    assert_eq!(ended.message(), "kein Maß für 7");
    assert_eq!(ended.details(), Some(DETAILS));
}

const DETAILS: &str = "CAUSEGtlaW4gTWHDnyBmw7xyIDcaQAopdHlwZS5nb29nbGVhcGlzLmNvbS9nb29nbGUucHJvdG9idWYuVmFsdWUSEyoR\
    Cg8KAmlkEgkRAAAAAAAAHEAaXQoodHlwZS5nb29nbGVhcGlzLmNvbS9nb29nbGUucnBjLkVycm9ySW5mbxIxCgxOT19TVUNIX1RBU0sSDnRhc2tz\
    LnYxLlRhc2tzGhEKCXJldHJ5YWJsZRIEdHJ1ZQ";

/// `google.rpc.BadRequest` says again what the value beside it says, and gives way where both are too long.
#[tokio::test]
async fn wrong_parts_of_a_request_are_told_in_two_forms() {
    let problems = async |call: Call| -> Result<Outcome, Status> {
        let many = call.method.name == "many";
        let problem = r#"{"path": "title", "message": "expected something else"}"#;
        let problems = vec![problem; if many { 40 } else { 1 }].join(",");
        let status = match &*call.method.name {
            "other" => Status::not_found("it is not there"),
            _ => Status::invalid_argument("it is wrong"),
        };
        Err(status.with_details(format!(r#"{{"problems": [{problems}]}}"#)))
    };
    let service = tasks()
        .method("one", problems)
        .method("many", problems)
        .method("other", problems);
    let (_server, client) = serve(service).await;
    let protobuf = [("content-type", "application/grpc")];
    for (method, has_form) in [("one", true), ("many", false), ("other", false)] {
        let path = format!("/tasks.v1.Tasks/{method}");
        let ended = client.unary(&path, &protobuf, "").await;
        let details = STANDARD_NO_PAD.decode(ended.details().unwrap()).unwrap();
        let details = String::from_utf8_lossy(&details);
        assert!(details.contains("google.protobuf.Value"), "{method}");
        let found = details.contains("google.rpc.BadRequest");
        assert_eq!(found, has_form, "{method}: {details}");
    }
}

#[tokio::test]
async fn a_method_that_is_not_there_is_unimplemented() {
    let (server, client) = serve(tasks()).await;
    for (path, message) in [
        (
            "/tasks.v1.Tasks/ech",
            "there is no method at `/tasks.v1.Tasks/ech`; did you mean `/tasks.v1.Tasks/echo`?",
        ),
        (
            "/tasks.v2.Tasks/echo",
            "there is no method at `/tasks.v2.Tasks/echo`; did you mean `/tasks.v1.Tasks/echo`?",
        ),
        ("/nothing", "there is no method at `/nothing`"),
    ] {
        let ended = client.unary(path, &[], "").await;
        assert_eq!((ended.http.as_u16(), ended.code()), (200, 12), "{path}");
        assert_eq!(ended.message(), message);
    }
    // What is no gRPC is answered as before.
    let answer = server.post("/tasks.v1.Tasks/ech", &[], "").await;
    assert_eq!(answer.status, 404);
}

#[tokio::test]
async fn what_is_no_grpc_is_refused_as_http() {
    let (server, client) = serve(tasks()).await;
    for content_type in ["application/json", "application/grpc+xml", "text/plain"] {
        let headers = [("content-type", content_type)];
        let (_, call) = client.open(ECHO, &headers).await;
        let ended = call.begun().await;
        assert_eq!(ended.http, 415, "{content_type}");
    }
    let answer = server.get(ECHO, &[]).await;
    assert_eq!(answer.status, 405);
}

#[tokio::test]
async fn unknown_fields_of_json_are_refused_for_those_who_want_it() {
    let seen = async |call: Call| {
        let traitwire::Body::One(payload) = &call.input else {
            unreachable!("the method takes one message");
        };
        json(&format!("\"{:?}\"", payload.unknown))
    };
    let (_server, client) = serve(tasks().method("seen", seen)).await;
    let strict = [("prefer", "respond-async, handling=strict")];
    for (headers, expected) in [(&strict[..], "\"Deny\""), (&[], "\"Ignore\"")] {
        let ended = client.unary("/tasks.v1.Tasks/seen", headers, "{}").await;
        assert_eq!(ended.texts(), [expected]);
    }
}

#[tokio::test]
async fn callers_are_known_by_their_tokens() {
    let tokens = BearerTokens::new()
        .token("s3cret", Identity::new("alice").with_scope("tasks:read"))
        .token("other", Identity::new("bob"));
    let who = async |call: Call| json(&format!("{:?}", call.cx.caller().unwrap().subject()));
    let service = tasks().method_with("who", |m| m.scopes = vec![needs("tasks:read")], who);
    let app = App::new("tasks").service(service).authenticate(tokens);
    let server = Server::start(app).await;
    let client = Grpc::connect(&server).await;
    let who = "/tasks.v1.Tasks/who";
    let ended = client
        .unary(who, &[("authorization", "Bearer s3cret")], "")
        .await;
    assert_eq!(ended.texts(), ["\"alice\""]);
    for (token, code) in [("Bearer other", 7), ("Bearer wrong", 16), ("Basic a", 16)] {
        let ended = client.unary(who, &[("authorization", token)], "").await;
        assert_eq!(ended.code(), code, "{token}");
    }
    assert_eq!(client.unary(who, &[], "").await.code(), 16);
}

#[tokio::test]
async fn hosts_and_origins_are_checked() {
    let (_server, client) = serve(tasks()).await;
    let evil = [("origin", "https://evil.example")];
    let ended = client.unary(ECHO, &evil, "").await;
    assert_eq!((ended.http.as_u16(), ended.code()), (200, 7));
    assert!(ended.message().contains("evil.example"), "{ended:?}");
}

#[tokio::test]
async fn metadata_goes_both_ways() {
    let mirror = async |call: Call| {
        let seen = |name| call.cx.metadata(name).unwrap_or("-").to_owned();
        let names = [
            "x-color",
            "x-key-bin",
            "authorization",
            "te",
            "grpc-encoding",
        ];
        let mut reply = Reply::new(Payload::json(names.map(seen).join(" ")));
        reply.metadata = vec![
            ("x-shade".to_owned(), "dark".to_owned()),
            ("x-shade".to_owned(), "light".to_owned()),
            ("x-answer-bin".to_owned(), "AQI=".to_owned()),
            // What would break the protocol stays behind.
            ("grpc-status".to_owned(), "3".to_owned()),
            ("Grpc-Message".to_owned(), "3".to_owned()),
            ("x-broken-Bin".to_owned(), "no base64!".to_owned()),
            ("content-type".to_owned(), "text/plain".to_owned()),
            ("content-length".to_owned(), "3".to_owned()),
            ("no header".to_owned(), "3".to_owned()),
        ];
        Ok(reply.into())
    };
    let (_server, client) = serve(tasks().method("mirror", mirror)).await;
    let headers = [
        ("x-color", "red"),
        ("x-key-bin", "AAEC"),
        ("authorization", "Bearer s3cret"),
        ("grpc-encoding", "identity"),
    ];
    let ended = client.unary("/tasks.v1.Tasks/mirror", &headers, "").await;
    assert_eq!(ended.texts(), ["red AAEC - - -"]);
    let shades: Vec<_> = ended.headers.get_all("x-shade").iter().collect();
    assert_eq!(shades, ["dark", "light"]);
    assert_eq!(ended.header("x-answer-bin"), Some("AQI="));
    assert_eq!(ended.header("content-type"), Some("application/grpc+json"));
    for name in [
        "content-length",
        "grpc-status",
        "grpc-message",
        "x-broken-bin",
    ] {
        assert_eq!(ended.header(name), None, "{name}");
    }
}

#[tokio::test]
async fn a_trace_goes_on_in_the_service() {
    let trace = async |call: Call| json(&call.cx.trace().trace_id());
    let fail = async |_: Call| Err::<Outcome, _>(Status::not_found("nothing"));
    let (_server, client) = serve(tasks().method("trace", trace).method("fail", fail)).await;
    // The example of the specification of Trace Context.
    let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    let headers = [("traceparent", parent)];
    let ended = client.unary("/tasks.v1.Tasks/trace", &headers, "").await;
    assert_eq!(ended.texts(), ["4bf92f3577b34da6a3ce929d0e0e4736"]);
    let own = ended.header("traceparent").unwrap();
    assert!(own.contains("4bf92f3577b34da6a3ce929d0e0e4736") && own != parent);
    // Who names no trace is told of one when something goes wrong.
    let ended = client.unary("/tasks.v1.Tasks/trace", &[], "").await;
    assert_eq!(ended.header("traceparent"), None);
    let ended = client.unary("/tasks.v1.Tasks/fail", &[], "").await;
    assert_eq!(ended.header("traceparent").map(str::len), Some(55));
}

/// Sets a flag when its handler has been cancelled.
fn waiting(seen: &Arc<AtomicBool>, started: &Arc<AtomicUsize>) -> Handmade {
    let (seen, started) = (seen.clone(), started.clone());
    tasks().method("wait", move |call: Call| {
        let (seen, started) = (seen.clone(), started.clone());
        async move {
            started.fetch_add(1, Ordering::SeqCst);
            call.cx.cancelled().await;
            seen.store(true, Ordering::SeqCst);
            json("1")
        }
    })
}

#[tokio::test]
async fn a_deadline_ends_a_call() {
    let (seen, started) = <(Arc<AtomicBool>, Arc<AtomicUsize>)>::default();
    let (_server, client) = serve(waiting(&seen, &started)).await;
    let wait = "/tasks.v1.Tasks/wait";
    let ended = client.unary(wait, &[("grpc-timeout", "500m")], "").await;
    assert_eq!(ended.code(), 4);
    until("the cancellation", || seen.load(Ordering::SeqCst)).await;
    let ended = client.unary(wait, &[("grpc-timeout", "soon")], "").await;
    assert_eq!(ended.code(), 3);
    assert_eq!(started.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_caller_that_leaves_cancels_the_handler() {
    for by_connection in [false, true] {
        let (seen, started) = <(Arc<AtomicBool>, Arc<AtomicUsize>)>::default();
        let (_server, client) = serve(waiting(&seen, &started)).await;
        let (sender, call) = client.open("/tasks.v1.Tasks/wait", &[]).await;
        sender.send("");
        drop(sender);
        until("the start of the handler", || {
            started.load(Ordering::SeqCst) == 1
        })
        .await;
        assert!(!seen.load(Ordering::SeqCst));
        call.cancel();
        if by_connection {
            drop(client);
        }
        until("the cancellation", || seen.load(Ordering::SeqCst)).await;
    }
}

#[tokio::test]
async fn a_caller_that_leaves_a_stream_ends_it() {
    let (board, _server, client) = feeds().await;
    let (sender, call) = client.open("/feeds.v1.Feeds/Count", &[]).await;
    sender.send(r#"{"to": 1, "end": "hang"}"#);
    drop(sender);
    let mut begun = call.begun().await;
    begun.next().await.unwrap();
    assert_eq!(board.alive(), 1);
    drop(begun);
    until("the end of the stream", || board.alive() == 0).await;
}

#[tokio::test]
async fn a_message_has_a_largest_size() {
    let mut limits = Limits::default();
    limits.body = 10;
    let service = FeedsServer::new(Board::default());
    let app = App::new("tasks").service(tasks()).service(service);
    let server = Server::start(app.limits(limits)).await;
    let client = Grpc::connect(&server).await;
    assert_eq!(client.unary(ECHO, &[], "1234567890").await.code(), 0);
    let ended = client.unary(ECHO, &[], "12345678901").await;
    assert_eq!(ended.code(), 8);
    assert_eq!(
        ended.message(),
        "a message has 11 bytes, and 10 are the most that one may have"
    );
    // Told by its length alone, and in a stream by each.
    let (sender, call) = client.open(ECHO, &[]).await;
    sender.send_raw(&b"\0\xff\xff\xff\xff"[..]);
    assert_eq!(call.ended().await.code(), 8);
    let sum = "/feeds.v1.Feeds/Sum";
    let ended = client.call(sum, &[], &["12345678901"]).await;
    assert_eq!(ended.code(), 8, "{ended:?}");
}

#[tokio::test]
async fn what_is_no_message_is_refused() {
    let (_server, client) = serve(tasks()).await;
    let one = framed(0, b"1");
    for (bytes, code) in [
        (vec![], 12),
        ([one.clone(), one.clone()].concat(), 12),
        (one[..3].to_vec(), 13),
        (one[..5].to_vec(), 13),
        (framed(7, b"1"), 13),
        (framed(1, b"1"), 13),
    ] {
        let (sender, call) = client.open(ECHO, &[]).await;
        sender.send_raw(bytes.clone());
        drop(sender);
        assert_eq!(call.ended().await.code(), code, "{bytes:?}");
    }
    assert_eq!(client.unary(ECHO, &[], "1").await.texts(), ["1"]);
}

#[tokio::test]
async fn an_unknown_coding_is_unimplemented_and_says_what_is_read() {
    let (_server, client) = serve(tasks()).await;
    let ended = client.unary(ECHO, &[("grpc-encoding", "br")], "1").await;
    assert_eq!(ended.code(), 12);
    let accepted = ended.header("grpc-accept-encoding").unwrap();
    assert!(accepted.starts_with("identity"), "{accepted}");
}

#[tokio::test]
async fn calls_are_counted_and_logged_as_others() {
    let (server, client) = serve(tasks()).await;
    client.unary(ECHO, &[], "1").await;
    let page = server.get("/metrics", &[]).await;
    let line = r#"traitwire_calls_total{method="tasks.v1.Tasks.echo",code="ok"} 1"#;
    assert!(page.text().contains(line), "{}", page.text());
}

#[tokio::test]
async fn all_protocols_are_served_on_one_port() {
    let (server, client) = serve(tasks()).await;
    assert_eq!(client.unary(ECHO, &[], "1").await.texts(), ["1"]);
    let answer = server.post("/api/tasks/echo", &[], "[1]").await;
    assert_eq!((answer.status, answer.text()), (200, "[1]"));
    #[cfg(feature = "mcp")]
    {
        let ping = r#"{"jsonrpc": "2.0", "id": 1, "method": "ping"}"#;
        assert_eq!(server.post("/mcp", &[], ping).await.status, 200);
    }
    // Calls in JSON go over HTTP/2 as well.
    let headers = [("content-type", "application/json")];
    let (sender, call) = client.open("/api/tasks/echo", &headers).await;
    sender.send_raw("[2]");
    drop(sender);
    let mut begun = call.begun().await;
    assert_eq!(begun.http, 200);
    assert!(begun.next().await.is_none());
}

#[tokio::test]
async fn layers_change_nothing() {
    let nothing = axum::middleware::from_fn(
        |request: axum::extract::Request, next: axum::middleware::Next| async move {
            next.run(request).await
        },
    );
    let app = || App::new("tasks").service(tasks());
    let plain = Server::start(app()).await;
    let layered = Server::start(app().http_layer(nothing)).await;
    for (path, headers) in [
        (ECHO, &[][..]),
        (ECHO, &[("origin", "http://localhost:3000")]),
        (ECHO, &[("origin", "https://evil.example")]),
        (ECHO, &[("content-type", "application/json")]),
        (ECHO, &[("grpc-encoding", "br")]),
        (ECHO, &[("grpc-timeout", "0n")]),
        ("/tasks.v1.Tasks/ech", &[]),
        ("/tasks.v1.Task/echo", &[]),
        ("/tasks.v1.Tasks/echo/", &[]),
    ] {
        let seen = async |server: &Server| {
            let client = Grpc::connect(server).await;
            let (sender, call) = client.open(path, headers).await;
            sender.send("{}");
            drop(sender);
            let begun = call.begun().await;
            if begun.http != 200 {
                return format!("{} {:?}", begun.http, begun.headers.get("content-type"));
            }
            let mut ended = begun.ended().await;
            // What differs from answer to answer, and what a router adds to empty bodies.
            for varies in ["date", "traceparent", "content-length"] {
                ended.headers.remove(varies);
                ended.trailers.remove(varies);
            }
            format!("{ended:?}")
        };
        assert_eq!(
            seen(&plain).await,
            seen(&layered).await,
            "{path} {headers:?}"
        );
    }
}
