"""Prepares a database of the example server."""

from __future__ import annotations

import pathlib
import sqlite3

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
    store.commit()
    store.close()
