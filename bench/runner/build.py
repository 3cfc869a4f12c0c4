"""What a service costs its developer: crates, cold release builds, checks of one method, example or lock more.

Times are CPU seconds of cargo and all that it starts.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess

from tests.runner.steps import say

from . import cost, figures, report, scratch
from .figures import Spread
from .places import BENCH, TARGET, Failure
from .report import Bar

_OURS = "traitwire-peer"
# The leanest that rmcp can be: no macros, no default features.
_THEIRS = "rmcp-handler"
_THEIRS_BY_MACROS = "rmcp-macros-peer"

# Crates of this project, and of the peers.
_OWN = re.compile(r"^(traitwire|shared$|rmcp-handler$|rmcp-macros-peer$)")

_PARTS = ("crates", "cold", "methods", "examples", "lock")

_METHODS = 50
_EXAMPLES = 300
_MESSAGES = 500


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--only", metavar="A,B", help=f"only these of {', '.join(_PARTS)}")
    parser.add_argument("--rounds", type=int, default=3, help="how often each server is built (default 3)")
    parser.add_argument("--check-rounds", type=int, default=9, help="how often each crate is checked (default 9)")
    parser.add_argument("--quick", action="store_true", help="one build each, two checks each: shows that everything works")


def run(options: argparse.Namespace) -> int:
    if options.quick:
        options.rounds, options.check_rounds = 1, 2
    parts = options.only.split(",") if options.only else list(_PARTS)
    if unknown := sorted(set(parts) - set(_PARTS)):
        raise Failure(f"no part `{unknown[0]}`; there are: {', '.join(_PARTS)}")
    results: dict = {"machine": report.machine()}
    bars: list[Bar] = []
    _must("fetch", "--manifest-path", BENCH / "Cargo.toml")
    if "crates" in parts:
        results["crates"] = {package: len(_crates(package)) for package in (_OURS, _THEIRS, _THEIRS_BY_MACROS)}
        bars.append(Bar("crates of a service with default features", _exactly(results["crates"][_OURS]), most=60))
    if "cold" in parts:
        results["cold_cpu_seconds"] = cold = _cold(options.rounds)
        bars.append(Bar("cold release build, of rmcp's", figures.ratio(cold[_OURS], cold[_THEIRS]), most=0.65))
    if checked := _crates_to_check(parts):
        results["check_cpu_seconds"] = times = _checks(checked, options.check_rounds)
        bars += _check_bars(times)
    _print(results)
    report.write("build", results, bars)
    return 0


def _exactly(number: float) -> Spread:
    return Spread(number, number, number)


def _crates(package: str) -> set[str]:
    """The crates that a package is built from, those of this project left out, and of two versions both."""
    command = ["cargo", "tree", "--edges", "normal", "--prefix", "none", "--format", "{p}"]
    command += ["--manifest-path", str(BENCH / "Cargo.toml"), "--package", package]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    named = {" ".join(line.split()[:2]) for line in lines if line.strip()}
    return {crate for crate in named if not _OWN.match(crate.split()[0])}


def _cold(rounds: int) -> dict[str, list[float]]:
    """CPU seconds of building each server from nothing."""
    times: dict[str, list[float]] = {_OURS: [], _THEIRS: []}
    for number in range(rounds):
        for package, found in times.items():
            say(f"cold release build {number + 1} of {rounds}: {package}")
            folder = TARGET / "cold"
            shutil.rmtree(folder, ignore_errors=True)
            command = ["cargo", "build", "--offline", "--profile", "plain", "--manifest-path", BENCH / "Cargo.toml"]
            found.append(cost.cpu_seconds([*command, "--package", package, "--target-dir", folder], f"cold-{package}"))
            shutil.rmtree(folder)
    return times


def _crates_to_check(parts: list[str]) -> dict[str, scratch.Crate]:
    crates = {}
    if "methods" in parts:
        crates["few_methods"] = scratch.service(_METHODS, 1)
        crates["many_methods"] = scratch.service(2 * _METHODS, 1)
    if "examples" in parts:
        crates["no_examples"] = scratch.service(_METHODS, 0)
        crates["with_examples"] = scratch.service(_METHODS, _EXAMPLES // _METHODS)
    if "lock" in parts:
        for name, locked in {"not_locked": False, "locked": True}.items():
            crates[name] = scratch.messages(name, _MESSAGES, locked)
    return crates


def _checks(crates: dict[str, scratch.Crate], rounds: int) -> dict[str, list[float]]:
    """CPU seconds of checking each crate again, its dependencies being there.

    Nothing is kept between checks (no incremental compilation): what a first check costs, and more than one after an edit.
    """
    scratch.write(crates)
    times: dict[str, list[float]] = {name: [] for name in crates}
    say("checking what the crates depend on")
    for name in crates:
        _check(name)
    for number in range(rounds):
        say(f"check {number + 1} of {rounds}")
        for name, found in times.items():
            scratch.source(name).touch()
            found.append(_check(name))
    return times


def _check(name: str) -> float:
    command = ["cargo", "check", "--offline", "--manifest-path", scratch.FOLDER / "Cargo.toml", "--package", name]
    command += ["--target-dir", TARGET / "check"]
    return cost.cpu_seconds(command, f"check-{name}", {"CARGO_INCREMENTAL": "0"})


def _check_bars(times: dict[str, list[float]]) -> list[Bar]:
    bars = []
    if "many_methods" in times:
        more = figures.difference(times["many_methods"], times["few_methods"], 1000 / _METHODS)
        bars.append(Bar("one method more, milliseconds of a check", more, most=30))
    if "with_examples" in times:
        more = figures.difference(times["with_examples"], times["no_examples"])
        bars.append(Bar(f"{_EXAMPLES} examples, seconds of a check", more, most=0.5))
    if "locked" in times:
        more = figures.difference(times["locked"], times["not_locked"])
        bars.append(Bar(f"the numbers of {_MESSAGES} messages in `api.lock`, seconds of a check", more, most=1))
    return bars


def _print(results: dict) -> None:
    rows = [[f"crates of {name}", str(number)] for name, number in results.get("crates", {}).items()]
    for title, part in (("cold release build of", "cold_cpu_seconds"), ("check of", "check_cpu_seconds")):
        for name, times in results.get(part, {}).items():
            rows.append([f"{title} {name}", figures.spread(times).text() + " s"])
    print("\nmedian (least-most), CPU seconds\n")
    print(report.table(["", "figure"], rows) + "\n")


def _must(*command: object) -> None:
    cost.cpu_seconds(["cargo", *command], "fetch")
