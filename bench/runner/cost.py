"""What a command costs."""

from __future__ import annotations

import os
import pathlib
import resource
import subprocess
import time
from typing import NamedTuple

from .places import LOGS, Failure


class Cost(NamedTuple):
    """Seconds of a command and of all that it started and waited for. Other load changes CPU time far less than duration."""

    cpu: float
    duration: float


def cpu_seconds(command: list, log: str, env: dict[str, str] | None = None) -> float:
    """CPU time of a command and of all that it started and waited for."""
    return of(command, log, env).cpu


def of(command: list, log: str, env: dict[str, str] | None = None) -> Cost:
    """What a command costs, which has to succeed."""
    LOGS.mkdir(parents=True, exist_ok=True)
    begin, started = _children(), time.monotonic()
    with (LOGS / f"{log}.log").open("wb") as file:
        process = subprocess.run(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            env={**os.environ, "CARGO_TERM_COLOR": "never", **(env or {})},
        )
    if process.returncode != 0:
        raise Failure(f"exit code {process.returncode}; see {pathlib.Path(file.name)}")
    return Cost(_children() - begin, time.monotonic() - started)


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
