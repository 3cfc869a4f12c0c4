//! Methods that a macro writes.

use traitwire::{Status, service};

macro_rules! more {
    () => {};
}

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    more!();

    /// Run it.

    async fn run(&self) -> Result<(), Status>;
}

struct Board;

impl Tasks for Board {
    async fn run(&self) -> Result<(), Status> {
        Ok(())
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec(), Tasks::run(&Board));
}
