//! An argument that is a field of the generated request.

use traitwire::{Status, service};



/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    ///
    /// @example {"id": true}
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
