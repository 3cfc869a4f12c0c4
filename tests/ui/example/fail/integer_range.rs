//! An integer that its type cannot hold.

use traitwire::{Status, message, service};

#[message]
struct Task {
    small: u8,
    large: u64,
}

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    ///
    /// @example {"small": 256, "large": 1}
    /// @example {"small": 1, "large": 18446744073709551616}
    /// @example {"small": 1, "large": -1}
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
