//! A request whose type is declared elsewhere, with a message of a third place in it.

use traitwire::{Status, service};

mod api {
    pub mod parts {
        #[traitwire::message]
        pub struct Owner {
            name: String,
        }
    }

    #[traitwire::message]
    pub struct Create {
        owner: parts::Owner,
    }
}

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    ///
    /// @example {"owner": {"nam": "alice"}}
    async fn run(&self, req: api::Create) -> Result<u64, Status>;
}

struct Board;

impl Tasks for Board {
    async fn run(&self, _: api::Create) -> Result<u64, Status> {
        Err(Status::not_found("nothing"))
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec());
}
