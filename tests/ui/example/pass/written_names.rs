//! Replies by the names that are written.

use traitwire::{Status, message, service};

#[message]
#[serde(rename_all(serialize = "UPPERCASE", deserialize = "lowercase"))]
struct Task {
    id: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(skip_deserializing)]
    made: u64,
    kind: Kind,
}

#[message]
enum Kind {
    #[serde(rename(serialize = "big", deserialize = "BIG"))]
    Big,
    #[serde(skip_deserializing)]
    Old,
}

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    ///
    /// @example {"id": 1, "kind": "BIG"} -> {"ID": 1, "MADE": 2, "KIND": "big"}
    /// @example {"id": 1, "note": "x", "kind": "BIG"} -> {"ID": 1, "NOTE": "x", "MADE": 2, "KIND": "Old"}
    async fn run(&self, req: Task) -> Result<Task, Status>;
}

struct Board;

impl Tasks for Board {
    async fn run(&self, _: Task) -> Result<Task, Status> {
        Err(Status::not_found("nothing"))
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec());
}
