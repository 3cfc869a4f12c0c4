//! A stream of requests that is not called so.

use traitwire::{Status, Streaming, service};

type Chunks = Streaming<u64>;

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    async fn run(&self, req: Chunks) -> Result<(), Status>;
}

struct Board;

impl Tasks for Board {
    async fn run(&self, _: Chunks) -> Result<(), Status> {
        Ok(())
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec());
}
