"""The servers that are compared. All have the same service and answer the same request."""

from __future__ import annotations

import dataclasses
from typing import Callable

from . import cargo, foreign


@dataclasses.dataclass(frozen=True)
class Peer:
    """One row of the table."""

    name: str
    about: str
    # Builds or installs what is missing, and gives the command that serves.
    command: Callable[[], list]
    # Whether the server is a program whose instructions can be counted.
    native: bool = True
    env: dict[str, str] = dataclasses.field(default_factory=dict)


def binary(package: str, *arguments: str) -> Callable[[], list]:
    """The command of a program of this workspace."""
    return lambda: [cargo.build(package), *arguments]


# How a server of traitwire is started, and has no log.
SERVE = ("serve", "--listen", "127.0.0.1:0")
QUIET = {"TRAITWIRE_LOG": "off"}

FLOOR = "floor"
OURS = "traitwire"
LOGGED = "traitwire-log"
THOUSAND = "traitwire-1000"
HANDLER = "rmcp-handler"

ALL = [
    Peer(FLOOR, "bare axum, serde, no checks", binary("floor")),
    Peer(OURS, "one tool, log off", binary("traitwire-peer", *SERVE), env=QUIET),
    Peer(LOGGED, "the same, access log to a file", binary("traitwire-peer", *SERVE), env={"TRAITWIRE_LOG": "info"}),
    Peer(THOUSAND, "in the middle of 1,000 tools, log off", binary("traitwire-thousand", *SERVE), env=QUIET),
    Peer(HANDLER, "rmcp 3.11.0, handler by hand, stateless JSON, NODELAY", binary("rmcp-handler")),
    Peer("rmcp-macros", "the same, by its macros", binary("rmcp-macros-peer")),
    Peer("rmcp-macros-50", "in the middle of 50 tools", binary("rmcp-macros-peer", "50")),
    Peer("fastmcp", "Python FastMCP 4.1.2, stateless JSON", foreign.fastmcp, native=False),
    Peer("typescript", "TypeScript SDK server 2.4.0", foreign.typescript, native=False),
]
