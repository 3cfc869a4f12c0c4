"""`tools/call` over HTTP beside other servers: throughput, latency, CPU, memory.

Servers stay up for the whole run. In each round every one of them is measured in turn, so that what changes on the
machine meets all alike.
"""

from __future__ import annotations

import argparse
import contextlib
import os

from tests.runner.steps import say

from . import instructions, load, mcp_table, peers, report
from .peers import Peer
from .places import Failure
from .server import Cores, Server

_CONNECTIONS = 32

# The client must have time left, or it is what is measured.
_BUSY = 0.95


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--only", metavar="A,B", help=f"only these of {', '.join(peer.name for peer in peers.ALL)}")
    parser.add_argument("--rounds", type=int, default=9, help="how often each server is measured (default 9)")
    parser.add_argument("--seconds", type=float, default=6, help="how long, after a quarter for warming up (default 6)")
    parser.add_argument("--quick", action="store_true", help="2 rounds of 1 second, which show that everything works")
    parser.add_argument("--instructions", action="store_true", help="count instructions too, which no other load disturbs")
    parser.add_argument("--unpinned", action="store_true", help="let the servers and the client run on all cores")


def run(options: argparse.Namespace) -> int:
    if options.quick:
        options.rounds, options.seconds = 2, 1
    if options.rounds < 1:
        raise Failure("`--rounds` takes a number from 1 on")
    chosen = _choose(options.only)
    cores = Cores() if options.unpinned else Cores.apart()
    machine = report.machine()
    rounds = _measure(chosen, options, cores)
    counts = _count(chosen, cores) if options.instructions else {}
    mcp_table.show(chosen, rounds, counts)
    results = {
        "machine": {**machine, "load_after": os.getloadavg()},
        "seconds": options.seconds,
        "connections": _CONNECTIONS,
        "cores": cores._asdict(),
        "rounds": rounds,
        "instructions": counts,
    }
    report.write("mcp", results, mcp_table.bars(rounds, counts))
    return 0


def _choose(only: str | None) -> list[Peer]:
    names = only.split(",") if only else [peer.name for peer in peers.ALL]
    unknown = sorted(set(names) - {peer.name for peer in peers.ALL})
    if unknown:
        raise Failure(f"no server `{unknown[0]}`; there are: {', '.join(peer.name for peer in peers.ALL)}")
    return [peer for peer in peers.ALL if peer.name in names]


def _measure(chosen: list[Peer], options: argparse.Namespace, cores: Cores) -> mcp_table.Rounds:
    rounds: mcp_table.Rounds = {peer.name: [] for peer in chosen}
    with contextlib.ExitStack() as stack:
        say("building and starting the servers")
        servers = [stack.enter_context(Server(peer, cores.server)) for peer in chosen]
        for server in servers:
            # Before anything is measured, every server has to give the right answer.
            load.run(server, cores.client, connections=1, requests=1)
        for number in range(options.rounds):
            say(f"round {number + 1} of {options.rounds}")
            for server in servers:
                rounds[server.peer.name].append(_one(server, options, cores.client))
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


def _count(chosen: list[Peer], cores: Cores) -> dict[str, float]:
    counts = {}
    for peer in chosen:
        if peer.native:
            say(f"counting instructions of {peer.name}")
            counts[peer.name] = instructions.a_request(peer, cores)
    return counts
