"""Many clients at once."""

from __future__ import annotations

import contextlib
import threading

from support.server import Server
from support.wire import connect, request

SLOW_CLIENTS = 500
WRITERS = 16
TASKS_EACH = 25


def test_five_hundred_slow_clients_do_not_keep_out_a_good_one(server: Server) -> None:
    unfinished = request(server, "/api/tasks/create", b'{"title": "Never finished"}')
    with contextlib.ExitStack() as open_streams:
        for number in range(SLOW_CLIENTS):
            stream = open_streams.enter_context(connect(server))
            # Some stop inside the head, some inside the body, some say nothing.
            stream.sendall(unfinished[: number % len(unfinished)])
        stored = server.create("The good client's task")
        assert stored["id"] in server.ids()


def test_what_many_clients_write_at_once_is_all_there(server: Server) -> None:
    created: list[int] = []
    failures: list[BaseException] = []

    def write(writer: int) -> None:
        try:
            for number in range(TASKS_EACH):
                created.append(server.create(f"Task {number} of {writer}")["id"])
        except BaseException as failure:  # a thread must not swallow what the test should say
            failures.append(failure)

    threads = [threading.Thread(target=write, args=[writer]) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(set(created)) == WRITERS * TASKS_EACH
    assert set(created) <= server.ids()
