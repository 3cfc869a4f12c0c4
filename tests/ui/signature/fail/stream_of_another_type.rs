//! A type of the user's own that has the name of a stream.

use traitwire::{Status, service};

/// Many tasks.
struct Streaming<T>(T);

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    async fn run(&self, tasks: Streaming<u64>) -> Result<(), Status>;
}

struct Board;

impl Tasks for Board {
    async fn run(&self, _: Streaming<u64>) -> Result<(), Status> {
        Ok(())
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec(), Tasks::run(&Board, Streaming(7)));
}
