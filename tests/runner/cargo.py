"""What cargo knows about the workspace."""

from __future__ import annotations

import functools
import json
import os
import pathlib
import subprocess

from .steps import ROOT

# A build that happens once gains nothing from what incremental compilation writes beside it.
_ONCE = {"CARGO_INCREMENTAL": "0"} if os.environ.get("CI") else {}

# The environment that every cargo command of the tests gets.
ENV = {"CARGO_TERM_COLOR": "never", **_ONCE}


@functools.cache
def metadata(manifest: pathlib.Path = ROOT / "Cargo.toml") -> dict:
    """`cargo metadata` of a workspace, without its dependencies."""
    command = ["cargo", "metadata", "--format-version=1", "--no-deps", "--manifest-path", str(manifest)]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)


@functools.cache
def host() -> str:
    """The triple of this machine, such as `x86_64-unknown-linux-gnu`."""
    lines = subprocess.run(["rustc", "-vV"], check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
    return next(line.removeprefix("host: ") for line in lines if line.startswith("host: "))


def target() -> pathlib.Path:
    """The one folder that everything is built in."""
    folder = os.environ.get("CARGO_TARGET_DIR")
    return (ROOT / folder) if folder else ROOT / "target"


def package(name: str) -> dict | None:
    """A package of the workspace, by its name."""
    return next((found for found in metadata()["packages"] if found["name"] == name), None)


def package_in(folder: str) -> str | None:
    """The name of the package whose manifest lies in `folder`, if the workspace has one there."""
    manifest = str(ROOT / folder / "Cargo.toml")
    return next((found["name"] for found in metadata()["packages"] if found["manifest_path"] == manifest), None)


def features(name: str) -> list[str]:
    """The features that a package's users may turn on, `default` apart, in order."""
    found = package(name)
    return sorted(set(found["features"]) - {"default"}) if found else []


def executables(lines: list[str]) -> dict[str, str]:
    """The paths of the binaries, by name, from what `cargo build --message-format=json` printed."""
    messages = (json.loads(line) for line in lines if line.startswith("{"))
    return {
        message["target"]["name"]: message["executable"]
        for message in messages
        if message.get("reason") == "compiler-artifact" and message.get("executable")
    }
