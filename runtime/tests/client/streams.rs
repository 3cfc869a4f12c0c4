//! Streams of replies.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::AsyncWriteExt;
use traitwire::spec::{Code, MethodKind, MethodSpec};
use traitwire::{Context, Http, Payload, Retry, Status};

use crate::channel::{call, echo, method, next, stream};
use crate::common::{standstill, until};
use crate::raw::{BEGIN, Raw, ended, http, send};
use crate::script::{Script, Step, answer, ok};

fn watch() -> Arc<MethodSpec> {
    method("watch", |method| {
        method.kind = MethodKind::ServerStreaming;
        method.hints.read_only = true;
    })
}

/// A whole stream in chunks of its own size.
fn events(body: &str) -> String {
    answer("200 OK", "text/event-stream", body)
}

/// All that a caller gets of a stream with this body, after which the connection ends.
async fn got(body: &str) -> (Vec<String>, Option<Status>) {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
    let script = Script::start([Step::SendAndClose(format!("{head}{body}"))]).await;
    let http = http(script.url());
    let mut items = stream(&http, &watch(), Context::new(), Payload::json("{}"))
        .await
        .unwrap();
    let mut read = Vec::new();
    let failed = loop {
        match next(&mut items).await {
            Some(Ok(item)) => read.push(item),
            Some(Err(status)) => break Some(status),
            None => break None,
        }
    };
    assert!(
        next(&mut items).await.is_none(),
        "nothing comes after the end"
    );
    (read, failed)
}

#[tokio::test]
async fn items_come_as_they_were_sent() {
    let body = "data: {\"n\":1}\n\n:\n\nevent: later\ndata: 7\n\ndata: [1,\r\ndata: 2]\r\n\r\nevent: message\ndata: 3\n\n\
                event: end\ndata: {\"items\":3}\n\n";
    let (items, failed) = got(body).await;
    assert_eq!(items, ["{\"n\":1}", "[1,\n2]", "3"]);
    assert!(failed.is_none());
    assert_eq!(got("event: end\ndata: {\"items\":0}\n\n").await.0, [""; 0]);
}

