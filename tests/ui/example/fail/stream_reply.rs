//! An item of a stream that is not of its type.

use traitwire::{Status, Streaming, message, service};

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
    /// @example {"title": "a"} -> [{"title": "a"}, {"title": 1}]
    async fn run(&self, req: Task) -> Result<Streaming<Task, Status>, Status>;
}

struct Board;

impl Tasks for Board {
    async fn run(&self, _: Task) -> Result<Streaming<Task, Status>, Status> {
        Err(Status::not_found("nothing"))
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec());
}
