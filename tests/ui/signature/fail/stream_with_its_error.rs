//! A stream of requests that names what it breaks off with.

use traitwire::{Status, Streaming, service};

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    async fn run(&self, titles: Streaming<String, Status>) -> Result<(), Status>;
}

fn main() {
    let _ = TasksService::spec();
}
