//! Values that are of the right kind, and out of their limits.

use traitwire::{Status, message, service};

#[message]
struct Task {
    #[schemars(length(min = 1, max = 3))]
    title: String,
    #[schemars(range(min = 0.5, max = 1))]
    weight: f64,
    #[schemars(length(max = 1), inner(length(max = 2)))]
    labels: Vec<String>,
}

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    ///
    /// @example {"title": "", "weight": 1, "labels": []}
    /// @example {"title": "a", "weight": 0.25, "labels": []}
    /// @example {"title": "a", "weight": 1, "labels": ["b", "c"]}
    /// @example {"title": "a", "weight": 1, "labels": ["long"]}
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
