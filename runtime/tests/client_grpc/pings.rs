//! Whether a server that says nothing is still there.

use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::mpsc;
use traitwire::spec::{Code, MethodKind};
use traitwire::{Context, Grpc, Payload};

use crate::channel::{call, echo, method, next, stream};
use crate::common::soon;
use crate::frames::{Frames, raw};

async fn asking() -> (TcpListener, Grpc) {
    let (listener, builder) = raw().await;
    let builder = builder
        .keep_alive(Duration::from_millis(100))
        .keep_alive_timeout(Duration::from_millis(300));
    (listener, builder.build().unwrap())
}

#[tokio::test]
async fn a_silent_server_is_asked_and_a_dead_one_is_left() {
    let (listener, grpc) = asking().await;
    let watch = method("watch", |method| method.kind = MethodKind::ServerStreaming);
    let begun =
        tokio::spawn(
            async move { stream(&grpc, &watch, Context::new(), Payload::json("{}")).await },
        );
    let mut frames = Frames::accept(&listener).await;
    let id = frames.call().await;
    frames.begin(id).await;
    let mut items = begun.await.unwrap().unwrap();
    let (sender, mut failed) = mpsc::unbounded_channel();
    tokio::spawn(async move { sender.send(next(&mut items).await) });
    // Three that are answered, and the call goes on.
    for _ in 0..3 {
        let ping = loop {
            if let (6, 0, payload) = frames.next().await {
                break payload;
            }
        };
        assert!(failed.try_recv().is_err());
        frames.send(6, 1, 0, &ping).await;
    }
    // The next is not.
    let status = soon("the failure", failed.recv()).await.unwrap();
    let status = status.unwrap().unwrap_err();
    assert_eq!(status.code(), Code::Unavailable);
    assert_eq!(status.reason(), Some("broken_stream"), "{status}");
}

#[tokio::test]
async fn a_server_without_calls_is_not_asked() {
    let (listener, grpc) = asking().await;
    let own = grpc.clone();
    let calling = tokio::spawn(async move { call(&own, &echo(), Context::new(), "1").await });
    let mut frames = Frames::accept(&listener).await;
    let id = frames.call().await;
    frames.reply(id).await;
    assert_eq!(soon("the reply", calling).await.unwrap().unwrap(), "1");
    let asked = tokio::time::timeout(Duration::from_millis(500), async {
        while frames.next().await.0 != 6 {}
    });
    assert!(asked.await.is_err(), "it was asked without a reason");
    drop(grpc);
}
