//! Calls that fail: what the service says, and what happens on the way.

use h2::Reason;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use traitwire::spec::Code;
use traitwire::{Context, Grpc, Retry, Status};

use crate::channel::{call, echo};
use crate::script::{Arrived, JSON, PROTOBUF, Script, framed};

/// `google.rpc.Status` with the code 5, a message, a `google.protobuf.Value` and a `google.rpc.ErrorInfo` whose reason is
/// `NO_SUCH_TASK`, domain `tasks.v1.Tasks` and `retryable` `true`: written by Python's `protobuf` with the messages of
/// `googleapis-common-protos`.
const DETAILS: &str = "CAUSHm5vIHRhc2sgaGFzIHRoZSBpZCA3OiBncsO2w59lchqIAQopdHlwZS5nb29nbGVhcGlzLmNvbS9nb29nbGUucHJvdG9idW\
    YuVmFsdWUSWypZChkKA3dobxISKhAKDgoBbhIJEQAAAAAAABzAChgKAmlkEhIaEDkwMDcxOTkyNTQ3NDA5OTMKIgoEbmVhchIaMhgKAxoBYQoJEQAAAA\
    AAAPg/CgIIAAoCIAEaXQoodHlwZS5nb29nbGVhcGlzLmNvbS9nb29nbGUucnBjLkVycm9ySW5mbxIxCgxOT19TVUNIX1RBU0sSDnRhc2tzLnYxLlRhc2\
    tzGhEKCXJldHJ5YWJsZRIEdHJ1ZQ==";

/// The failure of a call that is handled so.
async fn failure<F, Fut>(handler: F) -> Status
where
    F: Fn(Arrived) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    let script = Script::start(handler).await;
    let called = async { call(&script.grpc(), &echo(), Context::new(), "1").await };
    crate::common::soon("the failure", called)
        .await
        .unwrap_err()
}

#[tokio::test]
async fn what_the_service_failed_with_comes_back_as_it_was() {
    let lines = [
        ("content-type", JSON),
        ("grpc-status", "5"),
        ("grpc-message", "no task has the id 7: gr%C3%B6%C3%9Fer"),
        ("grpc-status-details-bin", DETAILS),
    ];
    let alone = failure(move |arrived: Arrived| async move { arrived.fail(&lines) }).await;
    let behind = failure(move |arrived: Arrived| async move {
        let mut sending = arrived.begin(JSON);
        sending.end(&lines[1..]);
    })
    .await;
    for status in [alone, behind] {
        assert_eq!(status.code(), Code::NotFound);
        assert_eq!(status.message(), "no task has the id 7: größer");
        assert_eq!(status.reason(), Some("no_such_task"));
        assert!(status.is_retryable());
        let details: serde_json::Value = serde_json::from_slice(status.details().unwrap()).unwrap();
        assert_eq!(details["who"]["n"], -7);
        assert_eq!(details["near"][1], 1.5);
        assert!(status.cause().is_none(), "it is the service's own");
    }
}

#[tokio::test]
async fn a_failure_says_as_much_as_can_be_read() {
    for (lines, code, message) in [
        (
            &[("grpc-status", "7")][..],
            Code::PermissionDenied,
            "permission_denied",
        ),
        (
            &[("grpc-status", "99"), ("grpc-message", "odd")],
            Code::Unknown,
            "odd",
        ),
        (
            &[("grpc-status", "x"), ("grpc-message", "odd")],
            Code::Unknown,
            "odd",
        ),
        (
            &[
                ("grpc-status", "9"),
                ("grpc-message", "not now"),
                ("grpc-status-details-bin", "!no base64!"),
            ],
            Code::FailedPrecondition,
            "not now",
        ),
        (
            &[
                ("grpc-status", "10"),
                ("grpc-message", "moved"),
                ("grpc-status-details-bin", "////"),
            ],
            Code::Aborted,
            "moved",
        ),
    ] {
        let status = failure(move |arrived: Arrived| async move {
            let media = [("content-type", JSON)];
            arrived.fail(&[&media[..], lines].concat());
        })
        .await;
        assert_eq!((status.code(), status.message()), (code, message));
    }
}

#[tokio::test]
async fn whether_it_may_help_to_call_again_follows_from_the_code_where_nothing_is_said() {
    for (number, retryable) in [("14", true), ("8", true), ("10", true), ("13", false)] {
        let status = failure(move |arrived: Arrived| async move {
            arrived.fail(&[("content-type", JSON), ("grpc-status", number)]);
        })
        .await;
        assert_eq!(status.is_retryable(), retryable, "{status}");
    }
}

