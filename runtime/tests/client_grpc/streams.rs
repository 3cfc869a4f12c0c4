//! Streams of replies.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use h2::Reason;
use tokio::sync::mpsc;
use traitwire::spec::{Code, MethodKind, MethodSpec};
use traitwire::{Context, Payload, PayloadStream};

use crate::channel::{method, next, reply, stream};
use crate::common::{soon, standstill};
use crate::script::{Arrived, JSON, Script, framed, header};

fn watch() -> Arc<MethodSpec> {
    method("watch", |method| method.kind = MethodKind::ServerStreaming)
}

async fn begin(script: &Script, cx: Context) -> PayloadStream {
    stream(&script.grpc(), &watch(), cx, Payload::json("{}"))
        .await
        .unwrap()
}

#[tokio::test]
async fn items_come_while_the_stream_goes_on() {
    let (sender, receiver) = mpsc::unbounded_channel::<&str>();
    let receiver = Arc::new(tokio::sync::Mutex::new(receiver));
    let script = Script::start(move |arrived: Arrived| {
        let receiver = receiver.clone();
        async move {
            let mut sending = arrived.begin(JSON);
            while let Some(item) = receiver.lock().await.recv().await {
                sending.send(framed(item));
            }
            sending.end(&[("grpc-status", "0")]);
        }
    })
    .await;
    let mut items = begin(&script, Context::new()).await;
    for item in ["{\"n\":1}", "[2]", ""] {
        sender.send(item).unwrap();
        assert_eq!(next(&mut items).await.unwrap().unwrap(), item);
    }
    drop(sender);
    assert!(next(&mut items).await.is_none());
    assert!(next(&mut items).await.is_none());
    assert_eq!(
        header(&script.only_head().headers, "content-type"),
        Some(JSON)
    );
}

#[tokio::test]
async fn a_stream_may_be_empty_and_has_the_metadata_of_its_head() {
    let script = Script::start(async |arrived: Arrived| {
        if arrived.number == 0 {
            let lines = [("content-type", JSON), ("etag", "\"7\"")];
            arrived.begin_with(200, &lines).end(&[("grpc-status", "0")]);
        } else {
            arrived.fail(&[
                ("content-type", JSON),
                ("grpc-status", "0"),
                ("etag", "\"7\""),
            ]);
        }
    })
    .await;
    for _ in 0..2 {
        let payload = Payload::json("{}");
        let reply = reply(&script.grpc(), &watch(), Context::new(), payload)
            .await
            .unwrap();
        assert_eq!(reply.metadata, [("etag".to_owned(), "\"7\"".to_owned())]);
        let traitwire::Body::Stream(mut items) = reply.output else {
            panic!("no stream");
        };
        assert!(next(&mut items).await.is_none());
    }
}

#[tokio::test]
async fn an_error_in_the_middle_is_the_last_item() {
    let script = Script::start(async |arrived: Arrived| {
        let mut sending = arrived.begin(JSON);
        sending.send(framed("1"));
        sending.end(&[("grpc-status", "10"), ("grpc-message", "moved")]);
    })
    .await;
    let mut items = begin(&script, Context::new()).await;
    assert_eq!(next(&mut items).await.unwrap().unwrap(), "1");
    let status = next(&mut items).await.unwrap().unwrap_err();
    assert_eq!((status.code(), status.message()), (Code::Aborted, "moved"));
    assert!(status.cause().is_none());
    assert!(next(&mut items).await.is_none());
}

#[tokio::test]
async fn a_failure_before_the_first_item_is_one_of_the_call() {
    let script = Script::start(async |arrived: Arrived| {
        arrived.fail(&[("content-type", JSON), ("grpc-status", "5")]);
    })
    .await;
    let begun = stream(
        &script.grpc(),
        &watch(),
        Context::new(),
        Payload::json("{}"),
    )
    .await;
    assert_eq!(begun.err().unwrap().code(), Code::NotFound);
}

#[tokio::test]
async fn a_stream_that_stops_without_its_end_has_broken_off() {
    let script = Script::start(async |arrived: Arrived| {
        let number = arrived.number;
        let mut sending = arrived.begin(JSON);
        sending.send(framed("1"));
        match number {
            0 => sending.end_bare(),
            1 => sending.reset(Reason::INTERNAL_ERROR),
            _ => sending.send(framed("12345").slice(..6)),
        }
        std::future::pending::<()>().await;
    })
    .await;
    for (number, code, reason) in [
        (0, Code::Unavailable, "broken_stream"),
        (1, Code::Internal, "call_reset"),
        (2, Code::Unavailable, "broken_stream"),
    ] {
        let begun = stream(
            &script.grpc(),
            &watch(),
            Context::new(),
            Payload::json("{}"),
        )
        .await;
        let mut items = match begun {
            Ok(items) => items,
            // The reset may overtake all else.
            Err(status) => {
                assert_eq!((number, status.reason()), (1, Some("call_reset")));
                continue;
            }
        };
        let mut last = next(&mut items).await.unwrap();
        if number == 2 {
            script.cut();
        }
        while last.is_ok() {
            last = next(&mut items).await.unwrap();
        }
        let status = last.unwrap_err();
        assert_eq!(
            (status.code(), status.reason()),
            (code, Some(reason)),
            "{status}"
        );
        assert!(status.cause().is_some());
        assert!(next(&mut items).await.is_none());
    }
}

