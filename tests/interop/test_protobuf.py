"""What services are in protobuf, read by protoc: the texts compile, and the descriptors are what it makes of them."""

from __future__ import annotations

import json
import os
import pathlib
import subprocess
import sys

import pytest
from google.protobuf import descriptor_pb2, descriptor_pool
from support.server import BINARY, DEADLINE, VALUES

PROTOBUF = os.environ.get("PROTOBUF_BINARY", "")


GOLDEN = pathlib.Path(__file__).parents[2] / "runtime/tests/schemas/golden.json"


def printed(binary: str) -> bytes:
    """The description that a program prints of its services."""
    return subprocess.run([binary, "spec"], capture_output=True, check=True, timeout=DEADLINE).stdout


def forms() -> bytes:
    """The description of the service whose messages have every form."""
    golden = json.loads(GOLDEN.read_text())
    parts = {key: golden[key] for key in ("methods", "errors", "types", "proto")}
    doc = {"summary": "Every form."}
    return json.dumps(
        {"spec_version": 1, "name": "Forms", "package": "forms.v1", "path": "forms", "doc": doc, **parts}
    ).encode()


def packages() -> bytes:
    """A description with all that is hard to refer to, as another program could have printed it."""

    def field(name: str, number: int, type_: object, **more: object) -> dict[str, object]:
        return {"name": name, "number": number, "type": type_, **more}

    def message(name: str, *fields: dict[str, object], **more: object) -> dict[str, object]:
        return {"name": name, "base": name, "fields": list(fields), **more}

    messages = [
        message("a.v1.N"),
        message(
            "x.a.v1.M",
            field("any", 1, {"message": "google.protobuf.Value"}),
            field("n", 2, {"message": "a.v1.N"}, label="optional"),
            # The entries of this map are `x.a.v1.M.TagsEntry` to protobuf.
            field("tags", 3, {"map": {"key": "string", "value": {"message": "x.a.v1.TagsEntry"}}}),
            field("_n", 4, "bytes", label="optional"),
            field("g", 7, {"enum": "x.google.v1.G"}, label="repeated", json_name='"\\é\u0001'),
            field("google", 8, {"message": "google.protobuf.Duration"}, doc="One line.\n\n*/ and // another."),
            reserved={"numbers": [5, 9, 10, 11], "names": ["gone", "older"]},
        ),
        message("x.a.v1.TagsEntry", field("at", 1, {"message": "google.protobuf.Timestamp"})),
    ]
    values = [{"name": "G_UNSPECIFIED", "number": 0}, {"name": "G_ONE", "number": 1}]
    enums = [
        {"name": "x.google.v1.G", "base": "G", "values": values, "reserved": {"numbers": [2, 3], "names": ["G_OLD"]}}
    ]
    method = {
        "name": "n",
        "full_name": "x.a.v1.Ms.TagsEntry",
        "grpc_path": "/x.a.v1.Ms/TagsEntry",
        "http_path": "/api/ms/n",
        "kind": "bidi_streaming",
        "doc": {"summary": "Go."},
        "input": True,
        "output": True,
        "proto": {"request": "x.a.v1.TagsEntry", "reply": "x.a.v1.M"},
        "errors": [],
        "examples": [],
        "hints": {"read_only": False, "destructive": False, "idempotent": True},
        "scopes": [],
        "public": False,
        "deprecated": "",
    }
    return json.dumps(
        {
            "spec_version": 1,
            "name": "Ms",
            "package": "x.a.v1",
            "path": "ms",
            "doc": {"summary": "Hard names."},
            "methods": [method],
            "errors": [],
            "types": [],
            "proto": {"messages": messages, "enums": enums},
        }
    ).encode()


@pytest.fixture(params=["tasks", "values", "forms", "packages"], scope="module")
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """The files of services, and their descriptors."""
    specs = {"tasks": lambda: printed(BINARY), "values": lambda: printed(VALUES), "forms": forms, "packages": packages}
    folder = tmp_path_factory.mktemp("protobuf")
    subprocess.run([PROTOBUF, folder], input=specs[request.param](), check=True, timeout=DEADLINE)
    return folder


def compiled(folder: pathlib.Path) -> descriptor_pb2.FileDescriptorSet:
    """What protoc makes of the texts."""
    out = folder / "protoc.binpb"
    files = sorted(str(path.relative_to(folder)) for path in folder.rglob("*.proto"))
    arguments = [f"--proto_path={folder}", f"--descriptor_set_out={out}", "--include_imports", "--fatal_warnings"]
    command = [sys.executable, "-m", "grpc_tools.protoc", *arguments, *files]
    run = subprocess.run(command, capture_output=True, text=True, timeout=DEADLINE)
    assert run.returncode == 0, run.stderr
    return descriptor_pb2.FileDescriptorSet.FromString(out.read_bytes())


def test_descriptors_are_those_of_protoc(folder: pathlib.Path) -> None:
    ours = descriptor_pb2.FileDescriptorSet.FromString((folder / "services.binpb").read_bytes())
    theirs = compiled(folder)
    by_name = {file.name: file for file in ours.file}
    assert sorted(by_name) == sorted(file.name for file in theirs.file)
    for file in theirs.file:
        assert str(by_name[file.name]) == str(file)
        assert by_name[file.name] == file


def test_descriptors_stand_behind_what_they_import(folder: pathlib.Path) -> None:
    ours = descriptor_pb2.FileDescriptorSet.FromString((folder / "services.binpb").read_bytes())
    pool = descriptor_pool.DescriptorPool()
    for file in ours.file:
        pool.Add(file)
    for file in ours.file:
        for service in file.service:
            found = pool.FindServiceByName(f"{file.package}.{service.name}")
            assert len(found.methods) == len(service.method)
