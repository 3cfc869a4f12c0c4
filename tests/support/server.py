"""Starts and ends servers: the example `tasks` and the test server `values`, and names a client of the first; the environment says where they are."""

from __future__ import annotations

import http.client
import json
import os
import pathlib
import queue
import re
import signal
import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable
from typing import Any, NamedTuple

BINARY = os.environ.get("TASKS_BINARY", "")
CLIENT = os.environ.get("TASKS_CLIENT_BINARY", "")
VALUES = os.environ.get("VALUES_BINARY", "")
STREAMING = os.environ.get("STREAMING_BINARY", "")
# The same server in a build where another crate changes what serde_json does.
OTHER_VALUES = os.environ.get("OTHER_VALUES_BINARY", "")

# Nothing here takes longer than this, in seconds, unless it hangs.
DEADLINE = 30


class Answer(NamedTuple):
    """An HTTP answer."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


class Program:
    """A program that serves on a port of its own; a context manager that ends it."""

    def __init__(self, binary: str, *options: str, listen: str = "127.0.0.1:0", env: dict[str, str] | None = None):
        # How the same services are reached on stdio.
        self.stdio = [binary, "mcp", *options]
        self.log: list[str] = []
        self._lines: queue.Queue[str | None] = queue.Queue()
        self.process = subprocess.Popen(
            [binary, "serve", "--listen", listen, *options],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **(env or {})},
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> "Program":
        try:
            first = self._lines.get(timeout=DEADLINE) or ""
            found = re.fullmatch(r"listening on (https?)://(.+):(\d+)", first)
            assert found, f"first line on stderr: {first!r}"
            self.scheme, self.host, self.port = found[1], found[2], int(found[3])
        except BaseException:
            self.end()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.host}:{self.port}"

    @property
    def address(self) -> str:
        """As gRPC's clients take it."""
        return f"{self.host}:{self.port}"

    def end(self) -> None:
        """Kills the process and waits until it is gone."""
        self.process.kill()
        self.process.wait(DEADLINE)
        self._reader.join(DEADLINE)
        self.process.stderr.close()

    def stop(self) -> int:
        """Asks the process to end, and returns its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(DEADLINE)

    def post(self, path: str, body: Any = None, *, headers: dict[str, str] | None = None) -> Answer:
        """Posts `body` (bytes as they are, anything else as JSON) on a connection of its own."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        connection = http.client.HTTPConnection(self.host, self.port, timeout=DEADLINE)
        try:
            connection.request("POST", path, data, {"Content-Type": "application/json", **(headers or {})})
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def counted(self, metric: str) -> float:
        """A value of the page at `/metrics`, by name and labels as they stand there; 0 where it is not."""
        with urllib.request.urlopen(f"{self.url}/metrics", timeout=DEADLINE) as page:
            lines = page.read().decode().splitlines()
        values = [line.removeprefix(f"{metric} ") for line in lines if line.startswith(f"{metric} ")]
        return float(values[0]) if values else 0.0

    def _read(self) -> None:
        for line in self.process.stderr:
            self.log.append(line)
            self._lines.put(line.rstrip("\n"))
        self._lines.put(None)


class Server(Program):
    """`tasks serve` on a database."""

    def __init__(self, db: pathlib.Path, *options: str, listen: str = "127.0.0.1:0", env: dict[str, str] | None = None):
        self.db = db
        super().__init__(BINARY, "--db", str(db), *options, listen=listen, env=env)

    def __enter__(self) -> "Server":
        super().__enter__()
        return self

    def create(self, title: str, **fields: Any) -> dict[str, Any]:
        """Creates a task over plain HTTP."""
        answer = self.post("/api/tasks/create", {"title": title, **fields})
        assert answer.status == 200, answer
        return answer.json()

    def ids(self) -> set[int]:
        """The ids of all stored tasks, over plain HTTP."""
        answer = self.post("/api/tasks/list", {})
        assert answer.status == 200, answer
        return {task["id"] for task in answer.json()["tasks"]}


def command(*arguments: str, cwd: pathlib.Path | None = None) -> subprocess.CompletedProcess[str]:
    """Runs `tasks` with these arguments until it ends."""
    options = {"stdin": subprocess.DEVNULL, "capture_output": True, "text": True, "timeout": DEADLINE}
    return subprocess.run([BINARY, *arguments], cwd=cwd, **options)


def eventually(what: str, true: Callable[[], bool]) -> None:
    """Asks again and again until something is true."""
    deadline = time.monotonic() + DEADLINE
    while not true():
        assert time.monotonic() < deadline, f"not within {DEADLINE} seconds: {what}"
