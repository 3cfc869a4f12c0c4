"""What a command costs."""

from __future__ import annotations

import os
import pathlib
import resource
import subprocess

from .places import LOGS, Failure


def cpu_seconds(command: list, log: str, env: dict[str, str] | None = None) -> float:
    """CPU time of a command and of all that it started and waited for, which other load changes far less than its duration."""
    LOGS.mkdir(parents=True, exist_ok=True)
    begin = _children()
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
    return _children() - begin


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
