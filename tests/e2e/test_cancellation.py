"""A client that leaves."""

from __future__ import annotations

from support.server import Server, eventually
from support.store import locked
from support.wire import connect, request

RUNNING = "traitwire_calls_running"
CANCELLED = 'traitwire_calls_total{method="tasks.v1.Tasks.Create",code="cancelled"}'


def test_a_client_that_leaves_cancels_its_call(server: Server) -> None:
    with locked(server.db):
        with connect(server) as stream:
            stream.sendall(request(server, "/api/tasks/create", b'{"title": "Waits for the lock"}'))
            eventually("the call runs", lambda: server.counted(RUNNING) == 1)
        eventually("the call is cancelled", lambda: server.counted(CANCELLED) == 1)
        assert server.counted(RUNNING) == 0
    server.create("The next call")
