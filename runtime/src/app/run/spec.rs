//! `spec`: the description of all services, as JSON or as `.proto` files, and what changed since another one.

mod proto;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::{fs, io};

use serde::Serialize;

use super::command::Flag;
use super::parse::Parsed;
use super::problem::Problem;
use super::{command, input, output};
use crate::endpoint::Endpoint;
use crate::spec::diff::{Change, Subject, Transport, What, diff};
use crate::spec::{Json, ServiceSpec};

/// In front of a change that breaks callers; the others are indented as far.
const MARK: &str = "BREAKS";

/// What the command line asks for.
#[derive(Debug, Default)]
pub(super) enum Wanted {
    /// The description.
    #[default]
    Description,
    /// What changed since these services.
    Changes(Vec<ServiceSpec>),
    /// The description as `.proto` files.
    Proto,
}

/// What the command line asks for, with the old description where it is compared. Nothing of the program is opened yet.
pub(super) fn wanted(program: &str, parsed: &Parsed) -> Result<Wanted, Problem> {
    let usage = || format!("write `{program} spec diff OLD`");
    let only_with = |what: &str, flag: &Flag, why: &str| {
        if parsed.has(flag) {
            let message = format!("`--{}` belongs to `spec {what}`; {why}", flag.name);
            let argument = if what == "diff" { " OLD" } else { " --out DIR" };
            let hint = format!("write `{program} spec {what}{argument}`");
            return Err(Problem::usage(message).hint(hint));
        }
        Ok(())
    };
    match &*parsed.positional {
        [] => {
            let why = "`spec` alone prints JSON anyway";
            only_with("diff", &command::CHANGES_AS_JSON, why)?;
            only_with("proto", &command::OUT_DIR, "`spec` alone prints to stdout")?;
            Ok(Wanted::Description)
        }
        [proto] if proto == "proto" => {
            let why = "`.proto` files are no JSON";
            only_with("diff", &command::CHANGES_AS_JSON, why)?;
            Ok(Wanted::Proto)
        }
        [diff] if diff == "diff" => {
            let message = "`spec diff` needs the description to compare with";
            Err(Problem::usage(message).hint(usage() + ", a file or `-` for stdin"))
        }
        [diff, from] if diff == "diff" => {
            only_with("proto", &command::OUT_DIR, "`spec diff` prints to stdout")?;
            read(program, from).map(Wanted::Changes)
        }
        [proto, other] if proto == "proto" => {
            let message = format!("`spec proto` takes no argument `{other}`");
            let hint = format!("write `{program} spec proto --out {other}` to write files");
            Err(Problem::usage(message).hint(hint))
        }
        [other, ..] => {
            let message = format!("`spec` takes no argument `{other}`");
            let hint = usage() + " to compare, `proto` for .proto files, or nothing";
            Err(Problem::usage(message).hint(hint))
        }
    }
}

fn read(program: &str, from: &str) -> Result<Vec<ServiceSpec>, Problem> {
    let (text, name) = match from {
        "-" => (input::stdin(), "stdin".to_owned()),
        path => (fs::read(path), format!("`{path}`")),
    };
    let refuse = |why: String| {
        let hint = format!("`{program} spec > FILE` writes one");
        Problem::usage(format!("cannot read a description from {name}: {why}")).hint(hint)
    };
    let text = text.map_err(|error: io::Error| refuse(error.to_string()))?;
    let json = Json::parse(&text).map_err(|error| refuse(error.to_string()))?;
    ServiceSpec::all_from_json(&json).map_err(|error| refuse(error.to_string()))
}

/// Prints or writes it.
pub(super) fn run(
    program: &str,
    parsed: &Parsed,
    wanted: Wanted,
    endpoint: &Endpoint,
) -> Result<(), Problem> {
    match wanted {
        Wanted::Description => print(endpoint),
        Wanted::Changes(old) => compare(&old, endpoint, parsed),
        Wanted::Proto => proto::write(program, endpoint, parsed),
    }
}

