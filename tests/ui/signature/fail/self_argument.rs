//! An argument of the implementation's own type.

use traitwire::{Status, service};

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    async fn run(&self, other: Option<Box<Self>>) -> Result<(), Status>;
}

struct Board;

impl Tasks for Board {
    async fn run(&self, _: Option<Box<Self>>) -> Result<(), Status> {
        Ok(())
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec(), Tasks::run(&Board, None));
}
