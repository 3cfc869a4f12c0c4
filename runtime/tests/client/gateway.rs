//! Services of one `App` behind another: `Remote`.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use traitwire::spec::{Code, Json, MethodKind, ServiceSpec};
use traitwire::{
    App, Body, Call, Context, Http, Outcome, Payload, PayloadStream, Remote, Reply, Retry, Service,
    Status, Streaming,
};

use crate::channel::{call, method, next, stream};
use crate::common::server::Server;
use crate::common::service::{Handmade, json, text};
use crate::common::until;

/// A service of all kinds of methods, and how many of its calls were cancelled.
fn board() -> (Handmade, Arc<AtomicUsize>) {
    let cancelled = Arc::new(AtomicUsize::new(0));
    let count = cancelled.clone();
    let board = Handmade::new("tasks.v1", "Tasks", "tasks")
        .method("echo", async |call: Call| {
            let mut reply = Reply::new(Payload::json(text(&call)));
            reply.metadata.push(("etag".to_owned(), "\"7\"".to_owned()));
            Ok(reply.into())
        })
        .method("fail", async |_| {
            Err(Status::not_found("no task has this id")
                .with_reason("no_such_task")
                .with_details(r#"{"id":7}"#))
        })
        .method("see", async |call: Call| {
            let cx = call.cx;
            let seen = serde_json::json!({
                "trace": cx.trace().to_string(),
                "key": cx.idempotency_key(),
                "language": cx.metadata("accept-language"),
                "authorization": cx.metadata("authorization"),
                "tenant": cx.metadata("x-tenant"),
                "remaining": cx.remaining().map(|time| time.as_millis()),
            });
            json(&seen.to_string())
        })
        .method_with(
            "watch",
            |method| method.kind = MethodKind::ServerStreaming,
            watch,
        )
        .method_with(
            "wait",
            |method| method.kind = MethodKind::ServerStreaming,
            move |call| std::future::ready(Ok(wait(&call, count.clone()))),
        );
    (board, cancelled)
}

/// Items, and an error in the middle where the request wants it.
async fn watch(call: Call) -> Result<Outcome, Status> {
    let end = match text(&call).as_str() {
        "\"fail\"" => Some(Err(
            Status::new(Code::Aborted, "moved").with_details(r#"{"to":9}"#)
        )),
        _ => None,
    };
    let items = [Ok(Payload::json("1")), Ok(Payload::json("[2]"))];
    let items = items.into_iter().chain(end);
    let items = Streaming::unfold(items, async |mut items| Some((items.next()?, items)));
    let items: PayloadStream = Box::pin(items);
    Ok(Reply::new(Body::Stream(items)).into())
}

/// One item and no more; counts the cancellation.
fn wait(call: &Call, count: Arc<AtomicUsize>) -> Outcome {
    let cancelled = call.cx.cancelled();
    tokio::spawn(async move {
        cancelled.await;
        count.fetch_add(1, Ordering::SeqCst);
    });
    let items = Streaming::unfold(false, async |is_second| {
        if is_second {
            std::future::pending::<()>().await;
        }
        Some((Ok(Payload::json("1")), true))
    });
    let items: PayloadStream = Box::pin(items);
    Reply::new(Body::Stream(items)).into()
}

/// A description that has been written down and read.
fn described(service: &impl Service) -> ServiceSpec {
    let text = serde_json::to_vec(service.spec()).unwrap();
    ServiceSpec::from_json(&Json::parse(&text).unwrap()).unwrap()
}

fn http(server: &Server) -> Http {
    let http = Http::builder(format!("http://{}", server.address)).retry(Retry::off());
    http.build().unwrap()
}

/// A server, and a gateway before it.
async fn two() -> (Server, Server, Arc<AtomicUsize>) {
    let (board, cancelled) = board();
    let spec = described(&board);
    let behind = Server::start(App::new("tasks").service(board)).await;
    let remote = Remote::new(spec, http(&behind)).pass_metadata("X-Tenant");
    let before = Server::start(App::new("gateway").service(remote)).await;
    (behind, before, cancelled)
}

#[tokio::test]
async fn a_gateway_answers_as_the_service_behind_it() {
    let (behind, before, _) = two().await;
    for (path, body) in [
        ("echo", "{\"n\":18446744073709551615}"),
        ("fail", "{}"),
        ("watch", "{}"),
        ("watch", "\"fail\""),
        ("no_such_method", "{}"),
    ] {
        let path = format!("/api/tasks/{path}");
        let expected = behind.post(&path, &[], body).await;
        let got = before.post(&path, &[], body).await;
        assert_eq!(got.status, expected.status, "{path}");
        assert_eq!(got.text(), expected.text(), "{path}");
        for name in ["content-type", "etag", "cache-control"] {
            assert_eq!(got.header(name), expected.header(name), "{path}");
        }
    }
}

#[tokio::test]
async fn a_context_goes_on_and_secrets_do_not() {
    let (_behind, before, _) = two().await;
    let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    let headers = [
        &*format!("traceparent: {parent}"),
        "Idempotency-Key: 7",
        "Accept-Language: en",
        "X-Tenant: red",
        "Authorization: Bearer s3cret",
        "grpc-timeout: 5S",
    ];
    let answer = before.post("/api/tasks/see", &headers, "{}").await;
    let seen = answer.json();
    assert_eq!(seen["trace"].as_str().unwrap()[..36], parent[..36]);
    assert_eq!(seen["key"], "7");
    assert_eq!(seen["language"], serde_json::Value::Null);
    assert_eq!(seen["tenant"], "red");
    assert_eq!(seen["authorization"], serde_json::Value::Null);
    assert!(seen["remaining"].as_u64().unwrap() <= 5000);
}

#[tokio::test]
async fn a_cancellation_goes_through_two_hops() {
    let (_behind, before, cancelled) = two().await;
    let http = http(&before);
    let wait = method("wait", |method| method.kind = MethodKind::ServerStreaming);
    let mut items = stream(&http, &wait, Context::new(), Payload::json("{}"))
        .await
        .unwrap();
    assert_eq!(next(&mut items).await.unwrap().unwrap(), "1");
    assert_eq!(cancelled.load(Ordering::SeqCst), 0);
    drop(items);
    until("the cancellation", || cancelled.load(Ordering::SeqCst) == 1).await;

    let cx = Context::new().with_timeout(Duration::from_secs(1));
    let mut items = stream(&http, &wait, cx, Payload::json("{}")).await.unwrap();
    assert_eq!(next(&mut items).await.unwrap().unwrap(), "1");
    let status = next(&mut items).await.unwrap().unwrap_err();
    assert_eq!(status.code(), Code::DeadlineExceeded);
    until("the cancellation", || cancelled.load(Ordering::SeqCst) == 2).await;
}

#[tokio::test]
async fn a_service_that_is_gone_leaves_its_address_in_the_log_only() {
    let (behind, before, _) = two().await;
    let address = behind.address;
    behind.close().await;
    let answer = before.post("/api/tasks/echo", &[], "{}").await;
    let problem = answer.is_problem(503, "unreachable");
    assert_eq!(problem["retryable"], true);
    assert_eq!(
        problem["detail"],
        "the service `tasks.v1.Tasks` was not reached, or its reply cannot be read"
    );
    assert!(!answer.text().contains(&address.to_string()));
    // A caller of this side is told.
    let echo = method("echo", |_| {});
    let direct = Http::builder(format!("http://{address}"))
        .retry(Retry::off())
        .build()
        .unwrap();
    let status = call(&direct, &echo, Context::new(), "{}")
        .await
        .unwrap_err();
    assert!(status.message().contains(&address.to_string()));
}

#[tokio::test]
async fn a_stream_that_breaks_off_behind_says_so_without_an_address() {
    let script = crate::script::Script::start([crate::script::Step::SendAndClose(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n".to_owned(),
    )])
    .await;
    let (board, _) = board();
    let remote = Remote::new(described(&board), Http::new(script.url()).unwrap());
    let before = Server::start(App::new("gateway").service(remote)).await;
    let answer = before.post("/api/tasks/watch", &[], "{}").await;
    let text = answer.text();
    assert!(text.starts_with("data: 1\n\nevent: error\n"), "{text}");
    assert!(text.contains("\"broken_stream\""), "{text}");
    assert!(!text.contains(&script.address.to_string()), "{text}");
}

#[tokio::test]
async fn a_reply_that_is_no_json_goes_no_further() {
    for body in ["1},\"id\":8,\"x\":{\"y\":2", "{\"a\":1} {}", "{\"a\":1", ""] {
        let answer = crate::script::ok(body);
        let script = crate::script::Script::start([crate::script::Step::Send(answer)]).await;
        let (board, _) = board();
        let remote = Remote::new(described(&board), Http::new(script.url()).unwrap());
        let before = Server::start(App::new("gateway").service(remote)).await;
        let answer = before.post("/api/tasks/echo", &[], "{}").await;
        answer.is_problem(500, "unexpected_reply");
    }

    let events = "data: [1]\n\ndata: 2],\"complete\":true,\"more\":[3\n\nevent: end\ndata: {\"items\":2}\n\n";
    let answer = crate::script::answer("200 OK", "text/event-stream", events);
    let script = crate::script::Script::start([crate::script::Step::Send(answer)]).await;
    let (board, _) = board();
    let remote = Remote::new(described(&board), Http::new(script.url()).unwrap());
    let local = App::new("gateway").service(remote).local().unwrap();
    let status = local.call_json("watch", "{}").await.unwrap_err();
    assert_eq!(status.reason(), Some("unexpected_reply"));
}

#[tokio::test]
async fn metadata_that_was_added_goes_on_once() {
    let script =
        crate::script::Script::start([crate::script::Step::Send(crate::script::ok("{}"))]).await;
    let (board, _) = board();
    let remote = Remote::new(described(&board), Http::new(script.url()).unwrap());
    let remote = remote.pass_metadata("x-tenant").pass_metadata("X-Tenant");
    let local = App::new("gateway").service(remote).local().unwrap();
    let cx = Context::new().with_metadata("x-tenant", "red");
    let echo = method("echo", |_| {});
    call(&local, &echo, cx, "{}").await.unwrap();
    assert_eq!(script.only_request().header("x-tenant"), Some("red"));
}
