//! A request that is no object in JSON.

use traitwire::{Status, message, service};

/// Ids of tasks.
#[message]
struct Ids(Vec<u64>);

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    async fn run(&self, req: Ids) -> Result<(), Status>;
}

struct Board;

impl Tasks for Board {
    async fn run(&self, _: Ids) -> Result<(), Status> {
        Ok(())
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec(), Tasks::run(&Board, Ids(vec![7])));
}
