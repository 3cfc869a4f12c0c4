//! Calls a task board: everything that its trait has, through the trait itself.
//!
//! Run `cargo run -p tasks`, and beside it:
//!
//! ```console
//! $ cargo run -p tasks-client        # over HTTP
//! $ cargo run -p tasks-client -- grpc http://127.0.0.1:8080
//! ```
//!
//! Both print the same. Where the board knows an admin, `TASKS_ADMIN_TOKEN` says who calls. Exits with 1 where something
//! fails that should not.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for the terminal"
)]

use std::error::Error;
use std::process::ExitCode;

use tasks_api::{
    CreateTask, ListTasks, TaskChanges, TaskError, TaskEvent, TaskState, Tasks, TasksClient,
    WatchTasks,
};
use traitwire::spec::Code;
use traitwire::{Context, Grpc, Http, Streaming};

const UNCLEAR: &str =
    "the arguments do not name a board\nhint: write `tasks-client [http|grpc] [ADDRESS]`";

/// Where `cargo run -p tasks` serves.
const LOCAL: &str = "http://127.0.0.1:8080";

const TOKEN: &str = "TASKS_ADMIN_TOKEN";

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let board = match arguments[..] {
        [] | ["http"] => over_http(LOCAL)?,
        ["grpc"] => over_grpc(LOCAL)?,
        ["http", address] => over_http(address)?,
        ["grpc", address] => over_grpc(address)?,
        [address] if address.contains(':') => over_http(address)?,
        _ => return Err(UNCLEAR.into()),
    };
    drive(&board).await?;
    Ok(())
}

fn over_http(address: &str) -> Result<TasksClient, Box<dyn Error>> {
    let mut http = Http::builder(address);
    if let Ok(token) = std::env::var(TOKEN) {
        http = http.bearer(token);
    }
    Ok(TasksClient::new(http.build()?))
}

fn over_grpc(address: &str) -> Result<TasksClient, Box<dyn Error>> {
    let mut grpc = Grpc::builder(address);
    if let Ok(token) = std::env::var(TOKEN) {
        grpc = grpc.bearer(token);
    }
    Ok(TasksClient::new(grpc.build()?))
}

/// Calls each method. It does not know whether the board is here or elsewhere.
async fn drive(tasks: &impl Tasks) -> Result<(), TaskError> {
    let mut changes = tasks.watch(WatchTasks { assignee: None }).await?;

    let plants = CreateTask {
        title: "Water the plants".to_owned(),
        assignee: None,
    };
    let task = tasks.create(Context::current(), plants).await?;
    println!("created task {}: {}", task.id, task.title);
    show_next(&mut changes).await?;

    let taken = TaskChanges {
        title: None,
        assignee: Some("alice".to_owned()),
        state: Some(TaskState::Doing),
    };
    tasks.update(task.id, taken).await?;
    println!("gave it to alice");
    show_next(&mut changes).await?;

    let found = tasks.get(task.id).await?;
    println!("found it: {:?}", found.state);

    let doing = ListTasks {
        state: Some(TaskState::Doing),
        limit: Some(10),
    };
    println!("tasks under way: {}", tasks.list(doing).await?.tasks.len());

    tasks.delete(task.id).await?;
    println!("deleted it");
    show_next(&mut changes).await?;

    match tasks.get(task.id).await {
        Err(TaskError::NoSuchTask { id }) => println!("no task has the id {id} any more"),
        Err(error) => return Err(error),
        Ok(task) => println!("task {} is still there", task.id),
    }

    match tasks.purge().await {
        Ok(count) => println!("purged finished tasks: {count}"),
        Err(TaskError::Call(error))
            if matches!(error.code(), Code::Unauthenticated | Code::PermissionDenied) =>
        {
            println!("purging is for admins");
        }
        Err(error) => return Err(error),
    }
    Ok(())
}

async fn show_next(changes: &mut Streaming<TaskEvent, TaskError>) -> Result<(), TaskError> {
    match changes.next().await.transpose()? {
        Some(TaskEvent::Created { task }) => println!("  board: task {} was created", task.id),
        Some(TaskEvent::Updated { task }) => println!("  board: task {} was changed", task.id),
        Some(TaskEvent::Deleted { id }) => println!("  board: task {id} was deleted"),
        None => println!("  board: no more changes"),
    }
    Ok(())
}
