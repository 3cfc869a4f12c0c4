//! A stream of replies that does not name the error of its method.

use traitwire::{Status, Streaming, service};

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Follow it.
    async fn follow(&self) -> Result<Streaming<u64>, Status>;
}

struct Board;

impl Tasks for Board {
    async fn follow(&self) -> Result<Streaming<u64>, Status> {
        Ok(Streaming::from_items([7]))
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec(), Tasks::follow(&Board));
}
