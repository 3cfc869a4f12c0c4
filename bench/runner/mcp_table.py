"""How the figures of `mcp` are shown, and what they should be."""

from __future__ import annotations

from . import figures, report
from .peers import FLOOR, HANDLER, OURS, THOUSAND, Peer
from .report import Bar

# What each round measured of each server.
Rounds = dict[str, list[dict]]

# A figure, its digits, and whether its spread is shown and compared with the floor's.
_SHOWN = [
    ("requests_per_second", 0, True),
    ("p50_ms", 2, False),
    ("p99_ms", 2, False),
    ("cpu_us", 1, True),
    ("memory_mib", 0, False),
]

_BARS = [
    ("CPU a request, of the floor's", OURS, FLOOR, "cpu_us", {"most": 1.35}),
    ("requests a second, of the floor's", OURS, FLOOR, "requests_per_second", {"least": 0.80}),
    ("CPU a request, of rmcp's by hand", OURS, HANDLER, "cpu_us", {"most": 0.50}),
    ("CPU a request with 1,000 tools, of that with one", THOUSAND, OURS, "cpu_us", {"most": 1.05}),
]


def show(chosen: list[Peer], rounds: Rounds, counts: dict[str, float]) -> None:
    """Prints a row for each server."""
    head = ["server", "req/s", "x floor", "p50 ms", "p99 ms", "CPU us/req", "x floor", "RSS MiB"]
    head += ["instructions/req", "x floor"] if counts else []
    print(f"\nmedian (least-most) of {len(rounds[chosen[0].name])} rounds\n")
    print(report.table(head, [_row(peer.name, rounds, counts) for peer in chosen]) + "\n")
    for peer in chosen:
        print(f"{peer.name:16}{peer.about}")
    print()


def bars(rounds: Rounds, counts: dict[str, float]) -> list[Bar]:
    """What the servers that were measured should have reached."""
    found = []
    for about, peer, other, figure, bound in _BARS:
        if peer in rounds and other in rounds:
            compared = figures.ratio(_column(rounds, peer, figure), _column(rounds, other, figure))
            counted = figure == "cpu_us" and peer in counts and other in counts
            note = f"by instructions {counts[peer] / counts[other]:.2f}" if counted else ""
            found.append(Bar(about, compared, note=note, **bound))
    return found


def _row(peer: str, rounds: Rounds, counts: dict[str, float]) -> list[str]:
    row = [peer]
    for figure, digits, compared in _SHOWN:
        found = figures.spread(_column(rounds, peer, figure))
        row.append(found.text(digits) if compared else f"{found.median:,.{digits}f}")
        if compared:
            row.append(_against_floor(rounds, peer, figure))
    if counts:
        row += _counted(counts, peer)
    return row


def _against_floor(rounds: Rounds, peer: str, figure: str) -> str:
    if FLOOR not in rounds:
        return ""
    return figures.ratio(_column(rounds, peer, figure), _column(rounds, FLOOR, figure)).text()


def _counted(counts: dict[str, float], peer: str) -> list[str]:
    if peer not in counts:
        return ["", ""]
    return [f"{counts[peer]:,.0f}", f"{counts[peer] / counts[FLOOR]:.2f}" if FLOOR in counts else ""]


def _column(rounds: Rounds, peer: str, figure: str) -> list[float]:
    return [measured[figure] for measured in rounds[peer]]
