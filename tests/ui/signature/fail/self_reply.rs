//! A reply of the implementation's own type.

use traitwire::{Status, service};

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    async fn run(&self) -> Result<Box<Self>, Status>;
}

struct Board;

impl Tasks for Board {
    async fn run(&self) -> Result<Box<Self>, Status> {
        Ok(Box::new(Self))
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec(), Tasks::run(&Board));
}
