//! Calls that are made again, and those that are not.

use std::time::{Duration, Instant};

use h2::Reason;
use traitwire::spec::{Code, MethodKind, MethodSpec};
use traitwire::{Body, Context, Grpc, Payload, PayloadStream, Retry};

use crate::channel::{call, echo, method, next, reply, stream};
use crate::common::soon;
use crate::script::{Arrived, JSON, Script, framed, header};

fn quick() -> Retry {
    Retry::default().backoff(Duration::from_millis(1), Duration::from_millis(2))
}

fn grpc(script: &Script) -> Grpc {
    script.builder().retry(quick()).build().unwrap()
}

fn read_only(method: &mut MethodSpec) {
    method.hints.read_only = true;
}

fn idempotent(method: &mut MethodSpec) {
    method.hints.idempotent = true;
}

const BUSY: [(&str, &str); 3] = [
    ("content-type", JSON),
    ("grpc-status", "14"),
    ("grpc-message", "later"),
];

/// A server that is busy for so many calls, with another line in its answers.
async fn busy(times: usize, line: Option<(&'static str, &'static str)>) -> Script {
    Script::start(move |arrived: Arrived| async move {
        if arrived.number < times {
            let lines: Vec<_> = BUSY.into_iter().chain(line).collect();
            arrived.fail(&lines);
        } else {
            arrived.reply("1");
        }
    })
    .await
}

#[tokio::test]
async fn what_may_be_called_again_is_under_one_key() {
    for (change, has_key) in [
        (read_only as fn(&mut MethodSpec), false),
        (idempotent, true),
    ] {
        let script = busy(2, None).await;
        let method = method("echo", change);
        let got = call(&grpc(&script), &method, Context::new(), "1").await;
        assert_eq!(got.unwrap(), "1");
        let heads = script.heads();
        let all = |name| heads.iter().map(move |head| header(&head.headers, name));
        let keys: Vec<_> = all("idempotency-key").collect();
        assert_eq!(keys.len(), 3);
        assert!(keys.iter().all(|key| *key == keys[0]), "{keys:?}");
        assert_eq!(keys[0].is_some(), has_key);
        let spans: std::collections::BTreeSet<_> = all("traceparent").collect();
        assert_eq!(spans.len(), 3, "each attempt has a place of its own");
    }
}

#[tokio::test]
async fn what_may_not_be_called_again_is_not() {
    let script = busy(1, None).await;
    let got = call(&grpc(&script), &echo(), Context::new(), "1").await;
    assert_eq!(got.unwrap_err().code(), Code::Unavailable);
    assert_eq!(script.heads().len(), 1);

    // A stream of requests is sent once.
    let script = busy(1, None).await;
    let method = method("echo", |method| {
        read_only(method);
        method.kind = MethodKind::ClientStreaming;
    });
    let items: PayloadStream = Box::pin(traitwire::Streaming::from_items([Payload::json("1")]));
    reply(&grpc(&script), &method, Context::new(), Body::Stream(items))
        .await
        .unwrap_err();
    assert_eq!(script.heads().len(), 1);
}

#[tokio::test]
async fn a_stream_is_called_again_until_it_begins() {
    let script = Script::start(async |arrived: Arrived| {
        if arrived.number == 0 {
            return arrived.fail(&BUSY);
        }
        let mut sending = arrived.begin(JSON);
        sending.send(framed("1"));
        sending.end(&BUSY[1..]);
    })
    .await;
    let method = method("watch", |method| {
        read_only(method);
        method.kind = MethodKind::ServerStreaming;
    });
    let mut items = stream(&grpc(&script), &method, Context::new(), Payload::json("{}"))
        .await
        .unwrap();
    assert_eq!(next(&mut items).await.unwrap().unwrap(), "1");
    let status = next(&mut items).await.unwrap().unwrap_err();
    assert_eq!(status.message(), "later");
    assert_eq!(script.heads().len(), 2);
}

