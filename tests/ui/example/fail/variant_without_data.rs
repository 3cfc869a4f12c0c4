//! A variant without its data, and one with data that it has not.

use traitwire::{Status, message, service};

#[message]
#[serde(rename_all = "snake_case")]
enum State {
    Todo,
    InProgress,
    Waiting(String),
}

#[message]
struct Task {
    state: State,
}

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    ///
    /// @example {"state": "waiting"}
    /// @example {"state": {"todo": 1}}
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