/// Prints the description of all services.
fn print(endpoint: &Endpoint) -> Result<(), Problem> {
    #[derive(Serialize)]
    struct Document<'a> {
        name: &'a str,
        version: &'a str,
        services: Vec<&'a ServiceSpec>,
    }
    output::print_document(&Document {
        name: &endpoint.name,
        version: &endpoint.version,
        services: endpoint.specs().collect(),
    })
}

/// Prints what changed since the old description; a problem without a message where that breaks callers.
fn compare(old: &[ServiceSpec], endpoint: &Endpoint, parsed: &Parsed) -> Result<(), Problem> {
    let new: Vec<_> = endpoint.specs().collect();
    let changes = reachable(diff(&old.iter().collect::<Vec<_>>(), &new));
    if parsed.has(&command::CHANGES_AS_JSON) {
        #[derive(Serialize)]
        struct Document<'a> {
            breaking: usize,
            changes: &'a [Change],
        }
        output::print_document(&Document {
            breaking: breaking(&changes),
            changes: &changes,
        })?;
    } else {
        output::print(&lines(&changes))?;
    }
    match breaking(&changes) {
        0 => Ok(()),
        _ => Err(Problem::told()),
    }
}

/// The changes without what only callers over gRPC see, where the program does not speak it.
fn reachable(mut changes: Vec<Change>) -> Vec<Change> {
    if cfg!(feature = "grpc") {
        return changes;
    }
    changes.retain_mut(|change| {
        let is_path = change.what == What::GrpcPath;
        let is_of_protobuf = matches!(change.what, What::Number | What::Message | What::ProtoName)
            || change.breaks == [Transport::Grpc] && !is_path;
        change
            .breaks
            .retain(|transport| *transport != Transport::Grpc);
        !is_of_protobuf
    });
    changes
}

fn breaking(changes: &[Change]) -> usize {
    let breaks = changes.iter().filter(|change| !change.breaks.is_empty());
    breaks.count()
}

/// The changes for people.
fn lines(changes: &[Change]) -> String {
    let mut text = String::new();
    for of_service in changes.chunk_by(|one, other| one.place.service == other.place.service) {
        let _ = writeln!(text, "{}", of_service[0].place.service);
        for group in of_service.chunk_by(|one, other| one.place.subject == other.place.subject) {
            let place = &group[0].place;
            let (subject, used_by) = (&place.subject, &place.used_by);
            match subject {
                Subject::Type(_) | Subject::Message(_) => {
                    let _ = writeln!(text, "  {subject}, in {}", used_by.join(", "));
                }
                _ => {
                    let _ = writeln!(text, "  {subject}");
                }
            }
            for change in group {
                line(&mut text, change);
            }
        }
    }
    if !changes.is_empty() {
        text.push('\n');
    }
    text + &summary(changes) + "\n"
}

fn line(to: &mut String, change: &Change) {
    let breaks = &*change.breaks;
    let mark = if breaks.is_empty() { "" } else { MARK };
    let _ = write!(to, "    {mark:width$} ", width = MARK.len());
    if !breaks.is_empty() {
        let _ = write!(to, "{}: ", names(breaks));
    }
    if !change.place.path.is_empty() {
        let _ = write!(to, "`{}` ", change.place.path);
    }
    let _ = writeln!(to, "{}", change.text);
}

fn names(transports: &[Transport]) -> String {
    let names: Vec<_> = transports.iter().map(Transport::to_string).collect();
    names.join(", ")
}

fn summary(changes: &[Change]) -> String {
    let all = match changes.len() {
        0 => return "no changes".to_owned(),
        1 => "1 change".to_owned(),
        several => format!("{several} changes"),
    };
    let mut over: BTreeMap<Transport, usize> = BTreeMap::new();
    for transport in changes.iter().flat_map(|change| &change.breaks) {
        *over.entry(*transport).or_default() += 1;
    }
    match breaking(changes) {
        0 => format!("{all}, none breaks callers"),
        breaking => {
            let over = over
                .iter()
                .map(|(transport, count)| format!("{count} over {transport}"));
            let over: Vec<_> = over.collect();
            let verb = if breaking == 1 { "breaks" } else { "break" };
            format!("{all}, {breaking} {verb} callers: {}", over.join(", "))
        }
    }
}