#[tokio::test]
async fn an_error_in_the_middle_is_the_last_item() {
    let problem = r#"{"type":"x","code":"resource_exhausted","detail":"full","reason":"board_full","retryable":false,"max":9}"#;
    let (items, failed) = got(&format!(
        "data: 1\n\nevent: error\ndata: {problem}\n\ndata: 2\n\n"
    ))
    .await;
    assert_eq!(items, ["1"]);
    let status = failed.unwrap();
    assert_eq!(
        (status.code(), status.reason()),
        (Code::ResourceExhausted, Some("board_full"))
    );
    assert_eq!(status.details(), Some(&br#"{"max":9}"#[..]));
    assert!(!status.is_retryable());
    let (_, failed) = got("event: error\ndata: oh\n\n").await;
    assert_eq!(failed.unwrap().reason(), Some("unexpected_reply"));
}

#[tokio::test]
async fn a_stream_without_its_end_is_broken() {
    for (body, count) in [
        ("", 0),
        (":\n\n", 0),
        ("data: 1\n\n", 1),
        ("data: 1\n\ndata: 2\n", 1),
        ("data: 1\n\nevent: end\n\n", 1),
    ] {
        let (items, failed) = got(body).await;
        assert_eq!(items.len(), count, "{body:?}");
        let status = failed.unwrap();
        assert_eq!(
            (status.code(), status.reason()),
            (Code::Unavailable, Some("broken_stream"))
        );
        assert!(
            status
                .message()
                .ends_with(&format!("broke off after {count} items")),
            "{status}"
        );
    }
    // The connection ends before the length that it promised.
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 100\r\n\r\ndata: 1\n\n";
    let script = Script::start([Step::SendAndClose(head.to_owned())]).await;
    let http = http(script.url());
    let mut items = stream(&http, &watch(), Context::new(), Payload::json("{}"))
        .await
        .unwrap();
    assert_eq!(next(&mut items).await.unwrap().unwrap(), "1");
    let status = next(&mut items).await.unwrap().unwrap_err();
    assert_eq!(status.reason(), Some("broken_stream"));
    assert!(status.cause().is_some());
}

#[tokio::test]
async fn items_that_are_missing_are_noticed() {
    let (items, failed) = got("data: 1\n\nevent: end\ndata: {\"items\":2}\n\n").await;
    assert_eq!(items, ["1"]);
    assert_eq!(failed.unwrap().code(), Code::DataLoss);
}

#[tokio::test]
async fn an_item_that_is_too_large_ends_the_stream() {
    let fits = "x".repeat(1000);
    let (items, failed) = got(&format!("data: {fits}\n\ndata: {fits}y\n\n")).await;
    assert_eq!(items, [fits]);
    let status = failed.unwrap();
    assert_eq!(
        (status.code(), status.reason()),
        (Code::ResourceExhausted, Some("reply_too_large"))
    );
    let (_, failed) = got(&"data: x\n".repeat(1000)).await;
    assert_eq!(failed.unwrap().reason(), Some("reply_too_large"));
}

#[tokio::test]
async fn a_connection_is_used_again_after_the_end_of_a_stream_only() {
    let whole = events("data: 1\n\nevent: end\ndata: {\"items\":1}\n\n");
    let failed = events("event: error\ndata: {\"code\":\"aborted\"}\n\n");
    let more = events("data: 1\n\ndata: 2\n\nevent: end\ndata: {}\n\n");
    let script = Script::start([whole, failed, more, ok("1")].map(Step::Send)).await;
    let http = http(script.url());
    for end in [true, false] {
        let mut items = stream(&http, &watch(), Context::new(), Payload::json("{}"))
            .await
            .unwrap();
        while let Some(Ok(_)) = next(&mut items).await {}
        assert_eq!(script.accepted(), 1, "{end}");
    }
    let mut items = stream(&http, &watch(), Context::new(), Payload::json("{}"))
        .await
        .unwrap();
    next(&mut items).await.unwrap().unwrap();
    drop(items);
    until("the end of the connection", || script.ended() == 1).await;
    call(&http, &echo(), Context::new(), "1").await.unwrap();
    assert_eq!(script.accepted(), 2);
}

#[tokio::test]
async fn a_stream_of_another_type_is_refused_and_an_error_before_it_comes_as_one() {
    let problem = answer(
        "404 Not Found",
        "application/problem+json",
        r#"{"code":"not_found","detail":"no"}"#,
    );
    let script = Script::start([ok("1"), problem].map(Step::Send)).await;
    let http = http(script.url());
    let begin = async || {
        stream(&http, &watch(), Context::new(), Payload::json("{}"))
            .await
            .err()
            .unwrap()
    };
    let status = begin().await;
    assert!(
        status
            .message()
            .contains("`application/json`, and `text/event-stream` was expected"),
        "{status}"
    );
    assert_eq!(begin().await.code(), Code::NotFound);
}

#[tokio::test]
async fn a_stream_that_has_not_begun_may_be_asked_for_again() {
    let busy = answer("503 No", "text/html", "");
    let script = Script::start([busy, events("event: end\ndata: {}\n\n")].map(Step::Send)).await;
    let retry = Retry::default().backoff(Duration::ZERO, Duration::ZERO);
    let http = Http::builder(script.url()).retry(retry).build().unwrap();
    let mut items = stream(&http, &watch(), Context::new(), Payload::json("{}"))
        .await
        .unwrap();
    assert!(next(&mut items).await.is_none());
    assert_eq!(script.requests().len(), 2);
    // One that has is not, though its end is retryable.
    let ended = events("event: error\ndata: {\"code\":\"unavailable\"}\n\n");
    let script = Script::start([ended.clone(), ended].map(Step::Send)).await;
    let http = Http::new(script.url()).unwrap();
    let mut items = stream(&http, &watch(), Context::new(), Payload::json("{}"))
        .await
        .unwrap();
    next(&mut items).await.unwrap().unwrap_err();
    assert_eq!(script.requests().len(), 1);
}

#[tokio::test]
async fn items_come_while_the_stream_goes_on_and_dropping_it_closes_the_connection() {
    let server = Raw::start().await;
    let http = server.http();
    let begun =
        tokio::spawn(
            async move { stream(&http, &watch(), Context::new(), Payload::json("{}")).await },
        );
    let (mut socket, head) = server.accept().await;
    assert!(
        head.to_ascii_lowercase()
            .contains("accept: text/event-stream"),
        "{head}"
    );
    socket.write_all(BEGIN.as_bytes()).await.unwrap();
    let mut items = begun.await.unwrap().unwrap();
    for item in ["1", "2"] {
        send(&mut socket, &format!("data: {item}\n\n")).await;
        assert_eq!(next(&mut items).await.unwrap().unwrap(), item);
    }
    drop(items);
    ended(&mut socket).await;
}

#[tokio::test]
async fn items_are_the_same_when_each_byte_comes_alone() {
    let server = Raw::start().await;
    let http = server.http();
    let begun =
        tokio::spawn(
            async move { stream(&http, &watch(), Context::new(), Payload::json("{}")).await },
        );
    let (mut socket, _) = server.accept().await;
    socket.set_nodelay(true).unwrap();
    let writing = tokio::spawn(async move {
        socket.write_all(BEGIN.as_bytes()).await.unwrap();
        let body = "\u{feff}:\r\rdata: [\"\u{e9}\",\r\ndata: 2]\r\n\r\n\ndata:3\n\nevent: end\rdata: {\"items\":2}\r\r";
        for byte in body.bytes() {
            socket.write_all(b"1\r\n").await.unwrap();
            socket.write_all(&[byte]).await.unwrap();
            socket.write_all(b"\r\n").await.unwrap();
            tokio::task::yield_now().await;
        }
    });
    let mut items = begun.await.unwrap().unwrap();
    assert_eq!(next(&mut items).await.unwrap().unwrap(), "[\"\u{e9}\",\n2]");
    assert_eq!(next(&mut items).await.unwrap().unwrap(), "3");
    assert!(next(&mut items).await.is_none());
    writing.await.unwrap();
}

#[tokio::test]
async fn the_deadline_and_a_cancellation_hold_in_the_middle_of_a_stream() {
    let server = Raw::start().await;
    for cancel in [false, true] {
        let http = server.http();
        let mut cx = Context::new();
        if !cancel {
            cx = cx.with_timeout(Duration::from_millis(500));
        }
        let token = cx.cancel_token().clone();
        let begun =
            tokio::spawn(async move { stream(&http, &watch(), cx, Payload::json("{}")).await });
        let (mut socket, head) = server.accept().await;
        assert_eq!(head.contains("grpc-timeout"), !cancel);
        socket.write_all(BEGIN.as_bytes()).await.unwrap();
        let mut items = begun.await.unwrap().unwrap();
        if cancel {
            token.cancel();
        }
        let status = next(&mut items).await.unwrap().unwrap_err();
        let code = if cancel {
            Code::Cancelled
        } else {
            Code::DeadlineExceeded
        };
        assert_eq!(status.code(), code);
        ended(&mut socket).await;
    }
}

#[tokio::test]
async fn the_client_s_own_time_is_for_the_beginning_of_a_stream() {
    let server = Raw::start().await;
    let http = Http::builder(format!("http://{}", server.0.local_addr().unwrap()));
    let http = http.timeout(Duration::from_millis(500)).build().unwrap();
    let own = http.clone();
    let begun =
        tokio::spawn(
            async move { stream(&own, &watch(), Context::new(), Payload::json("{}")).await },
        );
    let (mut socket, head) = server.accept().await;
    assert!(!head.contains("grpc-timeout"), "{head}");
    socket.write_all(BEGIN.as_bytes()).await.unwrap();
    let mut items = begun.await.unwrap().unwrap();
    let silent = tokio::time::timeout(Duration::from_millis(700), next(&mut items)).await;
    assert!(silent.is_err(), "the stream goes on");
    send(&mut socket, "data: 1\n\n").await;
    assert_eq!(next(&mut items).await.unwrap().unwrap(), "1");

    let late =
        tokio::spawn(
            async move { stream(&http, &watch(), Context::new(), Payload::json("{}")).await },
        );
    let (_socket, _) = server.accept().await;
    assert_eq!(
        late.await.unwrap().err().unwrap().code(),
        Code::DeadlineExceeded
    );
}

#[tokio::test]
async fn a_reader_that_is_slow_slows_the_server_down() {
    let server = Raw::start().await;
    let http = server.http();
    let begun =
        tokio::spawn(
            async move { stream(&http, &watch(), Context::new(), Payload::json("{}")).await },
        );
    let (mut socket, _) = server.accept().await;
    socket.write_all(BEGIN.as_bytes()).await.unwrap();
    let _items = begun.await.unwrap().unwrap();
    let event = format!("data: {}\n\n", "x".repeat(900));
    let chunk = format!("{:x}\r\n{event}\r\n", event.len());
    let sent = Arc::new(AtomicUsize::new(0));
    let count = sent.clone();
    let writing = tokio::spawn(async move {
        // More than any buffer of the system's for both sides.
        for _ in 0..100_000 {
            socket.write_all(chunk.as_bytes()).await.unwrap();
            count.fetch_add(1, Ordering::SeqCst);
        }
    });
    let before = standstill("a standstill of the server", || sent.load(Ordering::SeqCst)).await;
    assert!(
        !writing.is_finished(),
        "the server is slowed down after {before} items"
    );
    writing.abort();
}

#[tokio::test]
async fn a_stream_that_is_silent_for_too_long_has_broken_off() {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\ndata: 2\n\n";
    let script = Script::start([Step::Send(head.to_owned())]).await;
    let http = Http::builder(script.url())
        .stream_silence(Duration::from_millis(50))
        .build()
        .unwrap();
    let mut items = stream(&http, &watch(), Context::new(), Payload::json("{}"))
        .await
        .unwrap();
    assert_eq!(next(&mut items).await.unwrap().unwrap(), "1");
    // A reader that is busy is no silence.
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(next(&mut items).await.unwrap().unwrap(), "2");
    let status = next(&mut items).await.unwrap().unwrap_err();
    assert_eq!(
        (status.code(), status.reason()),
        (Code::Unavailable, Some("broken_stream"))
    );
    assert!(status.message().contains("0.05 seconds"), "{status}");
    assert!(next(&mut items).await.is_none());
    until("the end of the connection", || script.ended() == 1).await;
}
