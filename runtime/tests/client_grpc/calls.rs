//! What goes along with a call, and what comes back.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use h2::Reason;
use tokio::sync::mpsc;
use traitwire::spec::Code;
use traitwire::{Body, Call, Channel, Context, Encoding, Outcome, Payload, Reply, Trace};

use crate::channel::{call, echo, method, reply};
use crate::common::soon;
use crate::script::{Arrived, JSON, PROTOBUF, Script, framed, header};

#[tokio::test]
async fn a_call_is_a_message_of_http2_and_so_is_its_reply() {
    let (sender, mut messages) = mpsc::unbounded_channel();
    let script = Script::start(move |mut arrived: Arrived| {
        let sender = sender.clone();
        async move {
            let message = arrived.message().await.unwrap().unwrap();
            assert!(arrived.message().await.is_none());
            sender.send(message.clone()).unwrap();
            let mut sending = arrived.begin(JSON);
            sending.send(framed(message));
            sending.end(&[("grpc-status", "0")]);
        }
    })
    .await;
    let grpc = script.grpc();
    assert_eq!(
        call(&grpc, &echo(), Context::new(), "{\"n\":1}")
            .await
            .unwrap(),
        "{\"n\":1}"
    );
    assert_eq!(messages.recv().await.unwrap(), "{\"n\":1}");
    let head = script.only_head();
    assert_eq!(head.method, "POST");
    assert_eq!(
        head.uri.to_string(),
        format!("{}/tasks.v1.Tasks/echo", script.url())
    );
    assert_eq!(header(&head.headers, "te"), Some("trailers"));
    assert_eq!(header(&head.headers, "content-type"), Some(JSON));
    let agent = header(&head.headers, "user-agent").unwrap();
    assert!(agent.starts_with("traitwire/"), "{agent}");
    assert_eq!(header(&head.headers, "grpc-timeout"), None);
}

#[tokio::test]
async fn protobuf_passes_as_it_is() {
    let script = Script::start(async |mut arrived: Arrived| {
        let message = arrived.message().await.unwrap().unwrap();
        let mut sending = arrived.begin("application/grpc+proto");
        sending.send(framed(message));
        sending.end(&[("grpc-status", "0")]);
    })
    .await;
    let grpc = script.grpc();
    assert_eq!(grpc.encoding(), Encoding::Protobuf);
    let bytes = Bytes::from_static(b"\x08\x96\x01");
    let call = Call::new(echo(), Payload::protobuf(bytes.clone()), Context::new());
    let Ok(Outcome::Complete(reply)) = grpc.call(call.with_encoding(Encoding::Protobuf)).await
    else {
        panic!("no reply");
    };
    let Body::One(payload) = reply.output else {
        panic!("a stream");
    };
    assert_eq!(
        (payload.encoding, payload.bytes),
        (Encoding::Protobuf, bytes)
    );
    let head = script.only_head();
    assert_eq!(header(&head.headers, "content-type"), Some(PROTOBUF));
}

#[tokio::test]
async fn a_request_and_its_reply_are_of_one_form() {
    let script = Script::replying("1").await;
    let mixed = Call::new(echo(), Payload::protobuf(Bytes::new()), Context::new());
    let status = script.grpc().call(mixed).await.unwrap_err();
    assert_eq!(status.code(), Code::InvalidArgument);
    assert!(status.message().contains("of one form"), "{status}");
    assert!(script.heads().is_empty());
}

