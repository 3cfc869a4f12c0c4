//! Calls that are made again, and those that are not.

use std::time::{Duration, Instant};

use traitwire::spec::{Code, MethodSpec};
use traitwire::{Body, Context, Http, PayloadStream, Retry};

use crate::channel::{call, echo, method, reply};
use crate::common::soon;
use crate::script::{Script, Step, answer_with, ok};

fn quick() -> Retry {
    Retry::default().backoff(Duration::from_millis(1), Duration::from_millis(2))
}

fn http(script: &Script, retry: Retry) -> Http {
    Http::builder(script.url()).retry(retry).build().unwrap()
}

fn read_only(method: &mut MethodSpec) {
    method.hints.read_only = true;
}

fn idempotent(method: &mut MethodSpec) {
    method.hints.idempotent = true;
}

/// The failure of a service, its `Retry-After` and whether it is retryable.
fn problem(header: &str, retryable: bool) -> Step {
    let document = format!(r#"{{"code":"unavailable","detail":"later","retryable":{retryable}}}"#);
    let headers = format!("Content-Type: application/problem+json\r\n{header}");
    Step::Send(answer_with("503 No", &headers, &document))
}

fn busy() -> Step {
    problem("", true)
}

fn done() -> Step {
    Step::Send(ok("1"))
}

#[tokio::test]
async fn what_may_be_called_again_is() {
    for change in [read_only, idempotent] {
        let script = Script::start([busy(), busy(), done()]).await;
        let method = method("echo", change);
        let got = call(&http(&script, quick()), &method, Context::new(), "1").await;
        assert_eq!(got.unwrap(), "1");
        assert_eq!(script.requests().len(), 3);
        assert_eq!(script.accepted(), 1);
    }
    // A connection that is lost is a failure of this kind as well.
    let script = Script::start([Step::SendAndClose(String::new()), done()]).await;
    call(
        &http(&script, quick()),
        &method("echo", read_only),
        Context::new(),
        "1",
    )
    .await
    .unwrap();
}

#[tokio::test]
async fn no_more_often_than_said() {
    for (retry, attempts) in [
        (quick(), 3),
        (quick().attempts(2), 2),
        (Retry::off(), 1),
        (quick().attempts(0), 1),
    ] {
        let script = Script::start(std::iter::repeat_n(busy(), 5)).await;
        let method = method("echo", read_only);
        let status = call(&http(&script, retry), &method, Context::new(), "1")
            .await
            .unwrap_err();
        assert_eq!(status.message(), "later");
        assert_eq!(script.requests().len(), attempts);
    }
}

#[tokio::test]
async fn what_may_not_be_called_again_is_not() {
    // No hint, and `destructive` is none that allows it.
    for change in [
        |_: &mut MethodSpec| {},
        |method: &mut MethodSpec| method.hints.destructive = true,
    ] {
        let script = Script::start([busy(), done()]).await;
        let got = call(
            &http(&script, quick()),
            &method("echo", change),
            Context::new(),
            "1",
        )
        .await;
        assert_eq!(got.unwrap_err().code(), Code::Unavailable);
        assert_eq!(script.requests().len(), 1);
        assert_eq!(script.requests()[0].header("idempotency-key"), None);
    }
    // What would fail again.
    let script = Script::start([problem("", false), done()]).await;
    call(
        &http(&script, quick()),
        &method("echo", read_only),
        Context::new(),
        "1",
    )
    .await
    .unwrap_err();
    assert_eq!(script.requests().len(), 1);
    // A lost connection of a call that may have been carried out.
    let script = Script::start([Step::SendAndClose(String::new()), done()]).await;
    call(&http(&script, quick()), &echo(), Context::new(), "1")
        .await
        .unwrap_err();
    assert_eq!(script.requests().len(), 1);
}

#[tokio::test]
async fn a_stream_of_requests_is_sent_once() {
    let script = Script::start([busy(), done()]).await;
    let http = http(&script, quick());
    let method = method("echo", |method| {
        read_only(method);
        method.kind = traitwire::spec::MethodKind::ClientStreaming;
    });
    let items: PayloadStream = Box::pin(traitwire::Streaming::from_items([
        traitwire::Payload::json("1"),
    ]));
    reply(&http, &method, Context::new(), Body::Stream(items))
        .await
        .unwrap_err();
    assert_eq!(script.requests().len(), 1);
}

#[tokio::test]
async fn all_attempts_at_a_call_have_one_key() {
    let key = async |change: fn(&mut MethodSpec), cx: Context| {
        let script = Script::start([busy(), busy(), done()]).await;
        call(&http(&script, quick()), &method("echo", change), cx, "1")
            .await
            .unwrap();
        let requests = script.requests();
        let keys: Vec<_> = requests
            .iter()
            .map(|request| request.header("idempotency-key"))
            .collect();
        assert_eq!(keys.len(), 3);
        assert!(keys.windows(2).all(|pair| pair[0] == pair[1]), "{keys:?}");
        let spans = requests
            .iter()
            .map(|request| request.header("traceparent").unwrap());
        let spans: std::collections::BTreeSet<_> = spans.collect();
        assert_eq!(spans.len(), 3, "each attempt has a place of its own");
        keys[0].map(str::to_owned)
    };
    let one = key(idempotent, Context::new()).await.unwrap();
    let other = key(idempotent, Context::new()).await.unwrap();
    assert!(one.len() >= 32, "{one}");
    assert_ne!(one, other);
    let own = Context::new().with_idempotency_key("mine");
    assert_eq!(key(idempotent, own).await.as_deref(), Some("mine"));
    assert_eq!(key(read_only, Context::new()).await, None);
}

#[tokio::test]
async fn a_server_that_says_when_to_come_back_is_believed() {
    let script = Script::start([problem("Retry-After: 1\r\n", true), done()]).await;
    let begun = Instant::now();
    call(
        &http(&script, quick()),
        &method("echo", read_only),
        Context::new(),
        "1",
    )
    .await
    .unwrap();
    assert!(begun.elapsed() >= Duration::from_secs(1));

    // Longer than the call has time, or than anybody waits.
    for (cx, after) in [
        (Context::new().with_timeout(Duration::from_secs(20)), "30"),
        (Context::new(), "3600"),
    ] {
        let script =
            Script::start([problem(&format!("Retry-After: {after}\r\n"), true), done()]).await;
        let http = http(&script, quick());
        let method = method("echo", read_only);
        let got = soon("the failure", call(&http, &method, cx, "1")).await;
        assert_eq!(got.unwrap_err().message(), "later");
        assert_eq!(script.requests().len(), 1);
    }
    // A date is not read.
    let date = problem("Retry-After: Wed, 21 Oct 2099 07:28:00 GMT\r\n", true);
    let script = Script::start([date, done()]).await;
    let http = http(&script, quick());
    soon(
        "the reply",
        call(&http, &method("echo", read_only), Context::new(), "1"),
    )
    .await
    .unwrap();
}

#[tokio::test]
async fn a_service_that_is_down_is_not_called_thrice_as_often() {
    let script = Script::start(std::iter::repeat_n(busy(), 100)).await;
    let http = http(&script, quick());
    let method = method("echo", read_only);
    for _ in 0..20 {
        call(&http.clone(), &method, Context::new(), "1")
            .await
            .unwrap_err();
    }
    // The first call fails three times and leaves seven of ten tokens, the second twice and leaves five: that is half
    // of them, and nothing is made again from then on.
    assert_eq!(script.requests().len(), 20 + 3);
}

#[tokio::test]
async fn the_deadline_holds_over_all_attempts() {
    let script = Script::start(std::iter::repeat_n(busy(), 100)).await;
    let retry = Retry::default()
        .attempts(100)
        .backoff(Duration::from_millis(40), Duration::from_millis(40));
    let cx = Context::new().with_timeout(Duration::from_millis(100));
    let status = call(&http(&script, retry), &method("echo", read_only), cx, "1")
        .await
        .unwrap_err();
    // The failure says more than the deadline, if the deadline does not come in the middle of an attempt.
    let codes = [Code::Unavailable, Code::DeadlineExceeded];
    assert!(codes.contains(&status.code()), "{status}");
    let made = script.requests().len();
    assert!((1..=4).contains(&made), "{made}");
}
