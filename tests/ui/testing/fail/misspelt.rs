//! A misspelt name.

use traitwire::{Status, service};

/// Plan work.
#[service(package = "tasks.v1")]
pub trait Tasks {
    /// Run it.
    async fn run(&self) -> Result<(), Status>;
}

traitwire::service_tests!(Task);

fn main() {}