#[tokio::test]
async fn an_item_that_is_too_large_ends_the_stream() {
    let (sender, mut reasons) = mpsc::unbounded_channel();
    let script = Script::start(move |arrived: Arrived| {
        let sender = sender.clone();
        async move {
            let mut sending = arrived.begin(JSON);
            sending.send(framed("1"));
            sending.send(framed("x".repeat(1001)));
            let _ = sender.send(sending.reset_by_caller().await);
        }
    })
    .await;
    let grpc = script.builder().item_limit(1000).build().unwrap();
    let mut items = stream(&grpc, &watch(), Context::new(), Payload::json("{}"))
        .await
        .unwrap();
    assert_eq!(next(&mut items).await.unwrap().unwrap(), "1");
    let status = next(&mut items).await.unwrap().unwrap_err();
    assert_eq!(status.reason(), Some("reply_too_large"));
    assert!(next(&mut items).await.is_none());
    assert_eq!(reasons.recv().await, Some(Reason::CANCEL));
}

#[tokio::test]
async fn dropping_a_stream_and_its_deadline_break_it_off() {
    let (sender, mut reasons) = mpsc::unbounded_channel();
    let script = Script::start(move |arrived: Arrived| {
        let sender = sender.clone();
        async move {
            let mut sending = arrived.begin(JSON);
            sending.send(framed("1"));
            let _ = sender.send(sending.reset_by_caller().await);
        }
    })
    .await;
    let mut items = begin(&script, Context::new()).await;
    assert_eq!(next(&mut items).await.unwrap().unwrap(), "1");
    drop(items);
    assert_eq!(soon("the end", reasons.recv()).await, Some(Reason::CANCEL));

    let cancelled = Context::new();
    let token = cancelled.cancel_token().clone();
    let late = Context::new().with_timeout(Duration::from_millis(300));
    for (cx, code) in [(late, Code::DeadlineExceeded), (cancelled, Code::Cancelled)] {
        let mut items = begin(&script, cx).await;
        assert_eq!(next(&mut items).await.unwrap().unwrap(), "1");
        if code == Code::Cancelled {
            token.cancel();
        }
        let status = next(&mut items).await.unwrap().unwrap_err();
        assert_eq!(status.code(), code);
        assert_eq!(soon("the end", reasons.recv()).await, Some(Reason::CANCEL));
    }
}

#[tokio::test]
async fn the_client_s_own_time_is_for_the_beginning_of_a_stream() {
    let (sender, receiver) = mpsc::unbounded_channel::<&str>();
    let receiver = Arc::new(tokio::sync::Mutex::new(receiver));
    let script = Script::start(move |arrived: Arrived| {
        let receiver = receiver.clone();
        async move {
            let mut sending = arrived.begin(JSON);
            while let Some(item) = receiver.lock().await.recv().await {
                sending.send(framed(item));
            }
        }
    })
    .await;
    let grpc = script.builder().timeout(Duration::from_millis(300));
    let grpc = grpc.build().unwrap();
    let mut items = stream(&grpc, &watch(), Context::new(), Payload::json("{}"))
        .await
        .unwrap();
    let silent = tokio::time::timeout(Duration::from_millis(500), next(&mut items)).await;
    assert!(silent.is_err(), "the stream goes on");
    sender.send("1").unwrap();
    assert_eq!(next(&mut items).await.unwrap().unwrap(), "1");
    assert_eq!(header(&script.only_head().headers, "grpc-timeout"), None);
}

#[tokio::test]
async fn a_reader_that_is_slow_slows_the_server_down_and_no_other_call() {
    let sent = Arc::new(AtomicUsize::new(0));
    let count = sent.clone();
    let script = Script::start(move |arrived: Arrived| {
        let count = count.clone();
        async move {
            if arrived.head.uri.path().ends_with("/echo") {
                return arrived.reply("1");
            }
            let mut sending = arrived.begin(JSON);
            let item: Bytes = framed("x".repeat(10_000));
            for _ in 0..10_000 {
                sending.send_slowly(item.clone()).await;
                count.fetch_add(1, Ordering::SeqCst);
            }
        }
    })
    .await;
    let (grpc, watch) = (script.grpc(), watch());
    let mut streams = Vec::new();
    for _ in 0..10 {
        let begun = stream(&grpc, &watch, Context::new(), Payload::json("{}"));
        streams.push(begun.await.unwrap());
    }
    let before = standstill("a standstill of the server", || sent.load(Ordering::SeqCst)).await;
    assert!(before < 10 * 1000, "{before} items were sent");
    let echo = crate::channel::echo();
    let called = crate::channel::call(&grpc, &echo, Context::new(), "1");
    assert_eq!(soon("the reply", called).await.unwrap(), "1");
    assert_eq!(script.accepted(), 1);
    let items = &mut streams[0];
    for _ in 0..1000 {
        assert_eq!(next(items).await.unwrap().unwrap().len(), 10_000);
    }
}
