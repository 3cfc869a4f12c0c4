"""Follows a weather station over MCP: each reading is progress, and all of them are the result.

Run `cargo run -p streaming`, and beside it: python3 examples/streaming/clients/mcp_client.py http://127.0.0.1:8080/mcp

Needs `mcp` 2 or newer.
"""

import asyncio
import json
import sys

from mcp import Client


async def main(address: str = "http://127.0.0.1:8080/mcp") -> None:
    async def show(progress: float, total: float | None, message: str | None) -> None:
        reading = json.loads(message or "{}")
        print(f"{reading['number']}: {reading['temperature']:g} °C", flush=True)

    async with Client(address) as client:
        await client.call_tool("station_follow", {"limit": 3}, progress_callback=show)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
