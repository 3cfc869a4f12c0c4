//! A stream of requests beside another whole request.

use traitwire::{Status, Streaming, service};

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    async fn run(&self, req: String, titles: Streaming<String>) -> Result<(), Status>;
}

fn main() {
    let _ = TasksService::spec();
}
