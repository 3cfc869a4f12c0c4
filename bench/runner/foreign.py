"""The peers that are not Rust's: their packages, and how they are started."""

from __future__ import annotations

import functools
import shutil

from tests.runner.tools import Pins, Tools

from .places import BENCH, TARGET, Failure

_FASTMCP = BENCH / "peers" / "fastmcp"
_TYPESCRIPT = BENCH / "peers" / "typescript"


def fastmcp() -> list:
    """The command of the server in Python."""
    return [_tools().python, "-B", _FASTMCP / "server.py"]


def typescript() -> list:
    """The command of the server in TypeScript."""
    tools = _tools()
    # Node looks for packages in the folders above a script.
    return [tools.node, shutil.copy(_TYPESCRIPT / "server.mjs", tools.packages)]


@functools.cache
def _tools() -> Tools:
    pins = Pins(
        requirements=_FASTMCP / "requirements.txt",
        package=_TYPESCRIPT / "package.json",
        package_lock=_TYPESCRIPT / "package-lock.json",
    )
    tools = Tools(TARGET / "tools", pins)
    tools.start()
    if missing := tools.wait():
        raise Failure(missing)
    return tools
