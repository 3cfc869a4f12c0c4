"""Where things are."""

from __future__ import annotations

import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
BENCH = ROOT / "bench"
# All that is built or downloaded.
TARGET = BENCH / "target"
RESULTS = BENCH / "results"
LOGS = TARGET / "logs"


class Failure(Exception):
    """A benchmark cannot go on; the text says why."""
