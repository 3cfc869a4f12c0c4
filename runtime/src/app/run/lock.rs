//! `lock`: the numbers of protobuf fields, written down so that none changes.

use std::fmt::Write as _;
use std::io::ErrorKind;
use std::path::Path;
use std::{fs, io};

use super::parse::Parsed;
use super::problem::Problem;
use super::{Program, command, output};
use crate::endpoint::Endpoint;
use crate::spec::lock::{Change, Lock};

/// Where the file is, unless the command line says otherwise.
const FILE: &str = "api.lock";

/// Brings the file up to date, or says what of it is not.
pub(super) fn run(program: &Program, parsed: &Parsed, endpoint: &Endpoint) -> Result<(), Problem> {
    let given = parsed.value(&command::OUT_FILE)?.map(|given| given.value);
    let path = given.as_deref().unwrap_or(FILE);
    let before = read(path)?;
    let mut lock = before.clone().unwrap_or_default();
    let changes = lock
        .update(&now(endpoint)?)
        .map_err(|conflicts| refuse(path, &conflicts))?;
    if !parsed.has(&command::CHECK) {
        return write(path, &lock, &changes);
    }
    if changes.is_empty() {
        return output::print(&up_to_date(path, &lock));
    }
    output::print(&lines(&changes))?;
    let message = match before {
        Some(_) => format!("`{path}` does not say so yet"),
        None => format!("there is no `{path}`"),
    };
    let out = given.map_or_else(String::new, |path| format!(" --out {path}"));
    let hint = format!("`{} lock{out}` writes it", program.name);
    Err(Problem::failure(message).hint(hint))
}

/// The file; `None` where there is none.
fn read(path: &str) -> Result<Option<Lock>, Problem> {
    match fs::read_to_string(path) {
        Ok(text) => match Lock::parse(&text) {
            Ok(lock) => Ok(Some(lock)),
            Err(error) => Err(Problem::failure(format!("`{path}`, {error}"))),
        },
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed("read", path, &error)),
    }
}

/// The numbers of the services as they are.
fn now(endpoint: &Endpoint) -> Result<Lock, Problem> {
    let specs: Vec<_> = endpoint.specs().collect();
    let refused = specs.iter().find(|spec| !spec.proto.problems.is_empty());
    match refused {
        Some(spec) => Err(Problem::failure(format!(
            "the service `{}` has no form in protobuf: {}",
            spec.full_name(),
            spec.proto.problems.join("; ")
        ))),
        None => Ok(Lock::of(&specs)),
    }
}

fn write(path: &str, lock: &Lock, changes: &[Change]) -> Result<(), Problem> {
    if changes.is_empty() && Path::new(path).exists() {
        // Whoever watches the file has nothing to do.
        return output::print(&up_to_date(path, lock));
    }
    fs::write(path, lock.to_string()).map_err(|error| failed("write", path, &error))?;
    output::print(&(lines(changes) + &format!("wrote {path}\n")))
}

fn up_to_date(path: &str, lock: &Lock) -> String {
    let enums = lock.entries.values().filter(|entry| entry.is_enum).count();
    let messages = lock.entries.len() - enums;
    format!("{path} says all: messages {messages}, enums {enums}\n")
}

fn refuse(path: &str, conflicts: &[Change]) -> Problem {
    let count = match conflicts.len() {
        1 => "1 field is".to_owned(),
        count => format!("{count} fields are"),
    };
    let lines = lines(conflicts);
    Problem::failure(format!(
        "{count} not as `{path}` says, and nothing is written\n{}",
        lines.trim_end()
    ))
}

/// What changed: behind the name of its message, or below it where it is more than one thing.
fn lines(changes: &[Change]) -> String {
    let mut text = String::new();
    for group in changes.chunk_by(|one, other| one.name == other.name) {
        let _ = write!(text, "{}:", group[0].name);
        let before = if group.len() == 1 { " " } else { "\n  " };
        for change in group {
            let _ = write!(text, "{before}{}", change.text);
        }
        text.push('\n');
    }
    text
}

fn failed(what: &str, path: &str, error: &io::Error) -> Problem {
    Problem::failure(format!("cannot {what} `{path}`: {error}"))
}
