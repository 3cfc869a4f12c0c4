//! Methods with two error types.

use traitwire::{CallError, Status, service, service_error};

/// Why work was refused.
#[service_error]
enum WorkError {
    /// There is no such work.
    #[code(not_found)]
    NoSuchWork,
    /// The call failed.
    #[code(call)]
    Call(CallError),
}

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    async fn run(&self) -> Result<(), Status>;

    /// Stop it.
    async fn stop(&self) -> Result<(), WorkError>;
}

struct Board;

impl Tasks for Board {
    async fn run(&self) -> Result<(), Status> {
        Ok(())
    }

    async fn stop(&self) -> Result<(), WorkError> {
        Err(WorkError::NoSuchWork)
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec(), Tasks::run(&Board));
}
