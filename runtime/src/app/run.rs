//! The command line of every program.

mod arguments;
mod call;
mod command;
mod environment;
mod examples;
mod fields;
#[cfg(test)]
mod fixture;
mod help;
mod input;
mod lock;
#[cfg(feature = "mcp")]
mod mcp;
mod options;
mod output;
mod parse;
mod problem;
#[cfg(feature = "http")]
mod serve;
mod signature;
mod spec;
#[cfg(all(feature = "http", feature = "tls"))]
mod tls;
mod tool_help;
mod tools;
mod types;

use std::env;
use std::path::Path;
use std::process::ExitCode;

use tracing::level_filters::LevelFilter;

use super::{App, log};
use crate::Result;
use command::{Action, Command};
pub(crate) use options::Declared;
pub use options::Options;
use parse::Parsed;
use problem::Problem;

impl App {
    /// Adds an option to the command line of the program: `--name VALUE`, on every command.
    ///
    /// `value` is what the value is called in the help, `about` says what it is for, and `default` is taken where the
    /// option is not given. [`run_with`](Self::run_with) hands out the values.
    #[must_use]
    pub fn option(mut self, name: &str, value: &str, about: &str, default: &str) -> Self {
        self.options
            .push(Declared::new(name, value, about, default));
        self
    }

    /// Does what the command line says: serves over HTTP, speaks MCP on stdio, lists or calls tools.
    ///
    /// | command | does |
    /// | --- | --- |
    /// | `serve [--listen ADDR]` (default) | serves over HTTP; the first line on stderr is `listening on http://ADDR` |
    /// | `mcp` | speaks MCP on stdin and stdout |
    /// | `spec` | prints the description of all services as JSON |
    /// | `spec diff OLD` | says what changed since an older description, and what of it breaks callers |
    /// | `spec proto [--out DIR]` | prints the services as a `.proto` file, or writes one a package |
    /// | `lock [--check] [--prune] [--out PATH]` | writes down the numbers of protobuf fields, see [`lock!`](crate::lock) |
    /// | `tools [--json]` | lists the tools |
    /// | `call TOOL KEY=VALUE..` | calls a tool and prints its reply |
    /// | `help [COMMAND]` | explains all of it |
    ///
    /// Errors are printed to stderr: `error: ..`, then a `hint: ..` where there is one. The exit code is 0, 1 for a
    /// failure or 2 for a wrong command line; only `main` itself has to be left with it. Unless the program has set a
    /// `tracing` subscriber, a log of plain lines goes to stderr, as `TRAITWIRE_LOG` says.
    ///
    /// ```no_run
    /// # use traitwire::{App, Service};
    /// # async fn main_(tasks: impl Service) -> traitwire::Result {
    /// App::new("tasks").service(tasks).run().await
    /// # }
    /// ```
    pub async fn run(self) -> Result {
        self.run_with(async |app, _| Ok(app)).await
    }

    /// As [`run`](Self::run), for programs that open something first: `setup` gets the values of the program's own
    /// options, and adds the services.
    ///
    /// It runs only where it is needed: `--version`, a wrong command line and `--help` open nothing, but for the help of
    /// `call`, whose examples are those of the services. An error that it returns is printed like all others.
    ///
    /// ```no_run
    /// # use traitwire::prelude::*;
    /// # /// Tasks of a team.
    /// # #[service(package = "tasks.v1")]
    /// # trait Tasks {
    /// #     /// Count the tasks.
    /// #     async fn count(&self) -> Result<u64, traitwire::Status>;
    /// # }
    /// # struct Board;
    /// # impl Board {
    /// #     fn open(path: &str) -> std::io::Result<Self> { Ok(Self) }
    /// # }
    /// # impl Tasks for Board {
    /// #     async fn count(&self) -> Result<u64, traitwire::Status> { Ok(0) }
    /// # }
    /// # async fn main_() -> traitwire::Result {
    /// App::new("tasks")
    ///     .option("db", "PATH", "SQLite file of the board", "tasks.db")
    ///     .run_with(async |app, options| {
    ///         let board = Board::open(options.get("db"))?;
    ///         Ok(app.service(TasksServer::new(board)))
    ///     })
    ///     .await
    /// # }
    /// ```
    pub async fn run_with(self, setup: impl AsyncFnOnce(Self, Options) -> Result<Self>) -> Result {
        Ok(match execute(self, setup).await {
            Ok(()) => ExitCode::SUCCESS,
            Err(problem) => problem.report(),
        })
    }
}

