//! Answers that are no replies.

use traitwire::spec::Code;
use traitwire::{Context, Http, Retry, Status};

use crate::channel::{call, echo};
use crate::script::{Script, Step, answer, answer_with, ok};

/// What a caller gets where the server sends this and closes the connection.
async fn got(bytes: impl Into<String>) -> Result<String, Status> {
    let script = Script::start([Step::SendAndClose(bytes.into())]).await;
    let http = Http::builder(script.url())
        .retry(Retry::off())
        .reply_limit(1000);
    call(&http.build().unwrap(), &echo(), Context::new(), "1").await
}

/// The failure that a caller gets.
async fn failure(bytes: impl Into<String>) -> Status {
    got(bytes).await.unwrap_err()
}

#[tokio::test]
async fn a_server_between_is_known_by_its_status() {
    use Code::{
        Internal, PermissionDenied, ResourceExhausted, Unauthenticated, Unavailable, Unimplemented,
        Unknown,
    };
    // gRPC's table for answers of others, with our own code for 429 and 413.
    for (status, code, retryable) in [
        ("400 Bad Request", Internal, false),
        ("401 Unauthorized", Unauthenticated, false),
        ("403 Forbidden", PermissionDenied, false),
        ("404 Not Found", Unimplemented, false),
        ("405 Method Not Allowed", Unimplemented, false),
        ("408 Request Timeout", Unavailable, true),
        ("413 Content Too Large", ResourceExhausted, false),
        ("418 I'm a teapot", Internal, false),
        ("429 Too Many Requests", ResourceExhausted, true),
        ("500 Internal Server Error", Internal, false),
        ("502 Bad Gateway", Unavailable, true),
        ("503 Service Unavailable", Unavailable, true),
        ("504 Gateway Timeout", Unavailable, true),
        ("507 Insufficient Storage", Unknown, false),
        ("304 Not Modified", Unknown, false),
    ] {
        let page = "<html><h1>nginx</h1></html>";
        let page = if status.starts_with("304") { "" } else { page };
        let status_ = failure(answer(status, "text/html", page)).await;
        assert_eq!(status_.code(), code, "{status}");
        assert_eq!(status_.is_retryable(), retryable, "{status}");
        let number = &status[..3];
        assert_eq!(status_.reason(), Some(&*format!("http_{number}")));
        assert!(status_.message().contains(number), "{status_}");
        assert!(!status_.message().contains("nginx"), "{status_}");
    }
}

