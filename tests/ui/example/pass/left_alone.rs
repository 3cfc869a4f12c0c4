//! What cannot be told while compiling: forms of own code, and what nests very deep.

use traitwire::{Status, message, service};

#[message]
struct Task {
    address: std::net::IpAddr,
    nest: Vec<Task>,
    #[message(opaque)]
    any: std::time::Duration,
}

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    ///
    /// @example {"address": "::1", "nest": [{"address": "::1", "nest": [], "any": {"secs": 1, "nanos": 0}}], "any": {"secs": 1, "nanos": 0}}
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
