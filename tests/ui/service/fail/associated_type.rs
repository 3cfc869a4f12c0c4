//! An associated type.

use traitwire::{Status, service};

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Its tasks.
    type Task;

    /// Run it.

    async fn run(&self) -> Result<(), Status>;
}

struct Board;

impl Tasks for Board {
    type Task = u64;

    async fn run(&self) -> Result<(), Status> {
        Ok(())
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec(), Tasks::run(&Board));
}
