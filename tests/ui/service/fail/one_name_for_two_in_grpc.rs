//! Two methods whose names differ in underscores alone.

use traitwire::{Status, service};

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    async fn run_it(&self, id: u64) -> Result<(), Status>;

    /// Run it again.
    async fn run__it(&self, id: u64) -> Result<(), Status>;
}

struct Board;

impl Tasks for Board {
    async fn run_it(&self, _: u64) -> Result<(), Status> {
        Ok(())
    }

    async fn run__it(&self, _: u64) -> Result<(), Status> {
        Ok(())
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec(), (Tasks::run_it(&Board, 7), Tasks::run__it(&Board, 7)));
}
