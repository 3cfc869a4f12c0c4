"""Tables and bars, printed and kept."""

from __future__ import annotations

import dataclasses
import json
import os
import pathlib
import platform
import subprocess
import time

from .figures import Spread
from .places import RESULTS, ROOT


@dataclasses.dataclass(frozen=True)
class Bar:
    """What a figure should be."""

    about: str
    figure: Spread
    most: float | None = None
    least: float | None = None
    # What else speaks for it or against it.
    note: str = ""

    @property
    def met(self) -> bool:
        above = self.least is not None and self.figure.median < self.least
        return not above and (self.most is None or self.figure.median <= self.most)

    @property
    def undecided(self) -> bool:
        """Whether rounds lie on both sides of it."""
        limits = [limit for limit in (self.most, self.least) if limit is not None]
        return any(self.figure.least < limit < self.figure.most for limit in limits)

    def line(self) -> str:
        bound = f"bar <= {self.most:g}" if self.most is not None else f"bar >= {self.least:g}"
        remarks = [bound, *(["rounds on both sides"] if self.undecided else []), *([self.note] if self.note else [])]
        return f"{'met' if self.met else 'MISSED':7}{self.about}: {self.figure.text()}, {', '.join(remarks)}"


def table(head: list[str], rows: list[list[str]]) -> str:
    """Columns that stand below each other; numbers to the right."""
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    lines = [
        "  ".join(cell.ljust(width) if column == 0 else cell.rjust(width) for column, (cell, width) in enumerate(zip(row, widths)))
        for row in [head, ["-" * width for width in widths], *rows]
    ]
    return "\n".join(line.rstrip() for line in lines)


def machine() -> dict:
    """What figures depend on."""
    models = [line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    return {
        "when": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "commit": _printed("git", "-C", str(ROOT), "describe", "--always", "--dirty"),
        "rustc": _printed("rustc", "--version"),
        "kernel": platform.release(),
        "processor": models[0] if models else platform.machine(),
        "cores": os.cpu_count(),
        "load": list(os.getloadavg()),
    }


def write(name: str, results: dict, bars: list[Bar]) -> pathlib.Path:
    """Prints the bars; keeps all as JSON."""
    for bar in bars:
        print(bar.line())
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{name}.json"
    kept = [{**dataclasses.asdict(bar), "met": bar.met} for bar in bars]
    file.write_text(json.dumps({**results, "bars": kept}, indent=1) + "\n")
    print(f"\nall figures: {file.relative_to(ROOT)}")
    return file


def _lines(path: str) -> list[str]:
    file = pathlib.Path(path)
    return file.read_text().splitlines() if file.exists() else []


def _printed(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True).stdout.strip()
