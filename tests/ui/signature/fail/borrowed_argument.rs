//! An argument that is borrowed.

use traitwire::{Status, service};

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    async fn run(&self, name: &str) -> Result<(), Status>;
}

struct Board;

impl Tasks for Board {
    async fn run(&self, _: &str) -> Result<(), Status> {
        Ok(())
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec(), Tasks::run(&Board, "a"));
}
