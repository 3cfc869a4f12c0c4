//! An error of an example that the method does not have, by its own `@error`.

use traitwire::{Status, service};



/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    ///
    /// @example {"id": 7} ! board_full
    /// @error no_such_task
    async fn run(&self, id: u64) -> Result<u64, Status>;
}

struct Board;

impl Tasks for Board {
    async fn run(&self, _: u64) -> Result<u64, Status> {
        Err(Status::not_found("nothing"))
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec());
}
