//! The service.

use std::collections::BTreeMap;

use traitwire::prelude::*;

/// A unit of work.
#[message]
#[derive(PartialEq)]
pub struct Task {
    /// Identifier.
    pub id: u64,
    /// What is to be done.
    pub title: String,
    /// Who does it, if anybody.
    pub assignee: Option<String>,
    /// How far it has come.
    pub state: State,
    /// What it waits for, by kind.
    pub waits_for: BTreeMap<String, Vec<u64>>,
    /// Expected effort in days.
    pub effort: f64,
}

/// How far a task has come.
#[message]
#[derive(Copy, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Not begun.
    Todo,
    /// Begun.
    Doing,
}

/// A task that is to be.
#[message]
pub struct NewTask {
    /// What is to be done.
    #[schemars(length(min = 1, max = 200))]
    pub title: String,
    /// Who does it, if anybody.
    pub assignee: Option<String>,
}

/// What happens on the board.
#[message]
#[derive(PartialEq)]
pub enum Event {
    /// A task is there.
    Created(Task),
    /// A task was renamed.
    Renamed {
        /// Which.
        id: u64,
        /// Its new name.
        title: String,
    },
    /// Nothing.
    Idle,
}

/// What came in.
#[message]
#[derive(PartialEq)]
pub struct Summary {
    /// How many.
    pub count: u64,
    /// The ids of those that are new.
    pub ids: Vec<u64>,
}

/// What a handler knows of its call.
#[message]
#[derive(PartialEq)]
pub struct Seen {
    /// Who calls.
    pub caller: Option<String>,
    /// The id of the trace.
    pub trace: String,
    /// Whether there is a deadline.
    pub has_deadline: bool,
    /// The value of `x-drive`.
    pub metadata: Option<String>,
}

/// Why a call was refused.
#[service_error]
pub enum BoardError {
    /// No task has this id.
    #[code(not_found)]
    NoSuchTask {
        /// The id.
        id: u64,
    },
    /// The board is full.
    #[code(resource_exhausted, retryable)]
    BoardFull,
    /// These titles are taken.
    #[code(already_exists)]
    TitlesTaken {
        /// The titles.
        titles: Vec<String>,
        /// By whom.
        by: Option<String>,
    },
    /// The call did not reach the service, or the service failed.
    #[code(call)]
    Call(CallError),
}

/// A board of tasks.
#[service(package = "drive.v1")]
pub trait Board {
    /// Create a task.
    ///
    /// @example {"title": "Test"}
    async fn create(&self, cx: Context, req: NewTask) -> Result<Task, BoardError>;

    /// Find a task.
    ///
    /// @example {"id": 1}
    #[method(read_only)]
    async fn get(&self, id: u64) -> Result<Task, BoardError>;

    /// Find tasks.
    ///
    /// @example {"state": "todo", "limit": 10}
    #[method(read_only)]
    async fn list(
        &self,
        state: Option<State>,
        #[schemars(range(max = 100))] limit: u32,
    ) -> Result<Vec<Task>, BoardError>;

    /// Count the tasks.
    async fn count(&self) -> Result<u64, BoardError>;

    /// Forget all tasks.
    #[method(destructive)]
    async fn clear(&self) -> Result<(), BoardError>;

    /// Find a task, perhaps.
    async fn find(&self, title: String) -> Result<Option<Task>, BoardError>;

    /// Fail inside.
    async fn fail(&self) -> Result<(), BoardError>;

    /// Panic.
    #[method(tool = false)]
    async fn panic(&self) -> Result<(), BoardError>;

    /// Tell what is known of this call.
    async fn seen(&self) -> Result<Seen, BoardError>;

    /// Tell what is known of this call, by an argument.
    async fn told(&self, cx: Context) -> Result<Seen, BoardError>;

    /// Wait until nobody waits for it.
    async fn wait(&self, cx: Context) -> Result<(), BoardError>;

    /// Wait for ever, within 50 ms.
    #[method(timeout = "50ms")]
    async fn slow(&self) -> Result<(), BoardError>;

    /// Follow what happens, and break after so many events.
    ///
    /// @example {"first": 1, "breaks_after": 2}
    #[method(read_only)]
    async fn watch(
        &self,
        first: u64,
        breaks_after: Option<u64>,
    ) -> Result<Streaming<Event, BoardError>, BoardError>;

    /// Count for ever.
    #[method(tool = false)]
    async fn ticks(&self) -> Result<Streaming<u64, BoardError>, BoardError>;

    /// Create many tasks.
    async fn import(&self, tasks: Streaming<NewTask>) -> Result<Summary, BoardError>;

    /// Give back what comes, until it is "stop".
    async fn echo(
        &self,
        cx: Context,
        words: Streaming<String>,
    ) -> Result<Streaming<String, BoardError>, BoardError>;

    /// A method of a name that types have methods of.
    async fn new(&self, new: u8) -> Result<u8, BoardError>;

    /// Another.
    async fn call(&self, call: String, name: String) -> Result<String, BoardError>;

    /// Another.
    async fn name(&self) -> Result<String, BoardError>;

    /// Another.
    async fn execute(&self, service: u8) -> Result<u8, BoardError>;

    /// Another.
    async fn decode(&self, arguments: u8) -> Result<u8, BoardError>;

    /// A keyword.
    async fn r#move(&self, r#where: String) -> Result<String, BoardError>;

    /// A body of its own, which remote callers do not run.
    async fn body(&self, _text: String) -> Result<String, BoardError> {
        Ok("from the trait".to_owned())
    }
}
