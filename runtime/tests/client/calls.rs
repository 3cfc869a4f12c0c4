//! Calls over `Http` to services of an `App`.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::channel::{call, echo, method, reply};
use crate::common::server::Server;
use crate::common::service::{Handmade, json, tasks, text};
use crate::common::{soon, until};
use traitwire::spec::Code;
use traitwire::{
    App, BearerTokens, Body, Call, Context, Http, Identity, Payload, Reply, Status, Trace,
};

fn http(server: &Server) -> Http {
    Http::new(format!("http://{}", server.address)).unwrap()
}

#[tokio::test]
async fn a_reply_is_what_the_service_sent() {
    let server = Server::start(App::new("tasks").service(tasks())).await;
    let http = http(&server);
    let request = r#"{"title":"Water the plants","id":18446744073709551615}"#;
    assert_eq!(
        call(&http, &echo(), Context::new(), request).await.unwrap(),
        request
    );
}

#[tokio::test]
async fn a_large_reply_comes_whole_and_not_beyond_the_limit() {
    const SIZE: usize = 20 * 1024 * 1024;
    let service = Handmade::new("tasks.v1", "Tasks", "tasks");
    let service = service.method("dump", async |_| json(&"7".repeat(SIZE)));
    let server = Server::start(App::new("tasks").service(service)).await;
    let dump = method("dump", |_| {});
    let reply = call(&http(&server), &dump, Context::new(), "{}").await;
    assert!(reply.unwrap() == "7".repeat(SIZE));
    let modest = Http::builder(format!("http://{}", server.address)).reply_limit(SIZE - 1);
    let reply = call(&modest.build().unwrap(), &dump, Context::new(), "{}").await;
    assert_eq!(reply.unwrap_err().reason(), Some("reply_too_large"));
}

#[tokio::test]
async fn an_error_is_what_the_service_failed_with() {
    let details = r#"{"id":18446744073709551615,"who":"a \u00e9","parts":[1.50]}"#;
    let hidden = r#"{"code":"mine","id":7,"details":{"x":null},"type":1}"#;
    let cases = [
        Status::not_found("no task has this id")
            .with_reason("no_such_task")
            .with_details(details),
        Status::new(Code::ResourceExhausted, "full").with_retryable(false),
        Status::new(Code::Internal, "odd")
            .with_retryable(true)
            .with_reason("odd reason"),
        Status::new(Code::FailedPrecondition, "hidden").with_details(hidden),
        Status::invalid_argument(""),
    ];
    let cases: Vec<_> = cases
        .into_iter()
        .chain(Code::ALL.map(|code| Status::new(code, format!("it is {code}\n\"quoted\" \u{e9}"))))
        .collect();
    let own = cases.clone();
    let fail = move |call: Call| {
        let index: usize = text(&call).parse().unwrap();
        std::future::ready(Err(own[index].clone()))
    };
    let service = Handmade::new("tasks.v1", "Tasks", "tasks").method("fail", fail);
    let server = Server::start(App::new("tasks").service(service)).await;
    let http = http(&server);
    for (index, case) in cases.iter().enumerate() {
        let fail = method("fail", |_| {});
        let got = call(&http, &fail, Context::new(), &index.to_string())
            .await
            .unwrap_err();
        assert_eq!(got.code(), case.code());
        assert_eq!(got.message(), case.message());
        assert_eq!(got.reason(), case.reason());
        assert_eq!(got.is_retryable(), case.is_retryable(), "{case}");
        assert_eq!(got.id(), None);
        let text = |status: &Status| {
            status
                .details()
                .map(|text| String::from_utf8(text.to_vec()).unwrap())
        };
        assert_eq!(text(&got), text(case), "{case}");
    }
}

#[tokio::test]
async fn an_internal_failure_keeps_its_id() {
    let fail = async |_: Call| Err(Status::internal("the disk is full"));
    let service = Handmade::new("tasks.v1", "Tasks", "tasks").method("fail", fail);
    let server = Server::start(App::new("tasks").service(service)).await;
    let fail = method("fail", |_| {});
    let status = call(&http(&server), &fail, Context::new(), "{}")
        .await
        .unwrap_err();
    let id = status.id().unwrap();
    assert!(status.message().contains(id), "{status}");
    assert!(!format!("{status:?}").contains("disk"));
}

