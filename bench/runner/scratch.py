"""Writes crates that differ in one thing, to see what that costs the compiler."""

from __future__ import annotations

import dataclasses
import pathlib
import re
import shutil

from .places import BENCH, ROOT, TARGET

FOLDER = TARGET / "scratch"


@dataclasses.dataclass(frozen=True)
class Crate:
    """A crate of one file."""

    code: str
    # Its `api.lock`.
    lock: str | None = None


_MANIFEST = """\
[workspace]
members = [{members}]
resolver = "3"
"""

_CRATE_MANIFEST = """\
[package]
name = "{name}"
version = "0.0.0"
edition = "2024"
publish = false

[dependencies]
traitwire = {{ path = "{runtime}" }}
"""

_HEAD = """\
//! A service of many methods.

use traitwire::prelude::*;

/// A unit of work.
#[message]
pub struct Task {
    /// Server-assigned identifier.
    pub id: u64,
    /// What is to be done.
    pub title: String,
    /// Who does it, if anybody.
    pub assignee: Option<String>,
    /// Words to find it by.
    pub labels: Vec<String>,
}

/// A task to be.
#[message]
pub struct CreateTask {
    /// What is to be done.
    pub title: String,
    /// Who does it, if anybody.
    pub assignee: Option<String>,
    /// Words to find it by.
    pub labels: Vec<String>,
}

/// Answers every method alike.
pub struct Board;

impl Board {
    fn task(id: u64, title: String) -> Result<Task, traitwire::Status> {
        Ok(Task { id, title, assignee: None, labels: Vec::new() })
    }
}
"""

_EXAMPLE = '{"title": "Review the release notes", "assignee": "alice", "labels": ["docs"]}'

# Every other method takes its request as one message, the rest have one written from their arguments.
_ARGUMENTS = [
    "req: CreateTask",
    "/** What is to be done. */ title: String, /** Who does it. */ assignee: Option<String>,"
    " /** Words to find it by. */ labels: Vec<String>",
]
_BODIES = ["Self::task(1, req.title)", "Self::task(labels.len() as u64, assignee.unwrap_or(title))"]

# Only a trait documents arguments.
_DOC = re.compile(r"/\*\*.*?\*/ ")


def write(crates: dict[str, Crate]) -> None:
    """Writes a workspace of these crates, which are found by their names."""
    members = ", ".join(f'"{name}"' for name in crates)
    _write(FOLDER / "Cargo.toml", _MANIFEST.format(members=members))
    shutil.copy(BENCH / "Cargo.lock", FOLDER)
    for name, crate in crates.items():
        manifest = _CRATE_MANIFEST.format(name=name, runtime=ROOT / "runtime")
        _write(FOLDER / name / "Cargo.toml", manifest)
        _write(source(name), crate.code)
        lock = FOLDER / name / "api.lock"
        lock.unlink(missing_ok=True)
        if crate.lock is not None:
            _write(lock, crate.lock)


def source(name: str) -> pathlib.Path:
    """The one source file of a crate."""
    return FOLDER / name / "src" / "lib.rs"


def service(methods: int, examples: int) -> Crate:
    """A service of so many methods, each with so many examples."""
    return Crate(_code(methods, examples))


# What the fields of a message are in Rust and in `api.lock`.
_FIELDS = {
    "u64": "uint64",
    "String": "string",
    "Option<String>": "string",
    "Vec<String>": "repeated string",
    "bool": "bool",
    "f64": "double",
    "Vec<Part>": "repeated Part",
    "std::collections::BTreeMap<String, u32>": "map<string, uint32>",
}


def messages(name: str, count: int, locked: bool) -> Crate:
    """So many messages of eight fields, with the numbers of all of them in `api.lock` or without."""
    code = ["//! Many messages.", "", "use traitwire::prelude::*;", "", "/// A part.", "#[message]", "pub struct Part {"]
    code += ["    /// Its number.", "    pub id: u64,", "}"]
    lock = []
    for number in range(count):
        lock.append(f"message many.v1.Message{number} ({name}::Message{number})")
        code += ["", f"/// Message number {number}.", "#[message]", f"pub struct Message{number} {{"]
        for place, (rust, proto) in enumerate(_FIELDS.items(), start=1):
            lock.append(f"  {place} field_{place} {proto}")
            code += [f"    /// Field number {place}.", f"    pub field_{place}: {rust},"]
        code.append("}")
    if not locked:
        return Crate("\n".join([*code, ""]))
    return Crate("\n".join([*code, "", 'traitwire::lock!("api.lock");', ""]), "\n".join([*lock, ""]))


def _code(methods: int, examples: int) -> str:
    declared, defined = [], []
    for number in range(methods):
        arguments = _ARGUMENTS[number % 2]
        signature = f"async fn method_{number}(&self, {arguments}) -> Result<Task, traitwire::Status>"
        lines = [f"/// Create task number {number} and give it to somebody.", "///"]
        lines += [f"/// @example {_EXAMPLE}"] * examples
        declared += [*lines, f"{signature};"]
        defined.append(f"{_DOC.sub('', signature)} {{ {_BODIES[number % 2]} }}")
    trait = ["/// Plan a team's work.", '#[service(package = "many.v1")]', "pub trait Many {", *declared, "}"]
    return "\n".join([_HEAD, *trait, "", "impl Many for Board {", *defined, "}", ""])


def _write(file: pathlib.Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
