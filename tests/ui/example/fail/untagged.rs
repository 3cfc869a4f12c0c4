//! A value that is none of the variants.

use traitwire::{Status, message, service};

#[message]
#[serde(untagged)]
enum Key {
    Number(u64),
    Name(String),
}

#[message]
struct Task {
    key: Key,
}

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    ///
    /// @example {"key": true}
    /// @example {"key": "fits"}
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
