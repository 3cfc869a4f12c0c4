"""Runs the load program."""

from __future__ import annotations

import json
import subprocess

from . import cargo, request
from .places import Failure
from .server import Server, pinned


def run(server: Server, core: int | None, **options: float) -> dict:
    """What the load program measured; `options` are its arguments, and every answer is checked."""
    process = subprocess.run(
        [
            *pinned(core),
            cargo.build("load"),
            server.address,
            f"process={server.process.pid}",
            *(f"{key}={value}" for key, value in options.items()),
        ],
        input=request.raw(server.address),
        capture_output=True,
    )
    if process.returncode != 0:
        raise Failure(f"`{server.peer.name}`: {process.stderr.decode(errors='replace').strip()}")
    figures = json.loads(process.stdout)
    request.check(figures.pop("first"))
    return figures
