"""What becomes of open streams when the server ends, and when their readers do."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator

import pytest
from support.server import DEADLINE, VALUES, Program, eventually
from support.wire import connect, request

LIVE = b'{"from": 1, "many": 1, "end": "never"}'
MODERN = {
    "Accept": "application/json, text/event-stream",
    "MCP-Protocol-Version": "2026-07-28",
    "Mcp-Method": "tools/call",
    "Mcp-Name": "streams_count",
}
META = {"io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {}}


@pytest.fixture
def values() -> Iterator[Program]:
    with Program(VALUES) as running:
        yield running


def until(stream: socket.socket, mark: bytes) -> bytes:
    """Reads until something has come, or the end."""
    text = b""
    while mark not in text:
        piece = stream.recv(65536)
        assert piece, text
        text += piece
    return text


def to_the_end(stream: socket.socket) -> bytes:
    text = b""
    while piece := stream.recv(65536):
        text += piece
    return text


def mcp_call(token: bool) -> bytes:
    meta = {**META, "progressToken": 1} if token else META
    params = {"name": "streams_count", "arguments": json.loads(LIVE), "_meta": meta}
    return json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}).encode()


def test_a_terminated_server_ends_all_streams_with_a_word(values: Program) -> None:
    with connect(values) as plain, connect(values) as live, connect(values) as whole:
        plain.sendall(request(values, "/api/streams/count", LIVE))
        live.sendall(request(values, "/mcp", mcp_call(token=True), MODERN))
        whole.sendall(request(values, "/mcp", mcp_call(token=False), MODERN))
        until(plain, b'"number":1')
        until(live, b"notifications/progress")
        eventually("three calls", lambda: values.counted("traitwire_calls_running") == 3)
        began = time.monotonic()
        values.process.terminate()
        ends = [to_the_end(stream) for stream in (plain, live, whole)]
        assert values.process.wait(DEADLINE) == 0
        assert time.monotonic() - began < 15
    assert b"event: error\ndata: {" in ends[0]
    for end in ends:
        assert b"the server is closing" in end
    assert all(b'"isError":true' in end for end in ends[1:])


def test_readers_that_leave_end_their_streams(values: Program) -> None:
    streams = [connect(values) for _ in range(20)]
    for stream in streams:
        stream.sendall(request(values, "/api/streams/count", LIVE))
        until(stream, b'"number":1')
    assert values.counted("traitwire_calls_running") == 20
    for stream in streams:
        stream.close()
    eventually("the end of all calls", lambda: values.counted("traitwire_calls_running") == 0)
    ended = values.counted('traitwire_calls_total{method="values.v1.Streams.Count",code="cancelled"}')
    assert ended == 20


def test_the_line_of_a_stream_in_the_log_counts_its_items(values: Program) -> None:
    values.post("/api/streams/count", {"from": 1, "many": 3, "end": "fail"})

    def is_there() -> bool:
        return any("Streams.Count" in line and "not_found" in line and "items=3" in line for line in values.log)

    eventually("the line", is_there)
