"""Counts the instructions that a request takes, which no other load on the machine changes."""

from __future__ import annotations

import re

from . import load
from .peers import Peer
from .places import TARGET, Failure
from .server import Cores, Server

# The cost of a request is the difference between two runs, in which starting and ending cancel out.
_FEW = 200
_MANY = 2_200


def a_request(peer: Peer, cores: Cores) -> float:
    """User-space instructions of a peer's process for one request, by callgrind."""
    few, many = (_run(peer, cores, requests) for requests in (_FEW, _MANY))
    return (many - few) / (_MANY - _FEW)


def _run(peer: Peer, cores: Cores, requests: int) -> int:
    folder = TARGET / "callgrind"
    folder.mkdir(parents=True, exist_ok=True)
    profile = folder / f"{peer.name}.{requests}"
    valgrind = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={profile}"]
    with Server(peer, cores.server, valgrind) as server:
        load.run(server, cores.client, requests=requests)
    found = re.search(r"^summary: (\d+)$", profile.read_text(), re.MULTILINE)
    if not found:
        raise Failure(f"callgrind wrote no sum to {profile}")
    return int(found[1])
