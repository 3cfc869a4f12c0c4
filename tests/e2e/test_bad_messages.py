"""Messages that are no MCP, over HTTP and on stdio: each is answered with JSON-RPC's error, and the next one is served."""

from __future__ import annotations

import json
import pathlib
import subprocess
from typing import Any

import pytest
from support.server import BINARY, DEADLINE, Server
from support.wire import problem

REVISION = "2026-07-28"
HEADERS = {
    "Accept": "application/json, text/event-stream",
    "MCP-Protocol-Version": REVISION,
    "Mcp-Method": "tools/call",
    "Mcp-Name": "tasks_list",
}
CALL = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "tools/call",
    "params": {
        "name": "tasks_list",
        "arguments": {},
        "_meta": {
            "io.modelcontextprotocol/protocolVersion": REVISION,
            "io.modelcontextprotocol/clientCapabilities": {},
        },
    },
}
GOOD = json.dumps(CALL).encode()

# <https://www.jsonrpc.org/specification#error_object>
PARSE_ERROR = -32700
INVALID_REQUEST = -32600

BROKEN = {
    "truncated": (GOOD[:-4], PARSE_ERROR),
    "invalid utf-8": (b'{"jsonrpc": "2.0\xff"}', PARSE_ERROR),
    "deep": (b"[" * 100_000, PARSE_ERROR),
    "deep arguments": (GOOD.replace(b'"arguments": {}', b'"arguments": ' + b"[" * 100_000 + b"]" * 100_000), PARSE_ERROR),
    "null": (b"null", INVALID_REQUEST),
    "a list": (b"[" + GOOD + b"]", INVALID_REQUEST),
    "an id that is an object": (GOOD.replace(b'"id": 1', b'"id": {}'), INVALID_REQUEST),
    "two ids": (GOOD.replace(b'"id": 1', b'"id": 1, "id": 2'), INVALID_REQUEST),
    "no method": (GOOD.replace(b'"method"', b'"metod"'), INVALID_REQUEST),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_message_over_http_is_an_error(server: Server, name: str) -> None:
    body, code = BROKEN[name]
    answer = server.post("/mcp", body, headers=HEADERS)
    assert answer.status == 400
    assert answer.json()["error"]["code"] == code, answer.body
    assert answer.json()["error"]["message"]
    _check_reply(server.post("/mcp", GOOD, headers=HEADERS).json())


def test_a_broken_message_on_stdio_is_an_error_and_the_next_one_is_served(db: pathlib.Path) -> None:
    lines = [part for body, _ in BROKEN.values() for part in (body, GOOD)]
    process = subprocess.run(
        [BINARY, "mcp", "--db", str(db)], input=b"\n".join(lines) + b"\n", capture_output=True, timeout=DEADLINE
    )
    assert process.returncode == 0, process.stderr
    answers = [json.loads(line) for line in process.stdout.splitlines()]
    codes = [answer["error"]["code"] for answer in answers if "error" in answer]
    assert codes == [code for _, code in BROKEN.values()]
    replies = [answer for answer in answers if "result" in answer]
    assert len(replies) == len(BROKEN)
    for reply in replies:
        _check_reply(reply)


def test_a_message_that_is_too_large_is_refused(server: Server) -> None:
    problem(server.post("/mcp", b" " * 5_000_000, headers=HEADERS), 413, "resource_exhausted")


def test_a_page_of_another_origin_is_refused(server: Server) -> None:
    answer = server.post("/mcp", GOOD, headers={**HEADERS, "Origin": "http://evil.example"})
    assert "`http://evil.example`" in problem(answer, 403, "permission_denied")


def test_a_host_that_is_not_ours_is_refused(server: Server) -> None:
    # A page that points its own name at this machine sends that name (DNS rebinding).
    answer = server.post("/mcp", GOOD, headers={**HEADERS, "Host": "evil.example"})
    assert "`evil.example`" in problem(answer, 403, "permission_denied")


def _check_reply(reply: dict[str, Any]) -> None:
    assert reply["id"] == 1
    assert "tasks" in reply["result"]["structuredContent"], reply
