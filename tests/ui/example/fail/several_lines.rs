//! Mistakes in examples of several lines: a value, a key, what is missing.

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
    /// @example named: {
    ///   "title":
    ///     ["Review"]
    /// }
    /// @example {
    ///   "title": "Review",
    ///   "owner": null
    /// }
    /// @example
    /// {
    ///   "assignee": null
    /// }
    async fn run(&self, req: Task) -> Result<u64, Status>;
}

struct Board;

impl Tasks for Board {
    async fn run(&self, _: Task) -> Result<u64, Status> {
        Err(Status::not_found("nothing"))
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec());
}
