"""Medians, spreads, and ratios of rounds."""

from __future__ import annotations

import dataclasses
import statistics


@dataclasses.dataclass(frozen=True)
class Spread:
    """What several rounds gave: the middle and the extremes."""

    median: float
    least: float
    most: float

    def text(self, digits: int = 2) -> str:
        return f"{self.median:,.{digits}f} ({self.least:,.{digits}f}-{self.most:,.{digits}f})"


def spread(values: list[float]) -> Spread:
    return Spread(statistics.median(values), min(values), max(values))


def ratio(values: list[float], others: list[float]) -> Spread:
    """How values compare with others of the same rounds, so that what slows a round slows both sides of it."""
    return spread([value / other for value, other in zip(values, others, strict=True)])


def difference(values: list[float], others: list[float], scale: float = 1.0) -> Spread:
    """How far values lie above others of the same rounds, times `scale`."""
    return spread([(value - other) * scale for value, other in zip(values, others, strict=True)])
