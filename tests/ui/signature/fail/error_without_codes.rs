//! An error that is no service error.

use traitwire::service;

/// A failure, and no service error.
struct Failure;

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    async fn run(&self) -> Result<(), Failure>;
}

struct Board;

impl Tasks for Board {
    async fn run(&self) -> Result<(), Failure> {
        Ok(())
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec(), Tasks::run(&Board));
}
