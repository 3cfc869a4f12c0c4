//! A stream of requests beside another argument.

use traitwire::{Status, Streaming, service};

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    async fn run(&self, board: u64, titles: Streaming<String>) -> Result<(), Status>;
}

struct Board;

impl Tasks for Board {
    async fn run(&self, _: u64, _: Streaming<String>) -> Result<(), Status> {
        Ok(())
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let titles = Streaming::from_items(["Test".to_owned()]);
    let _ = (traitwire::Service::spec(&server), TasksService::spec(), Tasks::run(&Board, 7, titles));
}
