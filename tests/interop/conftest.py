"""One server for all tests of this folder, and each way to call it."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator

import pytest
from connections import WAYS, Way
from support.server import Server
from support.store import raise_ids


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Its tasks have ids that a JavaScript number cannot hold, so that every comparison is one of exactness too."""
    db: pathlib.Path = tmp_path_factory.mktemp("tasks") / "tasks.db"
    raise_ids(db)
    with Server(db) as running:
        yield running


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(params=WAYS, ids=str)
def way(request: pytest.FixtureRequest) -> Way:
    """A client library, a transport and a revision of the protocol."""
    return request.param
