//! A type of the same name.

use traitwire::{Status, service};

/// Of another crate.
struct Context;

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    async fn run(&self, cx: Context) -> Result<(), Status>;
}

struct Board;

impl Tasks for Board {
    async fn run(&self, _: Context) -> Result<(), Status> {
        Ok(())
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec(), Tasks::run(&Board, Context));
}
