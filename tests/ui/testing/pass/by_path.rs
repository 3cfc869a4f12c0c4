//! A service by its path, and two of one name.

mod api {
    pub mod v1 {
        use traitwire::{Status, service};

        /// Plan work.
        #[service(package = "tasks.v1")]
        pub trait Tasks {
            /// Run it.
            ///
            /// @example {}
            async fn run(&self) -> Result<(), Status>;
        }
    }

    pub mod v2 {
        use traitwire::{Status, service};

        /// Plan work.
        #[service(package = "tasks.v2")]
        pub trait Tasks {
            /// Run it.
            ///
            /// @example {} -> 7
            async fn run(&self) -> Result<u32, Status>;
        }
    }
}

traitwire::service_tests!(api::v1::Tasks);

mod later {
    traitwire::service_tests!(super::api::v2::Tasks);
}

fn main() {}
