//! A doc comment that no caller reads.

use traitwire::{Context, Status, service};

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    async fn run(
        &self,
        /// Who calls.
        cx: Context,
    ) -> Result<(), Status>;
}

struct Board;

impl Tasks for Board {
    async fn run(&self, _: Context) -> Result<(), Status> {
        Ok(())
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec(), |cx| Tasks::run(&Board, cx));
}