/// <https://github.com/grpc/grpc/blob/master/doc/http-grpc-status-mapping.md>
#[tokio::test]
async fn an_answer_of_http_has_the_code_that_grpc_gives_it() {
    for (http, code) in [
        (400, Code::Internal),
        (401, Code::Unauthenticated),
        (403, Code::PermissionDenied),
        (404, Code::Unimplemented),
        (429, Code::Unavailable),
        (502, Code::Unavailable),
        (503, Code::Unavailable),
        (504, Code::Unavailable),
        (500, Code::Unknown),
        (418, Code::Unknown),
    ] {
        let status = failure(move |arrived: Arrived| async move {
            let mut sending = arrived.begin_with(http, &[("content-type", "text/html")]);
            sending.send("<h1>No</h1>");
            sending.end_bare();
        })
        .await;
        assert_eq!(status.code(), code, "{http}");
        assert_eq!(status.reason(), Some(&*format!("http_{http}")));
        let said = format!("answered `{http} ");
        assert!(status.message().contains(&said), "{status}");
        assert_eq!(status.is_retryable(), code == Code::Unavailable);
        assert!(status.cause().is_some());
    }
    let status = failure(async |arrived: Arrived| {
        let lines = [("location", "https://example.com/")];
        arrived.begin_with(308, &lines).end_bare();
    })
    .await;
    assert!(
        status
            .message()
            .ends_with("points to `https://example.com/`; give `Grpc` that address"),
        "{status}"
    );
}

#[tokio::test]
async fn a_reply_that_is_none_is_said() {
    let ok = [("grpc-status", "0")];
    let page = failure(async |arrived: Arrived| {
        let mut sending = arrived.begin("text/html");
        sending.send("<h1>Hello</h1>");
        sending.end_bare();
    });
    let no_end = failure(async |arrived: Arrived| {
        let mut sending = arrived.begin(JSON);
        sending.send(framed("1"));
        sending.end_bare();
    });
    let no_status = failure(async |arrived: Arrived| {
        let mut sending = arrived.begin(JSON);
        sending.send(framed("1"));
        sending.end(&[("x-cost", "3")]);
    });
    let no_message = failure(move |arrived: Arrived| async move { arrived.begin(JSON).end(&ok) });
    let no_body = failure(async |arrived: Arrived| {
        arrived.fail(&[("content-type", JSON), ("grpc-status", "0")]);
    });
    let two = failure(move |arrived: Arrived| async move {
        let mut sending = arrived.begin(JSON);
        sending.send(framed("1"));
        sending.send(framed("2"));
        sending.end(&ok);
    });
    let half = failure(move |arrived: Arrived| async move {
        let mut sending = arrived.begin(JSON);
        sending.send(framed("12345").slice(..7));
        sending.end(&ok);
    });
    let flag = failure(move |arrived: Arrived| async move {
        let mut sending = arrived.begin(JSON);
        sending.send("HTTP/1.1 200 OK");
        sending.end(&ok);
    });
    let squeezed = failure(move |arrived: Arrived| async move {
        let mut sending = arrived.begin(JSON);
        sending.send(&b"\x01\0\0\0\x01x"[..]);
        sending.end(&ok);
    });
    let other = failure(move |arrived: Arrived| async move {
        let mut sending = arrived.begin(PROTOBUF);
        sending.send(framed("1"));
        sending.end(&ok);
    });
    for (status, code, said) in [
        (
            page.await,
            Code::Unknown,
            "it is `text/html`, and `application/grpc+json` was expected",
        ),
        (no_end.await, Code::Unknown, "it ends without `grpc-status`"),
        (
            no_status.await,
            Code::Unknown,
            "it ends without `grpc-status`",
        ),
        (no_message.await, Code::Internal, "it has no message"),
        (no_body.await, Code::Internal, "it has no message"),
        (two.await, Code::Internal, "it has more than one message"),
        (
            half.await,
            Code::Internal,
            "it ends in the middle of a message",
        ),
        (
            flag.await,
            Code::Internal,
            "begins with the flag 72, which is neither 0 nor 1",
        ),
        (
            squeezed.await,
            Code::Internal,
            "and `grpc-encoding` does not say how",
        ),
        (
            other.await,
            Code::Unknown,
            "it is `application/grpc`, and `application/grpc+json` was expected",
        ),
    ] {
        assert_eq!(status.code(), code, "{status}");
        assert_eq!(status.reason(), Some("unexpected_reply"), "{status}");
        assert!(status.message().ends_with(said), "{status}");
        assert!(status.cause().is_some());
    }
}

