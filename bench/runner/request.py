"""The one request that every peer answers, and what its answer has to say."""

from __future__ import annotations

import json

from .places import Failure

TOOL = "users_get_user"
REVISION = "2026-07-28"

# The load program puts another number in its place in each request.
ID = 1_000_000_000

_BODY = {
    "jsonrpc": "2.0",
    "id": ID,
    "method": "tools/call",
    "params": {
        "name": TOOL,
        "arguments": {"id": 7},
        "_meta": {
            "io.modelcontextprotocol/protocolVersion": REVISION,
            "io.modelcontextprotocol/clientCapabilities": {},
        },
    },
}

_USER = {"id": 7, "name": "User 7", "email": "u7@example.com", "roles": ["admin", "dev"]}


def raw(host: str) -> bytes:
    """The request as it goes over the wire."""
    body = json.dumps(_BODY, separators=(",", ":"))
    headers = {
        "Host": host,
        "Content-Type": "application/json",
        "Content-Length": len(body),
        "Accept": "application/json, text/event-stream",
        "MCP-Protocol-Version": REVISION,
        "Mcp-Method": "tools/call",
        "Mcp-Name": TOOL,
    }
    lines = ["POST /mcp HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), "", body]
    return "\r\n".join(lines).encode()


def check(answer: str) -> None:
    """Fails unless an answer, whose body may have come in chunks, says what it has to."""
    # In chunks, the JSON stands on lines of its own between their sizes.
    line = next((line for line in answer.splitlines() if line.startswith("{")), answer)
    try:
        result = json.loads(line)["result"]
        content = [(block["type"], json.loads(block["text"])) for block in result["content"]]
        said = (content, result["structuredContent"], result.get("isError", False), result["resultType"])
    except (ValueError, KeyError, TypeError) as error:
        raise Failure(f"an answer that is none ({error!r}): {answer}") from error
    if said != ([("text", _USER)], _USER, False, "complete"):
        raise Failure(f"a wrong answer: {answer}")
