//! Mistakes in several methods, all reported at once.

use traitwire::{Status, service};

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    ///
    /// @example {"id" 7}
    #[method(read_only, timeout = "soon")]
    async fn run(&self, id: u64) -> Result<(), Status>;

    async fn stop(&mut self) -> Result<(), Status>;

    /// Count it.
    #[method(destructive)]
    async fn count(&self, kind: String) -> Result<u64, Status>;
}

struct Board;

impl Tasks for Board {
    async fn run(&self, _: u64) -> Result<(), Status> {
        Ok(())
    }

    async fn stop(&mut self) -> Result<(), Status> {
        Ok(())
    }

    async fn count(&self, _: String) -> Result<u64, Status> {
        Ok(0)
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec(), Tasks::count(&Board, TasksCountRequest { kind: String::new() }.kind));
}
