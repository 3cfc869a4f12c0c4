//! A type parameter.

use traitwire::{Status, service};

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    async fn run<T: Send>(&self, task: T) -> Result<(), Status>;
}

struct Board;

impl Tasks for Board {
    async fn run<T: Send>(&self, _: T) -> Result<(), Status> {
        Ok(())
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec(), Tasks::run(&Board, 7));
}
