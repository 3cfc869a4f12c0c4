//! A stream of requests that need not be there, which no transport can leave out.

use traitwire::{Status, Streaming, service};

/// A type of the user's own may have the name, as long as it is no generic one.
mod own {
    #[traitwire::message]
    pub struct Streaming {
        pub rate: u8,
    }
}

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Take them.
    async fn take(&self, ids: Option<Streaming<u64>>) -> Result<(), Status>;

    /// Set it.
    async fn set(&self, rate: Option<own::Streaming>) -> Result<(), Status>;
}

fn main() {
    let _ = TasksService::spec();
}
