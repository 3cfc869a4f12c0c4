//! A team's task board: the trait, its messages and its errors. What stands here is what every caller sees.
//!
//! Run with `cargo run -p tasks`, which serves an implementation on SQLite; this crate has nothing to run.

use traitwire::prelude::*;

// `cargo run -p tasks -- lock --out examples/tasks-api/api.lock` writes it.
traitwire::lock!("api.lock");

/// A unit of work on the team's board.
#[message]
#[derive(PartialEq, Eq)]
pub struct Task {
    /// Server-assigned identifier.
    pub id: u64,
    /// What is to be done, in one line.
    pub title: String,
    /// Username of the owner, if anybody has taken it.
    pub assignee: Option<String>,
    /// How far it has come.
    pub state: TaskState,
    /// Username of whoever created it, where callers are known.
    pub created_by: Option<String>,
}

/// How far a task has come.
#[message]
#[derive(Copy, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum TaskState {
    /// Nobody has begun.
    Todo,
    /// Somebody works on it.
    Doing,
    /// It is finished.
    Done,
}

/// A task to be.
#[message]
pub struct CreateTask {
    /// What is to be done, in one line.
    #[schemars(length(min = 1, max = 200))]
    pub title: String,
    /// Username of the owner.
    #[schemars(length(min = 1, max = 64))]
    pub assignee: Option<String>,
}

/// Which tasks to list.
#[message]
pub struct ListTasks {
    /// Only tasks in this state.
    pub state: Option<TaskState>,
    /// At most so many.
    #[schemars(range(min = 1, max = 1000))]
    pub limit: Option<u32>,
}

/// Tasks, newest first.
#[message]
pub struct TaskPage {
    /// The tasks.
    pub tasks: Vec<Task>,
}

/// What to change of a task. What is left out stays.
#[message]
pub struct TaskChanges {
    /// The new title.
    #[schemars(length(min = 1, max = 200))]
    pub title: Option<String>,
    /// The new owner.
    #[schemars(length(min = 1, max = 64))]
    pub assignee: Option<String>,
    /// The new state.
    pub state: Option<TaskState>,
}

/// Which changes to follow.
#[message]
pub struct WatchTasks {
    /// Only those of tasks that this user owns after the change. Deletions are of no owner and always told.
    pub assignee: Option<String>,
}

/// A change of the board.
#[message]
#[derive(PartialEq, Eq)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum TaskEvent {
    /// A task was created.
    Created {
        /// The task.
        task: Task,
    },
    /// A task was changed.
    Updated {
        /// The task as it is now.
        task: Task,
    },
    /// A task was deleted, by itself or with all finished ones.
    Deleted {
        /// The id that it had.
        id: u64,
    },
}

/// Why a task call was refused.
#[service_error]
pub enum TaskError {
    /// No task has this id.
    #[code(not_found)]
    NoSuchTask {
        /// The id that was asked for.
        id: u64,
    },
    /// The board holds its maximum of open tasks.
    #[code(resource_exhausted, retryable)]
    BoardFull,
    /// Changes came faster than they were read, and some were missed. List the tasks, then watch again.
    #[code(aborted, retryable)]
    MissedEvents {
        /// How many were missed.
        missed: u64,
    },
    /// The call did not reach the service, or the service failed in a way that no other variant describes.
    #[code(call)]
    Call(CallError),
}

/// Plan and track a team's work.
#[service(package = "tasks.v1")]
pub trait Tasks {
    /// Create a task and give it to somebody.
    ///
    /// Returns the stored task, with its new id.
    ///
    /// @example {"title": "Review the release notes", "assignee": "alice"}
    ///   -> {"id": 7, "title": "Review the release notes", "assignee": "alice", "state": "todo", "created_by": null}
    /// @example on a full board: {"title": "One too many"} ! board_full
    /// @error board_full
    async fn create(&self, cx: Context, req: CreateTask) -> Result<Task, TaskError>;

    /// Look up one task.
    ///
    /// @example {"id": 7}
    /// @error no_such_task
    #[method(read_only)]
    async fn get(
        &self,
        /// The task's id.
        id: u64,
    ) -> Result<Task, TaskError>;

    /// List tasks, newest first.
    ///
    /// @example {"state": "todo"}
    #[method(read_only)]
    async fn list(&self, req: ListTasks) -> Result<TaskPage, TaskError>;

    /// Change a task: its title, its owner, or how far it has come.
    ///
    /// Returns the task as it is now.
    ///
    /// @example finish a task: {"id": 7, "changes": {"state": "done"}}
    /// @error no_such_task
    #[method(idempotent)]
    async fn update(
        &self,
        /// The task's id.
        id: u64,
        /// What to change.
        changes: TaskChanges,
    ) -> Result<Task, TaskError>;

    /// Delete a task for good.
    ///
    /// @example {"id": 7} -> null
    /// @example {"id": 99} ! no_such_task
    /// @error no_such_task
    #[method(destructive, idempotent)]
    async fn delete(
        &self,
        /// The task's id.
        id: u64,
    ) -> Result<(), TaskError>;

    /// Follow changes as they happen, from now on.
    ///
    /// It goes on until the caller leaves.
    ///
    /// @example what becomes of Alice's tasks: {"assignee": "alice"}
    /// @error missed_events
    #[method(read_only)]
    async fn watch(&self, req: WatchTasks) -> Result<Streaming<TaskEvent, TaskError>, TaskError>;

    /// Delete all finished tasks for good.
    ///
    /// Returns how many there were.
    #[method(destructive, scopes("tasks:admin"))]
    async fn purge(&self) -> Result<u64, TaskError>;
}
