//! Streams of replies and of requests.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use traitwire::spec::{Code, MethodKind, MethodSpec};
use traitwire::{Body, Context, Http, Payload, PayloadStream, Retry, Status, Streaming};

use crate::channel::{call, echo, method, next, reply, stream};
use crate::common::{soon, until};
use crate::script::{Script, Step, answer, ok};

fn watch() -> Arc<MethodSpec> {
    method("watch", |method| {
        method.kind = MethodKind::ServerStreaming;
        method.hints.read_only = true;
    })
}

fn upload() -> Arc<MethodSpec> {
    method("upload", |method| method.kind = MethodKind::ClientStreaming)
}

fn chat() -> Arc<MethodSpec> {
    method("chat", |method| method.kind = MethodKind::BidiStreaming)
}

fn http(url: String) -> Http {
    Http::builder(url)
        .item_limit(1000)
        .retry(Retry::off())
        .build()
        .unwrap()
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

/// A server whose connections the test holds itself.
struct Raw(TcpListener);

impl Raw {
    async fn start() -> Self {
        Self(TcpListener::bind("127.0.0.1:0").await.unwrap())
    }

    fn http(&self) -> Http {
        http(format!("http://{}", self.0.local_addr().unwrap()))
    }

    /// The next connection, its head read to the end.
    async fn accept(&self) -> (TcpStream, String) {
        let (mut stream, _) = soon("a connection", self.0.accept()).await.unwrap();
        let head = read_until(&mut stream, "\r\n\r\n").await;
        (stream, head)
    }
}

/// What comes up to these bytes.
async fn read_until(stream: &mut TcpStream, end: &str) -> String {
    let mut read = Vec::new();
    while !read.ends_with(end.as_bytes()) {
        match soon("more", stream.read_u8()).await {
            Ok(byte) => read.push(byte),
            Err(error) => panic!("{error} after {:?}", String::from_utf8_lossy(&read)),
        }
    }
    String::from_utf8(read).unwrap()
}

/// Waits for the end of a connection.
async fn ended(stream: &mut TcpStream) {
    let mut rest = [0; 1024];
    while let Ok(1..) = soon("the end", stream.read(&mut rest)).await {}
}

const BEGIN: &str =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

async fn send(stream: &mut TcpStream, event: &str) {
    let chunk = format!("{:x}\r\n{event}\r\n", event.len());
    stream.write_all(chunk.as_bytes()).await.unwrap();
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
    let mut before = usize::MAX;
    soon("a standstill", async {
        while std::mem::replace(&mut before, sent.load(Ordering::SeqCst)) != before {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    })
    .await;
    assert!(
        !writing.is_finished(),
        "the server is slowed down after {before} items"
    );
    writing.abort();
}

/// Payloads from a channel.
fn payloads(receiver: mpsc::Receiver<Result<&'static str, Status>>) -> Body {
    let items = Streaming::unfold(receiver, async |mut receiver| {
        let item = receiver.recv().await?;
        Some((item.map(Payload::json), receiver))
    });
    let items: PayloadStream = Box::pin(items);
    Body::Stream(items)
}

#[tokio::test]
async fn items_of_a_request_go_out_one_a_line_while_nobody_waits() {
    let server = Raw::start().await;
    let http = server.http();
    let (sender, receiver) = mpsc::channel(1);
    let calling =
        tokio::spawn(
            async move { reply(&http, &upload(), Context::new(), payloads(receiver)).await },
        );
    let (mut socket, head) = server.accept().await;
    let head = head.to_ascii_lowercase();
    assert!(
        head.contains("content-type: application/x-ndjson\r\n"),
        "{head}"
    );
    assert!(head.contains("transfer-encoding: chunked\r\n"), "{head}");
    for (item, line) in [("{\"n\":1}", "{\"n\":1}\n"), ("[1,\r\n2]", "[1,  2]\n")] {
        sender.send(Ok(item)).await.unwrap();
        let chunk = read_until(&mut socket, "\n\r\n").await;
        assert_eq!(chunk, format!("{:x}\r\n{line}\r\n", line.len()));
    }
    drop(sender);
    assert_eq!(read_until(&mut socket, "0\r\n\r\n").await, "0\r\n\r\n");
    socket.write_all(ok("2").as_bytes()).await.unwrap();
    let reply = soon("the reply", calling).await.unwrap().unwrap();
    assert!(matches!(reply.output, Body::One(payload) if payload.bytes == "2"));
}

#[tokio::test]
async fn a_connection_is_used_again_after_a_stream_of_requests() {
    let script = Script::start([ok("1"), ok("2"), ok("3")].map(Step::Send)).await;
    let http = http(script.url());
    for expected in ["1", "2"] {
        let (sender, receiver) = mpsc::channel(1);
        sender.try_send(Ok("7")).unwrap();
        drop(sender);
        assert_eq!(call_stream(&http, receiver).await.unwrap(), expected);
    }
    assert_eq!(
        call(&http, &echo(), Context::new(), "1").await.unwrap(),
        "3"
    );
    assert_eq!(script.accepted(), 1);
    assert_eq!(script.requests()[1].body, "7\n");
}

#[tokio::test]
async fn an_error_in_a_request_breaks_it_off_and_comes_back() {
    let server = Raw::start().await;
    let http = server.http();
    let (sender, receiver) = mpsc::channel(1);
    let calling =
        tokio::spawn(
            async move { reply(&http, &upload(), Context::new(), payloads(receiver)).await },
        );
    let (mut socket, _) = server.accept().await;
    sender.send(Ok("1")).await.unwrap();
    read_until(&mut socket, "\n\r\n").await;
    sender
        .send(Err(Status::not_found("no such file").with_reason("no_file")))
        .await
        .unwrap();
    let status = soon("the status", calling).await.unwrap().unwrap_err();
    assert_eq!(
        (status.code(), status.reason()),
        (Code::NotFound, Some("no_file"))
    );
    let mut rest = Vec::new();
    let _ = soon("the end", socket.read_to_end(&mut rest)).await;
    assert!(!rest.ends_with(b"0\r\n\r\n"), "the request is not complete");
}

#[tokio::test]
async fn a_panic_in_a_request_is_the_caller_s() {
    let server = Raw::start().await;
    let http = server.http();
    let calling = tokio::spawn(async move {
        let items = Streaming::<Payload, Status>::unfold((), async |()| panic!("in the items"));
        let items: PayloadStream = Box::pin(items);
        reply(&http, &upload(), Context::new(), Body::Stream(items)).await
    });
    let panicked = soon("the panic", calling).await.unwrap_err();
    assert!(panicked.is_panic());
}

#[tokio::test]
async fn a_reply_may_come_before_the_request_is_over() {
    let server = Raw::start().await;
    let http = server.http();
    let (sender, receiver) = mpsc::channel(1);
    let calling = tokio::spawn(async move { call_stream(&http, receiver).await });
    let (mut socket, _) = server.accept().await;
    socket.write_all(ok("\"enough\"").as_bytes()).await.unwrap();
    assert_eq!(
        soon("the reply", calling).await.unwrap().unwrap(),
        "\"enough\""
    );
    soon("the end of the items", sender.closed()).await;
    ended(&mut socket).await;
}

async fn call_stream(
    http: &Http,
    receiver: mpsc::Receiver<Result<&'static str, Status>>,
) -> Result<String, Status> {
    match reply(http, &upload(), Context::new(), payloads(receiver))
        .await?
        .output
    {
        Body::One(payload) => Ok(crate::channel::text(&payload)),
        Body::Stream(_) => panic!("a stream"),
    }
}

#[tokio::test]
async fn both_sides_of_a_conversation_speak_at_the_same_time() {
    let server = Raw::start().await;
    let http = server.http();
    let (sender, receiver) = mpsc::channel(1);
    let begun =
        tokio::spawn(
            async move { stream(&http, &chat(), Context::new(), payloads(receiver)).await },
        );
    let (mut socket, _) = server.accept().await;
    socket.write_all(BEGIN.as_bytes()).await.unwrap();
    let mut items = begun.await.unwrap().unwrap();
    for word in ["\"a\"", "\"b\""] {
        sender.send(Ok(word)).await.unwrap();
        // It goes out although nobody asks for the next reply.
        let chunk = read_until(&mut socket, "\n\r\n").await;
        assert_eq!(chunk, format!("4\r\n{word}\n\r\n"));
        send(&mut socket, &format!("data: {word}\n\n")).await;
        assert_eq!(next(&mut items).await.unwrap().unwrap(), word);
    }
    sender
        .send(Err(Status::new(Code::Aborted, "enough")))
        .await
        .unwrap();
    let status = next(&mut items).await.unwrap().unwrap_err();
    assert_eq!((status.code(), status.message()), (Code::Aborted, "enough"));
    ended(&mut socket).await;
}

#[tokio::test]
async fn dropping_a_conversation_ends_both_of_its_sides() {
    let server = Raw::start().await;
    let http = server.http();
    let (sender, receiver) = mpsc::channel(1);
    let begun =
        tokio::spawn(
            async move { stream(&http, &chat(), Context::new(), payloads(receiver)).await },
        );
    let (mut socket, _) = server.accept().await;
    socket.write_all(BEGIN.as_bytes()).await.unwrap();
    drop(begun.await.unwrap().unwrap());
    soon("the end of the items", sender.closed()).await;
    ended(&mut socket).await;
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
