"""Counts the instructions that something takes, which no other load on the machine changes."""

from __future__ import annotations

import pathlib
import re
import subprocess
from typing import Callable

from . import load
from .peers import Peer
from .places import TARGET, Failure
from .server import Cores, Server

# The cost of a request is the difference between two runs, in which starting and ending cancel out.
_FEW = 200
_MANY = 2_200

# Makes so many requests.
Send = Callable[[Server, int], object]


def a_request(peer: Peer, cores: Cores) -> float:
    """User-space instructions of a peer's process for one request, by callgrind."""
    return a_call(peer, cores, lambda server, requests: load.run(server, cores.client, requests=requests), _FEW, _MANY)


def a_call(peer: Peer, cores: Cores, send: Send, few: int, many: int) -> float:
    """The same for one of the calls that `send` makes, by the difference between few and many of them."""

    def run(requests: int) -> int:
        profile = _profile(f"{peer.name}.{requests}")
        with Server(peer, cores.server, _valgrind(profile)) as server:
            send(server, requests)
        return _sum(profile)

    return (run(many) - run(few)) / (many - few)


def of(command: list, name: str) -> int:
    """User-space instructions of a command."""
    profile = _profile(name)
    process = subprocess.run([*_valgrind(profile), *map(str, command)], capture_output=True, text=True)
    if process.returncode != 0:
        raise Failure(f"`{name}` under callgrind: {process.stderr.strip()}")
    return _sum(profile)


def _profile(name: str) -> pathlib.Path:
    folder = TARGET / "callgrind"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / name


def _valgrind(profile: pathlib.Path) -> list[str]:
    return ["valgrind", "--tool=callgrind", f"--callgrind-out-file={profile}"]


def _sum(profile: pathlib.Path) -> int:
    found = re.search(r"^summary: (\d+)$", profile.read_text(), re.MULTILINE)
    if not found:
        raise Failure(f"callgrind wrote no sum to {profile}")
    return int(found[1])
