//! A stream of requests that names the error of its method.

use traitwire::{CallError, Status, Streaming, service};

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Take them.
    async fn take(&self, ids: Streaming<u64, Status>) -> Result<(), Status>;

    /// Take them with the error that there is.
    async fn give(&self, ids: Streaming<u64, CallError>) -> Result<(), Status>;
}

fn main() {
    let _ = TasksService::spec();
}
