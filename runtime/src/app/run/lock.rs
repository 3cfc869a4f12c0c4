//! `lock`: the numbers of protobuf fields, written down so that none changes.

use std::fmt::Write as _;
use std::io::{ErrorKind, Write as _};
use std::path::Path;
use std::{fs, io};

use super::parse::Parsed;
use super::problem::Problem;
use super::{Program, command, output};
use crate::endpoint::Endpoint;
use crate::spec::ServiceSpec;
use crate::spec::lock::{Change, Lock};
use crate::spec::proto::proto_files;

/// Where the file is, unless the command line says otherwise.
const FILE: &str = "api.lock";

/// Brings the file up to date, or says what of it is not.
pub(super) fn run(program: &Program, parsed: &Parsed, endpoint: &Endpoint) -> Result<(), Problem> {
    let given = parsed.value(&command::OUT_FILE)?.map(|given| given.value);
    let path = given.as_deref().unwrap_or(FILE);
    let before = read(path)?;
    let mut lock = before.clone().unwrap_or_default();
    let now = now(endpoint.specs())?;
    let pruned = if parsed.has(&command::PRUNE) {
        lock.prune(&now)
    } else {
        Vec::new()
    };
    let added = lock
        .update(&now)
        .map_err(|conflicts| refuse(path, &conflicts))?;
    let changes = [pruned, added].concat();
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
    let prune = if parsed.has(&command::PRUNE) {
        " --prune"
    } else {
        ""
    };
    let out = given.map_or_else(String::new, |path| format!(" --out {path}"));
    let hint = format!("`{} lock{prune}{out}` writes it", program.name);
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

/// The numbers of the services as they are, if they are what protobuf takes: one name is one thing. One that was described
/// without protobuf has none.
fn now<'a>(specs: impl Iterator<Item = &'a ServiceSpec>) -> Result<Lock, Problem> {
    let specs: Vec<_> = specs.filter(|spec| !spec.proto.is_empty()).collect();
    proto_files(&specs).map_err(Problem::failure)?;
    Ok(Lock::of(&specs))
}

fn write(path: &str, lock: &Lock, changes: &[Change]) -> Result<(), Problem> {
    if changes.is_empty() && Path::new(path).exists() {
        // Whoever watches the file has nothing to do.
        return output::print(&up_to_date(path, lock));
    }
    fs::write(path, lock.to_string()).map_err(|error| failed("write", path, &error))?;
    output::print(&(lines(changes) + &format!("wrote {path}\n")))?;
    if !is_in_package(Path::new(path)) {
        let _ = writeln!(
            io::stderr(),
            "hint: no crate reads `{path}`, since it is not beside the Cargo.toml of one; `--out PATH` writes it there"
        );
    }
    Ok(())
}

/// Whether a file is beside the manifest of a package, and not of a workspace without one.
fn is_in_package(path: &Path) -> bool {
    let manifest = fs::read_to_string(path.with_file_name("Cargo.toml"));
    manifest.is_ok_and(|text| text.lines().any(|line| line.trim() == "[package]"))
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

#[cfg(test)]
mod tests {
    use super::super::fixture::service;
    use super::*;
    use crate::spec::proto::{
        MethodProto, ProtoField, ProtoLabel, ProtoMessage, ProtoScalar, ProtoSpec, ProtoType,
        Reserved,
    };

    /// A service of this name whose message has this field.
    fn takes(name: &str, field: &str) -> ServiceSpec {
        let mut spec = service(&[], "true");
        spec.name = name.to_owned();
        let method = std::sync::Arc::make_mut(&mut spec.methods[0]);
        method.proto = Some(MethodProto {
            request: "test.v1.Task".to_owned(),
            reply: "google.protobuf.Empty".to_owned(),
        });
        let field = ProtoField {
            name: field.to_owned(),
            number: 1,
            label: ProtoLabel::Single,
            required: false,
            ty: ProtoType::Scalar(ProtoScalar::Bool),
            json_name: None,
            doc: String::new(),
        };
        let message = ProtoMessage {
            name: "test.v1.Task".to_owned(),
            base: "Task".to_owned(),
            path: Some("test::Task".to_owned()),
            doc: String::new(),
            oneof: None,
            fields: vec![field],
            reserved: Reserved::default(),
        };
        spec.proto = ProtoSpec {
            messages: vec![message],
            ..ProtoSpec::default()
        };
        spec
    }

    #[test]
    fn one_name_is_one_thing() {
        let (one, same, other) = (
            takes("One", "id"),
            takes("Same", "id"),
            takes("Other", "no"),
        );
        let by_hand = service(&[], "true");
        let numbers = now([&one, &same, &by_hand].into_iter()).expect("numbers");
        assert_eq!(numbers.entries.len(), 1);
        let problem = now([&one, &other].into_iter()).expect_err("two things");
        let told = problem.to_string();
        assert!(
            told.contains(
                "`test.v1.Task` is one thing for `test.v1.One` and another for `test.v1.Other`"
            ),
            "{told}"
        );
    }
}
