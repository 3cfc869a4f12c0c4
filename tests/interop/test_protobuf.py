"""What services are in protobuf, read by protoc: the texts compile, and the descriptors are what it makes of them."""

from __future__ import annotations

import os
import pathlib
import subprocess
import sys

import pytest
from google.protobuf import descriptor_pb2, descriptor_pool
from support.server import BINARY, DEADLINE, VALUES

PROTOBUF = os.environ.get("PROTOBUF_BINARY", "")


@pytest.fixture(params=[BINARY, VALUES], ids=["tasks", "values"], scope="module")
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """The files of a program's services, and their descriptors."""
    spec = subprocess.run([request.param, "spec"], capture_output=True, check=True, timeout=DEADLINE)
    folder = tmp_path_factory.mktemp("protobuf")
    subprocess.run([PROTOBUF, folder], input=spec.stdout, check=True, timeout=DEADLINE)
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
