//! A tool whose name is too long.

use traitwire::{Status, service};

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    async fn run_the_work_that_was_planned_yesterday(&self) -> Result<(), Status>;
}

struct Board;

impl Tasks for Board {
    async fn run_the_work_that_was_planned_yesterday(&self) -> Result<(), Status> {
        Ok(())
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec(), Tasks::run_the_work_that_was_planned_yesterday(&Board));
}
