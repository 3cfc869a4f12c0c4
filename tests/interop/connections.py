"""Python's MCP clients behind one small interface."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from typing import Any, NamedTuple, Protocol

import fastmcp
import fastmcp.client.transports
import mcp
from support.server import DEADLINE, Program


class Tool(Protocol):
    """What both libraries say about a tool."""

    name: str
    input_schema: dict[str, Any]
    output_schema: dict[str, Any] | None


class Result(NamedTuple):
    """What a tool answered."""

    texts: list[str]
    is_error: bool
    structured: Any


class Way(NamedTuple):
    """A client library, a transport, and how the two agree on a revision."""

    library: str
    transport: str
    mode: str

    def __str__(self) -> str:
        return f"{self.library}-{self.transport}-{self.mode}"


WAYS = [
    *(Way("mcp", transport, mode) for transport in ("http", "stdio") for mode in ("auto", "legacy", "2026-07-28")),
    *(Way("fastmcp", transport, mode) for transport in ("http", "stdio") for mode in ("auto", "legacy")),
]


class Connection:
    """An open client."""

    def __init__(self, way: Way, client: Any):
        self._way = way
        self.client = client

    async def tools(self) -> list[Tool]:
        answer = await self.client.list_tools()
        return answer if self._way.library == "fastmcp" else answer.tools

    async def call(self, name: str, arguments: dict[str, Any]) -> Result:
        # FastMCP's own `call_tool` decodes the answer; this one hands it over as it came.
        call = self.client.call_tool_mcp if self._way.library == "fastmcp" else self.client.call_tool
        answer = await call(name, arguments)
        return Result([block.text for block in answer.content], bool(answer.is_error), answer.structured_content)

    async def follow(self, name: str, arguments: dict[str, Any], progress: Any) -> None:
        """Calls a tool and hands over what it says before it ends."""
        if self._way.library == "fastmcp":
            await self.client.call_tool_mcp(name, arguments, progress_handler=progress)
        else:
            await self.client.call_tool(name, arguments, progress_callback=progress)


@contextlib.asynccontextmanager
async def connect(way: Way, server: Program) -> AsyncIterator[Connection]:
    """Opens a client: over HTTP to the server, or over stdio to a process of its own."""
    async with _client(way, server) as client:
        yield Connection(way, client)


def _client(way: Way, server: Program) -> Any:
    command, *arguments = server.stdio
    url = f"{server.url}/mcp"
    if way.library == "fastmcp":
        stdio = fastmcp.client.transports.StdioTransport(command, arguments, keep_alive=False)
        return fastmcp.Client(url if way.transport == "http" else stdio, mode=way.mode, timeout=DEADLINE)
    place = url if way.transport == "http" else mcp.StdioServerParameters(command=command, args=arguments)
    return mcp.Client(place, mode=way.mode, read_timeout_seconds=DEADLINE, cache=None)