#[tokio::test]
async fn a_problem_of_another_server_is_told_in_its_words() {
    let document = r#"{"title":"Quota","detail":"come back tomorrow","instance":"/1"}"#;
    let status = failure(answer(
        "429 Too Many",
        "application/problem+json; charset=utf-8",
        document,
    ))
    .await;
    assert_eq!(status.code(), Code::ResourceExhausted);
    assert!(
        status.message().ends_with(": come back tomorrow"),
        "{status}"
    );
    let status = failure(answer(
        "503 No",
        "application/problem+json",
        r#"{"title":"Quota"}"#,
    ))
    .await;
    assert!(status.message().ends_with(": Quota"), "{status}");
    for broken in [
        "",
        "[",
        "7",
        "{\"code\":7}",
        "{\"code\":\"no_such_code\"}",
        "{\"code\":\"not_found\"} x",
    ] {
        let status = failure(answer("503 No", "application/problem+json", broken)).await;
        assert_eq!(status.reason(), Some("http_503"), "{broken}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_says_where_to() {
    let status = failure(answer_with(
        "308 Permanent Redirect",
        "Location: https://example.com/\r\n",
        "",
    ))
    .await;
    assert!(
        status
            .message()
            .ends_with("points to `https://example.com/`; give `Http` that address"),
        "{status}"
    );
    assert_eq!(status.code(), Code::Unknown);
}

#[tokio::test]
async fn a_reply_of_another_type_is_refused() {
    for (bytes, said) in [
        (
            answer("200 OK", "text/html", "<html>"),
            "it is `text/html`, and `application/json` was expected",
        ),
        (
            answer("200 OK", "text/event-stream", ""),
            "it is `text/event-stream`, and `application/json` was expected",
        ),
        (
            answer_with("200 OK", "", "1"),
            "it is of no type, and `application/json` was expected",
        ),
        (
            "HTTP/1.1 204 No Content\r\n\r\n".to_owned(),
            "it is of no type",
        ),
        (
            answer_with(
                "200 OK",
                "Content-Type: application/json\r\nContent-Encoding: gzip\r\n",
                "1",
            ),
            "it is encoded as \"gzip\", which was not asked for",
        ),
    ] {
        let status = failure(bytes).await;
        assert_eq!(
            (status.code(), status.reason()),
            (Code::Internal, Some("unexpected_reply"))
        );
        assert!(status.message().contains(said), "{status}");
        assert!(!status.is_retryable());
    }
    let json = answer("200 OK", "Application/JSON; charset=utf-8", "1");
    assert_eq!(got(json).await.unwrap(), "1");
}

#[tokio::test]
async fn a_reply_that_breaks_off_is_lost() {
    let whole = ok("[1,2,3]");
    let chunked = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n\
                   3\r\n[1,\r\n4\r\n2,3]\r\n0\r\n\r\n";
    for whole in [&whole, chunked] {
        assert_eq!(got(whole).await.unwrap(), "[1,2,3]");
        for end in (0..whole.len()).step_by(3) {
            let status = failure(&whole[..end]).await;
            assert_eq!(
                (status.code(), status.reason()),
                (Code::Unavailable, Some("connection_lost")),
                "{end}"
            );
            assert!(status.is_retryable());
            assert!(
                status
                    .message()
                    .contains("whether the call was carried out is not known"),
                "{status}"
            );
            assert!(status.cause().is_some());
        }
    }
}

#[tokio::test]
async fn what_is_no_http_is_said_to_be_none() {
    let chunks = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n";
    for bytes in [
        "SSH-2.0-OpenSSH_9.6\r\n",
        "HTTP/1.1 2000 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nbad header\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n12",
        "HTTP/2 200\r\n\r\n",
    ] {
        let status = failure(bytes).await;
        assert_eq!(
            status.reason(),
            Some("unexpected_reply"),
            "{bytes:?} {status}"
        );
        assert!(
            status.message().contains("not framed as HTTP has it"),
            "{status}"
        );
    }
    let status = failure(chunks).await;
    assert!(
        matches!(
            status.reason(),
            Some("unexpected_reply" | "connection_lost")
        ),
        "{status}"
    );
    // A head without an end does not fill the memory.
    let status = failure("HTTP/1.1 200 OK\r\nx: ".to_owned() + &"y".repeat(1 << 20)).await;
    assert!(
        matches!(
            status.reason(),
            Some("unexpected_reply" | "connection_lost")
        ),
        "{status}"
    );
}

#[tokio::test]
async fn a_reply_that_is_too_large_is_not_read() {
    let fits = format!("\"{}\"", "x".repeat(998));
    assert_eq!(got(ok(&fits)).await.unwrap(), fits);
    let long = format!("\"{}\"", "x".repeat(999));
    let chunked = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{long}\r\n0\r\n\r\n",
        long.len()
    );
    let claimed =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n";
    for bytes in [ok(&long), chunked, claimed.to_owned()] {
        let status = failure(bytes).await;
        assert_eq!(
            (status.code(), status.reason()),
            (Code::ResourceExhausted, Some("reply_too_large"))
        );
        assert!(
            status.message().ends_with("is larger than 1000 bytes"),
            "{status}"
        );
        assert!(!status.is_retryable());
    }
    // As are documents of errors.
    let endless = "HTTP/1.1 503 No\r\nContent-Type: application/problem+json\r\nContent-Length: 99999999999\r\n\r\n";
    assert_eq!(failure(endless).await.reason(), Some("http_503"));
}

#[tokio::test]
async fn interim_answers_are_no_replies() {
    let interim =
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n".to_owned();
    assert_eq!(got(interim + &ok("1")).await.unwrap(), "1");
}
