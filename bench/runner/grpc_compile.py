"""What a service of many methods costs the compiler and its user, beside tonic and prost.

Both crates have the server, a client and a call of each method. What tonic's build script writes is there already: neither
the script nor what it needs counts.
"""

from __future__ import annotations

import argparse
import pathlib
import re
import subprocess

from tests.runner.steps import say

from . import cost, figures, grpc_scratch, report
from .cost import Cost
from .grpc_scratch import FOLDER, OURS, THEIRS
from .places import TARGET, Failure
from .report import Bar
from .server import Cores

_METHODS = 60

# The size of one method is the difference to a service of so few, through the methods more.
_FEW = 4

_TARGET = TARGET / "compile"

_MOST_TIME = 0.5
_MOST_SIZE = 1 / 3


def run(options: argparse.Namespace, _: Cores) -> tuple[dict, list[Bar]]:
    """Measures; gives the figures, and the bars."""
    say("compile: building what the crates depend on")
    grpc_scratch.write(_METHODS)
    cost.cpu_seconds(["cargo", "fetch", "--manifest-path", FOLDER / "Cargo.toml"], "compile-fetch")
    times = _times(options.rounds)
    found = {
        name: {
            "cpu_seconds": [time.cpu for time in times[name]],
            "seconds": [time.duration for time in times[name]],
            "rlib_bytes": _library(name).stat().st_size,
            "text_bytes": _text(name),
        }
        for name in (OURS, THEIRS)
    }
    grpc_scratch.write(_FEW)
    for name, figure in found.items():
        figure["text_bytes_of_few"] = _text(name)
    _print(found)
    return found, bars(found)


def bars(found: dict[str, dict]) -> list[Bar]:
    """What was measured, beside what it should be."""
    ours, theirs = found[OURS], found[THEIRS]
    duration = figures.ratio(ours["seconds"], theirs["seconds"])
    about = f"{_METHODS} methods, of tonic's"
    return [
        Bar(
            f"CPU time to build {about}",
            figures.ratio(ours["cpu_seconds"], theirs["cpu_seconds"]),
            most=_MOST_TIME,
            note=f"by duration {duration.text()}",
        ),
        Bar(f"library of {about}", _exactly(ours["rlib_bytes"] / theirs["rlib_bytes"]), most=_MOST_SIZE),
        Bar("code of one method in a released program, of tonic's", _exactly(_a_method(ours) / _a_method(theirs)), most=_MOST_SIZE),
    ]


def _exactly(number: float) -> figures.Spread:
    return figures.Spread(number, number, number)


def _a_method(figure: dict) -> float:
    return (figure["text_bytes"] - figure["text_bytes_of_few"]) / (_METHODS - _FEW)


def _times(rounds: int) -> dict[str, list[Cost]]:
    """What building each library again costs, its dependencies being there. Nothing is kept between builds."""
    times: dict[str, list[Cost]] = {OURS: [], THEIRS: []}
    for name in times:
        _build(name, "--lib")
    for number in range(rounds):
        say(f"compile: round {number + 1} of {rounds}")
        for name, found in times.items():
            grpc_scratch.source(name).touch()
            found.append(_build(name, "--lib"))
    return times


def _build(name: str, *options: str) -> Cost:
    command = ["cargo", "build", "--offline", "--manifest-path", FOLDER / "Cargo.toml", "--package", name]
    command += ["--target-dir", _TARGET, *options]
    return cost.of(command, f"compile-{name}", {"CARGO_INCREMENTAL": "0"})


def _library(name: str) -> pathlib.Path:
    return _TARGET / "debug" / f"lib{name}.rlib"


def _text(name: str) -> int:
    """Bytes of code in a released program that serves and calls."""
    say(f"compile: building a program of {name}")
    _build(name, "--bin", name, "--profile", "plain")
    printed = subprocess.run(["size", "-A", _TARGET / "plain" / name], capture_output=True, text=True).stdout
    found = re.search(r"^\.text\s+(\d+)", printed, re.MULTILINE)
    if not found:
        raise Failure("`size`, of binutils, shows no code; is it installed?")
    return int(found[1])


def _print(found: dict[str, dict]) -> None:
    rows = []
    for name, figure in found.items():
        cpu, duration = (figures.spread(figure[key]).text() for key in ("cpu_seconds", "seconds"))
        sizes = [f"{figure[key] / 2**20:,.1f}" for key in ("rlib_bytes", "text_bytes")]
        rows.append([name, cpu, duration, *sizes, f"{_a_method(figure) / 2**10:,.1f}"])
    print(f"\nbuilding a service of {_METHODS} methods, median (least-most)\n")
    head = ["", "CPU s", "s", "library MiB", "program's code MiB", "code KiB/method"]
    print(report.table(head, rows) + "\n")
