//! A doc comment on a stream of requests.

use traitwire::{Status, Streaming, service};

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    async fn run(&self, /** What is to be done. */ titles: Streaming<String>) -> Result<(), Status>;
}

fn main() {
    let _ = TasksService::spec();
}
