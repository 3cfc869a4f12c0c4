//! A scope that is asked for twice.

use traitwire::{Status, service};

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    #[method(scopes("tasks:write", any("tasks:write", "admin")))]
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
