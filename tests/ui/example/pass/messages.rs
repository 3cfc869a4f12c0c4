//! Examples that fit, with all that serde can do.

use traitwire::{Status, message, service};

#[message]
#[serde(rename_all = "camelCase")]
struct Task {
    due_date: Option<String>,
    #[serde(default)]
    labels: Vec<String>,
    #[serde(alias = "name", rename = "titleOfIt")]
    title: String,
    state: State,
    #[serde(flatten)]
    page: Page<u8>,
    #[schemars(regex(pattern = "^[a-z]+$"))]
    word: String,
    extra: std::collections::BTreeMap<i64, (u8, bool)>,
    ratio: f32,
}

#[message]
enum State {
    Todo,
    Doing { since: u64 },
}

#[message]
struct Page<T> {
    items: Vec<T>,
}

/// Plan work.
#[service(package = "tasks.v1")]
trait Tasks {
    /// Run it.
    ///
    /// @example {
    ///   "name": "a \u00e9 \"b\"", "state": "Todo", "items": [1, 255], "word": "abc",
    ///   "extra": {"-7": [1, true]}, "ratio": -1e3
    /// }
    /// @example {"titleOfIt": "", "state": {"Doing": {"since": 7.0}}, "items": [], "word": "a", "extra": {}, "ratio": 0, "labels": ["x"], "dueDate": null}
    async fn run(&self, req: Task) -> Result<u64, Status>;
}

struct Board;

impl Tasks for Board {
    async fn run(&self, _: Task) -> Result<u64, Status> {
        Err(Status::not_found("nothing"))
    }
}

fn main() {
    let server = TasksServer::new(Board);
    let _ = (traitwire::Service::spec(&server), TasksService::spec());
}
