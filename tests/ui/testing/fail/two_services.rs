//! Two services at once.

use traitwire::{Status, service};

/// Plan work.
#[service(package = "tasks.v1")]
pub trait Tasks {
    /// Run it.
    async fn run(&self) -> Result<(), Status>;
}

traitwire::service_tests!(Tasks, Tasks);

fn main() {}
