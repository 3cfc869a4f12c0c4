//! The implementation instead of the trait.

use traitwire::{Status, service};

/// Plan work.
#[service(package = "tasks.v1")]
pub trait Tasks {
    /// Run it.
    async fn run(&self) -> Result<(), Status>;
}

struct Board;

impl Tasks for Board {
    async fn run(&self) -> Result<(), Status> {
        Ok(())
    }
}

traitwire::service_tests!(Board);

fn main() {
    let _ = (TasksServer::new(Board), Tasks::run(&Board));
}
