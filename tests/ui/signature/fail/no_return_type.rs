//! A method that returns nothing.

use traitwire::service;

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    async fn run(&self);
}

struct Board;

impl Tasks for Board {
    async fn run(&self) {}
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec(), Tasks::run(&Board));
}
