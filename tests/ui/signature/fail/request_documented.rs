//! A doc comment that belongs to the type.

use traitwire::{Status, message, service};

/// A task.
#[message]
struct Task {
    id: u64,
}

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    async fn run(
        &self,
        /// The task to run.
        req: Task,
    ) -> Result<(), Status>;
}

struct Board;

impl Tasks for Board {
    async fn run(&self, _: Task) -> Result<(), Status> {
        Ok(())
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec(), Tasks::run(&Board, Task { id: 7 }));
}
