"""How the server starts, ends, and comes back."""

from __future__ import annotations

import pathlib
import re
import subprocess

import pytest
from support.server import BINARY, DEADLINE, Server, command
from support.wire import connect, read_answer, request


def test_a_killed_server_keeps_what_it_has_answered(db: pathlib.Path) -> None:
    with Server(db) as server:
        stored = {server.create(f"Task {number}")["id"] for number in range(50)}
        server.end()
    with Server(db) as server:
        assert stored <= server.ids()
        assert server.create("And one more")["id"] not in stored


def test_a_terminated_server_exits_with_zero(db: pathlib.Path) -> None:
    with Server(db) as server:
        server.create("Stored")
        assert server.stop() == 0, "".join(server.log)


def test_a_call_that_has_begun_is_answered_before_the_end(db: pathlib.Path) -> None:
    with Server(db) as server:
        call = request(server, "/api/tasks/create", b'{"title": "Begun before the end"}')
        with connect(server) as stream:
            stream.sendall(call[:-1])
            server.ids()  # A later request was answered: the server has this one's start.
            server.process.terminate()
            _wait_until_refused(server)
            stream.sendall(call[-1:])
            task = read_answer(stream).json()
        assert server.process.wait(DEADLINE) == 0
    with Server(db) as server:
        assert task["id"] in server.ids()


def test_an_idle_connection_does_not_hold_up_the_end(db: pathlib.Path) -> None:
    with Server(db) as server, connect(server) as silent, connect(server) as idle:
        idle.sendall(request(server, "/api/tasks/list", b"{}"))
        assert read_answer(idle).status == 200
        assert server.stop() == 0
        assert silent.recv(1) == b""


def test_a_port_in_use_is_a_clear_error(server: Server, tmp_path: pathlib.Path) -> None:
    address = f"{server.host}:{server.port}"
    second = command("serve", "--listen", address, "--db", str(tmp_path / "second.db"))
    assert second.returncode == 1
    assert second.stdout == ""
    assert second.stderr.startswith("error: ")
    assert address in second.stderr
    assert "another program listens there" in second.stderr


def test_a_public_address_needs_an_authenticator(db: pathlib.Path) -> None:
    refused = command("serve", "--listen", "0.0.0.0:0", "--db", str(db))
    assert refused.returncode in (1, 2)
    assert "0.0.0.0" in refused.stderr
    assert "--allow-unauthenticated" in refused.stderr
    assert "listening" not in refused.stderr


def test_a_public_address_can_be_insisted_on(db: pathlib.Path) -> None:
    with Server(db, "--allow-unauthenticated", listen="0.0.0.0:0") as server:
        server.host = "127.0.0.1"
        server.create("Stored")
        assert server.stop() == 0


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["serve", "--listen", "nowhere"], "`nowhere`"),
        (["serve", "--lisen", "127.0.0.1:0"], "`--listen`"),
        (["srve"], "`serve`"),
        (["serve", "--listen"], "`--listen`"),
        (["call", "tasks_creat", "title=x"], "`tasks_create`"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else value,
)
def test_a_wrong_command_line_is_explained(arguments: list[str], named: str, tmp_path: pathlib.Path) -> None:
    wrong = command(*arguments, cwd=tmp_path)
    assert wrong.returncode == 2
    assert wrong.stdout == ""
    assert re.match(r"error: .+", wrong.stderr)
    assert named in wrong.stderr


def test_a_database_that_cannot_be_opened_is_a_clear_error(tmp_path: pathlib.Path) -> None:
    broken = command("serve", "--listen", "127.0.0.1:0", "--db", str(tmp_path / "no" / "such" / "folder" / "tasks.db"))
    assert broken.returncode == 1
    assert broken.stdout == ""
    assert "tasks.db" in broken.stderr
    assert "panicked" not in broken.stderr


def test_the_end_of_its_input_ends_the_server_on_stdio(db: pathlib.Path) -> None:
    ended = subprocess.run([BINARY, "mcp", "--db", str(db)], input="", capture_output=True, text=True, timeout=DEADLINE)
    assert ended.returncode == 0
    assert ended.stdout == ""


def _wait_until_refused(server: Server) -> None:
    """Connects until nobody answers any more: the server has begun to end."""
    while True:
        try:
            connect(server).close()
        except (ConnectionRefusedError, ConnectionResetError):
            return
