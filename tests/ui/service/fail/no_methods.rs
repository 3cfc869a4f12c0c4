//! A service without methods.

use traitwire::service;

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {

}

struct Board;

impl Tasks for Board {
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec(), Board);
}