#[tokio::test]
async fn the_context_goes_along() {
    let script = Script::replying("1").await;
    let grpc = script
        .builder()
        .bearer("s3cret")
        .header("x-team", "red")
        .header("x-tenant", "blue")
        .user_agent("planner/2")
        .build()
        .unwrap();
    let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    let trace = Trace::parse(parent, None).unwrap();
    let cx = Context::new()
        .with_trace(trace)
        .with_timeout(Duration::from_secs(20))
        .with_idempotency_key("7")
        .with_metadata("X-Tenant", "green")
        .with_metadata("x-digest-bin", "Zm9v")
        .with_metadata("authorization", "Bearer other")
        .with_metadata("grpc-status", "1");
    call(&grpc, &echo(), cx, "1").await.unwrap();
    let head = script.only_head();
    let header = |name| header(&head.headers, name);
    assert_eq!(header("authorization"), Some("Bearer s3cret"));
    assert_eq!(header("x-team"), Some("red"));
    assert_eq!(header("x-tenant"), Some("green"));
    assert_eq!(header("x-digest-bin"), Some("Zm9v"));
    assert_eq!(header("user-agent"), Some("planner/2"));
    assert_eq!(header("idempotency-key"), Some("7"));
    assert_eq!(header("grpc-status"), None);
    let trace = header("traceparent").unwrap();
    assert!(
        trace.starts_with("00-4bf92f3577b34da6a3ce929d0e0e4736-"),
        "{trace}"
    );
    assert!(!trace.contains("00f067aa0ba902b7"), "{trace}");
    let timeout = header("grpc-timeout").unwrap();
    let micros: u64 = timeout.strip_suffix('u').unwrap().parse().unwrap();
    assert!((10_000_000..=20_000_000).contains(&micros), "{timeout}");
}

#[tokio::test]
async fn metadata_that_is_bytes_has_to_be_base64() {
    let script = Script::replying("1").await;
    let cx = Context::new().with_metadata("x-digest-bin", "no base64");
    let status = call(&script.grpc(), &echo(), cx, "1").await.unwrap_err();
    assert_eq!(status.code(), Code::InvalidArgument);
    assert!(status.message().contains("`x-digest-bin`"), "{status}");
    assert!(script.heads().is_empty());
}

#[tokio::test]
async fn headers_and_trailers_are_metadata_of_the_reply() {
    let script = Script::start(async |arrived: Arrived| {
        let lines = [
            ("content-type", JSON),
            ("etag", "\"7\""),
            ("grpc-accept-encoding", "gzip"),
            ("date", "Wed, 21 Oct 2099 07:28:00 GMT"),
        ];
        let mut sending = arrived.begin_with(200, &lines);
        sending.send(framed("1"));
        sending.end(&[("x-cost", "3"), ("grpc-status", "0")]);
    })
    .await;
    let payload = Payload::json("1");
    let reply = reply(&script.grpc(), &echo(), Context::new(), payload)
        .await
        .unwrap();
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(reply.metadata, [pair("etag", "\"7\""), pair("x-cost", "3")]);
}

#[tokio::test]
async fn a_message_is_the_same_when_each_byte_comes_alone_and_when_it_is_large() {
    let text = format!("[{}1]", "1,".repeat(200_000));
    let large = text.clone();
    let script = Script::start(move |arrived: Arrived| {
        let large = large.clone();
        async move {
            let number = arrived.number;
            let mut sending = arrived.begin(JSON);
            if number == 0 {
                for byte in framed("[1,2]") {
                    sending.send(vec![byte]);
                    tokio::task::yield_now().await;
                }
            } else {
                sending.send(framed(large));
            }
            sending.end(&[("grpc-status", "0")]);
        }
    })
    .await;
    let grpc = script.grpc();
    for expected in ["[1,2]", &text] {
        let got = call(&grpc, &echo(), Context::new(), "1").await.unwrap();
        assert!(got == expected, "{} bytes", got.len());
    }
}

#[tokio::test]
async fn a_large_request_gets_there() {
    let script = Script::start(async |mut arrived: Arrived| {
        let length = arrived.message().await.unwrap().unwrap().len();
        arrived.reply(&length.to_string());
    })
    .await;
    let request = format!("\"{}\"", "x".repeat(5_000_000));
    let got = call(&script.grpc(), &echo(), Context::new(), &request).await;
    assert_eq!(got.unwrap(), "5000002");
}