/// What the help says of a program.
#[derive(Debug)]
struct Program {
    /// As it was started.
    name: String,
    version: String,
    options: Vec<Declared>,
}

async fn execute(
    app: App,
    setup: impl AsyncFnOnce(App, Options) -> Result<App>,
) -> Result<(), Problem> {
    options::check(&app.options)?;
    let mut arguments = arguments_of_process()?.into_iter();
    let started_as = arguments.next();
    let program = Program {
        name: started_as
            .as_deref()
            .and_then(stem)
            .unwrap_or(&app.parts.name)
            .to_owned(),
        version: app.parts.version.clone(),
        options: app.options.clone(),
    };
    let parsed = parse::parse(&program.name, &program.options, arguments.collect())?;
    if parsed.version {
        return output::print(&format!("{} {}\n", app.parts.name, app.parts.version));
    }
    let explained = explained(&program, &parsed)?;
    if let Explained::Program = explained {
        return output::print(&help::program(&program));
    }
    let options = Options::new(&program.options, &parsed.options);
    if let Explained::Command(command) = explained {
        // The examples are worth a try; the help is given without them too.
        let endpoint = match command.action {
            Action::Call => setup(app, options).await.and_then(App::endpoint).ok(),
            _ => None,
        };
        let tool = parsed.positional.first().filter(|_| parsed.help);
        if let (Some(endpoint), Some(tool)) = (&endpoint, tool) {
            let target = call::find(&program, endpoint, tool)?;
            return output::print(&tool_help::of(&program, target, tool));
        }
        return output::print(&help::command(&program, command, endpoint.as_deref()));
    }
    let wanted = match parsed.command.action {
        Action::Spec => spec::wanted(&program.name, &parsed)?,
        _ => spec::Wanted::default(),
    };
    log::install(environment::log_level(default_level(parsed.command))?);
    let app = setup(app, options).await?;
    act(&program, &parsed, wanted, app).await
}

/// What a person asks to be explained.
enum Explained {
    Nothing,
    Program,
    Command(&'static Command),
}

fn explained(program: &Program, parsed: &Parsed) -> Result<Explained, Problem> {
    if parsed.command.action == Action::Help {
        let Some(name) = parsed.positional.first().filter(|_| !parsed.help) else {
            return Ok(Explained::Program);
        };
        return Ok(Explained::Command(parse::find(&program.name, name)?));
    }
    Ok(match (parsed.help, parsed.named) {
        (false, _) => Explained::Nothing,
        (true, true) => Explained::Command(parsed.command),
        (true, false) => Explained::Program,
    })
}

/// Servers tell of every call; a command that runs once tells of problems only.
fn default_level(command: &Command) -> LevelFilter {
    match command.action {
        #[cfg(feature = "http")]
        Action::Serve => LevelFilter::INFO,
        #[cfg(feature = "mcp")]
        Action::Mcp => LevelFilter::INFO,
        _ => LevelFilter::WARN,
    }
}

async fn act(
    program: &Program,
    parsed: &Parsed,
    wanted: spec::Wanted,
    app: App,
) -> Result<(), Problem> {
    match parsed.command.action {
        #[cfg(feature = "http")]
        Action::Serve => serve::run(parsed, app).await,
        #[cfg(feature = "mcp")]
        Action::Mcp => mcp::run(&app.endpoint()?).await,
        Action::Spec => spec::run(&program.name, parsed, wanted, &*app.endpoint()?),
        Action::Lock => lock::run(program, parsed, &*app.endpoint()?),
        Action::Tools if parsed.has(&command::JSON) => tools::print_json(&*app.endpoint()?),
        Action::Tools => tools::print_lines(&*app.endpoint()?),
        Action::Call => call::run(program, parsed, &app.endpoint()?).await,
        Action::Help => output::print(&help::program(program)),
    }
}

fn arguments_of_process() -> Result<Vec<String>, Problem> {
    let texts = env::args_os().map(|argument| {
        argument.into_string().map_err(|argument| {
            Problem::usage(format!(
                "the argument `{}` is not UTF-8",
                argument.to_string_lossy()
            ))
        })
    });
    texts.collect()
}

/// The name of a program without its folder and `.exe`.
fn stem(path: &str) -> Option<&str> {
    Path::new(path).file_stem()?.to_str()
}

#[cfg(all(test, any(feature = "http", feature = "mcp")))]
mod tests;