/// <https://github.com/grpc/proposal/blob/master/A6-client-retries.md#pushback>
#[tokio::test]
async fn a_server_that_says_when_to_come_back_is_believed() {
    let method = method("echo", read_only);
    let script = busy(1, Some(("grpc-retry-pushback-ms", "700"))).await;
    let begun = Instant::now();
    call(&grpc(&script), &method, Context::new(), "1")
        .await
        .unwrap();
    assert!(begun.elapsed() >= Duration::from_millis(700));

    for never in ["-1", "soon", "", "99999999999999999999", "3600000"] {
        let script = busy(1, Some(("grpc-retry-pushback-ms", never))).await;
        let grpc = grpc(&script);
        let called = call(&grpc, &method, Context::new(), "1");
        let status = soon("the failure", called).await.unwrap_err();
        assert_eq!(status.message(), "later");
        assert_eq!(script.heads().len(), 1, "{never}");
    }
}

#[tokio::test]
async fn a_service_that_is_down_is_not_called_thrice_as_often() {
    let script = busy(usize::MAX, None).await;
    let grpc = grpc(&script);
    let method = method("echo", read_only);
    for _ in 0..20 {
        call(&grpc.clone(), &method, Context::new(), "1")
            .await
            .unwrap_err();
    }
    // The first call fails three times and leaves seven of ten tokens, the second twice and leaves five: that is half
    // of them, and nothing is made again from then on.
    assert_eq!(script.heads().len(), 20 + 3);
}

#[tokio::test]
async fn a_call_that_was_not_carried_out_is_made_again_once_whatever_it_is() {
    for (refusals, calls) in [(1, 2), (2, 2)] {
        let script = Script::start(move |arrived: Arrived| async move {
            if arrived.number < refusals {
                arrived.reset(Reason::REFUSED_STREAM);
            } else {
                arrived.reply("1");
            }
        })
        .await;
        let grpc = script.grpc();
        let got = call(&grpc, &echo(), Context::new(), "1").await;
        assert_eq!(got.is_ok(), refusals == 1);
        if let Err(status) = got {
            assert_eq!(status.code(), Code::Unavailable);
            assert_eq!(status.reason(), Some("call_refused"));
            assert!(status.is_retryable());
            assert!(status.message().contains("was not carried out"), "{status}");
        }
        assert_eq!(script.heads().len(), calls);
    }
}

#[tokio::test]
async fn a_connection_that_is_lost_is_a_failure_that_may_be_retried() {
    let method = method("echo", read_only);
    let cut = std::sync::Arc::new(tokio::sync::Notify::new());
    let own = cut.clone();
    let script = Script::start(move |arrived: Arrived| {
        let own = own.clone();
        async move {
            if arrived.number > 0 {
                return arrived.reply("1");
            }
            own.notify_one();
            std::future::pending::<()>().await;
        }
    })
    .await;
    let grpc = grpc(&script);
    let calling = tokio::spawn(async move { call(&grpc, &method, Context::new(), "1").await });
    soon("the call", cut.notified()).await;
    script.cut();
    assert_eq!(soon("the reply", calling).await.unwrap().unwrap(), "1");
    assert_eq!(script.accepted(), 2);
}

#[tokio::test]
async fn the_deadline_holds_over_all_attempts() {
    let script = busy(usize::MAX, None).await;
    let retry = Retry::default()
        .attempts(100)
        .backoff(Duration::from_millis(40), Duration::from_millis(40));
    let grpc = script.builder().retry(retry).build().unwrap();
    let cx = Context::new().with_timeout(Duration::from_millis(100));
    let status = call(&grpc, &method("echo", read_only), cx, "1")
        .await
        .unwrap_err();
    // The failure says more than the deadline, if the deadline does not come in the middle of an attempt.
    let codes = [Code::Unavailable, Code::DeadlineExceeded];
    assert!(codes.contains(&status.code()), "{status}");
    let made = script.heads().len();
    assert!((1..=4).contains(&made), "{made}");
}
