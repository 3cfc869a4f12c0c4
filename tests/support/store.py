"""Prepares a database of the example server."""

from __future__ import annotations

import contextlib
import pathlib
import sqlite3
from collections.abc import Iterator

from .server import Server

# The id that the store's last task gets; no double holds the next one.
RAISED = 2**60


def raise_ids(db: pathlib.Path) -> None:
    """Leaves one task in a new database, with the id `RAISED`, so that the next tasks count on from there."""
    with Server(db) as server:
        server.create("The first task")
        server.stop()
    store = sqlite3.connect(db)
    store.execute("UPDATE tasks SET id = ?", [RAISED])
    store.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = 'tasks'", [RAISED])
    store.commit()
    store.close()


@contextlib.contextmanager
def locked(db: pathlib.Path) -> Iterator[None]:
    """Keeps everybody else from writing: what they want to store waits."""
    store = sqlite3.connect(db, isolation_level=None)
    store.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        store.execute("ROLLBACK")
        store.close()
