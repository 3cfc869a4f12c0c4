//! A tag of a method on the service.

use traitwire::{Status, service};

/// Plan work.
///
/// @error no_such_task
#[service(package = "tasks.v1")]
trait Tasks {
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
