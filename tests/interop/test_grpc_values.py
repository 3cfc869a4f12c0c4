"""Values of every form go in and out over gRPC: `echo.json` has, in protobuf's text format, what the examples are in JSON."""

from __future__ import annotations

import json
import pathlib
import subprocess
from typing import Any

import grpc
import pytest
from google.protobuf import text_format
from rpc import Client, refused
from support.server import DEADLINE, VALUES, Program

ECHO = "values.v1.Echo"
TEXTS: dict[str, list[str]] = json.loads((pathlib.Path(__file__).parent / "echo.json").read_text())
SAMPLES = [(method, number) for method, texts in TEXTS.items() for number in range(len(texts))]


@pytest.fixture(scope="module")
def methods() -> dict[str, Any]:
    """What the server's program says of each method that gives something back, by its name in protobuf."""
    run = subprocess.run([VALUES, "spec"], capture_output=True, check=True, timeout=DEADLINE)
    [echo] = [service for service in json.loads(run.stdout)["services"] if service["name"] == "Echo"]
    return {method["full_name"].rpartition(".")[2]: method for method in echo["methods"] if method["examples"]}


def request(client: Client, method: dict[str, Any], text: str) -> Any:
    return text_format.Parse(text, client.message(method["proto"]["request"]))


def held(message: Any) -> Any:
    """A message, or the only field of one that a method has for its plain argument or result."""
    fields = message.DESCRIPTOR.fields
    return getattr(message, fields[0].name) if [field.name for field in fields] in (["value"], ["values"], ["result"]) else message


@pytest.mark.parametrize(("name", "number"), SAMPLES)
def test_values_come_back_over_grpc(values: Client, methods: dict[str, Any], name: str, number: int) -> None:
    sent = request(values, methods[name], TEXTS[name][number])
    answered = getattr(values.stub(ECHO), name)(sent, timeout=DEADLINE)
    assert held(answered) == held(sent)
    # An option that is zero is there.
    assert len(answered.ListFields()) == len(sent.ListFields())


@pytest.mark.parametrize(("name", "number"), SAMPLES)
def test_values_are_the_same_over_grpc_and_http(
    values: Client, mirror: Program, methods: dict[str, Any], name: str, number: int
) -> None:
    method = methods[name]
    getattr(values.stub(ECHO), name)(request(values, method, TEXTS[name][number]), timeout=DEADLINE)
    over_grpc = json.loads(mirror.post("/api/echo/last", {}).json())
    over_http = mirror.post(method["http_path"], method["examples"][number]["input"])
    assert over_http.status == 200
    assert over_grpc == over_http.json()


def test_each_example_is_a_value_here(methods: dict[str, Any]) -> None:
    found = {name: len(method["examples"]) for name, method in methods.items()}
    assert found == {name: len(texts) for name, texts in TEXTS.items()}


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("Small", "tiny: 128 letter: 'x' color: COLOR_GREEN", "tiny"),
        ("Small", "short: 40000 letter: 'x' color: COLOR_GREEN", "short"),
        ("Small", "letter: 'xy' color: COLOR_GREEN", "letter"),
        ("Small", "letter: 'x'", "color"),
        ("Small", "letter: 'x' color: COLOR_UNSPECIFIED", "color"),
        ("Small", "letter: 'x' color: 3", "color"),
        ("Collections", "fixed: [1, 2, 70000] pair {}", "fixed[2]"),
        ("Collections", "fixed: [1, 2] pair {}", "fixed"),
        ("Collections", "fixed: [1, 2, 3]", "pair"),
        ("Outer", "flat {}", "inner"),
        ("External", "values {}", "values[0]"),
        ("Known", "at {} took {} from: 'nowhere' any { null_value: NULL_VALUE }", "from"),
        ("Known", "at { nanos: -1 } took {} from: '::1' any { null_value: NULL_VALUE }", "at"),
    ],
)
def test_what_protobuf_allows_and_the_type_does_not_is_refused(
    values: Client, methods: dict[str, Any], name: str, text: str, place: str
) -> None:
    wrong = request(values, methods[name], text)
    error = refused(lambda: getattr(values.stub(ECHO), name)(wrong, timeout=DEADLINE))
    assert error.code() is grpc.StatusCode.INVALID_ARGUMENT
    assert f"`{place}`" in error.details()


def test_an_enum_that_is_not_specified_is_absent(values: Client, methods: dict[str, Any]) -> None:
    sent = request(values, methods["Small"], "letter: 'x' color: COLOR_GREEN dozen: 12 other: COLOR_UNSPECIFIED")
    assert not values.stub(ECHO).Small(sent, timeout=DEADLINE).HasField("other")
