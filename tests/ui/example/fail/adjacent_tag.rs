//! The data of an enum under the wrong key, and of the wrong kind.

use traitwire::{Status, message, service};

#[message]
#[serde(tag = "t", content = "data")]
enum Event {
    Moved(String),
    Closed,
}

#[message]
struct Task {
    event: Event,
}

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    ///
    /// @example {"event": {"t": "Moved", "dat": "done"}}
    /// @example {"event": {"t": "Moved", "data": 1}}
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
