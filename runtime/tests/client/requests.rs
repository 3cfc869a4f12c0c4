//! Streams of requests, and both ways at once.

use std::sync::Arc;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::mpsc;
use traitwire::spec::{Code, MethodKind, MethodSpec};
use traitwire::{Body, Context, Http, Payload, PayloadStream, Status, Streaming};

use crate::channel::{call, echo, method, next, reply, stream};
use crate::common::soon;
use crate::raw::{BEGIN, Raw, ended, http, read_until, send};
use crate::script::{Script, Step, ok};

fn upload() -> Arc<MethodSpec> {
    method("upload", |method| method.kind = MethodKind::ClientStreaming)
}

fn chat() -> Arc<MethodSpec> {
    method("chat", |method| method.kind = MethodKind::BidiStreaming)
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
