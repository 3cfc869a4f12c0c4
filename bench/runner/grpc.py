"""Protobuf and gRPC beside prost and tonic: the codec, servers, clients, and what a service costs the compiler.

Whatever is compared is measured in turn, in every round.
"""

from __future__ import annotations

import argparse
import os

from . import grpc_calls, grpc_codec, grpc_compile, report
from .places import Failure
from .report import Bar
from .server import Cores

# Each measures, prints its table, and gives its figures and bars.
_PARTS = {
    "codec": grpc_codec.run,
    "servers": grpc_calls.servers,
    "clients": grpc_calls.clients,
    "compile": grpc_compile.run,
}


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--only", metavar="A,B", help=f"only these of {', '.join(_PARTS)}")
    parser.add_argument("--rounds", type=int, default=9, help="how often each is measured (default 9)")
    parser.add_argument("--seconds", type=float, default=3, help="how long each call is measured (default 3)")
    parser.add_argument("--quick", action="store_true", help="2 rounds of half a second, which show that everything works")
    parser.add_argument("--instructions", action="store_true", help="count instructions too, which no other load disturbs")
    parser.add_argument("--unpinned", action="store_true", help="let the servers and the clients run on all cores")


def run(options: argparse.Namespace) -> int:
    if options.quick:
        options.rounds, options.seconds = 2, 0.5
    if options.rounds < 1:
        raise Failure("`--rounds` takes a number from 1 on")
    cores = Cores() if options.unpinned else Cores.apart()
    results: dict = {"machine": report.machine(), "seconds": options.seconds, "cores": cores._asdict()}
    bars: list[Bar] = []
    for part in _choose(options.only):
        results[part], found = _PARTS[part](options, cores)
        bars += found
    results["machine"]["load_after"] = os.getloadavg()
    report.write("grpc", results, bars)
    return 0


def _choose(only: str | None) -> list[str]:
    parts = only.split(",") if only else list(_PARTS)
    if unknown := sorted(set(parts) - set(_PARTS)):
        raise Failure(f"no part `{unknown[0]}`; there are: {', '.join(_PARTS)}")
    return [part for part in _PARTS if part in parts]
