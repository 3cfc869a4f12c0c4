//! A request that JSON writes as a number, while tools take their arguments by name.

use traitwire::{Status, message, service};

/// The number of a task.
#[message]
pub struct TaskId(pub u64);

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    async fn run(&self, req: TaskId) -> Result<(), Status>;
}

struct Board;

impl Tasks for Board {
    async fn run(&self, _req: TaskId) -> Result<(), Status> {
        Ok(())
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec());
}
