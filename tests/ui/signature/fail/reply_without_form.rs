//! A reply that has no form.

use traitwire::{Status, service};

/// A task, and no message.
struct Task;

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    async fn run(&self) -> Result<Task, Status>;
}

struct Board;

impl Tasks for Board {
    async fn run(&self) -> Result<Task, Status> {
        Ok(Task)
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec(), Tasks::run(&Board));
}
