"""The command line of `tests/run`."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
import traceback

from . import skips, steps, suites
from .go import Go
from .outcome import Outcome, single
from .tools import Tools

_ABOUT = """\
Runs the tests of this repository and ends with the line `N passed, N failed, N skipped`.

Needs Rust (with rustfmt and clippy) and Python 3.9 or newer with its venv module. Everything else, Node too, is
downloaded at pinned versions into the target folder while cargo builds; nothing is installed on the machine. Where Go
is there too, it makes clients of gRPC.
A suite without tests of its own counts as one. Exit code: 0 all passed, 1 something failed, 2 wrong arguments.
With CI=true, a skipped test that tests/skips.txt does not list is a failure. Logs: target/test-logs.
"""


def main(arguments: list[str]) -> int:
    """Runs what the command line asks for; returns the exit code."""
    chosen, unknown = _choose(arguments)
    if unknown:
        print(f"tests/run: {unknown}", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended by a signal"))
    tools, go = Tools(), Go()
    if any(suite.foreign for suite, _ in chosen):
        tools.start()
    if any(suite.go for suite, _ in chosen):
        go.start()
    try:
        return _run(chosen, tools, go)
    finally:
        steps.kill_all()


def _choose(arguments: list[str]) -> tuple[list[tuple[suites.Suite, str]], str]:
    """The suites and filters to run, or what is wrong with the arguments."""
    known = {suite.name: suite for suite in suites.all_suites()}
    asked = _parse(arguments, known).suites or list(known)
    chosen = []
    for argument in asked:
        name, colon, text = argument.partition(":")
        if name not in known:
            return [], f"no suite `{name}`; there are: {', '.join(known)}"
        if colon and (not text or not known[name].filters):
            return [], f"`{argument}`: suite `{name}` takes {'a filter after the colon' if not text else 'no filter'}"
        chosen.append((known[name], text))
    return chosen, ""


def _parse(arguments: list[str], known: dict[str, suites.Suite]) -> argparse.Namespace:
    table = "\n".join(f"  {name:10}{suite.about}" for name, suite in known.items())
    parser = argparse.ArgumentParser(
        prog="tests/run",
        description=_ABOUT,
        epilog=f"suites, in this order:\n{table}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "suites", nargs="*", metavar="SUITE[:FILTER]", help="what to run (default: all); FILTER selects tests by name"
    )
    return parser.parse_args(arguments)


def _run(chosen: list[tuple[suites.Suite, str]], tools: Tools, go: Go) -> int:
    total = Outcome()
    failed = []
    for suite, text in chosen:
        outcome = _run_one(suite, suites.Request(suite.name, text, tools, go))
        total.add(outcome)
        if outcome.failed:
            failed.append(suite.name)
    if failed:
        steps.say(f"failed: {', '.join(failed)}")
    steps.say(total.line())
    return 1 if failed else 0


def _run_one(suite: suites.Suite, request: suites.Request) -> Outcome:
    steps.say(f"--- {suite.name}")
    begin = time.monotonic()
    try:
        outcome = suite.run(request)
        _check(request, outcome)
    except Exception:  # a suite that breaks is a failed suite, not the end of the run
        steps.say(traceback.format_exc())
        outcome = single(False)
    steps.say(f"    {suite.name}: {outcome.line()} in {(time.monotonic() - begin) / 60:.1f} min")
    return outcome


def _check(request: suites.Request, outcome: Outcome) -> None:
    """Turns a suite that ran nothing, and a skip without a listed reason, into failures."""
    if outcome.executed() == 0:
        steps.say(f"no test of `{request.name}` ran" + (f": none matches `{request.filter}`" if request.filter else ""))
        outcome.failed += 1
    for skip in outcome.skips:
        steps.say(f"    skipped: {skip.test} ({skip.reason or 'no reason given'})")
    if os.environ.get("CI") != "true":
        return
    unlisted = skips.unlisted(request.name, outcome.skips)
    for skip in unlisted:
        steps.say(f"`{skip.test}` was skipped; list it with its reason in tests/skips.txt or let it run")
    outcome.failed += len(unlisted)
    outcome.skips = [skip for skip in outcome.skips if skip not in unlisted]
