//! A generic service.

use traitwire::{Status, service};

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks<T> {
    /// Run it.
    async fn run(&self, id: u64) -> Result<(), Status>;
}

struct Board;

impl Tasks<u8> for Board {
    async fn run(&self, _: u64) -> Result<(), Status> {
        Ok(())
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec(), Tasks::run(&Board, 7));
}
