//! The board: tasks in SQLite.

use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use tasks_api::{
    CreateTask, ListTasks, Task, TaskChanges, TaskError, TaskEvent, TaskPage, TaskState, Tasks,
    WatchTasks,
};
use tokio::sync::broadcast;
use traitwire::OrInternal;
use traitwire::prelude::*;

use crate::events;

/// How many tasks can be open at a time.
const MOST_OPEN: i64 = 100_000;

/// How many changes are kept for those who follow them and are behind.
const KEPT_EVENTS: usize = 1024;

const SCHEMA: &str = "
    -- What has been answered survives a crash of the program and of the machine.
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    -- AUTOINCREMENT never gives an id twice.
    CREATE TABLE IF NOT EXISTS tasks (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        title TEXT NOT NULL,
        assignee TEXT,
        state TEXT NOT NULL CHECK (state IN ('todo', 'doing', 'done')),
        created_by TEXT
    ) STRICT;
    CREATE INDEX IF NOT EXISTS open_tasks ON tasks (id) WHERE state <> 'done';
";

const COLUMNS: &str = "id, title, assignee, state, created_by";

/// Tasks in a file of SQLite.
pub(crate) struct Board {
    connection: Arc<Mutex<Connection>>,
    events: broadcast::Sender<TaskEvent>,
}

impl Board {
    /// Opens a board, and creates it where there is none.
    pub(crate) fn open(path: &str) -> Result<Self, String> {
        let open = || {
            let connection = Connection::open(path)?;
            connection.execute_batch(SCHEMA)?;
            Ok(connection)
        };
        let connection = open()
            .map_err(|error: rusqlite::Error| format!("cannot open the board `{path}`: {error}"))?;
        Ok(Self {
            connection: Arc::new(Mutex::new(connection)),
            events: broadcast::Sender::new(KEPT_EVENTS),
        })
    }

    /// Works on the database, away from the threads that serve: SQLite blocks its own.
    async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, TaskError> + Send + 'static,
    ) -> Result<T, TaskError> {
        let connection = self.connection.clone();
        let work = move || {
            // A panic has rolled its transaction back; the connection is as good as before.
            let mut connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
            work(&mut connection)
        };
        tokio::task::spawn_blocking(work).await.or_internal()?
    }

    /// Changes the database, and tells those who follow it. What they are told is in the order of the changes, since
    /// the connection is still held.
    async fn change<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<(T, Vec<TaskEvent>), TaskError> + Send + 'static,
    ) -> Result<T, TaskError> {
        let events = self.events.clone();
        self.with(move |connection| {
            let (done, changes) = work(connection)?;
            for change in changes {
                let _ = events.send(change); // where nobody listens it is lost
            }
            Ok(done)
        })
        .await
    }
}