/// Answers with what the handler sees of its caller.
fn see() -> Handmade {
    let see = async |call: Call| {
        let cx = call.cx;
        let seen = serde_json::json!({
            "caller": cx.caller().map(|caller| caller.subject().to_owned()),
            "trace": cx.trace().to_string(),
            "state": cx.trace().state(),
            "key": cx.idempotency_key(),
            "language": cx.metadata("accept-language"),
            "tenant": cx.metadata("x-tenant"),
            "agent": cx.metadata("user-agent"),
            "remaining": cx.remaining().map(|time| time.as_millis()),
        });
        json(&seen.to_string())
    };
    Handmade::new("tasks.v1", "Tasks", "tasks").method("see", see)
}

#[tokio::test]
async fn a_context_reaches_the_handler() {
    let token = BearerTokens::new().token("s3cret", Identity::new("alice"));
    let app = App::new("tasks").service(see()).authenticate(token);
    let server = Server::start(app).await;
    let http = Http::builder(format!("http://{}", server.address))
        .bearer("s3cret")
        .header("X-Tenant", "red")
        .user_agent("tests/1")
        .build()
        .unwrap();
    let see = method("see", |_| {});
    let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    let cx = Context::new()
        .with_trace(Trace::parse(parent, Some("rojo=1")).unwrap())
        .with_idempotency_key("8e03978e")
        .with_timeout(Duration::from_secs(3600))
        .with_metadata("Accept-Language", "\u{e9}n")
        .with_metadata("Authorization", "Bearer other")
        .with_metadata("Host", "elsewhere")
        .with_metadata("Content-Length", "7")
        .with_metadata("no header", "x");
    let seen = call(&http, &see, cx.clone(), "{}").await.unwrap();
    let seen: serde_json::Value = serde_json::from_str(&seen).unwrap();
    assert_eq!(seen["caller"], "alice");
    let trace = seen["trace"].as_str().unwrap();
    assert_eq!(trace[..36], parent[..36], "the same trace");
    assert_ne!(trace[36..52], parent[36..52], "another place");
    assert_eq!(trace[52..], parent[52..]);
    assert_eq!(seen["state"], "rojo=1");
    assert_eq!(seen["key"], "8e03978e");
    assert_eq!(seen["language"], "\u{e9}n");
    assert_eq!(seen["tenant"], "red");
    assert_eq!(seen["agent"], "tests/1");
    let remaining = seen["remaining"].as_u64().unwrap();
    assert!((1..=3_600_000).contains(&remaining), "{remaining}");

    let cx = cx.with_metadata("x-tenant", "blue");
    let seen = call(&http, &see, cx, "{}").await.unwrap();
    assert!(
        seen.contains("\"blue\"") && !seen.contains("\"red\""),
        "{seen}"
    );
}

#[tokio::test]
async fn a_call_inside_a_handler_goes_on_in_its_trace_and_not_with_its_headers() {
    let inner = Server::start(App::new("tasks").service(see())).await;
    let to_inner = http(&inner);
    let pass = move |_: Call| {
        let http = to_inner.clone();
        async move {
            let seen = call(&http, &method("see", |_| {}), Context::current(), "{}").await?;
            json(&seen)
        }
    };
    let service = Handmade::new("tasks.v1", "Tasks", "tasks").method("pass", pass);
    let outer = Server::start(App::new("outer").service(service)).await;
    let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    let trace = format!("traceparent: {parent}");
    let headers = [
        &*trace,
        "Accept-Language: en",
        "Idempotency-Key: 7",
        "Cookie: a=b",
        "grpc-timeout: 1H",
    ];
    let seen = outer.post("/api/tasks/pass", &headers, "").await.json();
    assert_eq!(seen["trace"].as_str().unwrap()[..36], parent[..36]);
    assert_eq!(seen["language"], serde_json::Value::Null);
    assert_eq!(seen["key"], serde_json::Value::Null);
    assert!(seen["remaining"].as_u64().unwrap() <= 3_600_000);
}

#[tokio::test]
async fn metadata_of_a_reply_comes_back_and_framing_does_not() {
    let tell = async |_: Call| {
        let mut reply = Reply::new(Payload::json("1"));
        reply.metadata = vec![
            ("etag".to_owned(), "\"7\"".to_owned()),
            ("x-part".to_owned(), "a".to_owned()),
            ("x-part".to_owned(), "b".to_owned()),
            ("set-cookie".to_owned(), "a=b".to_owned()),
        ];
        Ok(reply.into())
    };
    let service = Handmade::new("tasks.v1", "Tasks", "tasks").method("tell", tell);
    let server = Server::start(App::new("tasks").service(service)).await;
    let request = Payload::json("{}");
    let reply = reply(
        &http(&server),
        &method("tell", |_| {}),
        Context::new(),
        request,
    )
    .await
    .unwrap();
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(
        reply.metadata,
        [
            pair("etag", "\"7\""),
            pair("x-part", "a"),
            pair("x-part", "b")
        ]
    );
    assert!(matches!(reply.output, Body::One(_)));
}

