"""gRPC calls: our server and tonic's under one client, and our client and tonic's before one server."""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import pathlib

from tests.runner.steps import say

from . import cargo, figures, instructions, load, report
from .peers import QUIET, SERVE, Peer, binary
from .report import Bar
from .server import Cores, Server

OURS = Peer("traitwire", "log off", binary("traitwire-grpc", *SERVE), env=QUIET)
THEIRS = Peer("tonic", "tonic 0.14.9 and prost", binary("tonic-grpc"))

_CONNECTIONS = 4

# A client must have time left where servers are measured, or it is what is measured.
_BUSY = 0.95

_LEAST = 0.95


@dataclasses.dataclass(frozen=True)
class Case:
    """A call, as the load programs know it."""

    name: str
    about: str
    # How many on each connection at once.
    calls: int
    # How many of them instructions are counted in, less and more.
    counted: tuple[int, int] = (200, 1_200)


CASES = [
    Case("item", "unary, 10 bytes for 40", 16),
    Case("order", "unary, 600 bytes for as many", 16),
    Case("items", "stream of 1,000 items of 25 bytes", 2, (4, 24)),
    Case("orders", "stream of 100 items of 600 bytes", 2, (4, 24)),
]

# What was measured of each case, by who was measured.
Rounds = dict[str, dict[str, list[dict]]]


def servers(options: argparse.Namespace, cores: Cores) -> tuple[dict, list[Bar]]:
    """Measures both servers; gives the figures, and the bars."""
    program = cargo.build("load-grpc")
    rounds: Rounds = {case.name: {OURS.name: [], THEIRS.name: []} for case in CASES}
    with contextlib.ExitStack() as stack:
        say("servers: building and starting")
        running = [stack.enter_context(Server(peer, cores.server)) for peer in (OURS, THEIRS)]
        for number in range(options.rounds):
            say(f"servers: round {number + 1} of {options.rounds}")
            for case in CASES:
                for server in running:
                    found = _one(program, server, case, options, cores)
                    if found["client_busy"] > _BUSY:
                        say(f"    {case.name}, {server.peer.name}: the client had no time left; it was measured")
                    rounds[case.name][server.peer.name].append(found)
    counts = _count(program, cores) if options.instructions else {}
    show("servers under one client", rounds, "server_cpu_us")
    found = [bar(f"calls a second, {case.about}", rounds[case.name], "server_cpu_us", counts.get(case.name)) for case in CASES]
    return {"rounds": rounds, "instructions": counts}, found


def clients(options: argparse.Namespace, cores: Cores) -> tuple[dict, list[Bar]]:
    """Measures both clients before tonic's server."""
    programs = {OURS.name: cargo.build("traitwire-grpc", "traitwire-grpc-client"), THEIRS.name: cargo.build("tonic-grpc", "tonic-grpc-client")}
    rounds: Rounds = {case.name: {name: [] for name in programs} for case in CASES}
    with Server(THEIRS, cores.server) as server:
        for number in range(options.rounds):
            say(f"clients: round {number + 1} of {options.rounds}")
            for case in CASES:
                for name, program in programs.items():
                    rounds[case.name][name].append(_one(program, server, case, options, cores))
    show("clients before tonic's server", rounds, "client_cpu_us")
    return {"rounds": rounds}, [client_bar(f"calls in a second of a client's CPU time, {case.about}", rounds[case.name]) for case in CASES]


def _one(program: pathlib.Path, server: Server, case: Case, options: argparse.Namespace, cores: Cores) -> dict:
    found = load.measured(
        program,
        server,
        cores.client,
        case=case.name,
        connections=_CONNECTIONS,
        calls=case.calls,
        warmup=options.seconds / 4,
        seconds=options.seconds,
    )
    return {
        "calls_per_second": found["answered"] / found["seconds"],
        "server_cpu_us": found["server_cpu_ns"] / 1e3 / found["answered"],
        "client_cpu_us": found["client_cpu_ns"] / 1e3 / found["answered"],
        "p50_ms": found["p50_us"] / 1e3,
        "p99_ms": found["p99_us"] / 1e3,
        "client_busy": found["client_cpu_ns"] / 1e9 / found["seconds"],
    }


def _count(program: pathlib.Path, cores: Cores) -> dict[str, dict[str, float]]:
    counts: dict[str, dict[str, float]] = {}
    for case in CASES:
        for peer in (OURS, THEIRS):
            say(f"servers: counting instructions of {peer.name}, {case.name}")

            def send(server: Server, requests: int) -> None:
                load.measured(program, server, cores.client, case=case.name, connections=1, calls=1, requests=requests)

            counted = dataclasses.replace(peer, name=f"grpc-{peer.name}-{case.name}")
            counts.setdefault(case.name, {})[peer.name] = instructions.a_call(counted, cores, send, *case.counted)
    return counts


def show(title: str, rounds: Rounds, cpu: str) -> None:
    """Prints a row for each call and who was measured."""
    rows = []
    for case in CASES:
        for name, measured in rounds[case.name].items():
            speed, cost = (figures.spread(column(measured, key)) for key in ("calls_per_second", cpu))
            p99 = figures.spread(column(measured, "p99_ms"))
            rows.append([f"{case.about}: {name}", speed.text(0), cost.text(1), f"{p99.median:,.2f}"])
    number = len(rounds[CASES[0].name][OURS.name])
    print(f"\n{title}, median (least-most) of {number} rounds\n")
    print(report.table(["", "calls/s", "CPU us/call", "p99 ms"], rows) + "\n")


def bar(about: str, rounds: dict[str, list[dict]], cpu: str, counts: dict[str, float] | None = None) -> Bar:
    """What calls should reach; how they compare by CPU time and by instructions says how they would on a quiet machine."""
    ours, theirs = rounds[OURS.name], rounds[THEIRS.name]
    speed = figures.ratio(column(ours, "calls_per_second"), column(theirs, "calls_per_second"))
    # Speed goes with what is not spent.
    notes = [f"by CPU time {figures.ratio(column(theirs, cpu), column(ours, cpu)).text()}"]
    notes += [f"by instructions {counts[THEIRS.name] / counts[OURS.name]:.2f}"] if counts else []
    return Bar(f"{about}, of tonic's", speed, least=_LEAST, note=", ".join(notes))


def client_bar(about: str, rounds: dict[str, list[dict]]) -> Bar:
    """The same of a client, which is not always what limits the calls."""
    theirs, ours = (column(rounds[peer.name], "client_cpu_us") for peer in (THEIRS, OURS))
    return Bar(f"{about}, of tonic's", figures.ratio(theirs, ours), least=_LEAST)


def column(rounds: list[dict], figure: str) -> list[float]:
    """A figure of every round."""
    return [measured[figure] for measured in rounds]
