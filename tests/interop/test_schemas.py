"""The schemas that the Rust tests pin, as other implementations read them."""

from __future__ import annotations

import json
import pathlib
import re
from collections.abc import Iterator
from typing import Any

import jsonschema
import mcp.types
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOLDEN = json.loads((ROOT / "runtime/tests/schemas/golden.json").read_text())
TYPES = {entry["name"]: entry["schema"] for entry in GOLDEN["types"]}
TOOLS = [(revision, tool) for revision, tools in GOLDEN["tools"].items() for tool in tools]
VALUES = {f"forms_{entry['method']}": entry for entry in GOLDEN["values"]}

# Keywords that a root must not have: providers of models refuse the whole list of tools.
COMBINATIONS = {"anyOf", "oneOf", "allOf", "not", "enum", "$ref"}

every_tool = pytest.mark.parametrize(
    ("revision", "tool"), TOOLS, ids=[f"{revision}-{tool['name']}" for revision, tool in TOOLS]
)


def validator(schema: Any) -> jsonschema.Draft202012Validator:
    """A validator of a schema, which is itself valid."""
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def members(value: Any) -> Iterator[tuple[str, Any]]:
    """All members of all objects inside a value."""
    if isinstance(value, dict):
        yield from value.items()
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    for child in children:
        yield from members(child)


def references(schema: Any) -> set[str]:
    """The names of the definitions that a schema refers to."""
    return {value.removeprefix("#/$defs/") for key, value in members(schema) if key == "$ref"}


@pytest.mark.parametrize("name", TYPES)
def test_types_are_schemas(name: str) -> None:
    validator({"$ref": f"#/$defs/{name}", "$defs": TYPES})
    assert references(TYPES[name]) <= TYPES.keys()


@pytest.mark.parametrize("method", GOLDEN["methods"], ids=lambda method: method["name"])
def test_values_are_what_the_types_of_their_method_say(method: dict[str, Any]) -> None:
    values = VALUES[method["tool"]]
    written = validator({**method["input"], "$defs": TYPES})
    read = validator({**method["output"], "$defs": TYPES})
    assert values["requests"] and values["replies"]
    for request in values["requests"]:
        written.validate(request)
    for reply in values["replies"]:
        read.validate(reply)


@every_tool
def test_requests_are_arguments_and_wrong_ones_are_not(revision: str, tool: dict[str, Any]) -> None:
    arguments = validator(tool["inputSchema"])
    values = VALUES[tool["name"]]
    for request in values["requests"]:
        arguments.validate(request)
    for request in values["refused"]:
        assert not arguments.is_valid(request), request


@every_tool
def test_replies_are_structured_content(revision: str, tool: dict[str, Any]) -> None:
    replies = VALUES[tool["name"]]["replies"]
    if "outputSchema" not in tool:
        assert replies == [None]
        return
    schema = tool["outputSchema"]
    content = validator(schema)
    wrapped = list(schema.get("properties", {})) == ["result"]
    for reply in replies:
        content.validate({"result": reply} if wrapped else reply)
    if revision < "2026-07-28":
        assert schema["type"] == "object"
    else:
        assert not wrapped


@every_tool
def test_schemas_of_tools_stand_alone(revision: str, tool: dict[str, Any]) -> None:
    for schema in (tool["inputSchema"], tool.get("outputSchema", {})):
        assert references(schema) == schema.get("$defs", {}).keys()


@every_tool
def test_tools_are_fit_for_models(revision: str, tool: dict[str, Any]) -> None:
    schema = tool["inputSchema"]
    assert re.fullmatch("[a-z][a-z0-9_]{0,39}", tool["name"])
    assert schema["type"] == "object" and isinstance(schema["properties"], dict)
    assert not COMBINATIONS & schema.keys()
    # JavaScript's SDK takes no boolean for the schema of a property.
    assert all(isinstance(value, dict) for value in schema["properties"].values())
    numeric = {"int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "int", "uint", "float", "double"}
    assert not [value for key, value in members(tool) if key == "format" and value in numeric]
    assert not [key for key, _ in members(tool) if key in ("$schema", "x-traitwire-message")]


@every_tool
def test_integers_have_both_bounds(revision: str, tool: dict[str, Any]) -> None:
    schemas = [value for _, value in members({"root": tool}) if isinstance(value, dict)]
    integers = [schema for schema in schemas if "integer" in schema.get("type", [])]
    assert all({"minimum", "maximum"} <= schema.keys() for schema in integers)


@every_tool
def test_tools_lose_nothing_in_the_python_sdk(revision: str, tool: dict[str, Any]) -> None:
    read = mcp.types.Tool.model_validate(tool)
    assert read.model_dump(mode="json", by_alias=True, exclude_none=True) == tool
    assert read.annotations is not None
    hints = read.annotations.model_dump(by_alias=True, exclude_none=True)
    assert hints.keys() == {"readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"}
