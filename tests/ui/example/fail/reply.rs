//! A reply that is not of its type.

use traitwire::{Status, message, service};

#[message]
struct Task {
    title: String,
    assignee: Option<String>,
}

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    ///
    /// @example {"title": "a"} -> {"titel": "a"}
    /// @example {"title": "a"} -> {"title": "a", "assignee": 1}
    /// @example {"title": "a"} -> null
    async fn run(&self, req: Task) -> Result<Task, Status>;
}

struct Board;

impl Tasks for Board {
    async fn run(&self, _: Task) -> Result<Task, Status> {
        Err(Status::not_found("nothing"))
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec());
}
