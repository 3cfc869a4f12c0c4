"""The changes of the task board, followed while they happen: by an HTTP client, and by the example client."""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from support.server import CLIENT, DEADLINE, Server, eventually

WATCHING = "traitwire_calls_running"


class Feed:
    """An open stream of the board's changes."""

    def __init__(self, server: Server, **request: Any):
        self._connection = http.client.HTTPConnection(server.host, server.port, timeout=DEADLINE)
        headers = {"Content-Type": "application/json"}
        self._connection.request("POST", "/api/tasks/watch", json.dumps(request), headers)
        self._response = self._connection.getresponse()
        assert self._response.status == 200
        assert self._response.headers["Content-Type"] == "text/event-stream"

    def events(self) -> Iterator[tuple[str, Any]]:
        """The name and the data of each event, to the end of the stream."""
        name, data = "message", ""
        for line in self._response:
            text = line.decode().rstrip("\n")
            if text.startswith("event: "):
                name = text.removeprefix("event: ")
            elif text.startswith("data: "):
                data = text.removeprefix("data: ")
            elif not text and data:
                yield name, json.loads(data)
                name, data = "message", ""

    def close(self) -> None:
        self._response.close()
        self._connection.close()


def test_a_change_arrives_while_it_happens(server: Server) -> None:
    feed = Feed(server)
    events = feed.events()
    task = server.create("Watch me", assignee="alice")
    assert next(events) == ("message", {"event": "created", "task": task})
    changed = server.post("/api/tasks/update", {"id": task["id"], "changes": {"state": "done"}}).json()
    assert next(events) == ("message", {"event": "updated", "task": changed})
    assert server.post("/api/tasks/delete", {"id": task["id"]}).status == 200
    assert next(events) == ("message", {"event": "deleted", "id": task["id"]})
    feed.close()


def test_only_the_changes_of_one_owner_arrive(server: Server) -> None:
    feed = Feed(server, assignee="bob")
    server.create("Not his", assignee="alice")
    task = server.create("His", assignee="bob")
    assert next(feed.events())[1]["task"] == task
    feed.close()


def test_a_reader_that_leaves_is_forgotten(server: Server) -> None:
    before = server.counted(WATCHING)
    feeds = [Feed(server) for _ in range(50)]
    eventually("the streams are counted", lambda: server.counted(WATCHING) == before + len(feeds))
    for feed in feeds:
        feed.close()
    eventually("the streams are gone", lambda: server.counted(WATCHING) == before)


def test_a_server_that_ends_says_so_to_its_readers(db: Any) -> None:
    with Server(db) as server:
        feeds = [Feed(server) for _ in range(20)]
        ends: list[tuple[str, Any]] = []

        def read(feed: Feed) -> None:
            ends.extend(feed.events())

        readers = [threading.Thread(target=read, args=[feed]) for feed in feeds]
        for reader in readers:
            reader.start()
        assert server.stop() == 0
        for reader in readers:
            reader.join(DEADLINE)
    assert [name for name, _ in ends] == ["error"] * len(feeds)
    for _, problem in ends:
        assert (problem["code"], problem["reason"], problem["retryable"]) == ("unavailable", "closing", True)


def _client(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    command = [CLIENT, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=DEADLINE, env={**os.environ, **env})


@pytest.mark.parametrize("way", [[], ["http"], ["grpc"]], ids=" ".join)
def test_the_client_calls_every_method(server: Server, way: list[str]) -> None:
    ended = _client(*way, server.url)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.splitlines() == [
        "created task 2: Water the plants",
        "  board: task 2 was created",
        "gave it to alice",
        "  board: task 2 was changed",
        "found it: Doing",
        "tasks under way: 1",
        "deleted it",
        "  board: task 2 was deleted",
        "no task has the id 2 any more",
        "purging is for admins",
    ]
    deleted = f"method=tasks.v1.Tasks.Delete code=ok .* transport={'grpc' if 'grpc' in way else 'http'} "
    eventually("the line of a call", lambda: any(re.search(deleted, line) for line in server.log))


@pytest.mark.parametrize("way", ["http", "grpc"])
def test_the_client_shows_who_it_is(db: Any, way: str) -> None:
    with Server(db, env={"TASKS_ADMIN_TOKEN": "s3cret"}) as server:
        known = _client(way, server.url, TASKS_ADMIN_TOKEN="s3cret")
        assert (known.returncode, known.stdout.splitlines()[-1]) == (0, "purged finished tasks: 0")
        unknown = _client(way, server.url, TASKS_ADMIN_TOKEN="wrong")
    assert unknown.returncode == 1
    assert unknown.stderr.startswith("error: unauthenticated: ")


@pytest.mark.parametrize("way", ["http", "grpc"])
def test_a_client_without_a_server_says_where_it_looked(way: str) -> None:
    ended = _client(way, "http://127.0.0.1:1")
    assert ended.returncode == 1
    assert "http://127.0.0.1:1" in ended.stderr


@pytest.mark.parametrize("arguments", [["gprc"], ["gprc", "http://127.0.0.1:1"], ["grpc", "http://127.0.0.1:1", "more"]])
def test_a_client_says_what_it_takes(arguments: list[str]) -> None:
    ended = _client(*arguments)
    assert ended.returncode == 1
    assert ended.stderr.splitlines() == [
        "error: the arguments do not name a board",
        "hint: write `tasks-client [http|grpc] [ADDRESS]`",
    ]
