"""Requests that no well-behaved client sends, byte by byte."""

from __future__ import annotations

import http.client
import json
import socket
from typing import Any

from .server import DEADLINE, Answer, Server

JSON = {"Content-Type": "application/json"}


def connect(server: Server, timeout: float = DEADLINE) -> socket.socket:
    return socket.create_connection((server.host, server.port), timeout=timeout)


def head(server: Server, path: str, headers: dict[str, str], method: str = "POST") -> bytes:
    """The head of a request."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {server.host}:{server.port}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode()


def request(server: Server, path: str, body: bytes, headers: dict[str, str] | None = None) -> bytes:
    """A whole request."""
    return head(server, path, {**JSON, "Content-Length": str(len(body)), **(headers or {})}) + body


def read_answer(stream: socket.socket) -> Answer:
    """Reads one answer; an empty connection is an `http.client.RemoteDisconnected`."""
    response = http.client.HTTPResponse(stream)
    response.begin()
    return Answer(response.status, response.headers, response.read())


def is_closed(stream: socket.socket) -> bool:
    """Waits until the server closes the connection, and says whether it did."""
    try:
        while stream.recv(65536):
            pass
    except ConnectionResetError:
        pass
    except TimeoutError:
        return False
    return True


def problem(answer: Answer, status: int, code: str) -> str:
    """Checks that an answer is a whole problem document (RFC 9457) of this code, and returns its detail."""
    assert answer.status == status, answer
    assert answer.headers.get_content_type() == "application/problem+json", answer
    document: dict[str, Any] = json.loads(answer.body)
    assert document["status"] == status
    assert document["code"] == code
    assert document["title"]
    assert document["detail"]
    return document["detail"]
