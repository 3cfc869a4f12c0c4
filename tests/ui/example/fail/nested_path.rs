//! A mistake far inside, on its own line.

use traitwire::{Status, message, service};

#[message]
struct Task {
    title: String,
    kids: Vec<Task>,
}

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    ///
    /// @example {
    ///   "title": "Plan",
    ///   "kids": [
    ///     {"title": "One", "kids": []},
    ///     {"title": "Two", "kids": [{"title": 3, "kids": []}]}
    ///   ]
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
