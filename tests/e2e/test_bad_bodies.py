"""Bodies that are no call: each is answered with a problem document that names the place, and nothing is stored."""

from __future__ import annotations

import pytest
from support.server import Server
from support.wire import problem

CREATE = "/api/tasks/create"

# What is sent, and what the answer has to name.
BROKEN = {
    "nothing": (b"", ["title"]),
    "blanks": (b" \n ", ["empty", "title"]),
    "truncated": (b'{"title": "Half a ti', ["line 1 column 21"]),
    "truncated in an object": (b'{"title": "x",\n "assignee"', ["line 2"]),
    "two values": (b'{"title": "x"} {"title": "y"}', ["line 1 column 16"]),
    "single quotes": (b"{'title': 'x'}", ["line 1 column 2"]),
    "invalid utf-8": (b'{"title": "\xff\xfe"}', ["UTF-8", "byte 11"]),
    "overlong utf-8": (b'{"title": "\xc0\xaf"}', ["UTF-8"]),
    "half a surrogate pair": (b'{"title": "\\ud800"}', ["surrogate", "line 1 column 12"]),
    "a raw line break": (b'{"title": "a\nb"}', ["control character", "line 1"]),
    "duplicate keys": (b'{"title": "a", "title": "b"}', ["`title`", "twice"]),
    "a list": (b'["x"]', ["object"]),
    "a text": (b'"x"', ["object"]),
    "null for a text": (b'{"title": null}', ["title"]),
    "a number for a text": (b'{"title": 5}', ["title"]),
    "no title": (b"{}", ["title"]),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_body_is_refused_with_its_place(server: Server, name: str) -> None:
    body, places = BROKEN[name]
    before = server.ids()
    detail = problem(server.post(CREATE, body), 400, "invalid_argument")
    assert [place for place in places if place not in detail] == [], detail
    assert server.ids() == before


@pytest.mark.parametrize("opening", [b"[", b'{"title":'], ids=["arrays", "objects"])
def test_a_hundred_thousand_levels_are_refused(server: Server, opening: bytes) -> None:
    detail = problem(server.post(CREATE, opening * 100_000), 400, "invalid_argument")
    assert "nest" in detail
    assert "levels" in detail


def test_levels_in_an_unknown_field_are_counted_too(server: Server) -> None:
    body = b'{"title": "x", "extra": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    assert "levels" in problem(server.post(CREATE, body), 400, "invalid_argument")


@pytest.mark.parametrize("number", [b"1e400", b"1" * 5000, b"-1", b"1.5", b"18446744073709551616"])
def test_a_number_that_is_no_id_is_refused(server: Server, number: bytes) -> None:
    problem(server.post("/api/tasks/delete", b'{"id": ' + number + b"}"), 400, "invalid_argument")


def test_a_missing_task_is_named_exactly(server: Server) -> None:
    detail = problem(server.post("/api/tasks/delete", b'{"id": 9007199254740993}'), 404, "not_found")
    assert "9007199254740993" in detail
