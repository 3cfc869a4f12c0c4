//! What is left of a handler whose caller has gone, on a clock that does not make us wait.
#![cfg(feature = "app")]

mod common;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use common::service::{Handmade, json, tasks};
use tokio::time::Instant;
use traitwire::spec::Code;
use traitwire::{App, Call, Limits, Local, Payload, PayloadStream, Reply, Streaming};

/// Tells when it is dropped.
struct Flag(Arc<AtomicBool>);

impl Drop for Flag {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

fn local(service: Handmade) -> Local {
    App::new("tasks").service(service).local().unwrap()
}

async fn until(flag: &AtomicBool) {
    while !flag.load(Ordering::SeqCst) {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// A caller who waits for a second only.
async fn leave_early(local: &Local, method: &str) {
    let call = local.call_json(method, "{}");
    let waited = tokio::time::timeout(Duration::from_secs(1), call).await;
    assert!(waited.is_err());
}

#[tokio::test(start_paused = true)]
async fn a_handler_that_does_not_listen_is_dropped_after_five_seconds() {
    let dropped = Arc::new(AtomicBool::new(false));
    let flag = dropped.clone();
    let deaf = move |_: Call| {
        let flag = Flag(flag.clone());
        async move {
            std::future::pending::<()>().await;
            drop(flag);
            json("1")
        }
    };
    let local = local(tasks().method("deaf", deaf));
    leave_early(&local, "deaf").await;
    assert!(!dropped.load(Ordering::SeqCst));
    let left = Instant::now();
    until(&dropped).await;
    let took = left.elapsed();
    assert!((4900..5100).contains(&took.as_millis()), "{took:?}");
}

#[tokio::test(start_paused = true)]
async fn a_handler_that_tidies_up_may_end() {
    let tidied = Arc::new(AtomicBool::new(false));
    let flag = tidied.clone();
    let tidy = move |call: Call| {
        let flag = flag.clone();
        async move {
            call.cx.cancelled().await;
            tokio::time::sleep(Duration::from_secs(4)).await;
            flag.store(true, Ordering::SeqCst);
            json("1")
        }
    };
    let local = local(tasks().method("tidy", tidy));
    leave_early(&local, "tidy").await;
    until(&tidied).await;
}

#[tokio::test(start_paused = true)]
async fn a_handler_that_does_not_listen_takes_up_the_place_of_a_call() {
    let mut limits = Limits::default();
    limits.calls = 1;
    let deaf = async |_: Call| {
        std::future::pending::<()>().await;
        json("1")
    };
    let app = App::new("tasks").limits(limits);
    let local = app.service(tasks().method("deaf", deaf)).local().unwrap();
    leave_early(&local, "deaf").await;
    let refused = local.call_json("echo", "{}").await.unwrap_err();
    assert_eq!(refused.reason(), Some("too_many_calls"));
    tokio::time::sleep(Duration::from_millis(5100)).await;
    local.call_json("echo", "{}").await.unwrap();
}

#[tokio::test]
async fn a_stream_that_is_not_described_is_a_failure() {
    let odd = async |_: Call| {
        let items: PayloadStream = Box::pin(Streaming::from_items([Payload::json("1")]));
        Ok(Reply::new(items).into())
    };
    let local = local(tasks().method("odd", odd));
    let failed = local.call_json("odd", "{}").await.unwrap_err();
    assert_eq!(failed.code(), Code::Internal);
}
