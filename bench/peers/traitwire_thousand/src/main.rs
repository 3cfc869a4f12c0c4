//! The service which all peers have, in the middle of a thousand methods.

use traitwire::prelude::*;

include!(concat!(env!("OUT_DIR"), "/users.rs"));

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

/// Whom to look up.
#[message]
struct GetUser {
    /// The user's id.
    id: u64,
}

struct Directory;

fn user(id: u64) -> User {
    User {
        id,
        name: shared::name(id),
        email: shared::email(id),
        roles: shared::roles(),
    }
}

#[tokio::main]
async fn main() -> traitwire::Result {
    App::new("users")
        .service(UsersServer::new(Directory))
        .run()
        .await
}
