//! An error of an example that the error type does not have.

use traitwire::{Status, service};

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    ///
    /// @example {} ! board_full
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
