"""Our validator of schemas, beside one of another make: the same verdict on every value, for the same keywords at the same places."""

from __future__ import annotations

import json
import os
import pathlib
import random
import subprocess
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOLDEN = json.loads((ROOT / "runtime/tests/schemas/golden.json").read_text())
TYPES = {entry["name"]: entry["schema"] for entry in GOLDEN["types"]}
VALUES = {f"forms_{entry['method']}": entry for entry in GOLDEN["values"]}

# Values made of each that fits; the seed makes a failure happen again.
MUTANTS = 20
SEED = int(os.environ.get("SEED", random.randrange(1 << 32)))

# What a piece of a value is replaced with: of every type, and at the ends of ranges.
PIECES = [
    None, True, False, 0, -1, 1, 3, 5, 9, 10, 255, 256, -(1 << 63), (1 << 63) - 1, (1 << 64) - 1, 9007199254740993,
    0.5, -0.5, 50.0, 50.5, 9007199254740992.0, 1e300, "", "a", "leaf", "ab", "é😀", "Idle", "to_do", "went-away", [], [1], ["a", "a"],
    [1, 1.0], {}, {"name": "leaf"}, {"a": 1}, {"kind": "moved-on", "from": 1, "to": 2},
]  # fmt: skip

# Schemas of keywords that no golden schema has, or has in few forms, each for all pieces.
MADE: list[Any] = [
    True,
    False,
    {"type": ["integer", "null"]},
    {"multipleOf": 3},
    {"multipleOf": 0.5},
    {"exclusiveMinimum": 0, "exclusiveMaximum": 256},
    {"minimum": -0.5, "maximum": 9007199254740993},
    {"minimum": 9007199254740993},
    {"minLength": 1, "maxLength": 2, "pattern": "^[a-z]|I"},
    {"enum": [1, 50, "a", [1.0], {"a": 1.0}, None]},
    {"const": {"a": 1}},
    {"const": 0},
    {"uniqueItems": True},
    {"prefixItems": [{"type": "integer"}, {"type": "string"}], "items": False},
    {"prefixItems": [{"type": "string"}], "items": {"type": "number"}, "minItems": 1, "maxItems": 1},
    {"minProperties": 1, "maxProperties": 2},
    {"propertyNames": {"maxLength": 1}},
    {"patternProperties": {"^k": {"type": "string"}, "a": {"type": "string"}}, "additionalProperties": {"type": "null"}},
    {"properties": {"name": {"const": "b"}}, "patternProperties": {"^n": {"maxLength": 2}}, "additionalProperties": False},
    {"required": ["name", "a"], "properties": {}},
    {"anyOf": [{"type": "string"}, {"minimum": 5}, {"items": {"type": "integer"}}]},
    {"oneOf": [{"type": "number"}, {"minimum": 5}, {"required": ["a"]}]},
    {"allOf": [{"type": "integer"}, {"minimum": 2}, {"not": {"const": 5}}]},
    {"not": {"type": ["string", "null", "object"]}},
    {"format": "uuid", "default": 1, "examples": [1], "title": "a"},
    {"$ref": "#/$defs/Leaf", "minProperties": 1, "$defs": {"Leaf": TYPES["Leaf"]}},
    {"$ref": "#/$defs/Own", "$defs": {"Own": {"items": {"$ref": "#/$defs/Own"}, "maxLength": 1}}},
    {"items": {"$ref": "#"}, "type": ["array", "integer"]},
]


class Validator:
    """Our validator, as a program that answers line by line."""

    def __init__(self) -> None:
        pipe = subprocess.PIPE
        self.process = subprocess.Popen([os.environ["VALIDATE_BINARY"]], stdin=pipe, stdout=pipe, text=True, encoding="utf-8")

    def problems(self, schema: Any, types: dict[str, Any], value: Any) -> set[tuple[tuple[Any, ...], str]]:
        assert self.process.stdin and self.process.stdout
        question = {"schema": schema, "types": list(types.items()), "value": value}
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        return {(tuple(path), keyword) for path, keyword in json.loads(self.process.stdout.readline())}


@pytest.fixture(scope="module")
def ours() -> Iterator[Validator]:
    validator = Validator()
    yield validator
    assert validator.process.stdin
    validator.process.stdin.close()
    assert validator.process.wait(timeout=30) == 0


def theirs(schema: Any, types: dict[str, Any], value: Any) -> set[tuple[tuple[Any, ...], str]]:
    whole = {**schema, "$defs": types} if types else schema
    errors = jsonschema.Draft202012Validator(whole).iter_errors(value)
    return {(tuple(error.absolute_path), error.validator or "false") for error in errors}


def compare(ours: Validator, schema: Any, types: dict[str, Any], value: Any) -> bool:
    """Whether the value fits, in the eyes of both."""
    found, expected = ours.problems(schema, types, value), theirs(schema, types, value)
    assert found == expected, f"SEED={SEED}: {json.dumps(value)} by {json.dumps(schema)}"
    return not found


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The places of all values inside a value, and of itself."""
    yield path
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, child in children:
        yield from places(child, (*path, step))


def mutated(chance: random.Random, value: Any) -> Any:
    """The value with one piece replaced, removed or added."""
    value = json.loads(json.dumps(value))
    path = chance.choice(list(places(value)))
    if not path:
        return chance.choice(PIECES)
    parent = value
    for step in path[:-1]:
        parent = parent[step]
    action = chance.randrange(5)
    if action == 0:
        del parent[path[-1]]
    elif action == 1 and isinstance(parent, dict):
        parent[chance.choice(["more", "kind", "name", "nam"])] = chance.choice(PIECES)
    elif action == 1:
        parent.append(chance.choice(PIECES))
    else:
        parent[path[-1]] = chance.choice(PIECES)
    return value


@pytest.mark.parametrize("schema", MADE, ids=json.dumps)
def test_every_keyword_refuses_the_same(ours: Validator, schema: Any) -> None:
    for value in [*PIECES, [5, "a"], [5, "a", 1], ["ab", 0.5, "x"], {"k": 1, "a": "a", "b": None}, {"name": "b", "na": "abc"}]:
        compare(ours, schema, {}, value)


@pytest.mark.parametrize("method", GOLDEN["methods"], ids=lambda method: method["name"])
def test_values_at_random_get_the_same_verdict(ours: Validator, method: dict[str, Any]) -> None:
    chance = random.Random(f"{SEED} {method['name']}")
    values = VALUES[method["tool"]]
    for schema, samples in ((method["input"], values["requests"]), (method["output"], values["replies"])):
        for sample in samples:
            assert compare(ours, schema, TYPES, sample)
            for _ in range(MUTANTS):
                mutant = mutated(chance, sample)
                compare(ours, schema, TYPES, mutant)
                compare(ours, schema, TYPES, mutated(chance, mutant))


@pytest.mark.parametrize("tool", GOLDEN["tools"]["2026-07-28"], ids=lambda tool: tool["name"])
def test_closed_schemas_of_tools_refuse_the_same(ours: Validator, tool: dict[str, Any]) -> None:
    chance = random.Random(f"{SEED} {tool['name']}")
    values = VALUES[tool["name"]]
    for sample in [*values["requests"], *values["refused"]]:
        compare(ours, tool["inputSchema"], {}, sample)
        for _ in range(MUTANTS):
            compare(ours, tool["inputSchema"], {}, mutated(chance, sample))
