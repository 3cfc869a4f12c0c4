//! One mistake in each of several examples: all of them are told at once, each at its line.

use traitwire::{Status, message, service};

#[message]
pub struct CreateTask {
    title: String,
    assignee: Option<String>,
    #[schemars(range(min = 1, max = 5))]
    priority: u8,
}

#[message]
#[serde(rename_all = "snake_case")]
pub enum State {
    Todo,
    Doing,
}

#[message]
pub struct Change {
    id: u64,
    changes: Changes,
}

#[message]
pub struct Changes {
    title: Option<String>,
    state: Option<State>,
}

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Create a task.
    ///
    /// @example {"titel": "Review", "priority": 1}
    /// @example {"title": 7, "priority": 1}
    /// @example {"title": "Review"}
    /// @example {"title": "Review", "priority": 9}
    async fn create(&self, req: CreateTask) -> Result<u64, Status>;

    /// Change a task.
    ///
    /// @example {
    ///   "id": 7,
    ///   "changes": {
    ///     "state": "doin"
    ///   }
    /// } -> 7.5
    async fn change(&self, req: Change) -> Result<u64, Status>;
}

struct Board;

impl Tasks for Board {
    async fn create(&self, _: CreateTask) -> Result<u64, Status> {
        Ok(1)
    }
    async fn change(&self, _: Change) -> Result<u64, Status> {
        Ok(1)
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec());
}
