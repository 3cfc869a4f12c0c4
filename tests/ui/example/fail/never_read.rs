//! A field that callers cannot set.

use traitwire::{Status, message, service};

#[message]
struct Task {
    title: String,
    #[serde(skip_deserializing)]
    id: u64,
}

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    ///
    /// @example {"title": "a", "id": 7}
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