impl Tasks for Board {
    async fn create(&self, cx: Context, req: CreateTask) -> Result<Task, TaskError> {
        let creator = cx.caller().map(|caller| caller.subject().to_owned());
        self.change(move |connection| {
            // Immediate: what is counted holds until the task is stored.
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).or_internal()?;
            let open: i64 = transaction
                .query_row("SELECT count(*) FROM tasks WHERE state <> 'done'", [], |row| row.get(0))
                .or_internal()?;
            if open >= MOST_OPEN {
                return Err(TaskError::BoardFull);
            }
            let sql = format!(
                "INSERT INTO tasks (title, assignee, state, created_by) VALUES (?, ?, 'todo', ?) RETURNING {COLUMNS}"
            );
            let values = params![req.title, req.assignee, creator];
            let task = transaction.query_row(&sql, values, task).or_internal()?;
            transaction.commit().or_internal()?;
            let created = TaskEvent::Created { task: task.clone() };
            Ok((task, vec![created]))
        })
        .await
    }

    async fn get(&self, id: u64) -> Result<Task, TaskError> {
        self.with(move |connection| {
            let sql = format!("SELECT {COLUMNS} FROM tasks WHERE id = ?");
            let found = connection.query_row(&sql, [key(id)?], task).optional();
            found.or_internal()?.ok_or(TaskError::NoSuchTask { id })
        })
        .await
    }

    async fn list(&self, req: ListTasks) -> Result<TaskPage, TaskError> {
        self.with(move |connection| {
            let sql = format!("SELECT {COLUMNS} FROM tasks WHERE state = ?1 OR ?1 IS NULL ORDER BY id DESC LIMIT ?2");
            let mut statement = connection.prepare_cached(&sql).or_internal()?;
            let state = req.state.map(name);
            let limit = req.limit.map_or(-1, i64::from); // to SQLite, -1 is no limit
            let tasks = statement.query_map(params![state, limit], task).or_internal()?;
            let tasks = tasks.collect::<Result<_, _>>().or_internal()?;
            Ok(TaskPage { tasks })
        })
        .await
    }

    async fn update(&self, id: u64, changes: TaskChanges) -> Result<Task, TaskError> {
        self.change(move |connection| {
            let sql = format!(
                "UPDATE tasks SET title = ifnull(?2, title), assignee = ifnull(?3, assignee), state = ifnull(?4, state) \
                 WHERE id = ?1 RETURNING {COLUMNS}"
            );
            let values = params![key(id)?, changes.title, changes.assignee, changes.state.map(name)];
            let task = connection.query_row(&sql, values, task).optional();
            let task = task.or_internal()?.ok_or(TaskError::NoSuchTask { id })?;
            let updated = TaskEvent::Updated { task: task.clone() };
            Ok((task, vec![updated]))
        })
        .await
    }

    async fn delete(&self, id: u64) -> Result<(), TaskError> {
        self.change(move |connection| {
            let deleted = connection.execute("DELETE FROM tasks WHERE id = ?", [key(id)?]);
            match deleted.or_internal()? {
                0 => Err(TaskError::NoSuchTask { id }),
                _ => Ok(((), vec![TaskEvent::Deleted { id }])),
            }
        })
        .await
    }

    async fn watch(&self, req: WatchTasks) -> Result<Streaming<TaskEvent, TaskError>, TaskError> {
        Ok(events::follow(self.events.subscribe(), req.assignee))
    }

    async fn purge(&self) -> Result<u64, TaskError> {
        self.change(|connection| {
            let sql = "DELETE FROM tasks WHERE state = 'done' RETURNING id";
            let mut statement = connection.prepare_cached(sql).or_internal()?;
            let id = |row: &Row<'_>| row.get("id").map(i64::unsigned_abs);
            let ids = statement.query_map([], id).or_internal()?;
            let deleted = ids.map(|id| id.map(|id| TaskEvent::Deleted { id }));
            let deleted: Vec<_> = deleted.collect::<Result<_, _>>().or_internal()?;
            Ok((deleted.len() as u64, deleted))
        })
        .await
    }
}

/// SQLite's integers are signed; no task has an id beyond them.
fn key(id: u64) -> Result<i64, TaskError> {
    i64::try_from(id).map_err(|_| TaskError::NoSuchTask { id })
}

fn task(row: &Row<'_>) -> rusqlite::Result<Task> {
    Ok(Task {
        id: row.get::<_, i64>("id")?.unsigned_abs(),
        title: row.get("title")?,
        assignee: row.get("assignee")?,
        state: state(&row.get::<_, String>("state")?),
        created_by: row.get("created_by")?,
    })
}

fn name(state: TaskState) -> &'static str {
    match state {
        TaskState::Todo => "todo",
        TaskState::Doing => "doing",
        TaskState::Done => "done",
    }
}

fn state(name: &str) -> TaskState {
    match name {
        "doing" => TaskState::Doing,
        "done" => TaskState::Done,
        _ => TaskState::Todo, // the table holds no fourth
    }
}
