//! Calls over HTTP: what goes in, what comes out.

mod common;

use common::server::Server;
use common::service::{Handmade, json, tasks};
use traitwire::{App, Limits};

#[tokio::test]
async fn a_call_answers_with_the_bare_value() {
    let server = Server::start(App::new("tasks").service(tasks())).await;
    let answer = server
        .post("/api/tasks/echo", &[], r#"{"id": 18446744073709551615}"#)
        .await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.text(), r#"{"id": 18446744073709551615}"#);
}
