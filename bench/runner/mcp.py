"""`tools/call` over HTTP beside other servers: throughput, latency, CPU, memory.

Servers stay up for the whole run. In each round every one of them is measured in turn, so that what changes on the
machine meets all alike.
"""

from __future__ import annotations

import argparse
import contextlib
import os

from tests.runner.steps import say

from . import figures, instructions, load, peers, report
from .peers import FLOOR, HANDLER, OURS, THOUSAND, Peer
from .places import Failure
from .report import Bar
from .server import Server

_CONNECTIONS = 32

# The client must have time left, or it is what is measured.
_BUSY = 0.95


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--only", metavar="A,B", help=f"only these of {', '.join(peer.name for peer in peers.ALL)}")
    parser.add_argument("--rounds", type=int, default=9, help="how often each server is measured (default 9)")
    parser.add_argument("--seconds", type=float, default=6, help="how long each time, after a quarter for warming up (default 6)")
    parser.add_argument("--quick", action="store_true", help="2 rounds of 1 second: shows that everything works, and no more")
    parser.add_argument("--instructions", action="store_true", help="count instructions a request too, by valgrind; no other load disturbs them")
    parser.add_argument("--unpinned", action="store_true", help="let servers and client run on all cores; else servers have core 0, the client core 1")


def run(options: argparse.Namespace) -> int:
    if options.quick:
        options.rounds, options.seconds = 2, 1
    if options.rounds < 1:
        raise Failure("`--rounds` takes a number from 1 on")
    chosen = _choose(options.only)
    server_core, client_core = (None, None) if options.unpinned or os.cpu_count() == 1 else (0, 1)
    machine = report.machine()
    rounds = _measure(chosen, options, server_core, client_core)
    counts = _count(chosen, server_core, client_core) if options.instructions else {}
    _print(chosen, rounds, counts)
    results = {
        "machine": {**machine, "load_after": os.getloadavg()},
        "options": {"rounds": options.rounds, "seconds": options.seconds, "connections": _CONNECTIONS, "pinned": server_core is not None},
        "rounds": rounds,
        "instructions": counts,
    }
    report.write("mcp", results, _bars(rounds))
    return 0


def _choose(only: str | None) -> list[Peer]:
    names = only.split(",") if only else [peer.name for peer in peers.ALL]
    unknown = sorted(set(names) - {peer.name for peer in peers.ALL})
    if unknown:
        raise Failure(f"no server `{unknown[0]}`; there are: {', '.join(peer.name for peer in peers.ALL)}")
    return [peer for peer in peers.ALL if peer.name in names]


def _measure(chosen: list[Peer], options: argparse.Namespace, server_core: int | None, client_core: int | None) -> dict[str, list[dict]]:
    rounds: dict[str, list[dict]] = {peer.name: [] for peer in chosen}
    with contextlib.ExitStack() as stack:
        say("building and starting the servers")
        servers = [stack.enter_context(Server(peer, server_core)) for peer in chosen]
        for server in servers:
            # Before anything is measured, every server has to give the right answer.
            load.run(server, client_core, connections=1, requests=1)
        for number in range(options.rounds):
            say(f"round {number + 1} of {options.rounds}")
            for server in servers:
                rounds[server.peer.name].append(_one(server, options, client_core))
                server.empty_log()
    return rounds


def _one(server: Server, options: argparse.Namespace, core: int | None) -> dict:
    found = load.run(
        server, core, connections=_CONNECTIONS, warmup=options.seconds / 4, seconds=options.seconds
    )
    if found["client_cpu_ns"] > _BUSY * found["seconds"] * 1e9:
        say(f"    {server.peer.name}: the client had no time left; it was measured, not the server")
    return {
        "requests_per_second": found["answered"] / found["seconds"],
        "cpu_us": found["server_cpu_ns"] / 1e3 / found["answered"],
        "p50_ms": found["p50_us"] / 1e3,
        "p99_ms": found["p99_us"] / 1e3,
        "memory_mib": server.peak_memory(),
        "client_busy": found["client_cpu_ns"] / 1e9 / found["seconds"],
    }


def _count(chosen: list[Peer], server_core: int | None, client_core: int | None) -> dict[str, float]:
    counts = {}
    for peer in chosen:
        if peer.native:
            say(f"counting instructions of {peer.name}")
            counts[peer.name] = instructions.a_request(peer, server_core, client_core)
    return counts


def _column(rounds: dict[str, list[dict]], peer: str, figure: str) -> list[float]:
    return [measured[figure] for measured in rounds[peer]]


def _print(chosen: list[Peer], rounds: dict[str, list[dict]], counts: dict[str, float]) -> None:
    head = ["server", "req/s", "x floor", "p50 ms", "p99 ms", "CPU us/req", "x floor", "RSS MiB"]
    head += ["instructions/req", "x floor"] if counts else []
    rows = []
    for peer in chosen:
        row = [peer.name]
        for figure, digits, compared in _SHOWN:
            found = figures.spread(_column(rounds, peer.name, figure))
            row.append(found.text(digits) if compared else f"{found.median:,.{digits}f}")
            if compared:
                row.append(_against(rounds, peer.name, FLOOR, figure))
        if counts:
            row += _counted(counts, peer.name)
        rows.append(row)
    print(f"\nmedian (least-most) of {len(next(iter(rounds.values())))} rounds\n")
    print(report.table(head, rows) + "\n")
    for peer in chosen:
        print(f"{peer.name:16}{peer.about}")
    print()


# A figure, its digits, and whether its spread is shown and compared with the floor's.
_SHOWN = [
    ("requests_per_second", 0, True),
    ("p50_ms", 2, False),
    ("p99_ms", 2, False),
    ("cpu_us", 1, True),
    ("memory_mib", 0, False),
]


def _against(rounds: dict[str, list[dict]], peer: str, other: str, figure: str) -> str:
    if other not in rounds:
        return ""
    return figures.ratio(_column(rounds, peer, figure), _column(rounds, other, figure)).text()


def _counted(counts: dict[str, float], peer: str) -> list[str]:
    if peer not in counts:
        return ["", ""]
    return [f"{counts[peer]:,.0f}", f"{counts[peer] / counts[FLOOR]:.2f}" if FLOOR in counts else ""]


def _bars(rounds: dict[str, list[dict]]) -> list[Bar]:
    bars = []
    for about, peer, other, figure, bound in _BARS:
        if peer in rounds and other in rounds:
            compared = figures.ratio(_column(rounds, peer, figure), _column(rounds, other, figure))
            bars.append(Bar(about, compared, **bound))
    return bars


_BARS = [
    ("CPU a request, of the floor's", OURS, FLOOR, "cpu_us", {"most": 1.35}),
    ("requests a second, of the floor's", OURS, FLOOR, "requests_per_second", {"least": 0.80}),
    ("CPU a request, of rmcp's by hand", OURS, HANDLER, "cpu_us", {"most": 0.50}),
    ("CPU a request with 1,000 tools, of that with one", THOUSAND, OURS, "cpu_us", {"most": 1.05}),
]
