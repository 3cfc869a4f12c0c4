"""Values of every form go in and out unchanged: over HTTP and MCP, read by validators of another make."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from connections import Way, connect
from jsonschema import Draft202012Validator
from support.server import OTHER_VALUES, VALUES, Program, eventually

MODERN = {
    "Accept": "application/json, text/event-stream",
    "MCP-Protocol-Version": "2026-07-28",
    "Mcp-Method": "tools/list",
}
META = {"io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {}}


class Sample(NamedTuple):
    """A tool, and arguments that have to come back."""

    tool: dict[str, Any]
    arguments: dict[str, Any]

    @property
    def path(self) -> str:
        return "/api/" + self.tool["name"].replace("_", "/", 1)

    @property
    def echo(self) -> Any:
        """What has to come back: the arguments, or the only one of them where the method takes plain ones."""
        names = list(self.tool["inputSchema"]["properties"])
        return self.arguments.get(names[0]) if names in (["value"], ["values"]) else self.arguments


@pytest.fixture(scope="module")
def values() -> Iterator[Program]:
    with Program(VALUES) as running:
        yield running


@pytest.fixture(scope="module")
def samples(values: Program) -> list[Sample]:
    tools = json.loads(tools_list(values))["result"]["tools"]
    found = [Sample(tool, arguments) for tool in tools for arguments in tool["inputSchema"].get("examples", [])]
    assert len(found) >= 15, "each form has an example"
    return found


def tools_list(server: Program) -> bytes:
    request = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {"_meta": META}}
    answer = server.post("/mcp", request, headers=MODERN)
    assert answer.status == 200, answer
    return answer.body


def as_result(body: bytes, way: Way) -> bytes:
    """A reply as a tool's result: before 2026-07-28 that had to be an object."""
    return b'{"result":' + body + b"}" if way.mode == "legacy" and not body.startswith(b"{") else body


def test_values_come_back_over_http(values: Program, samples: list[Sample]) -> None:
    for sample in samples:
        answer = values.post(sample.path, sample.arguments)
        assert answer.status == 200, (sample, answer)
        assert answer.json() == sample.echo


def test_schemas_allow_what_goes_in_and_out(values: Program, samples: list[Sample]) -> None:
    for sample in samples:
        Draft202012Validator.check_schema(sample.tool["inputSchema"])
        Draft202012Validator(sample.tool["inputSchema"]).validate(sample.arguments)
        Draft202012Validator.check_schema(sample.tool["outputSchema"])
        Draft202012Validator(sample.tool["outputSchema"]).validate(values.post(sample.path, sample.arguments).json())


async def test_values_come_back_over_mcp(way: Way, values: Program, samples: list[Sample]) -> None:
    async with connect(way, values) as client:
        listed = {tool.name: tool for tool in await client.tools()}
        for sample in samples:
            name = sample.tool["name"]
            result = await client.call(name, sample.arguments)
            assert not result.is_error, (name, result)
            body = values.post(sample.path, sample.arguments).body
            # To the last byte what plain HTTP answers.
            assert [text.encode() for text in result.texts] == [as_result(body, way)], name
            Draft202012Validator(listed[name].output_schema).validate(result.structured)
            assert result.structured == json.loads(as_result(body, way)), name


async def test_a_panic_is_internal_and_the_process_goes_on(way: Way, values: Program) -> None:
    async with connect(way, values) as client:
        panicked = await client.call("echo_panic", {})
        assert panicked.is_error
        failure = json.loads(panicked.texts[0].splitlines()[-1])
        assert failure["code"] == "internal"
        assert "as it was asked to" not in panicked.texts[0]
        assert (await client.call("echo_number", {"value": 7})).texts == [as_result(b"7", way).decode()]


def test_a_panic_over_http_has_the_id_of_its_line_in_the_log(values: Program) -> None:
    problem = values.post("/api/echo/panic", {})
    assert (problem.status, problem.json()["code"]) == (500, "internal")
    assert problem.json()["failure_id"] in problem.json()["detail"]
    identified = (problem.json()["failure_id"], "as it was asked to")
    eventually("the line in the log", lambda: any(all(part in line for part in identified) for line in values.log))
    assert values.post("/api/echo/number", {"value": 7}).json() == 7


def test_a_scope_is_needed_and_tools_without_it_are_not_listed() -> None:
    with Program(VALUES, env={"VALUES_TOKENS": "1"}) as guarded:
        request = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {"_meta": META}}
        for token, status, listed in (("keeper", 200, True), ("guest", 403, False)):
            bearer = {"Authorization": f"Bearer {token}"}
            assert guarded.post("/api/echo/guarded", {}, headers=bearer).status == status
            tools = guarded.post("/mcp", request, headers={**MODERN, **bearer}).json()["result"]["tools"]
            assert ("echo_guarded" in {tool["name"] for tool in tools}) is listed
        assert guarded.post("/api/echo/guarded", {}).status == 401
        assert guarded.post("/api/echo/number", {"value": 7}).status == 401


def test_the_list_is_the_same_bytes_each_time_and_in_every_build(values: Program) -> None:
    first = tools_list(values)
    assert tools_list(values) == first
    with Program(OTHER_VALUES) as other:
        assert tools_list(other) == first
