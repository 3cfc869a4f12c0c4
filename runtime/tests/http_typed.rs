//! A trait from its annotations to the wire of HTTP.
#![cfg(feature = "http")]

mod common;

use common::server::Server;
use traitwire::{App, CallError, Context, OrInternal, message, service, service_error};

/// A unit of work.
#[message]
pub struct Task {
    /// Server-assigned identifier.
    pub id: u64,
    /// What is to be done.
    pub title: String,
    /// Who does it.
    pub assignee: Option<String>,
}

/// Why a call was refused.
#[service_error]
pub enum TaskError {
    /// No task has this id.
    #[code(not_found)]
    NoSuchTask {
        /// The id that was asked for.
        id: u64,
    },
    /// The board is full.
    #[code(resource_exhausted, retryable)]
    BoardFull,
    /// The call did not get through.
    #[code(call)]
    Call(CallError),
}

/// Plan a team's work.
#[service(package = "tasks.v1")]
pub trait Tasks {
    /// Create a task.
    async fn create(&self, cx: Context, req: Task) -> Result<Task, TaskError>;

    /// Delete a task.
    async fn delete(
        &self,
        /// The task's id.
        id: u64,
    ) -> Result<(), TaskError>;

    /// Count the tasks.
    async fn count(&self) -> Result<u64, TaskError>;
}

struct Board;

impl Tasks for Board {
    async fn create(&self, cx: Context, req: Task) -> Result<Task, TaskError> {
        match req.title.as_str() {
            "one too many" => Err(TaskError::BoardFull),
            "lost" => {
                let stored: Result<Task, _> = Err("the disk is on fire");
                Ok(stored.or_internal()?)
            }
            _ => Ok(Task {
                assignee: cx.metadata("x-assignee").map(str::to_owned),
                ..req
            }),
        }
    }

    async fn delete(&self, id: u64) -> Result<(), TaskError> {
        if id == 1 {
            return Ok(());
        }
        Err(TaskError::NoSuchTask { id })
    }

    async fn count(&self) -> Result<u64, TaskError> {
        Ok(u64::MAX)
    }
}

async fn server() -> Server {
    Server::start(App::new("tasks").service(TasksServer::new(Board))).await
}

#[tokio::test]
async fn replies_are_bare_values() {
    let server = server().await;
    let mut client = server.client().await;
    let input = r#"{"id": 9007199254740993, "title": "Test", "unknown": [1]}"#;
    let answer = client
        .post("/api/tasks/create", &["X-Assignee: alice"], input)
        .await;
    assert_eq!(
        answer.text(),
        r#"{"id":9007199254740993,"title":"Test","assignee":"alice"}"#
    );
    let answer = client.post("/api/tasks/delete", &[], r#"{"id": 1}"#).await;
    assert_eq!((answer.status, answer.text()), (200, "null"));
    let answer = client.post("/api/tasks/count", &[], "").await;
    assert_eq!(answer.text(), "18446744073709551615");
}

#[tokio::test]
async fn errors_are_problems_with_their_fields() {
    let server = server().await;
    let mut client = server.client().await;
    let input = r#"{"id": 18446744073709551615}"#;
    let answer = client.post("/api/tasks/delete", &[], input).await;
    answer.is_problem(404, "no_such_task");
    assert!(
        answer
            .text()
            .ends_with(r#""retryable":false,"id":18446744073709551615}"#),
        "{}",
        answer.text()
    );
    let full = r#"{"id": 1, "title": "one too many"}"#;
    let answer = client.post("/api/tasks/create", &[], full).await;
    let problem = answer.is_problem(429, "board_full");
    assert_eq!(problem["retryable"], true);
    let lost = r#"{"id": 1, "title": "lost"}"#;
    let answer = client.post("/api/tasks/create", &[], lost).await;
    assert_eq!(answer.status, 500);
    assert!(!answer.text().contains("fire"));
    assert_eq!(answer.json()["failure_id"].as_str().unwrap().len(), 16);
}

#[tokio::test]
async fn a_request_that_does_not_fit_names_the_field() {
    let server = server().await;
    let mut client = server.client().await;
    for (input, field) in [
        ("", "id"),
        ("{", "line 1"),
        (r#"{"id": "seven"}"#, "id"),
        (r#"{"id": -1}"#, "id"),
        (r#"{"id": 18446744073709551616}"#, "id"),
        ("[1]", "object"),
    ] {
        let answer = client.post("/api/tasks/delete", &[], input).await;
        assert_eq!(answer.status, 400, "{input}");
        let problem = answer.json();
        assert_eq!(problem["code"], "invalid_argument");
        assert!(
            problem["detail"].as_str().unwrap().contains(field),
            "{problem}"
        );
    }
}
