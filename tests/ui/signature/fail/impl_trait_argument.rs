//! An argument of any type that has a trait.

use traitwire::{Status, service};

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    async fn run(&self, name: impl Into<String> + Send) -> Result<(), Status>;
}

struct Board;

impl Tasks for Board {
    async fn run(&self, _: impl Into<String> + Send) -> Result<(), Status> {
        Ok(())
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec(), Tasks::run(&Board, "a"));
}
