//! An unsafe method.

use traitwire::{Status, service};

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    async unsafe fn run(&self) -> Result<(), Status>;
}

struct Board;

impl Tasks for Board {
    async unsafe fn run(&self) -> Result<(), Status> {
        Ok(())
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec(), unsafe { Tasks::run(&Board) });
}
