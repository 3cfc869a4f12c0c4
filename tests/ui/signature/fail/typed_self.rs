//! `self` behind an `Arc`.

use traitwire::{Status, service};

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    async fn run(self: std::sync::Arc<Self>) -> Result<(), Status>;
}

struct Board;

impl Tasks for Board {
    async fn run(self: std::sync::Arc<Self>) -> Result<(), Status> {
        Ok(())
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec(), Tasks::run(std::sync::Arc::new(Board)));
}
