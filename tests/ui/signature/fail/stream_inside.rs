//! A stream inside of another type.

use traitwire::{Status, Streaming, service};

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    async fn run(&self, titles: Option<Streaming<String>>) -> Result<(), Status>;
}

fn main() {
    let _ = TasksService::spec();
}
