//! A mutable `self`.

use traitwire::{Status, service};

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    async fn run(&mut self) -> Result<(), Status>;
}

struct Board;

impl Tasks for Board {
    async fn run(&mut self) -> Result<(), Status> {
        Ok(())
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec(), Tasks::run(&mut Board));
}