#[tokio::test]
async fn the_deadline_ends_a_call_and_the_server_is_told() {
    let (sender, mut reasons) = mpsc::unbounded_channel();
    let script = Script::start(move |arrived: Arrived| {
        let sender = sender.clone();
        async move {
            let _ = sender.send(arrived.reset_by_caller().await);
        }
    })
    .await;
    let own = script
        .builder()
        .timeout(Duration::from_millis(200))
        .build()
        .unwrap();
    let cx = Context::new().with_timeout(Duration::from_millis(200));
    for (grpc, cx) in [(script.grpc(), cx), (own, Context::new())] {
        let called = async { call(&grpc, &echo(), cx, "1").await };
        let status = soon("the deadline", called).await.unwrap_err();
        assert_eq!(status.code(), Code::DeadlineExceeded);
        assert_eq!(reasons.recv().await, Some(Reason::CANCEL));
    }
    assert!(
        script
            .heads()
            .iter()
            .all(|head| head.headers.contains_key("grpc-timeout"))
    );
}

#[tokio::test]
async fn a_call_that_is_dropped_or_cancelled_is_broken_off() {
    let (sender, mut events) = mpsc::unbounded_channel();
    let script = Script::start(move |arrived: Arrived| {
        let sender = sender.clone();
        async move {
            sender.send(None).unwrap();
            let _ = sender.send(Some(arrived.reset_by_caller().await));
        }
    })
    .await;
    let grpc = script.grpc();
    for cancel in [false, true] {
        let cx = Context::new();
        let token = cx.cancel_token().clone();
        let own = grpc.clone();
        let calling = tokio::spawn(async move { call(&own, &echo(), cx, "1").await });
        assert_eq!(soon("the call", events.recv()).await, Some(None));
        if cancel {
            token.cancel();
            let status = calling.await.unwrap().unwrap_err();
            assert_eq!(status.code(), Code::Cancelled);
        } else {
            calling.abort();
        }
        let reason = soon("the end", events.recv()).await;
        assert_eq!(reason, Some(Some(Reason::CANCEL)));
    }
    assert_eq!(script.accepted(), 1, "the connection goes on");
}

#[tokio::test]
async fn calls_of_all_clones_share_a_connection() {
    let script = Script::start(async |mut arrived: Arrived| {
        let message = arrived.message().await.unwrap().unwrap();
        let text = String::from_utf8(message.to_vec()).unwrap();
        arrived.reply(&text);
    })
    .await;
    let grpc = script.grpc();
    let calls: Vec<_> = (0..300)
        .map(|number: usize| {
            let grpc = grpc.clone();
            tokio::spawn(async move {
                let text = number.to_string();
                let got = call(&grpc, &echo(), Context::new(), &text).await;
                assert_eq!(got.unwrap(), text);
            })
        })
        .collect();
    for call in calls {
        call.await.unwrap();
    }
    assert_eq!(script.accepted(), 1);
    assert_eq!(script.heads().len(), 300);
    drop(grpc);
    crate::common::until("the end of the connection", || script.ended() == 1).await;
}

#[tokio::test]
async fn an_address_may_have_a_path() {
    let script = Script::replying("1").await;
    let grpc = traitwire::Grpc::new(format!("{}/board/", script.url())).unwrap();
    call(&grpc, &echo(), Context::new(), "1").await.unwrap();
    assert_eq!(script.only_head().uri.path(), "/board/tasks.v1.Tasks/echo");
}

#[tokio::test]
async fn a_strict_payload_stays_strict_on_its_way() {
    let script = Script::replying("1").await;
    let strict = Payload::strict_json("1");
    let _: Reply = reply(&script.grpc(), &echo(), Context::new(), strict)
        .await
        .unwrap();
    let head = script.only_head();
    assert_eq!(header(&head.headers, "prefer"), Some("handling=strict"));
}

#[tokio::test]
async fn a_path_that_is_none_is_said() {
    let script = Script::replying("1").await;
    let method = method("echo", |method| method.grpc_path = "/a b".to_owned());
    let status = call(&script.grpc(), &Arc::clone(&method), Context::new(), "1")
        .await
        .unwrap_err();
    assert_eq!(status.code(), Code::InvalidArgument);
    assert!(status.message().contains("`/a b` is no path"), "{status}");
}
