//! Connections: when they are opened, lost and opened again.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use traitwire::spec::{Code, MethodKind};
use traitwire::{Body, Context, Grpc, Payload, PayloadStream, Retry, Streaming};

use crate::channel::{call, echo, method, reply};
use crate::common::{soon, until};
use crate::frames::{Frames, raw};
use crate::script::{Arrived, Script};

#[tokio::test]
async fn no_connection_is_opened_before_the_first_call() {
    let script = Script::replying("1").await;
    let grpc = script.grpc();
    tokio::task::yield_now().await;
    assert_eq!(script.accepted(), 0);
    call(&grpc, &echo(), Context::new(), "1").await.unwrap();
    assert_eq!(script.accepted(), 1);
}

#[tokio::test]
async fn a_server_that_was_away_is_found_again() {
    let script = Script::replying("1").await;
    let address = script.address;
    let grpc = script.grpc();
    call(&grpc, &echo(), Context::new(), "1").await.unwrap();
    script.close().await;
    let away = async |status: traitwire::Status| {
        assert_eq!(status.code(), Code::Unavailable, "{status}");
        status.reason() == Some("unreachable")
    };
    soon("that it is away", async {
        while !away(call(&grpc, &echo(), Context::new(), "1").await.unwrap_err()).await {}
    })
    .await;
    let script = Script::start_at(address, async |arrived: Arrived| arrived.reply("2")).await;
    soon("that it is back", async {
        loop {
            match call(&grpc, &echo(), Context::new(), "1").await {
                Ok(got) => break assert_eq!(got, "2"),
                Err(status) => assert!(away(status).await),
            }
            tokio::task::yield_now().await;
        }
    })
    .await;
    drop(script);
}

#[tokio::test]
async fn a_client_outlives_the_runtime_of_its_connection() {
    let script = Script::replying("1").await;
    let grpc = script.grpc();
    let own = grpc.clone();
    let thread = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async { call(&own, &echo(), Context::new(), "1").await.unwrap() });
    });
    until("the end of the other runtime", || thread.is_finished()).await;
    let called = async { call(&grpc, &echo(), Context::new(), "1").await };
    assert_eq!(soon("the reply", called).await.unwrap(), "1");
    assert_eq!(script.accepted(), 2);
}

#[tokio::test]
async fn many_callers_of_a_server_that_does_not_answer_wait_for_one_attempt() {
    // A port whose queue is full would be a network that swallows all; an address of documentation (RFC 5737) is.
    let grpc = Grpc::builder("http://192.0.2.1:9")
        .connect_timeout(Duration::from_millis(400))
        .retry(Retry::off())
        .build()
        .unwrap();
    let calls: Vec<_> = (0..200)
        .map(|_| {
            let grpc = grpc.clone();
            tokio::spawn(async move { call(&grpc, &echo(), Context::new(), "1").await })
        })
        .collect();
    soon("all failures", async {
        for call in calls {
            let status = call.await.unwrap().unwrap_err();
            assert_eq!(status.reason(), Some("unreachable"), "{status}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_server_that_goes_away_is_left_and_what_it_did_not_take_is_called_again() {
    let (listener, builder) = raw().await;
    let grpc = builder.build().unwrap();
    let calls: Vec<_> = (0..2)
        .map(|_| {
            let grpc = grpc.clone();
            tokio::spawn(async move { call(&grpc, &echo(), Context::new(), "1").await })
        })
        .collect();
    let mut frames = Frames::accept(&listener).await;
    let first = frames.call().await;
    let second = frames.call().await;
    assert!(first < second);
    // The first is the last that this connection takes.
    frames.go_away(first).await;
    let mut other = Frames::accept(&listener).await;
    let again = other.call().await;
    frames.reply(first).await;
    other.reply(again).await;
    for call in calls {
        assert_eq!(soon("the reply", call).await.unwrap().unwrap(), "1");
    }
}

#[tokio::test]
async fn a_call_whose_connection_ends_may_have_been_carried_out() {
    let (listener, builder) = raw().await;
    let grpc = builder.build().unwrap();
    let calling = tokio::spawn(async move { call(&grpc, &echo(), Context::new(), "1").await });
    let mut frames = Frames::accept(&listener).await;
    frames.call().await;
    drop(frames);
    let status = soon("the failure", calling).await.unwrap().unwrap_err();
    assert_eq!(status.code(), Code::Unavailable);
    assert_eq!(status.reason(), Some("connection_lost"), "{status}");
    assert!(
        status
            .message()
            .ends_with("whether the call was carried out is not known")
    );
}

#[tokio::test]
async fn a_second_attempt_at_a_connection_is_not_lost_with_the_caller_of_the_first() {
    let script = Script::replying("1").await;
    let grpc = script.grpc();
    let is_done = Arc::new(AtomicBool::new(false));
    let (first, done) = (grpc.clone(), is_done.clone());
    let calling = tokio::spawn(async move {
        let _ = call(&first, &echo(), Context::new(), "1").await;
        done.store(true, Ordering::SeqCst);
    });
    tokio::task::yield_now().await;
    let second = tokio::spawn(async move { call(&grpc, &echo(), Context::new(), "1").await });
    tokio::task::yield_now().await;
    calling.abort();
    assert_eq!(soon("the reply", second).await.unwrap().unwrap(), "1");
}

/// A server that takes none of the calls that come, for as many connections.
async fn refuse(connections: usize) -> (Grpc, tokio::task::JoinHandle<()>) {
    let (listener, builder) = raw().await;
    let refusing = tokio::spawn(async move {
        for _ in 0..connections {
            let mut frames = Frames::accept(&listener).await;
            frames.call().await;
            frames.go_away(0).await;
            frames.kinds().await;
        }
    });
    (builder.build().unwrap(), refusing)
}

#[tokio::test]
async fn a_call_that_no_connection_takes_was_not_carried_out() {
    let (grpc, refusing) = refuse(2).await;
    let called = async { call(&grpc, &echo(), Context::new(), "1").await };
    let status = soon("the failure", called).await.unwrap_err();
    drop(grpc);
    soon("both connections", refusing).await.unwrap();
    is_refused(&status);
}

#[tokio::test]
async fn a_streamed_request_that_is_refused_is_not_made_again_and_was_not_carried_out() {
    let (grpc, refusing) = refuse(1).await;
    let method = method("send", |method| {
        method.kind = MethodKind::ClientStreaming;
        method.hints.read_only = true;
    });
    let items: PayloadStream = Box::pin(Streaming::from_items([Payload::json("1")]));
    let called = reply(&grpc, &method, Context::new(), Body::Stream(items));
    let status = soon("the failure", called).await.unwrap_err();
    drop(grpc);
    soon("the only connection", refusing).await.unwrap();
    is_refused(&status);
}

fn is_refused(status: &traitwire::Status) {
    assert_eq!(status.code(), Code::Unavailable, "{status}");
    assert_eq!(status.reason(), Some("call_refused"), "{status}");
    assert!(status.is_retryable());
    let said = "refused the call before it began it, so that it was not carried out";
    assert!(status.message().contains(said), "{status}");
}
