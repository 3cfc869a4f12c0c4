"""Writes two crates with the same service of many methods: one for traitwire, one for tonic and prost."""

from __future__ import annotations

import pathlib
import shutil
import string
import subprocess

from . import cargo
from .places import BENCH, ROOT, TARGET, Failure

FOLDER = TARGET / "scratch-grpc"

OURS = "by_traitwire"
THEIRS = "by_tonic"

# Name, doc, and fields: name, type, doc. `X?` is an optional X, `[X]` a list.
_MESSAGES = [
    ("Task", "A unit of work.", [
        ("id", "u64", "Server-assigned identifier."),
        ("title", "string", "What is to be done."),
        ("assignee", "string?", "Who does it, if anybody."),
        ("labels", "[string]", "Words to find it by."),
        ("steps", "[Step]", "What it is made of."),
    ]),
    ("Step", "A part of a task.", [
        ("title", "string", "What is to be done."),
        ("done", "bool", "Whether it is done."),
    ]),
    ("GetTask", "Which task.", [("id", "u64", "The task's identifier.")]),
    ("CreateTask", "A task to be.", [
        ("title", "string", "What is to be done."),
        ("assignee", "string?", "Who does it, if anybody."),
        ("labels", "[string]", "Words to find it by."),
    ]),
    ("ChangeTask", "What changes in a task.", [
        ("id", "u64", "The task's identifier."),
        ("title", "string?", "What is to be done."),
        ("labels", "[string]", "Words to find it by."),
    ]),
    ("FindTasks", "Which tasks.", [
        ("label", "string?", "A word that they have."),
        ("limit", "u32", "How many at most."),
    ]),
    ("Tasks", "Tasks that were found.", [
        ("tasks", "[Task]", "In the order of their identifiers."),
        ("more", "bool", "Whether there are more."),
    ]),
    ("Changed", "What a change did.", [("revision", "u64", "Number of the change.")]),
]  # fmt: skip

# What the methods take and give, in turn.
_CALLS = [("GetTask", "Task"), ("CreateTask", "Task"), ("ChangeTask", "Changed"), ("FindTasks", "Tasks")]

_WORKSPACE = """\
[workspace]
members = ["{ours}", "{theirs}"]
resolver = "3"

# What `cargo build --release` does where a manifest says nothing else.
[profile.plain]
inherits = "release"
"""

_MANIFEST = """\
[package]
name = "{name}"
version = "0.0.0"
edition = "2024"
publish = false

[dependencies]
tokio = {{ version = "1.54.1", features = ["macros", "net", "rt-multi-thread"] }}
{dependencies}
"""

_OUR_DEPENDENCIES = 'traitwire = {{ path = "{runtime}", features = ["client", "grpc"] }}'

_THEIR_DEPENDENCIES = """\
prost = "0.14.6"
tonic = "=0.14.9"
tonic-prost = "=0.14.9\""""

_OUR_HEAD = """\
//! A service of many methods.

use traitwire::prelude::*;
use traitwire::{Grpc, Status};
"""

_OUR_TAIL = """
/// A program that serves it.
pub fn app() -> App {
    App::new("many").service(ManyServer::new(Board))
}

/// A client of it.
pub fn client(address: &str) -> ManyClient {
    ManyClient::new(Grpc::new(address).expect("an address"))
}
"""

_OUR_MAIN = """\
//! Serves, and calls.

#[tokio::main]
async fn main() -> traitwire::Result {
    if let Some(address) = std::env::var_os("CALL") {
        let client = by_traitwire::client(&address.to_string_lossy());
        by_traitwire::call_each(client).await?;
        return Ok(std::process::ExitCode::SUCCESS);
    }
    by_traitwire::app().run().await
}
"""

_THEIR_HEAD = """\
//! A service of many methods.

#[path = "many.v1.rs"]
mod generated;

pub use generated::*;
use many_client::ManyClient;
use many_server::{Many, ManyServer};
use tonic::transport::server::Router;
use tonic::transport::{Channel, Endpoint, Server};
use tonic::{Request, Response, Status};

/// Answers every method alike.
pub struct Board;
"""

_THEIR_TAIL = """
/// A server of it.
pub fn app() -> Router {
    Server::builder().add_service(ManyServer::new(Board))
}

/// A client of it.
pub fn client(address: &str) -> ManyClient<Channel> {
    let address = Endpoint::from_shared(address.to_owned()).expect("an address");
    ManyClient::new(address.connect_lazy())
}
"""

_THEIR_MAIN = """\
//! Serves, and calls.

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    if let Some(address) = std::env::var_os("CALL") {
        let client = by_tonic::client(&address.to_string_lossy());
        return Ok(by_tonic::call_each(client).await?);
    }
    Ok(by_tonic::app().serve(([127, 0, 0, 1], 0).into()).await?)
}
"""


