"""gRPC-Web, as a page in a browser sends it: frames by hand, over HTTP/1.1, as its specification has them."""

from __future__ import annotations

import base64
import gzip
import http.client
import struct
from typing import Any, NamedTuple

import pytest
from google.rpc import status_pb2
from rpc import Client, Generated, connect
from support.server import DEADLINE, Program, Server

TASKS = "/tasks.v1.Tasks/"
TRAILERS = 0x80
EXACT = 9007199254740993


class Answer(NamedTuple):
    """What a call gave."""

    status: int
    headers: http.client.HTTPMessage
    messages: list[bytes]
    trailers: dict[str, str]


def framed(message: bytes, flags: int = 0) -> bytes:
    return struct.pack(">BI", flags, len(message)) + message


def unframed(body: bytes) -> list[tuple[int, bytes]]:
    frames = []
    while body:
        flags, size = struct.unpack(">BI", body[:5])
        assert len(body) >= 5 + size
        frames.append((flags, body[5 : 5 + size]))
        body = body[5 + size :]
    return frames


def fetch(server: Program, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[Any, bytes]:
    connection = http.client.HTTPConnection(server.host, server.port, timeout=DEADLINE)
    try:
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def call(server: Program, path: str, message: bytes, kind: str = "application/grpc-web+proto", **headers: str) -> Answer:
    text = kind.startswith("application/grpc-web-text")
    body = base64.b64encode(framed(message)) if text else framed(message)
    sent = {"Content-Type": kind, "Accept": kind, "X-Grpc-Web": "1", **{name.replace("_", "-"): value for name, value in headers.items()}}
    response, answer = fetch(server, "POST", path, body, sent)
    assert response.version == 11
    # A client in a page reads nothing of another type.
    assert response.headers["content-type"].startswith(kind.removesuffix("+proto"))
    frames = unframed(_decoded(answer) if text else answer)
    [*messages, (flags, last)] = frames or [(TRAILERS, b"")]
    assert flags == TRAILERS
    assert all(flags == 0 for flags, _ in messages)
    lines = last.decode().split("\r\n")
    trailers = {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
    # A call that has no answer may say so in its head.
    at_once = {name.lower(): value for name, value in response.headers.items() if name.lower().startswith("grpc-")}
    return Answer(response.status, response.headers, [message for _, message in messages], {**at_once, **trailers})


def _decoded(text: bytes) -> bytes:
    """Each piece of what is sent may have its own padding."""
    decoded, piece = b"", b""
    for start in range(0, len(text), 4):
        piece += text[start : start + 4]
        if piece.endswith(b"="):
            decoded, piece = decoded + base64.b64decode(piece), b""
    return decoded + base64.b64decode(piece)


@pytest.fixture
def pages(generated: Generated, server: Server) -> Any:
    """Writes and reads messages; nothing is sent over its channel."""
    with connect(server) as channel:
        yield Client(generated, channel)


@pytest.mark.parametrize("kind", ["application/grpc-web", "application/grpc-web+proto", "application/grpc-web-text"])
def test_a_call_over_grpc_web(pages: Client, server: Server, kind: str) -> None:
    request = pages.message("tasks.v1.CreateTask", title="From a page", assignee="alice")
    answer = call(server, f"{TASKS}Create", request.SerializeToString(), kind)
    assert answer.status == 200
    assert answer.trailers["grpc-status"] == "0"
    [message] = answer.messages
    task = type(pages.message("tasks.v1.Task")).FromString(message)
    assert (task.title, task.assignee) == ("From a page", "alice")
    assert task.id in server.ids()


def test_a_stream_over_grpc_web(pages: Client, mirror: Program) -> None:
    request = pages.message("values.v1.StreamsCountRequest", many=3, end="END_WELL", **{"from": EXACT})
    answer = call(mirror, "/values.v1.Streams/Count", request.SerializeToString())
    ticks = [type(pages.message("values.v1.Tick")).FromString(message) for message in answer.messages]
    assert [tick.number for tick in ticks] == [EXACT, EXACT + 1, EXACT + 2]
    assert answer.trailers["grpc-status"] == "0"


def test_an_error_over_grpc_web(pages: Client, server: Server) -> None:
    request = pages.message("tasks.v1.TasksGetRequest", id=EXACT)
    answer = call(server, f"{TASKS}Get", request.SerializeToString())
    assert (answer.status, answer.messages) == (200, [])
    assert answer.trailers["grpc-status"] == "5"
    packed = answer.trailers["grpc-status-details-bin"]
    status = status_pb2.Status.FromString(base64.b64decode(packed + "=" * (-len(packed) % 4)))
    typed = pages.message("tasks.v1.TaskError")
    assert status.details[0].Unpack(typed)
    assert typed.no_such_task.id == EXACT


def test_an_error_inside_a_stream_over_grpc_web(pages: Client, mirror: Program) -> None:
    request = pages.message("values.v1.StreamsCountRequest", many=2, end="END_FAIL", **{"from": 1})
    answer = call(mirror, "/values.v1.Streams/Count", request.SerializeToString())
    assert len(answer.messages) == 2
    assert answer.trailers["grpc-status"] == "5"


def test_an_unknown_method_over_grpc_web(server: Server) -> None:
    assert call(server, f"{TASKS}Creat", b"").trailers["grpc-status"] == "12"


def test_a_page_may_ask_before_it_calls(server: Server) -> None:
    origin = f"http://localhost:{server.port}"
    asked = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type,x-grpc-web,x-user-agent,grpc-timeout",
    }
    response, _ = fetch(server, "OPTIONS", f"{TASKS}Create", b"", asked)
    assert response.status in (200, 204)
    assert response.headers["access-control-allow-origin"] == origin
    assert "POST" in response.headers["access-control-allow-methods"]
    allowed = {name.strip() for name in response.headers["access-control-allow-headers"].lower().split(",")}
    assert {"content-type", "x-grpc-web", "grpc-timeout"} <= allowed


def test_a_page_may_read_how_a_call_ended(pages: Client, server: Server) -> None:
    origin = f"http://localhost:{server.port}"
    answer = call(server, f"{TASKS}Get", pages.message("tasks.v1.TasksGetRequest", id=EXACT).SerializeToString(), Origin=origin)
    assert answer.headers["access-control-allow-origin"] == origin
    exposed = {name.strip() for name in answer.headers["access-control-expose-headers"].lower().split(",")}
    # To a page without credentials, a star is all names.
    assert "*" in exposed or {"grpc-status", "grpc-message", "grpc-status-details-bin"} <= exposed


def test_a_foreign_page_may_not(server: Server) -> None:
    refused = call(server, f"{TASKS}List", b"", Origin="https://evil.example")
    assert (refused.trailers["grpc-status"], refused.messages) == ("7", [])
    assert refused.headers["access-control-allow-origin"] is None


@pytest.mark.parametrize("accepts", [True, False])
def test_answers_are_compressed_for_who_reads_it(pages: Client, mirror: Program, accepts: bool) -> None:
    request = pages.message("values.v1.PageInner", items=[{"id": EXACT, "name": "x" * 100_000}]).SerializeToString()
    headers = {"Content-Type": "application/grpc-web+proto", "Grpc-Encoding": "gzip"}
    headers |= {"Grpc-Accept-Encoding": "gzip"} if accepts else {}
    response, body = fetch(mirror, "POST", "/values.v1.Echo/Page", framed(gzip.compress(request), flags=1), headers)
    assert response.headers.get("grpc-encoding") == ("gzip" if accepts else None)
    (flags, message), (last, _) = unframed(body)
    assert (flags, last) == (1 if accepts else 0, TRAILERS)
    assert (gzip.decompress(message) if accepts else message) == request


def test_grpc_itself_needs_http_2(server: Server) -> None:
    response, body = fetch(server, "POST", f"{TASKS}List", framed(b""), {"Content-Type": "application/grpc"})
    assert response.status == 505
    assert b"application/grpc-web" in body
