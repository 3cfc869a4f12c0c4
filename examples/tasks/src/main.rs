//! A team's task board on SQLite, over gRPC, HTTP, MCP and the command line.
//!
//! Run with `cargo run -p tasks`, and while it runs:
//!
//! ```console
//! $ curl -s http://127.0.0.1:8080/api/tasks/create -H 'content-type: application/json' -d '{"title": "Water the plants"}'
//! {"id":1,"title":"Water the plants","assignee":null,"state":"todo","created_by":null}
//! $ curl -sN http://127.0.0.1:8080/api/tasks/watch -H 'content-type: application/json' -d '{}'
//! data: {"event":"updated","task":{"id":1,"title":"Water the plants","assignee":"alice","state":"doing","created_by":null}}
//! ```
//!
//! `cargo run -p tasks -- help` shows the rest. The trait and its types are in `examples/tasks-api`.

mod board;
mod events;

use board::Board;
use tasks_api::TasksServer;
use traitwire::prelude::*;
use traitwire::{BearerTokens, Identity};

#[tokio::main]
async fn main() -> traitwire::Result {
    App::new("tasks")
        .version(env!("CARGO_PKG_VERSION"))
        .compress_replies(true)
        .option("db", "PATH", "SQLite file of the board", "tasks.db")
        .run_with(async |app, options| {
            let board = Board::open(options.get("db"))?;
            Ok(guarded(app).service(TasksServer::new(board)))
        })
        .await
}

/// Where a token is set, callers have to show it, and `purge` can be called.
fn guarded(app: App) -> App {
    match std::env::var("TASKS_ADMIN_TOKEN") {
        Ok(token) => {
            let admin = Identity::new("admin").with_scope("tasks:admin");
            app.authenticate(BearerTokens::new().token(token, admin))
        }
        Err(_) => app,
    }
}
