//! The smallest whole program.
//!
//! Run with `cargo run -p quickstart`, or without a server: `cargo run -p quickstart -- call hello_greet name=Ada`.

use traitwire::prelude::*;

/// Greets people.
#[service(package = "hello.v1")]
trait Hello {
    /// Greet somebody by name.
    ///
    /// @example {"name": "Ada"} -> "Hello, Ada!"
    #[method(read_only)]
    async fn greet(
        &self,
        /// Whom to greet.
        #[schemars(length(min = 1, max = 80))]
        name: String,
    ) -> Result<String, traitwire::Status>;
}

struct Greeter;

impl Hello for Greeter {
    async fn greet(&self, name: String) -> Result<String, traitwire::Status> {
        Ok(format!("Hello, {name}!"))
    }
}

#[tokio::main]
async fn main() -> traitwire::Result {
    App::new("hello")
        .service(HelloServer::new(Greeter))
        .run()
        .await
}
