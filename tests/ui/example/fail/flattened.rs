//! A field that is missing in what is flattened into a request.

use traitwire::{Status, message, service};

#[message]
struct Task {
    title: String,
    #[serde(flatten)]
    page: Page,
}

#[message]
struct Page {
    size: u8,
}

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    ///
    /// @example {"title": "a"}
    /// @example {"title": "a", "size": 1, "sizes": 2}
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
