"""One server for all tests of this folder, and each way to call it."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator

import pytest
from connections import WAYS, Way
from rpc import Client, Generated, Reflected, connect
from support.server import VALUES, Program, Server
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


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Generated:
    return Generated(tmp_path_factory.mktemp("generated"))


@pytest.fixture(params=["proto", "reflection"])
def api(request: pytest.FixtureRequest, generated: Generated) -> Generated | Reflected:
    """How a client of gRPC learns of services."""
    return generated if request.param == "proto" else Reflected()


@pytest.fixture
def tasks(api: Generated | Reflected, server: Server) -> Iterator[Client]:
    """A client of the task board, over gRPC."""
    with connect(server) as channel:
        yield Client(api, channel)


@pytest.fixture(scope="session")
def mirror() -> Iterator[Program]:
    """The server that gives back what it gets."""
    with Program(VALUES) as running:
        yield running


@pytest.fixture
def values(api: Generated | Reflected, mirror: Program) -> Iterator[Client]:
    """A client of the server that gives back what it gets, over gRPC."""
    with connect(mirror) as channel:
        yield Client(api, channel)
