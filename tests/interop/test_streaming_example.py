"""The clients of the example `streaming`, as they stand there: each prints three readings of a feed that goes on."""

from __future__ import annotations

import os
import pathlib
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from support.server import DEADLINE, STREAMING, Program

CLIENTS = pathlib.Path(__file__).resolve().parents[2] / "examples/streaming/clients"
FOLLOW = os.environ.get("FOLLOW_BINARY", "")
NODE = os.environ.get("NODE", "")

# What each is run as, with the station's host and port.
COMMANDS = {
    "grpc, Rust": [FOLLOW, "grpc", "http://{}"],
    "http, Rust": [FOLLOW, "http", "http://{}"],
    "grpc, Python": [sys.executable, CLIENTS / "grpc_client.py", "{}"],
    "mcp, Python": [sys.executable, CLIENTS / "mcp_client.py", "http://{}/mcp"],
    "http, Node": [NODE, CLIENTS / "http_client.mjs", "http://{}"],
}


@pytest.fixture(scope="module")
def station() -> Iterator[Program]:
    with Program(STREAMING, "--interval", "20") as running:
        yield running


@pytest.mark.parametrize("client", COMMANDS)
def test_a_client_shows_three_readings(station: Program, client: str) -> None:
    command = [str(part).format(station.address) for part in COMMANDS[client]]
    run = subprocess.run(command, capture_output=True, text=True, timeout=DEADLINE)
    assert (run.returncode, run.stderr) == (0, "")
    lines = run.stdout.splitlines()
    if "Rust" in client:
        assert lines.pop() == "no instrument `barometer`"
    found = [re.fullmatch(r"(\d+): (-?[\d.]+) °C", line) for line in lines]
    numbers = [int(reading[1]) for reading in found]
    assert numbers == [numbers[0] + later for later in range(3)]
    # The weather of the example goes round in sixteen readings.
    assert [float(reading[2]) for reading in found] == [12 - number % 16 for number in numbers]


def test_all_clients_are_run() -> None:
    run = {str(part) for command in COMMANDS.values() for part in command}
    assert {str(path) for path in CLIENTS.iterdir() if path.is_file()} <= run


@pytest.mark.parametrize("interval", ["0", "soon", "-1"])
def test_an_interval_that_is_none_is_refused(interval: str) -> None:
    command = [STREAMING, "--listen", "127.0.0.1:0", "--interval", interval]
    run = subprocess.run(command, capture_output=True, text=True, timeout=DEADLINE)
    assert (run.returncode, run.stderr) == (1, "error: `--interval`: expected an integer from 1 on\n")
