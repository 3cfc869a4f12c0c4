"""The service which all peers have, as FastMCP serves it: stateless, JSON, no log."""

import asyncio
import socket
import sys

from fastmcp import FastMCP
from pydantic import BaseModel, Field


class User(BaseModel):
    """A person who may log in."""

    id: int
    name: str
    email: str
    roles: list[str]


server = FastMCP("users")


@server.tool
async def users_get_user(id: int = Field(ge=0)) -> User:
    """Look up one user."""
    return User(id=id, name=f"User {id}", email=f"u{id}@example.com", roles=["admin", "dev"])


def listen() -> socket.socket:
    listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
    print(f"listening on http://127.0.0.1:{listener.getsockname()[1]}", file=sys.stderr, flush=True)
    return listener


asyncio.run(
    server.run_http_async(
        show_banner=False,
        log_level="error",
        stateless_http=True,
        json_response=True,
        sockets=[listen()],
        uvicorn_config={"access_log": False},
    )
)
