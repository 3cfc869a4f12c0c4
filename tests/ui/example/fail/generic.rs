//! A generic request.

use traitwire::{Status, message, service};

#[message]
struct Page<T> {
    items: Vec<T>,
    size: u8,
}

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    ///
    /// @example {"items": ["a", 1], "size": 2}
    async fn run(&self, req: Page<String>) -> Result<u64, Status>;
}

struct Board;

impl Tasks for Board {
    async fn run(&self, _: Page<String>) -> Result<u64, Status> {
        Err(Status::not_found("nothing"))
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec());
}