/// Tells of its handler's end.
struct Gone(Arc<AtomicUsize>);

impl Drop for Gone {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

/// A method that never ends, how many of its calls run and how many were cancelled.
fn waiting() -> (Handmade, Arc<AtomicUsize>, Arc<AtomicUsize>) {
    let (begun, ended) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let own = (begun.clone(), ended.clone());
    let wait = move |call: Call| {
        let (begun, gone) = (own.0.clone(), Gone(own.1.clone()));
        async move {
            begun.fetch_add(1, Ordering::SeqCst);
            call.cx.cancelled().await;
            drop(gone);
            json("null")
        }
    };
    let service = Handmade::new("tasks.v1", "Tasks", "tasks").method("wait", wait);
    (service, begun, ended)
}

#[tokio::test]
async fn a_dropped_call_is_cancelled_at_the_service() {
    let (service, begun, ended) = waiting();
    let server = Server::start(App::new("tasks").service(service)).await;
    let http = http(&server);
    let calling = tokio::spawn({
        let http = http.clone();
        async move { call(&http, &method("wait", |_| {}), Context::new(), "{}").await }
    });
    until("the call", || begun.load(Ordering::SeqCst) == 1).await;
    calling.abort();
    until("the end of the handler", || {
        ended.load(Ordering::SeqCst) == 1
    })
    .await;
}

#[tokio::test]
async fn a_cancelled_context_ends_the_call_on_both_sides() {
    let (service, begun, ended) = waiting();
    let server = Server::start(App::new("tasks").service(service)).await;
    let cx = Context::new();
    let token = cx.cancel_token().clone();
    let http = http(&server);
    let calling = tokio::spawn(async move { call(&http, &method("wait", |_| {}), cx, "{}").await });
    until("the call", || begun.load(Ordering::SeqCst) == 1).await;
    token.cancel();
    let status = soon("the end of the call", calling)
        .await
        .unwrap()
        .unwrap_err();
    assert_eq!(status.code(), Code::Cancelled);
    until("the end of the handler", || {
        ended.load(Ordering::SeqCst) == 1
    })
    .await;
}

#[tokio::test]
async fn a_deadline_ends_the_call_on_both_sides() {
    let (service, _, ended) = waiting();
    let server = Server::start(App::new("tasks").service(service)).await;
    let wait = method("wait", |_| {});
    let cx = Context::new().with_timeout(Duration::from_millis(50));
    let status = call(&http(&server), &wait, cx, "{}").await.unwrap_err();
    assert_eq!(status.code(), Code::DeadlineExceeded);
    until("the end of the handler", || {
        ended.load(Ordering::SeqCst) == 1
    })
    .await;

    let hurried =
        Http::builder(format!("http://{}", server.address)).timeout(Duration::from_millis(50));
    let status = call(&hurried.build().unwrap(), &wait, Context::new(), "{}")
        .await
        .unwrap_err();
    assert_eq!(status.code(), Code::DeadlineExceeded);
    until("the end of the handler", || {
        ended.load(Ordering::SeqCst) == 2
    })
    .await;
}

#[tokio::test]
async fn a_time_that_a_caller_tells_only_shortens() {
    let service = see().method_with(
        "hurry",
        |method| method.timeout_ms = Some(50),
        async |call| json(&call.cx.remaining().unwrap().as_millis().to_string()),
    );
    let server = Server::start(App::new("tasks").service(service)).await;
    let left = async |path: &str, header: &str| server.post(path, &[header], "").await;
    let seen = left("/api/tasks/see", "grpc-timeout: 90S").await.json();
    assert!(seen["remaining"].as_u64().unwrap() <= 90_000);
    let long: u64 = left("/api/tasks/hurry", "grpc-timeout: 1H")
        .await
        .text()
        .parse()
        .unwrap();
    assert!(long <= 50);
    left("/api/tasks/hurry", "grpc-timeout: 0n").await.json();
    for bad in [
        "grpc-timeout: soon",
        "grpc-timeout: 5",
        "grpc-timeout: 1S\r\ngrpc-timeout: 1S",
    ] {
        left("/api/tasks/see", bad)
            .await
            .is_problem(400, "invalid_timeout");
    }
}
