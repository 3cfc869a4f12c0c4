"""Writes crates whose services differ in one thing, to see what that costs the compiler."""

from __future__ import annotations

import pathlib
import re
import shutil

from .places import BENCH, ROOT, TARGET

FOLDER = TARGET / "scratch"

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


def write(crates: dict[str, tuple[int, int]]) -> None:
    """Writes a workspace with a crate for each name, whose service has so many methods, each with so many examples."""
    members = ", ".join(f'"{name}"' for name in crates)
    _write(FOLDER / "Cargo.toml", _MANIFEST.format(members=members))
    shutil.copy(BENCH / "Cargo.lock", FOLDER)
    for name, (methods, examples) in crates.items():
        manifest = _CRATE_MANIFEST.format(name=name, runtime=ROOT / "runtime")
        _write(FOLDER / name / "Cargo.toml", manifest)
        _write(source(name), _code(methods, examples))


def source(name: str) -> pathlib.Path:
    """The one source file of a crate."""
    return FOLDER / name / "src" / "lib.rs"


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
