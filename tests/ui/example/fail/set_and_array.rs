//! An element twice in a set, and an array of another length.

use traitwire::{Status, message, service};

#[message]
struct Task {
    labels: std::collections::BTreeSet<String>,
    span: [u8; 2],
    pair: (u8, String),
}

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    ///
    /// @example {"labels": ["a", "b", "a"], "span": [1, 2], "pair": [1, "a"]}
    /// @example {"labels": [], "span": [1], "pair": [1, "a"]}
    /// @example {"labels": [], "span": [1, 2], "pair": [1, 2]}
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
