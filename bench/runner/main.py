"""The command line of `bench/run`."""

from __future__ import annotations

import argparse
import signal
import sys

from tests.runner import steps

from . import build, grpc, mcp
from .places import Failure

_ABOUT = """\
Measures, prints a table, and writes it with all single figures to bench/results/NAME.json.

Nothing here is asserted by a test: bars are reported as met or missed. All that is built or downloaded goes to
bench/target. bench/README.md says how to read the figures.
"""

BENCHMARKS = {"mcp": mcp, "grpc": grpc, "build": build}


def main(arguments: list[str]) -> int:
    """Runs what the command line asks for; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="bench/run", description=_ABOUT, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    benchmarks = parser.add_subparsers(metavar="NAME", required=True)
    for name, module in BENCHMARKS.items():
        about = module.__doc__.splitlines()[0]
        benchmark = benchmarks.add_parser(name, help=about, description=about)
        module.add_options(benchmark)
        benchmark.set_defaults(run=module.run)
    chosen = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended by a signal"))
    try:
        return chosen.run(chosen)
    except Failure as failure:
        print(f"bench/run: {failure}", file=sys.stderr)
        return 1
    finally:
        steps.kill_all()
