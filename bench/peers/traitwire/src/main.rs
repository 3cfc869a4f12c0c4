//! The service which all peers have, as traitwire serves it.

use traitwire::prelude::*;

/// A person who may log in.
#[message]
struct User {
    /// Server-assigned identifier.
    id: u64,
    /// Full name.
    name: String,
    /// Where mail reaches them.
    email: String,
    /// What they may do.
    roles: Vec<String>,
}

/// People who may log in.
#[service(package = "users.v1")]
trait Users {
    /// Look up one user.
    ///
    /// @example {"id": 7}
    #[method(read_only)]
    async fn get_user(
        &self,
        /// The user's id.
        id: u64,
    ) -> Result<User, traitwire::Status>;
}

struct Directory;

impl Users for Directory {
    async fn get_user(&self, id: u64) -> Result<User, traitwire::Status> {
        Ok(User {
            id,
            name: shared::name(id),
            email: shared::email(id),
            roles: shared::roles(),
        })
    }
}

#[tokio::main]
async fn main() -> traitwire::Result {
    App::new("users")
        .service(UsersServer::new(Directory))
        .run()
        .await
}
