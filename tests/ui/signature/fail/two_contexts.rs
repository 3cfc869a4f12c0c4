//! Two contexts.

use traitwire::{Context, Status, service};

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    async fn run(&self, cx: Context, again: Context) -> Result<(), Status>;
}

struct Board;

impl Tasks for Board {
    async fn run(&self, _: Context, _: Context) -> Result<(), Status> {
        Ok(())
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec(), |a, b| Tasks::run(&Board, a, b));
}
