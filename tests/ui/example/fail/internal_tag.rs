//! The tag of an enum: missing, and unknown.

use traitwire::{Status, message, service};

#[message]
#[serde(tag = "kind")]
enum Event {
    Moved { to: String },
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
    /// @example {"event": {"to": "done"}}
    /// @example {"event": {"kind": "Move", "to": "done"}}
    /// @example {"event": {"kind": "Moved"}}
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