#[tokio::test]
async fn a_service_that_knows_no_json_is_told_from_one_without_the_method() {
    let foreign = failure(async |arrived: Arrived| {
        arrived.fail(&[("content-type", PROTOBUF), ("grpc-status", "12")]);
    });
    let other = failure(async |arrived: Arrived| arrived.begin_with(415, &[]).end_bare());
    for status in [foreign.await, other.await] {
        assert_eq!(status.code(), Code::Unimplemented);
        assert_eq!(status.reason(), Some("no_json"));
        assert!(
            status
                .message()
                .contains("speaks no `application/grpc+json`"),
            "{status}"
        );
    }
    let own = failure(async |arrived: Arrived| {
        arrived.fail(&[
            ("content-type", JSON),
            ("grpc-status", "12"),
            ("grpc-message", "no `Echo`"),
        ]);
    });
    assert_eq!(own.await.message(), "no `Echo`");
}

/// <https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md>
#[tokio::test]
async fn a_call_that_is_broken_off_has_the_code_that_grpc_gives_it() {
    for (reason, code) in [
        (Reason::INTERNAL_ERROR, Code::Internal),
        (Reason::PROTOCOL_ERROR, Code::Internal),
        (Reason::CANCEL, Code::Cancelled),
        (Reason::ENHANCE_YOUR_CALM, Code::ResourceExhausted),
        (Reason::INADEQUATE_SECURITY, Code::PermissionDenied),
    ] {
        let status = failure(move |arrived: Arrived| async move { arrived.reset(reason) }).await;
        assert_eq!(status.code(), code, "{status}");
        assert_eq!(status.reason(), Some("call_reset"));
        assert!(
            status.message().contains(&format!("{reason:?}")),
            "{status}"
        );
    }
}

#[tokio::test]
async fn a_reply_that_is_too_large_is_not_read() {
    let text = format!("\"{}\"", "x".repeat(1000));
    let script = Script::start(move |arrived: Arrived| {
        let text = text.clone();
        async move { arrived.reply(&text) }
    })
    .await;
    for (limit, fits) in [(1002, true), (1001, false)] {
        let grpc = script.builder().reply_limit(limit).build().unwrap();
        let called = call(&grpc, &echo(), Context::new(), "1").await;
        assert_eq!(called.is_ok(), fits);
        if let Err(status) = called {
            assert_eq!(status.code(), Code::ResourceExhausted);
            assert_eq!(status.reason(), Some("reply_too_large"));
            assert!(!status.is_retryable());
            assert!(
                status.message().ends_with("is larger than 1001 bytes"),
                "{status}"
            );
        }
    }
}

#[tokio::test]
async fn nobody_there_is_said_with_the_address() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let grpc = Grpc::builder(format!("http://{address}"));
    let grpc = grpc.retry(Retry::off()).build().unwrap();
    let status = call(&grpc, &echo(), Context::new(), "1").await.unwrap_err();
    assert_eq!(status.code(), Code::Unavailable);
    assert_eq!(status.reason(), Some("unreachable"));
    assert!(status.message().contains(&address.to_string()), "{status}");
    assert!(status.is_retryable());
    assert!(status.cause().is_some());
}

#[tokio::test]
async fn a_server_that_speaks_something_else_is_said() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut read = [0; 1024];
            let _ = stream.read(&mut read).await;
            let answer = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";
            let _ = stream.write_all(answer.as_bytes()).await;
            let _ = stream.read(&mut read).await;
        }
    });
    let grpc = Grpc::builder(format!("http://{address}"));
    let grpc = grpc.retry(Retry::off()).build().unwrap();
    let called = async { call(&grpc, &echo(), Context::new(), "1").await };
    let status = crate::common::soon("the failure", called)
        .await
        .unwrap_err();
    assert_eq!(status.code(), Code::Unavailable, "{status}");
    assert_eq!(status.reason(), Some("unreachable"), "{status}");
    assert!(
        status
            .message()
            .contains("it does not speak HTTP/2 on this port"),
        "{status}"
    );
}
