//! The name under which a field is read, in a reply, and one that is never written.

use traitwire::{Status, message, service};

#[message]
struct Task {
    #[serde(rename(serialize = "number", deserialize = "id"))]
    id: u64,
    #[serde(skip_serializing)]
    secret: Option<String>,
}

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    ///
    /// @example {"id": 1} -> {"id": 1}
    /// @example {"id": 1} -> {"number": 1, "secret": "x"}
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
