"""Streams: items reach foreign clients as they come, and all of them as one value."""

from __future__ import annotations

import contextlib
import http.client
import json
import signal
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from connections import Way, connect
from jsonschema import Draft202012Validator
from support.server import DEADLINE, VALUES, Program

# Beyond what a double can hold.
FIRST = 9007199254740993

NDJSON = {"Content-Type": "application/x-ndjson"}


@pytest.fixture(scope="module")
def values() -> Iterator[Program]:
    with Program(VALUES) as running:
        yield running


def ticks(many: int) -> list[dict[str, Any]]:
    return [{"number": FIRST + sent, "text": "é\u2028😀\n"} for sent in range(many)]


def arguments(many: int, end: str) -> dict[str, Any]:
    return {"from": FIRST, "many": many, "end": end}


class Listener:
    """What a client hears of progress."""

    def __init__(self) -> None:
        self.heard: list[tuple[float, str | None]] = []

    async def __call__(self, progress: float, total: float | None, message: str | None) -> None:
        assert total is None
        self.heard.append((progress, message))

    @property
    def items(self) -> list[Any]:
        return [json.loads(message or "") for _, message in self.heard]


async def call(client: Any, way: Way, name: str, args: dict[str, Any], listener: Listener) -> Any:
    keyword = "progress_handler" if way.library == "fastmcp" else "progress_callback"
    method = client.client.call_tool_mcp if way.library == "fastmcp" else client.client.call_tool
    return await method(name, args, **{keyword: listener})


async def test_each_item_is_progress_and_all_are_the_result(way: Way, values: Program) -> None:
    async with connect(way, values) as client:
        listed = {tool.name: tool for tool in await client.tools()}
        listener = Listener()
        result = await call(client, way, "streams_count", arguments(3, "well"), listener)
    assert [progress for progress, _ in listener.heard] == [1, 2, 3]
    assert listener.items == ticks(3)
    assert not result.is_error
    assert result.structured_content == {"items": ticks(3), "complete": True}
    assert json.loads(result.content[0].text) == result.structured_content
    schema = listed["streams_count"].output_schema
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(result.structured_content)
    assert not Draft202012Validator(schema).is_valid({"items": [{}], "complete": True})


async def test_without_a_listener_there_is_only_the_result(way: Way, values: Program) -> None:
    async with connect(way, values) as client:
        result = await client.call("streams_count", arguments(2, "well"))
    assert result.structured == {"items": ticks(2), "complete": True}


async def test_an_error_inside_a_stream_has_the_items_before_it(way: Way, values: Program) -> None:
    async with connect(way, values) as client:
        listener = Listener()
        result = await call(client, way, "streams_count", arguments(2, "fail"), listener)
    assert listener.items == ticks(2)
    assert result.is_error
    lines = result.content[0].text.splitlines()
    assert lines[0] == "There are no more (sent: 2)"
    assert json.loads(lines[1])["code"] == "not_found"


async def test_items_of_a_request_are_arguments(way: Way, values: Program) -> None:
    items = {"items": [{"number": 1}, {"number": FIRST}]}
    async with connect(way, values) as client:
        listed = {tool.name: tool for tool in await client.tools()}
        summed = await client.call("streams_sum", items)
        echoed = await client.call("streams_echo", {"items": ticks(2)})
        wrong = await client.call("streams_sum", {"items": [{"number": 1}, {"number": "x"}]})
    schema = Draft202012Validator(listed["streams_sum"].input_schema)
    assert schema.is_valid(items)
    assert not schema.is_valid({"items": [{"number": "x"}]})
    assert not schema.is_valid({"items": [], "more": 1})
    assert str(FIRST + 1) in summed.texts[0]
    assert echoed.structured == {"items": ticks(2), "complete": True}
    assert wrong.is_error
    assert "item 2" in wrong.texts[0]


def events(response: http.client.HTTPResponse) -> Iterator[tuple[str, str]]:
    """Reads events as the HTML standard has it (9.2.6), from what `readline` gives at once."""
    name, data = "", []
    while line := response.readline():
        line = line.decode().rstrip("\n")
        if not line:
            if data:
                yield name or "message", "\n".join(data)
            name, data = "", []
            continue
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "event":
            name = value
        elif field == "data":
            data.append(value)


