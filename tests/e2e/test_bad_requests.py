"""Requests that are no call, whatever their body says."""

from __future__ import annotations

import http.client
import json
import socket

import pytest
from support.server import DEADLINE, Answer, Server
from support.wire import connect, head, is_closed, problem, read_answer, request

CREATE = "/api/tasks/create"
MEBIBYTE = 1024 * 1024

# The server gives the body of a request 30 seconds.
BODY_DEADLINE = 2 * DEADLINE


def test_a_body_that_announces_too_much_is_refused_before_it_arrives(server: Server) -> None:
    with connect(server) as stream:
        stream.sendall(head(server, CREATE, {"Content-Type": "application/json", "Content-Length": str(64 * MEBIBYTE)}))
        detail = problem(read_answer(stream), 413, "resource_exhausted")
    assert "4194304 bytes" in detail


def test_a_body_that_grows_too_large_is_refused(server: Server) -> None:
    with connect(server) as stream:
        stream.sendall(head(server, CREATE, {"Content-Type": "application/json", "Transfer-Encoding": "chunked"}))
        chunk = b"100000\r\n" + b" " * MEBIBYTE + b"\r\n"
        try:
            for _ in range(64):
                stream.sendall(chunk)
        except OSError:
            pass  # The server has answered and closed; what it said waits to be read.
        problem(read_answer(stream), 413, "resource_exhausted")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml", "nonsense"])
def test_a_body_of_another_type_is_refused(server: Server, kind: str) -> None:
    before = server.ids()
    answer = server.post(CREATE, {"title": "Never stored"}, headers={"Content-Type": kind})
    detail = problem(answer, 415, "invalid_argument")
    assert "application/json" in detail
    assert server.ids() == before


@pytest.mark.parametrize("kind", ["application/json; charset=utf-8", "Application/JSON"])
def test_a_type_that_means_json_is_taken(server: Server, kind: str) -> None:
    assert server.post(CREATE, {"title": "Stored"}, headers={"Content-Type": kind}).status == 200


@pytest.mark.parametrize("path", ["/api/tasks/destroy", "/api/users/create", "/api/tasks", "/nowhere"])
def test_an_unknown_path_is_not_found(server: Server, path: str) -> None:
    detail = problem(server.post(path, {}), 404, "not_found")
    assert path.rsplit("/", 1)[-1] in detail


def test_a_near_miss_gets_a_suggestion(server: Server) -> None:
    assert "create" in problem(server.post("/api/tasks/creat", {}), 404, "not_found")


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_a_call_is_a_post(server: Server, method: str) -> None:
    with connect(server) as stream:
        stream.sendall(head(server, CREATE, {"Content-Length": "0"}, method))
        answer = read_answer(stream)
    assert answer.headers["Allow"] == "POST"
    assert "POST" in problem(answer, 405, "unimplemented")


@pytest.mark.parametrize(
    "garbage",
    [b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"HELO there\r\n\r\n", b"\x00" * 64 + b"\r\n\r\n"],
    ids=["tls", "smtp", "zeros"],
)
def test_bytes_that_are_no_http_are_turned_away(server: Server, garbage: bytes) -> None:
    with connect(server) as stream:
        stream.sendall(garbage)
        assert is_closed(stream)


def test_an_endless_header_is_turned_away(server: Server) -> None:
    with connect(server) as stream:
        try:
            stream.sendall(b"POST / HTTP/1.1\r\nX: ")
            for _ in range(64):
                stream.sendall(b"x" * MEBIBYTE)
        except OSError:
            return
        assert is_closed(stream)


def test_two_lengths_are_turned_away(server: Server) -> None:
    # What lets one proxy see two requests where another sees one (RFC 9112, section 6.3).
    with connect(server) as stream:
        stream.sendall(head(server, CREATE, {"Content-Length": "2", "content-length": "20"}) + b"{}")
        assert read_answer(stream).status == 400


def test_a_half_sent_head_is_cut_off_while_others_are_served(server: Server) -> None:
    with connect(server) as stream:
        stream.sendall(b"POST /api/tasks/create HTTP/1.1\r\nHost: 127.0.")
        server.create("Others are served")
        try:
            assert read_answer(stream).status == 408
        except http.client.RemoteDisconnected:
            pass  # An unfinished head may be dropped without a word.


def test_a_half_sent_body_times_out_while_others_are_served(server: Server) -> None:
    body = json.dumps({"title": "Half"}).encode()
    with connect(server, BODY_DEADLINE) as stream:
        stream.sendall(request(server, CREATE, body)[:-5])
        server.create("Others are served")
        problem(read_answer(stream), 408, "deadline_exceeded")


def test_requests_may_follow_each_other_unasked(server: Server) -> None:
    with connect(server) as stream:
        stream.sendall(request(server, CREATE, b'{"title": "one"}') + request(server, CREATE, b'{"title": "two"}'))
        answers = [_next(stream), _next(stream)]
    assert [answer.json()["title"] for answer in answers] == ["one", "two"]


def _next(stream: socket.socket) -> Answer:
    """Reads exactly one answer of several: no byte beyond it, as `http.client` would in its buffer."""
    top = b""
    while not top.endswith(b"\r\n\r\n"):
        top += stream.recv(1)
    fields = dict(line.lower().split(b": ", 1) for line in top.split(b"\r\n")[1:] if line)
    body = b""
    while len(body) < int(fields[b"content-length"]):
        body += stream.recv(int(fields[b"content-length"]) - len(body))
    return Answer(int(top.split(b" ")[1]), http.client.HTTPMessage(), body)
