"""The list of tests that may be skipped where nobody looks: tests/skips.txt."""

from __future__ import annotations

import fnmatch
import pathlib

from .outcome import Skip

LIST = pathlib.Path(__file__).resolve().parents[1] / "skips.txt"


class BadSkipList(Exception):
    """tests/skips.txt has a line that cannot be read."""


def allowed() -> list[tuple[str, str]]:
    """The suite and the pattern of each entry."""
    entries = []
    for number, line in enumerate(LIST.read_text().splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        test, dash, reason = line.partition(" -- ")
        suite, space, pattern = test.strip().partition(" ")
        if not dash or not space or not reason.strip():
            raise BadSkipList(f"tests/skips.txt:{number}: an entry reads `SUITE TEST -- REASON`, found `{line}`")
        entries.append((suite, pattern.strip()))
    return entries


def unlisted(suite: str, skips: list[Skip]) -> list[Skip]:
    """Those skips of a suite that the list does not explain."""
    patterns = [pattern for of, pattern in allowed() if of == suite]
    return [skip for skip in skips if not any(fnmatch.fnmatchcase(skip.test, pattern) for pattern in patterns)]
