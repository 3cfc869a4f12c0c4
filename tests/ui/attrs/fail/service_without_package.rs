//! A service without a package.

use traitwire::{Status, service};

/// Plan work.
#[service]
trait Tasks {
    /// Run it.

    async fn run(&self) -> Result<(), Status>;
}

struct Board;

impl Tasks for Board {
    async fn run(&self) -> Result<(), Status> {
        Ok(())
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec(), Tasks::run(&Board));
}