@contextlib.contextmanager
def streamed(server: Program, path: str, body: Any, headers: dict[str, str]) -> Iterator[http.client.HTTPResponse]:
    connection = http.client.HTTPConnection(server.host, server.port, timeout=DEADLINE)
    try:
        connection.request("POST", path, body, headers)
        yield connection.getresponse()
    finally:
        connection.close()


def test_events_are_read_as_they_come(values: Program) -> None:
    body = json.dumps(arguments(2, "never"))
    with streamed(values, "/api/streams/count", body, {"Content-Type": "application/json"}) as response:
        assert response.headers["content-type"] == "text/event-stream"
        seen = events(response)
        # The stream does not end, and its items are here all the same.
        assert [(name, json.loads(data)) for name, data in (next(seen), next(seen))] == [
            ("message", tick) for tick in ticks(2)
        ]


@pytest.mark.parametrize(("end", "last"), [("well", "end"), ("fail", "error")])
def test_curl_gets_all_events(values: Program, end: str, last: str) -> None:
    address = f"{values.url}/api/streams/count"
    command = ["curl", "-sSN", "--json", json.dumps(arguments(2, end)), address]
    ran = subprocess.run(command, capture_output=True, timeout=DEADLINE, check=True)
    blocks = ran.stdout.decode().removesuffix("\n\n").split("\n\n")
    assert len(blocks) == 3
    assert [json.loads(block.removeprefix("data: ")) for block in blocks[:2]] == ticks(2)
    name, data = blocks[2].split("\n")
    assert name == f"event: {last}"
    final = json.loads(data.removeprefix("data: "))
    assert final == {"items": 2} if end == "well" else (final["status"], final["code"]) == (404, "not_found")


def test_lines_in_and_events_out(values: Program) -> None:
    # An iterable is sent in chunks, one for each line.
    lines = (json.dumps(tick).encode() + b"\n" for tick in ticks(100))
    with streamed(values, "/api/streams/echo", lines, NDJSON) as response:
        seen = list(events(response))
    assert [json.loads(data) for name, data in seen if name == "message"] == ticks(100)
    assert seen[-1] == ("end", '{"items":100}')


def test_the_command_line_prints_items_one_a_line(values: Program) -> None:
    def run(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        command = [VALUES, "call", *arguments]
        return subprocess.run(command, input=given, capture_output=True, text=True, timeout=DEADLINE)

    well = run("streams_count", f"from={FIRST}", "many=2", "end=well")
    assert (well.returncode, well.stderr) == (0, "")
    assert [json.loads(line) for line in well.stdout.removesuffix("\n").split("\n")] == ticks(2)

    fails = run("streams_count", "from=1", "many=1", "end=fail")
    assert fails.returncode == 1
    assert json.loads(fails.stdout)["number"] == 1
    assert fails.stderr.startswith("error: not_found: There are no more (sent: 1)")

    summed = run("streams_sum", "--input", '{"items": [{"number": 1}, {"number": 2}]}')
    assert (summed.returncode, summed.stdout) == (0, "3\n")
    summed = run("streams_sum", "--input", "-", given='{"number": 4}\n\n{"number": 5}')
    assert (summed.returncode, summed.stdout) == (0, "9\n")
    wrong = run("streams_sum", "--input", "-", given='{"number": 4}\n{"numbr": 5}')
    assert wrong.returncode == 1
    assert "item 2: " in wrong.stderr
    for usage in (run("streams_sum"), run("streams_sum", "number=1")):
        assert usage.returncode == 2
        assert "--input -" in usage.stderr


def test_an_interrupt_ends_a_stream_on_the_command_line_well() -> None:
    command = [VALUES, "call", "streams_count", "from=1", "many=1", "end=never"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert json.loads(process.stdout.readline())["number"] == 1
        process.send_signal(signal.SIGINT)
        assert process.wait(DEADLINE) == 0
        assert process.stderr.read() == ""


def test_the_command_line_passes_items_on_while_it_reads() -> None:
    command = [VALUES, "call", "streams_echo", "--input", "-"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, text=True, **pipes) as process:
        for number in range(3):
            process.stdin.write(json.dumps({"number": number}) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["number"] == number
        process.stdin.close()
        assert process.wait(DEADLINE) == 0
