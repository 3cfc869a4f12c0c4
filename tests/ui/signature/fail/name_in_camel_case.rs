//! A name that is not in snake case.

use traitwire::{Status, service};

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    #[expect(non_snake_case)]
    async fn runTask(&self) -> Result<(), Status>;
}

struct Board;

impl Tasks for Board {
    #[expect(non_snake_case)]
    async fn runTask(&self) -> Result<(), Status> {
        Ok(())
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec(), Tasks::runTask(&Board));
}
