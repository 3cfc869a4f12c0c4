//! A reply of any type that has a trait.

use traitwire::{Status, service};

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    async fn run(&self) -> Result<impl Into<String>, Status>;
}

struct Board;

impl Tasks for Board {
    async fn run(&self) -> Result<impl Into<String>, Status> {
        Ok("a")
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec(), Tasks::run(&Board));
}
