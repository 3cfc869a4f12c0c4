"""A server of its own for each test, which has to be whole afterwards."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator

import pytest
from support.server import Server


@pytest.fixture
def db(tmp_path: pathlib.Path) -> pathlib.Path:
    return tmp_path / "tasks.db"


@pytest.fixture
def server(db: pathlib.Path) -> Iterator[Server]:
    """Holds one task. Whatever a test does to it, it has to live on, with that task, and without a panic."""
    with Server(db) as running:
        kept = running.create("Survive the test")
        yield running
        assert running.process.poll() is None, "".join(running.log)
        assert kept["id"] in running.ids()
        assert not [line for line in running.log if "panic" in line]
