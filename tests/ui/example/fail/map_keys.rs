//! Keys of maps that are no numbers.

use traitwire::{Status, message, service};

#[message]
struct Task {
    counts: std::collections::BTreeMap<u8, u64>,
}

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    ///
    /// @example {"counts": {"7": 1, "seven": 2}}
    /// @example {"counts": {"256": 1}}
    async fn run(&self, req: Task) -> Result<u64, Status>;
}

struct Board;

impl Tasks for Board {
    async fn run(&self, _: Task) -> Result<u64, Status> {
        Err(Status::not_found("nothing"))
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec());
}
