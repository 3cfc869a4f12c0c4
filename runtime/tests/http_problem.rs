//! Failures as problem documents (RFC 9457).
#![cfg(feature = "http")]

mod common;

use common::server::Server;
use common::service::Handmade;
use traitwire::spec::Code;
use traitwire::{App, Call, OrInternal, Status};

async fn failing(status: impl Fn() -> Status + Send + Sync + 'static) -> Server {
    let fail = move |_: Call| std::future::ready(Err(status()));
    let service = Handmade::new("tasks.v1", "Tasks", "tasks").method("fail", fail);
    Server::start(App::new("tasks").service(service)).await
}

#[tokio::test]
async fn a_problem_has_its_members_in_a_fixed_order_and_the_fields_of_the_error() {
    let server = failing(|| {
        Status::not_found("No task has this id")
            .with_reason("no_such_task")
            .with_details(r#"{"zone":"b","id":18446744073709551615,"nested":{"b":1.50,"a":[]}}"#)
    })
    .await;
    let answer = server.post("/api/tasks/fail", &[], "").await;
    answer.is_problem(404, "no_such_task");
    assert_eq!(
        answer.text(),
        concat!(
            r#"{"type":"urn:traitwire:not_found:no_such_task","title":"No such task","status":404,"#,
            r#""detail":"No task has this id","code":"not_found","reason":"no_such_task","retryable":false,"#,
            r#""zone":"b","id":18446744073709551615,"nested":{"b":1.50,"a":[]}}"#
        )
    );
}

#[tokio::test]
async fn a_field_never_replaces_a_member_and_is_not_lost() {
    let server = failing(|| {
        Status::invalid_argument("no").with_details(r#"{"status":1,"id":7,"t\u0079pe":"x"}"#)
    })
    .await;
    let answer = server.post("/api/tasks/fail", &[], "").await;
    assert_eq!(
        answer.text(),
        concat!(
            r#"{"type":"urn:traitwire:invalid_argument","title":"Invalid argument","status":400,"detail":"no","#,
            r#""code":"invalid_argument","retryable":false,"id":7,"details":{"status":1,"id":7,"type":"x"}}"#
        )
    );
}

#[tokio::test]
async fn details_that_are_no_object_are_left_out() {
    for details in ["[1]", "{\"a\":", "{} {}", "\u{1}"] {
        let server = failing(move || Status::not_found("\"no\"\n").with_details(details)).await;
        let answer = server.post("/api/tasks/fail", &[], "").await;
        let problem = answer.json();
        assert_eq!(problem["detail"], "\"no\"\n");
        assert_eq!(problem.as_object().unwrap().len(), 6, "{problem}");
    }
}

#[tokio::test]
async fn the_status_is_that_of_the_code() {
    // The table of `google/rpc/code.proto`.
    let table = [
        (Code::Cancelled, 499),
        (Code::Unknown, 500),
        (Code::InvalidArgument, 400),
        (Code::DeadlineExceeded, 504),
        (Code::NotFound, 404),
        (Code::AlreadyExists, 409),
        (Code::PermissionDenied, 403),
        (Code::ResourceExhausted, 429),
        (Code::FailedPrecondition, 400),
        (Code::Aborted, 409),
        (Code::OutOfRange, 400),
        (Code::Unimplemented, 501),
        (Code::Internal, 500),
        (Code::Unavailable, 503),
        (Code::DataLoss, 500),
        (Code::Unauthenticated, 401),
    ];
    for (code, http) in table {
        let server = failing(move || Status::new(code, "x")).await;
        let answer = server.post("/api/tasks/fail", &[], "").await;
        assert_eq!(answer.status, http, "{code}");
        let problem = answer.json();
        assert_eq!(problem["status"], http);
        assert_eq!(problem["code"], code.name());
        assert_eq!(problem["type"], format!("urn:traitwire:{}", code.name()));
        let retryable = ["unavailable", "resource_exhausted", "aborted"].contains(&code.name());
        assert_eq!(problem["retryable"], retryable, "{code}");
    }
}

#[tokio::test]
async fn a_reason_is_made_fit_for_a_uri() {
    let server = failing(|| Status::not_found("x").with_reason("a b/ü")).await;
    let problem = server.post("/api/tasks/fail", &[], "").await.json();
    assert_eq!(problem["type"], "urn:traitwire:not_found:a%20b%2F%C3%BC");
}

#[tokio::test]
async fn an_internal_failure_gives_an_id_and_nothing_of_its_cause() {
    let server = failing(|| {
        let cause: Result<(), _> = Err("the password of the database is hunter2");
        cause.or_internal().unwrap_err().into()
    })
    .await;
    let answer = server.post("/api/tasks/fail", &[], "").await;
    assert_eq!(answer.status, 500);
    let problem = answer.json();
    let id = problem["failure_id"].as_str().unwrap();
    assert_eq!(id.len(), 16);
    assert!(problem["detail"].as_str().unwrap().contains(id));
    assert!(!answer.text().contains("hunter2"));
}
