"""Messages to bytes and back, beside prost."""

from __future__ import annotations

import argparse
import json
import subprocess

from tests.runner.steps import say

from . import cargo, figures, instructions, report
from .places import Failure
from .report import Bar
from .server import Cores, pinned

# What each operation may take, of what prost takes.
_MOST = {"encode": 1.15, "decode": 1.0}

# How often an operation runs under callgrind; starting and ending cancel out.
_FEW = 20
_MANY = 220


def run(options: argparse.Namespace, cores: Cores) -> tuple[list[dict], list[Bar]]:
    """Measures; gives the figures of each operation, and the bars."""
    milliseconds = 5 if options.quick else 40
    say("codec: measuring")
    command = [*pinned(cores.server), cargo.build("codec"), f"rounds={options.rounds}", f"milliseconds={milliseconds}"]
    process = subprocess.run(command, capture_output=True, text=True)
    if process.returncode != 0:
        raise Failure(f"codec: {process.stderr.strip()}")
    operations = json.loads(process.stdout)
    if options.instructions:
        for operation in operations:
            operation["instructions"] = _count(operation)
    print(f"\ncodec: nanoseconds, median (least-most) of {options.rounds} rounds\n")
    print(report.table(["", "bytes", "traitwire", "prost", "ratio", "instructions"], [row(each) for each in operations]) + "\n")
    return operations, [bar(each) for each in operations]


def row(operation: dict) -> list[str]:
    """A row of the table."""
    return [
        _name(operation),
        f"{operation['bytes']:,}",
        figures.spread(operation["traitwire"]).text(0),
        figures.spread(operation["prost"]).text(0),
        figures.ratio(operation["traitwire"], operation["prost"]).text(),
        _counted(operation),
    ]


def bar(operation: dict) -> Bar:
    """What an operation should reach."""
    ratio = figures.ratio(operation["traitwire"], operation["prost"])
    note = f"by instructions {_counted(operation)}" if "instructions" in operation else ""
    return Bar(f"time to {_name(operation)}, of prost's", ratio, most=_MOST[operation["operation"]], note=note)


def _name(operation: dict) -> str:
    return f"{operation['operation']} {operation['message']}"


def _counted(operation: dict) -> str:
    if "instructions" not in operation:
        return ""
    return f"{operation['instructions']['traitwire'] / operation['instructions']['prost']:.2f}"


def _count(operation: dict) -> dict[str, float]:
    counts = {}
    for side in ("traitwire", "prost"):
        say(f"codec: counting instructions of {_name(operation)} by {side}")
        command = [cargo.build("codec"), operation["message"], operation["operation"], side]
        name = "-".join(map(str, command[1:]))
        few, many = (instructions.of([*command, f"count={count}"], f"codec-{name}.{count}") for count in (_FEW, _MANY))
        counts[side] = (many - few) / (_MANY - _FEW)
    return counts
