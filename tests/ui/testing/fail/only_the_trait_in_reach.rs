//! The trait is imported, and its description is not.

mod api {
    use traitwire::{Status, service};

    /// Plan work.
    #[service(package = "tasks.v1")]
    pub trait Tasks {
        /// Run it.
        async fn run(&self) -> Result<(), Status>;
    }
}

use api::Tasks;

traitwire::service_tests!(Tasks);

fn main() {
    struct Board;
    impl Tasks for Board {
        async fn run(&self) -> Result<(), traitwire::Status> {
            Ok(())
        }
    }
    let _ = Tasks::run(&Board);
}
