//! A stream of replies.

use traitwire::{Status, service};

/// Many tasks.
struct Streaming<T>(T);

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    async fn run(&self) -> Result<Streaming<u64>, Status>;
}

struct Board;

impl Tasks for Board {
    async fn run(&self) -> Result<Streaming<u64>, Status> {
        Ok(Streaming(7))
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec(), Tasks::run(&Board));
}
