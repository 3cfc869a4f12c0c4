//! How connections are opened, used again and closed.

use std::io::{Read, Write};
use std::net::SocketAddr;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use tokio::net::TcpListener;
use traitwire::spec::Code;
use traitwire::{Context, Http, Retry};

use crate::channel::{call, echo, method};
use crate::common::{soon, until};
use crate::script::{Script, Step, answer, ok};

fn http(script: &Script) -> Http {
    let http = Http::builder(script.url()).retry(Retry::off());
    http.build().unwrap()
}

fn send(json: &str) -> Step {
    Step::Send(ok(json))
}

#[tokio::test]
async fn the_request_is_what_http_wants() {
    let script = Script::start([send("7")]).await;
    let address = format!("{}/board/", script.url());
    let http = Http::builder(address).retry(Retry::off()).build().unwrap();
    let cx = Context::new().with_timeout(Duration::from_secs(5));
    assert_eq!(call(&http, &echo(), cx, r#"{"a":1}"#).await.unwrap(), "7");
    let request = script.only_request();
    assert_eq!(request.line, "POST /board/api/tasks/echo HTTP/1.1");
    assert_eq!(request.body, r#"{"a":1}"#);
    assert_eq!(request.header("host"), Some(&*script.address.to_string()));
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.header("content-length"), Some("7"));
    assert_eq!(request.header("transfer-encoding"), None);
    assert_eq!(request.header("accept-encoding"), None);
    let agent = format!("traitwire/{}", env!("CARGO_PKG_VERSION"));
    assert_eq!(request.header("user-agent"), Some(&*agent));
    // Up to eight digits and a unit, as gRPC's protocol has it.
    let timeout = request.header("grpc-timeout").unwrap();
    let micros: u64 = timeout.strip_suffix('u').unwrap().parse().unwrap();
    assert!((1..=5_000_000).contains(&micros), "{timeout}");
    assert_eq!(request.header("idempotency-key"), None);
}

#[tokio::test]
async fn a_call_without_a_deadline_names_none() {
    let script = Script::start([send("7")]).await;
    call(&http(&script), &echo(), Context::new(), "{}")
        .await
        .unwrap();
    assert_eq!(script.only_request().header("grpc-timeout"), None);
}

#[tokio::test]
async fn calls_one_after_the_other_share_a_connection_also_over_clones_and_errors() {
    let problem = r#"{"code":"not_found","detail":"no"}"#;
    let problem = answer("404 Not Found", "application/problem+json", problem);
    let script = Script::start([send("1"), Step::Send(problem), send("3"), send("4")]).await;
    let http = http(&script);
    assert_eq!(
        call(&http, &echo(), Context::new(), "1").await.unwrap(),
        "1"
    );
    call(&http, &echo(), Context::new(), "2").await.unwrap_err();
    assert_eq!(
        call(&http.clone(), &echo(), Context::new(), "3")
            .await
            .unwrap(),
        "3"
    );
    drop(http.clone());
    assert_eq!(
        call(&http, &echo(), Context::new(), "4").await.unwrap(),
        "4"
    );
    assert_eq!(script.accepted(), 1);
    assert_eq!(script.requests().len(), 4);
    drop(http);
    until("the end of the connection", || script.ended() == 1).await;
}

#[tokio::test]
async fn calls_at_the_same_time_have_connections_of_their_own_and_few_are_kept() {
    let script = Script::start(std::iter::repeat_n(send("1"), 20)).await;
    let http = Http::builder(script.url())
        .idle_connections(2)
        .build()
        .unwrap();
    let calls: Vec<_> = (0..8)
        .map(|_| {
            let http = http.clone();
            tokio::spawn(async move { call(&http, &echo(), Context::new(), "1").await })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    let accepted = script.accepted();
    until("the end of the others", || script.ended() >= accepted - 2).await;
    assert!(accepted - script.ended() <= 2);
}

#[tokio::test]
async fn without_idle_connections_each_call_has_its_own() {
    let script = Script::start(std::iter::repeat_n(send("1"), 3)).await;
    let http = Http::builder(script.url())
        .idle_connections(0)
        .build()
        .unwrap();
    for _ in 0..3 {
        call(&http, &echo(), Context::new(), "1").await.unwrap();
    }
    assert_eq!(script.accepted(), 3);
    until("the end of all", || script.ended() == 3).await;
}

#[tokio::test]
async fn a_connection_that_waits_too_long_is_closed() {
    let script = Script::start([send("1"), send("2")]).await;
    let http = Http::builder(script.url()).idle_time(Duration::from_millis(20));
    let http = http.build().unwrap();
    call(&http, &echo(), Context::new(), "1").await.unwrap();
    until("the end of the connection", || script.ended() == 1).await;
    call(&http, &echo(), Context::new(), "2").await.unwrap();
    assert_eq!(script.accepted(), 2);
    until("the end of the other", || script.ended() == 2).await;
}

#[tokio::test]
async fn a_connection_that_the_server_closed_is_not_used_again() {
    let close = Step::SendAndClose(ok("1"));
    let script = Script::start([close.clone(), close.clone(), close]).await;
    let http = http(&script);
    for accepted in 1..=3 {
        // No hint allows a second attempt, and none is counted.
        assert_eq!(
            call(&http, &echo(), Context::new(), "1").await.unwrap(),
            "1"
        );
        until("the end of the connection", || script.ended() == accepted).await;
        assert_eq!(script.accepted(), accepted);
    }
    assert_eq!(script.requests().len(), 3);
}

/// A server of its own thread: it answers once on each connection, and closes it when it is told to.
fn answering_once() -> (SocketAddr, Sender<()>, Receiver<()>) {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (close, closing) = channel();
    let (closed, told) = channel();
    std::thread::spawn(move || {
        while let Ok((mut stream, _)) = listener.accept() {
            let mut read = [0; 4096];
            let mut request = Vec::new();
            while !request.ends_with(b"\r\n\r\n1") {
                let count = stream.read(&mut read).unwrap();
                request.extend_from_slice(&read[..count]);
            }
            stream.write_all(ok("1").as_bytes()).unwrap();
            let _ = closing.recv();
            drop(stream);
            let _ = closed.send(());
        }
    });
    (address, close, told)
}

#[tokio::test]
async fn a_connection_that_closed_while_the_program_was_busy_is_not_used_again() {
    let (address, close, closed) = answering_once();
    let http = Http::builder(format!("http://{address}")).retry(Retry::off());
    let http = http.build().unwrap();
    for _ in 0..5 {
        assert_eq!(
            call(&http, &echo(), Context::new(), "1").await.unwrap(),
            "1"
        );
        // The runtime stands still meanwhile, and sees nothing.
        close.send(()).unwrap();
        closed.recv_timeout(Duration::from_secs(30)).unwrap();
    }
}

#[tokio::test]
async fn a_server_that_says_close_is_believed() {
    let once = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 1\r\n\r\n1";
    let old = "HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n1";
    let script = Script::start([
        Step::Send(once.to_owned()),
        Step::SendAndClose(old.to_owned()),
        send("1"),
    ])
    .await;
    let http = http(&script);
    for accepted in 1..=3 {
        assert_eq!(
            call(&http, &echo(), Context::new(), "1").await.unwrap(),
            "1"
        );
        assert_eq!(script.accepted(), accepted);
    }
}

#[tokio::test]
async fn bytes_that_nobody_asked_for_spoil_a_connection() {
    let script = Script::start([Step::Send(ok("1") + "HTTP/1.1 200 OK\r\n"), send("2")]).await;
    let http = http(&script);
    assert_eq!(
        call(&http, &echo(), Context::new(), "1").await.unwrap(),
        "1"
    );
    assert_eq!(
        call(&http, &echo(), Context::new(), "1").await.unwrap(),
        "2"
    );
    assert_eq!(script.accepted(), 2);
}

#[tokio::test]
async fn a_dropped_call_closes_its_connection_and_no_other() {
    let script = Script::start([send("1"), Step::Hang, send("3")]).await;
    let http = http(&script);
    call(&http, &echo(), Context::new(), "1").await.unwrap();
    let hanging = tokio::spawn({
        let http = http.clone();
        async move { call(&http, &echo(), Context::new(), "2").await }
    });
    until("the request", || script.requests().len() == 2).await;
    hanging.abort();
    until("the end of the connection", || script.ended() == 1).await;
    assert_eq!(
        call(&http, &echo(), Context::new(), "3").await.unwrap(),
        "3"
    );
    assert_eq!(script.accepted(), 2);
}

#[tokio::test]
async fn a_server_that_hangs_is_given_up_at_the_deadline() {
    let script = Script::start([Step::Hang]).await;
    let cx = Context::new().with_timeout(Duration::from_millis(50));
    let status = soon("the deadline", call(&http(&script), &echo(), cx, "1"))
        .await
        .unwrap_err();
    assert_eq!(status.code(), Code::DeadlineExceeded);
    assert!(!status.is_retryable());
    until("the end of the connection", || script.ended() == 1).await;
}

#[tokio::test]
async fn a_call_whose_time_is_over_is_not_made() {
    let script = Script::start([]).await;
    let cx = Context::new().with_timeout(Duration::ZERO);
    let status = call(&http(&script), &echo(), cx, "1").await.unwrap_err();
    assert_eq!(status.code(), Code::DeadlineExceeded);
    let cx = Context::new();
    cx.cancel_token().cancel();
    let status = call(&http(&script), &echo(), cx, "1").await.unwrap_err();
    assert_eq!(status.code(), Code::Cancelled);
    assert_eq!(script.accepted(), 0);
}

#[tokio::test]
async fn a_service_that_is_not_there_is_unreachable() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let http = Http::builder(format!("http://{address}"))
        .retry(Retry::off())
        .build()
        .unwrap();
    let status = call(&http, &echo(), Context::new(), "1").await.unwrap_err();
    assert_eq!(
        (status.code(), status.reason()),
        (Code::Unavailable, Some("unreachable"))
    );
    assert!(status.is_retryable());
    let message = format!("the service at `http://{address}` cannot be reached: ");
    assert!(status.message().starts_with(&message), "{status}");
    let cause = status
        .cause()
        .unwrap()
        .downcast_ref::<std::io::Error>()
        .unwrap();
    assert_eq!(cause.kind(), std::io::ErrorKind::ConnectionRefused);

    let http = Http::builder("http://no-such-host.invalid")
        .retry(Retry::off())
        .build()
        .unwrap();
    let status = call(&http, &echo(), Context::new(), "1").await.unwrap_err();
    assert_eq!(status.reason(), Some("unreachable"));
}

#[tokio::test]
async fn a_connection_has_its_own_time_to_open() {
    // Nobody accepts, and the system's queue for that is full at some point.
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let http = Http::builder(format!("http://{address}"))
        .retry(Retry::off())
        .connect_timeout(Duration::from_millis(50))
        .timeout(Duration::from_secs(1))
        .build()
        .unwrap();
    let calls: Vec<_> = (0..8)
        .map(|_| {
            let http = http.clone();
            tokio::spawn(async move { call(&http, &echo(), Context::new(), "1").await })
        })
        .collect();
    let mut unreachable = 0;
    for call in calls {
        let status = soon("the end", call).await.unwrap().unwrap_err();
        if status.reason() == Some("unreachable") {
            assert!(
                status
                    .message()
                    .ends_with("no connection within 0.05 seconds"),
                "{status}"
            );
            unreachable += 1;
        }
    }
    assert!(unreachable > 0);
    drop(listener);
}

#[tokio::test]
async fn a_path_that_is_none_is_said() {
    let bad = method("echo", |method| method.http_path = "/a b".to_owned());
    let http = Http::new("http://127.0.0.1:1").unwrap();
    let status = call(&http, &bad, Context::new(), "1").await.unwrap_err();
    assert_eq!(status.code(), Code::InvalidArgument);
}

#[test]
fn secrets_are_in_no_message() {
    let builder = Http::builder("http://alice:s3cret@example.com")
        .bearer("t0ken")
        .header("Cookie", "c00kie");
    let shown = format!("{builder:?}");
    let failed = builder.build().unwrap_err();
    let http = Http::builder("http://example.com")
        .bearer("t0ken")
        .header("cookie", "c00kie");
    let shown = format!("{shown} {failed:?} {failed} {:?}", http.build().unwrap());
    for secret in ["s3cret", "t0ken", "c00kie"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    assert!(shown.contains("http://example.com"), "{shown}");
}

#[test]
fn a_builder_says_what_is_wrong_first() {
    let base = || Http::builder("http://example.com");
    let said = |builder: traitwire::HttpBuilder| builder.build().unwrap_err().to_string();
    for (builder, part) in [
        (base().bearer(" "), "the bearer token is empty"),
        (base().bearer("a\n"), "without a line break"),
        (
            base().header("a b", "1"),
            "`a b` cannot be the name of a header",
        ),
        (
            base().header("x-a", "1\r\nx-b: 2"),
            "the value of the header `x-a`",
        ),
        (base().header("Authorization", "x"), "HttpBuilder::bearer"),
        (
            base().header("Content-Length", "1"),
            "the header `content-length` is set by `Http` itself",
        ),
        (
            base().header("Host", "a").header("a b", "1"),
            "the header `host`",
        ),
    ] {
        let said = said(builder);
        assert!(said.contains(part), "{said}");
    }
}
