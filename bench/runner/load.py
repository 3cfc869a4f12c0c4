"""Runs the programs that send requests."""

from __future__ import annotations

import json
import pathlib
import subprocess

from . import cargo, request
from .places import Failure
from .server import Server, pinned


def run(server: Server, core: int | None, **options: float) -> dict:
    """What the load program measured; `options` are its arguments, and every answer is checked."""
    figures = measured(cargo.build("load"), server, core, request.raw(server.address), **options)
    request.check(figures.pop("first"))
    return figures


def measured(
    program: pathlib.Path, server: Server, core: int | None, stdin: bytes = b"", **options: float | str
) -> dict:
    """What a program measured that calls a server; `options` are its arguments."""
    process = subprocess.run(
        [
            *pinned(core),
            program,
            server.address,
            f"process={server.process.pid}",
            *(f"{key}={value}" for key, value in options.items()),
        ],
        input=stdin,
        capture_output=True,
    )
    if process.returncode != 0:
        raise Failure(f"`{server.peer.name}`: {process.stderr.decode(errors='replace').strip()}")
    return json.loads(process.stdout)
