//! Every word of `#[service(..)]` and of `#[method(..)]`.

#![deny(warnings)]

use traitwire::{Status, service};

/// Plan work.
#[service(package = "acme.tasks.v1", name = "TaskBoard", crate = ::traitwire)]
trait Tasks {
    /// Run it.
    #[method(read_only, public, timeout = "1500ms")]
    async fn run(&self) -> Result<(), Status>;

    /// Stop it.
    #[method(destructive, idempotent = true, tool = false)]
    #[method(scopes("tasks:write", any("tasks.stop", "https://acme.example/admin")))]
    #[method(name = "halt", timeout = "24 m", on = "tasks.v1.late-ones")]
    async fn stop(&self) -> Result<(), Status>;

    /// Tell the time.
    #[method(read_only = false, destructive = false, tool = true)]
    #[cfg_attr(all(), must_use)]
    #[allow(clippy::unused_async)]
    async fn time(&self) -> Result<u64, Status>;
}

struct Board;

impl Tasks for Board {
    async fn run(&self) -> Result<(), Status> {
        Ok(())
    }

    async fn stop(&self) -> Result<(), Status> {
        Ok(())
    }

    async fn time(&self) -> Result<u64, Status> {
        Ok(7)
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let spec = traitwire::Service::spec(&server);
    assert_eq!(TasksService::NAME, "acme.tasks.v1.TaskBoard");
    assert_eq!(spec.full_name(), TasksService::NAME);
    assert!(spec.method("halt").is_some());
}
