"""Every schema that the server prints, read by another implementation of JSON Schema 2020-12."""

from __future__ import annotations

import json
import pathlib
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from connections import Connection, Way, connect
from jsonschema import Draft202012Validator
from support.server import BINARY, DEADLINE, Server, command

MODERN = Way("mcp", "http", "2026-07-28")

# Arguments, good and bad: the schema and the server have to agree on each. (They differ on `{"state": {"todo": null}}`,
# serde's other spelling of `"todo"`, which is taken and not advertised.)
ARGUMENTS = {
    "tasks_create": [
        {"title": "Write it down"},
        {"title": "Write it down", "assignee": "alice"},
        {"title": "Write it down", "assignee": None},
        {"title": ""},
        {"title": "漢字 😀 \u2028 \x7f"},
        {},
        {"assignee": "alice"},
        {"title": None},
        {"title": 5},
        {"title": ["Write it down"]},
        {"title": "Write it down", "assignee": 5},
        {"title": "Write it down", "titel": "again"},
        {"Title": "Write it down"},
        {"title": "Write it down", "": ""},
    ],
    "tasks_list": [
        {},
        {"state": "todo"},
        {"state": "doing"},
        {"state": "done"},
        {"state": None},
        {"state": "Todo"},
        {"state": ""},
        {"state": 1},
        {"state": ["todo"]},
        {"status": "todo"},
    ],
    "tasks_delete": [
        {"id": 1.5},
        {"id": -1},
        {"id": "1"},
        {"id": None},
        {"id": True},
        {"id": 2**64},
        {"id": 10**400},
        {},
        {"ids": [1]},
    ],
}


def printed_tools() -> list[dict[str, Any]]:
    """What `tools --json` prints."""
    printed = command("tools", "--json")
    assert printed.returncode == 0, printed.stderr
    return json.loads(printed.stdout)


def printed_services() -> list[dict[str, Any]]:
    """What `spec` prints."""
    printed = command("spec")
    assert printed.returncode == 0, printed.stderr
    return json.loads(printed.stdout)["services"]


def subschemas(schema: Any) -> Iterator[dict[str, Any]]:
    """Every object of a schema, whether it is one itself or only holds some."""
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from subschemas(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from subschemas(value)


def validator(tool: dict[str, Any], side: str) -> Draft202012Validator:
    Draft202012Validator.check_schema(tool[side])
    return Draft202012Validator(tool[side])


def test_the_tools_have_valid_schemas() -> None:
    for tool in printed_tools():
        for side in {"inputSchema", "outputSchema"} & set(tool):
            Draft202012Validator.check_schema(tool[side])
        assert tool["inputSchema"]["type"] == "object"
        assert tool["inputSchema"]["additionalProperties"] is False
        assert not {"anyOf", "oneOf", "allOf"} & set(tool["inputSchema"])


def test_every_reference_leads_somewhere() -> None:
    for tool in printed_tools():
        for side in {"inputSchema", "outputSchema"} & set(tool):
            names = set(tool[side].get("$defs", {}))
            references = {part["$ref"] for part in subschemas(tool[side]) if isinstance(part.get("$ref"), str)}
            assert references <= {f"#/$defs/{name}" for name in names}


def test_every_integer_has_both_bounds() -> None:
    # JavaScript's validators know no other way to hear of 64 bits.
    for tool in printed_tools():
        for part in subschemas([tool["inputSchema"], tool.get("outputSchema", {})]):
            if part.get("type") == "integer":
                assert isinstance(part["minimum"], int) and isinstance(part["maximum"], int), part
                assert not part.get("format", "").startswith(("int", "uint")), part


def test_the_same_command_prints_the_same_bytes() -> None:
    assert command("tools", "--json").stdout == command("tools", "--json").stdout
    assert command("spec").stdout == command("spec").stdout


def test_every_schema_of_the_specification_is_valid() -> None:
    for service in printed_services():
        definitions = {kind["name"]: kind["schema"] for kind in service["types"]}
        for method in service["methods"]:
            for side in ("input", "output"):
                Draft202012Validator.check_schema({**method[side], "$defs": definitions})


def test_the_examples_fit_the_schemas() -> None:
    count = 0
    for service in printed_services():
        definitions = {kind["name"]: kind["schema"] for kind in service["types"]}
        for method in service["methods"]:
            for example in method["examples"]:
                Draft202012Validator({**method["input"], "$defs": definitions}).validate(example["input"])
                count += 1
    assert count > 0


async def test_the_tools_are_the_same_on_the_wire(server: Server) -> None:
    """All but `tasks_purge`, which a caller without its scope is not shown."""
    printed = {tool["name"]: tool for tool in printed_tools()}
    async with connect(MODERN, server) as client:
        listed = {tool.name: tool for tool in await client.tools()}
    assert list(listed) == [name for name in printed if name != "tasks_purge"]
    for name, tool in listed.items():
        assert tool.input_schema == printed[name]["inputSchema"]
        assert tool.output_schema == printed[name].get("outputSchema")


@pytest.mark.parametrize(
    ("name", "arguments"), [(name, arguments) for name, cases in ARGUMENTS.items() for arguments in cases], ids=str
)
async def test_schema_and_server_agree_on_arguments(server: Server, name: str, arguments: dict[str, Any]) -> None:
    tool = next(tool for tool in printed_tools() if tool["name"] == name)
    async with connect(MODERN, server) as client:
        result = await client.call(name, arguments)
    assert validator(tool, "inputSchema").is_valid(arguments) is not result.is_error, result


async def test_whole_numbers_may_have_a_point(server: Server) -> None:
    # JSON Schema counts 50.0 as an integer, and models write it.
    server_id = server.create("Delete me")["id"]
    tool = next(tool for tool in printed_tools() if tool["name"] == "tasks_delete")
    assert validator(tool, "inputSchema").is_valid({"id": 50.0})
    async with connect(MODERN, server) as client:
        result = await client.call("tasks_delete", {"id": 50.0})
    assert result.is_error
    assert "50" in result.texts[0]
    assert server_id in server.ids()


async def test_answers_fit_the_output_schemas(server: Server) -> None:
    tools = {tool["name"]: tool for tool in printed_tools()}
    async with connect(MODERN, server) as client:
        created = await _structured(client, "tasks_create", {"title": "Answer by the book", "assignee": "alice"})
        bare = await _structured(client, "tasks_create", {"title": "Nobody's"})
        listed = await _structured(client, "tasks_list", {})
        deleted = await _structured(client, "tasks_delete", {"id": bare["id"]})
    answers = [("tasks_create", created), ("tasks_create", bare), ("tasks_list", listed), ("tasks_delete", deleted)]
    for name, answer in answers:
        if "outputSchema" in tools[name]:
            validator(tools[name], "outputSchema").validate(answer)


async def _structured(client: Connection, name: str, arguments: dict[str, Any]) -> Any:
    result = await client.call(name, arguments)
    assert not result.is_error, result
    return result.structured


def test_a_binary_alone_in_an_empty_folder_prints_the_same_bytes(tmp_path: pathlib.Path) -> None:
    """Descriptions and examples are in the program; no source is read when it runs."""
    alone = shutil.copy(BINARY, tmp_path / "alone")
    for arguments in (["spec"], ["tools", "--json"]):
        here = subprocess.run([BINARY, *arguments], capture_output=True, check=True, timeout=DEADLINE)
        there = subprocess.run([alone, *arguments], cwd=tmp_path, env={}, capture_output=True, check=True, timeout=DEADLINE)
        assert there.stdout == here.stdout
        assert b"Review the release notes" in there.stdout
