//! Streams of requests, and both ways at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use h2::Reason;
use tokio::sync::mpsc;
use traitwire::spec::{Code, MethodKind, MethodSpec};
use traitwire::{Body, Context, Payload, PayloadStream, Status, Streaming};

use crate::channel::{method, next, reply, stream, text};
use crate::common::{soon, standstill, until};
use crate::script::{Arrived, JSON, Script, framed};

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

/// Tells of each message of its calls, `None` at the end, and replies with their number.
async fn counting() -> (
    Script,
    mpsc::UnboundedReceiver<Option<Result<Bytes, Reason>>>,
) {
    let (sender, receiver) = mpsc::unbounded_channel();
    let script = Script::start(move |mut arrived: Arrived| {
        let sender = sender.clone();
        async move {
            let mut count = 0;
            loop {
                match arrived.message().await {
                    Some(Ok(message)) => {
                        count += 1;
                        sender.send(Some(Ok(message))).unwrap();
                    }
                    Some(Err(error)) => {
                        let _ = sender.send(Some(Err(error.reason().unwrap())));
                        return;
                    }
                    None => break,
                }
            }
            sender.send(None).unwrap();
            arrived.reply(&count.to_string());
        }
    })
    .await;
    (script, receiver)
}

#[tokio::test]
async fn items_of_a_request_go_out_while_nobody_waits() {
    let (script, mut events) = counting().await;
    let grpc = script.grpc();
    let (sender, receiver) = mpsc::channel(1);
    let calling =
        tokio::spawn(
            async move { reply(&grpc, &upload(), Context::new(), payloads(receiver)).await },
        );
    for item in ["{\"n\":1}", "[1,\n2]"] {
        sender.send(Ok(item)).await.unwrap();
        let message = soon("an item", events.recv()).await.unwrap();
        assert_eq!(message.unwrap().unwrap(), item);
    }
    drop(sender);
    assert_eq!(soon("the end", events.recv()).await, Some(None));
    let reply = soon("the reply", calling).await.unwrap().unwrap();
    assert!(matches!(reply.output, Body::One(payload) if text(&payload) == "2"));
}

#[tokio::test]
async fn an_error_in_a_request_breaks_it_off_and_comes_back() {
    let (script, mut events) = counting().await;
    let grpc = script.grpc();
    let (sender, receiver) = mpsc::channel(2);
    let calling =
        tokio::spawn(
            async move { reply(&grpc, &upload(), Context::new(), payloads(receiver)).await },
        );
    sender.send(Ok("1")).await.unwrap();
    let first = soon("an item", events.recv()).await.unwrap();
    assert_eq!(first.unwrap().unwrap(), "1");
    let failed = Status::new(Code::Aborted, "no more").with_reason("mine");
    sender.send(Err(failed)).await.unwrap();
    let status = soon("the failure", calling).await.unwrap().unwrap_err();
    assert_eq!(
        (status.message(), status.reason()),
        ("no more", Some("mine"))
    );
    let end = soon("the end", events.recv()).await;
    assert_eq!(end, Some(Some(Err(Reason::CANCEL))));
}

#[tokio::test]
async fn an_item_of_another_form_is_refused() {
    let (script, _events) = counting().await;
    let items = Streaming::from_items([Payload::protobuf(Bytes::new())]);
    let items: PayloadStream = Box::pin(items);
    let called = async {
        reply(
            &script.grpc(),
            &upload(),
            Context::new(),
            Body::Stream(items),
        )
        .await
    };
    let status = soon("the failure", called).await.unwrap_err();
    assert_eq!(status.code(), Code::InvalidArgument);
    assert!(status.message().contains("of one form"), "{status}");
}

#[tokio::test]
async fn a_panic_in_a_request_is_one_of_its_caller() {
    let (script, _events) = counting().await;
    let grpc = script.grpc();
    let calling = tokio::spawn(async move {
        let items = Streaming::unfold((), async |()| -> Option<(Result<Payload, Status>, ())> {
            panic!("on purpose")
        });
        let items: PayloadStream = Box::pin(items);
        reply(&grpc, &upload(), Context::new(), Body::Stream(items)).await
    });
    let panic = soon("the panic", calling).await.unwrap_err();
    assert_eq!(panic.into_panic().downcast_ref(), Some(&"on purpose"));
}

