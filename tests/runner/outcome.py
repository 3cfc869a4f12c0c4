"""What a suite found: counts, and the names of what was skipped."""

from __future__ import annotations

import dataclasses


@dataclasses.dataclass
class Skip:
    """A test that did not run."""

    test: str
    reason: str = ""


@dataclasses.dataclass
class Outcome:
    """The sum over the tests of a suite."""

    passed: int = 0
    failed: int = 0
    skips: list[Skip] = dataclasses.field(default_factory=list)

    def add(self, other: "Outcome") -> None:
        self.passed += other.passed
        self.failed += other.failed
        self.skips += other.skips

    def executed(self) -> int:
        return self.passed + self.failed

    def line(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {len(self.skips)} skipped"


def single(ok: bool) -> Outcome:
    """The outcome of a step that has no tests of its own: it counts as one."""
    return Outcome(passed=1) if ok else Outcome(failed=1)
