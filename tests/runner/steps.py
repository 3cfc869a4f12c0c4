"""Starts commands, keeps what they print, and ends what runs too long."""

from __future__ import annotations

import collections
import os
import pathlib
import shlex
import signal
import subprocess
import sys
import threading

ROOT = pathlib.Path(__file__).resolve().parents[2]

# What a failed command shows at the end of a run's output; the log file has the rest.
SHOWN_LINES = 400

_running: set[subprocess.Popen] = set()
_printing = threading.Lock()


class Step:
    """A command that has ended: its exit code and what it printed."""

    def __init__(self, code: int, log: pathlib.Path):
        self.code = code
        self.log = log

    @property
    def ok(self) -> bool:
        return self.code == 0

    def lines(self) -> list[str]:
        return self.log.read_text(errors="replace").splitlines()


def run(command: list, log: pathlib.Path, *, minutes: float = 30, env: dict | None = None) -> Step:
    """Runs `command` in the root of the repository, in a process group of its own, with its output in `log`.

    When it ends, or after `minutes`, the whole group is killed: what a test left behind does not outlive it.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as file:
        file.write(f"$ {shlex.join(str(part) for part in command)}\n".encode())
        file.flush()
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=ROOT,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        _running.add(process)
        try:
            process.wait(minutes * 60)
        except subprocess.TimeoutExpired:
            file.write(f"no end after {minutes:g} minutes, killed\n".encode())
        finally:
            _kill_group(process)
            _running.discard(process)
    return Step(process.returncode, log)


def say(text: str) -> None:
    """Prints a line at once, whole, whichever thread it comes from."""
    with _printing:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()


def show_failure(step: Step) -> None:
    """Prints the end of what a failed command wrote."""
    tail = collections.deque(step.lines(), maxlen=SHOWN_LINES)
    say("\n".join(tail))
    say(f"exit code {step.code}; the whole output is in {step.log}")


def kill_all() -> None:
    """Ends every command that is still running."""
    for process in list(_running):
        _kill_group(process)


def _kill_group(process: subprocess.Popen) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass  # all of it has ended
    process.wait()
