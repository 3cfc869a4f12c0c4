//! Names in Rust, where serde gives others.

use traitwire::{Status, message, service};

#[message]
#[serde(rename_all = "camelCase")]
struct Task {
    due_date: String,
    #[serde(rename = "prio")]
    priority: u8,
}

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    ///
    /// @example {"due_date": "today", "prio": 1}
    /// @example {"dueDate": "today", "priority": 1}
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
