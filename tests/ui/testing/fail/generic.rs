//! A service with arguments.

use traitwire::{Status, service};

/// Plan work.
#[service(package = "tasks.v1")]
pub trait Tasks {
    /// Run it.
    async fn run(&self) -> Result<(), Status>;
}

traitwire::service_tests!(Tasks<u8>);

fn main() {}