def write(methods: int) -> None:
    """Writes both crates, with so many methods. What tonic's build script would write is written here once."""
    _write(FOLDER / "Cargo.toml", _WORKSPACE.format(ours=OURS, theirs=THEIRS))
    shutil.copy(BENCH / "Cargo.lock", FOLDER)
    ours = _OUR_DEPENDENCIES.format(runtime=ROOT / "runtime")
    for name, dependencies, code, main in (
        (OURS, ours, our_code(methods), _OUR_MAIN),
        (THEIRS, _THEIR_DEPENDENCIES, their_code(methods), _THEIR_MAIN),
    ):
        _write(FOLDER / name / "Cargo.toml", _MANIFEST.format(name=name, dependencies=dependencies))
        _write(source(name), code)
        _write(source(name).with_name("main.rs"), main)
    file = FOLDER / "many.proto"
    _write(file, proto(methods))
    process = subprocess.run([cargo.build("stubs"), file, source(THEIRS).parent], capture_output=True, text=True)
    if process.returncode != 0:
        raise Failure(f"stubs: {process.stderr.strip()}")


def source(name: str) -> pathlib.Path:
    """The file of a crate that has the service."""
    return FOLDER / name / "src" / "lib.rs"


def proto(methods: int) -> str:
    """The service in protobuf's own words."""
    lines = ['syntax = "proto3";', "package many.v1;", "// Plan a team's work.", "service Many {"]
    for name, takes, gives in _calls(methods):
        lines += [f"  // {_about(name)}", f"  rpc {name.title().replace('_', '')}({takes}) returns ({gives});"]
    lines.append("}")
    for name, about, fields in _MESSAGES:
        lines += [f"// {about}", f"message {name} {{"]
        for number, (field, kind, doc) in enumerate(fields, 1):
            lines += [f"  // {doc}", f"  {_proto_type(kind)} {field} = {number};"]
        lines.append("}")
    return "\n".join([*lines, ""])


def our_code(methods: int) -> str:
    """The service as a trait, all that is made of it, and a call of each method."""
    lines = [_OUR_HEAD]
    for name, about, fields in _MESSAGES:
        lines += [f"/// {about}", "#[message]", "#[derive(Default)]", f"pub struct {name} {{"]
        for field, kind, doc in fields:
            lines += [f"    /// {doc}", f"    pub {field}: {_rust_type(kind)},"]
        lines.append("}")
    lines += ["/// Plan a team's work.", '#[service(package = "many.v1")]', "pub trait Many {"]
    for name, takes, gives in _calls(methods):
        lines += [f"    /// {_about(name)}", f"    async fn {name}(&self, req: {takes}) -> Result<{gives}, Status>;"]
    lines += ["}", "/// Answers every method alike.", "pub struct Board;", "impl Many for Board {"]
    for name, takes, gives in _calls(methods):
        lines.append(f"    async fn {name}(&self, _: {takes}) -> Result<{gives}, Status> {{ Ok({gives}::default()) }}")
    lines += ["}", "/// Calls each method.", "pub async fn call_each(client: ManyClient) -> Result<(), Status> {"]
    lines += [f"    client.{name}({takes}::default()).await?;" for name, takes, _ in _calls(methods)]
    return "\n".join([*lines, "    Ok(())", "}", _OUR_TAIL])


def their_code(methods: int) -> str:
    """What a user of tonic writes: the implementation of the service, and a call of each method."""
    lines = [_THEIR_HEAD, "#[tonic::async_trait]", "impl Many for Board {"]
    for name, takes, gives in _calls(methods):
        signature = f"async fn {name}(&self, _: Request<{takes}>) -> Result<Response<{gives}>, Status>"
        lines.append(f"    {signature} {{ Ok(Response::new({gives}::default())) }}")
    lines += ["}", "/// Calls each method.", "pub async fn call_each(mut client: ManyClient<Channel>) -> Result<(), Status> {"]
    lines += [f"    client.{name}({takes}::default()).await?;" for name, takes, _ in _calls(methods)]
    return "\n".join([*lines, "    Ok(())", "}", _THEIR_TAIL])


def _calls(methods: int) -> list[tuple[str, str, str]]:
    # In letters: digits are no words of their own to those who turn one way of writing names into another.
    letters = string.ascii_lowercase
    names = [f"method_{tens}{ones}" for tens in letters for ones in letters]
    return [(name, *_CALLS[number % len(_CALLS)]) for number, name in enumerate(names[:methods])]


def _about(method: str) -> str:
    return f"Does what {method.replace('_', ' ')} is for, and says how that went."


def _proto_type(kind: str) -> str:
    names = {"u64": "uint64", "u32": "uint32"}
    if kind.startswith("["):
        return f"repeated {_proto_type(kind[1:-1])}"
    if kind.endswith("?"):
        return f"optional {_proto_type(kind[:-1])}"
    return names.get(kind, kind)


def _rust_type(kind: str) -> str:
    if kind.startswith("["):
        return f"Vec<{_rust_type(kind[1:-1])}>"
    if kind.endswith("?"):
        return f"Option<{_rust_type(kind[:-1])}>"
    return {"string": "String"}.get(kind, kind)


def _write(file: pathlib.Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    # What is as it was is not built again.
    if not file.exists() or file.read_text() != text:
        file.write_text(text)