#[tokio::test]
async fn no_item_is_asked_for_before_the_last_has_room() {
    let script = Script::start(async |mut arrived: Arrived| {
        // One message, and nothing more is read.
        arrived.message().await.unwrap().unwrap();
        std::future::pending::<()>().await;
    })
    .await;
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    let items = Streaming::unfold((), move |()| {
        count.fetch_add(1, Ordering::SeqCst);
        let item = Payload::json("x".repeat(10_000));
        async move { Some((Ok(item), ())) }
    });
    let items: PayloadStream = Box::pin(items);
    let grpc = script.grpc();
    let calling =
        tokio::spawn(
            async move { reply(&grpc, &upload(), Context::new(), Body::Stream(items)).await },
        );
    until("the first item", || asked.load(Ordering::SeqCst) > 0).await;
    // The window of HTTP/2 is 65,535 bytes, and some of it is given back for the first message.
    let count = standstill("a standstill", || asked.load(Ordering::SeqCst)).await;
    assert!(count <= 16, "{count} items were asked for");
    calling.abort();
}

#[tokio::test]
async fn items_go_both_ways_and_dropping_the_reply_ends_both() {
    let (sender, mut ends) = mpsc::unbounded_channel();
    let script = Script::start(move |mut arrived: Arrived| {
        let sender = sender.clone();
        async move {
            // The reply begins before the request has.
            let first = arrived.message().await.unwrap().unwrap();
            let mut sending = arrived.begin(JSON);
            sending.send(framed(first));
            while let Some(message) = sending.1.message().await {
                match message {
                    Ok(message) => sending.send(framed(message)),
                    Err(error) => {
                        let _ = sender.send(error.reason());
                        return;
                    }
                }
            }
            sending.end(&[("grpc-status", "0")]);
        }
    })
    .await;
    let grpc = script.grpc();
    for end in [true, false] {
        let (out, receiver) = mpsc::channel(1);
        out.send(Ok("1")).await.unwrap();
        let mut items = stream(&grpc, &chat(), Context::new(), payloads(receiver))
            .await
            .unwrap();
        assert_eq!(next(&mut items).await.unwrap().unwrap(), "1");
        out.send(Ok("2")).await.unwrap();
        assert_eq!(next(&mut items).await.unwrap().unwrap(), "2");
        if end {
            drop(out);
            assert!(next(&mut items).await.is_none());
        } else {
            drop(items);
            assert_eq!(
                soon("the end", ends.recv()).await,
                Some(Some(Reason::CANCEL))
            );
            soon("the end of the request", out.closed()).await;
        }
    }
}

#[tokio::test]
async fn a_server_that_has_enough_ends_the_request() {
    let script = Script::start(async |mut arrived: Arrived| {
        arrived.message().await.unwrap().unwrap();
        if arrived.head.uri.path().ends_with("/upload") {
            arrived.reply("1");
        } else {
            let mut sending = arrived.begin(JSON);
            sending.end(&[("grpc-status", "8"), ("grpc-message", "enough")]);
        }
    })
    .await;
    let grpc = script.grpc();
    let (out, receiver) = mpsc::channel(1);
    out.send(Ok("1")).await.unwrap();
    let called = async { reply(&grpc, &upload(), Context::new(), payloads(receiver)).await };
    soon("the reply", called).await.unwrap();
    soon("the end of the request", out.closed()).await;

    let (out, receiver) = mpsc::channel(1);
    out.send(Ok("1")).await.unwrap();
    let mut items = stream(&grpc, &chat(), Context::new(), payloads(receiver))
        .await
        .unwrap();
    let status = next(&mut items).await.unwrap().unwrap_err();
    assert_eq!(status.message(), "enough");
    soon("the end of the request", out.closed()).await;
}
