"""What Python's gRPC client knows of services: the `.proto` that their program prints, or what their server says of itself."""

from __future__ import annotations

import importlib
import os
import pathlib
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import grpc
from google.protobuf import descriptor_pool, message_factory
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import ProtoReflectionDescriptorDatabase
from grpc_status import rpc_status
from google.rpc import error_details_pb2
from support.server import DEADLINE, Program

# Where `tests/run` has put what the programs print.
PROTOS = pathlib.Path(os.environ.get("PROTO_FOLDER", ""))

Message = Any


class Generated:
    """Knows services from code that protoc has generated from their `.proto`."""

    def __init__(self, folder: pathlib.Path) -> None:
        protoc(f"--python_out={folder}", f"--grpc_python_out={folder}")
        sys.path.append(str(folder))

    def ask(self, _: grpc.Channel) -> Generated:
        return self

    def message(self, name: str) -> type[Message]:
        return getattr(_module(name, "pb2"), name.rpartition(".")[2])

    def stub(self, name: str, channel: grpc.Channel) -> Any:
        return getattr(_module(name, "pb2_grpc"), name.rpartition(".")[2] + "Stub")(channel)


def protoc(*options: str) -> None:
    """Has protoc read all `.proto` files."""
    files = [str(path.relative_to(PROTOS)) for path in sorted(PROTOS.rglob("*.proto"))]
    command = [sys.executable, "-m", "grpc_tools.protoc", f"--proto_path={PROTOS}", *options, *files]
    run = subprocess.run(command, capture_output=True, text=True, timeout=DEADLINE)
    assert run.returncode == 0, run.stderr


def _module(name: str, suffix: str) -> Any:
    """The module of a package such as `tasks.v1`, whose file is `tasks/v1/tasks.proto`."""
    package = name.rpartition(".")[0]
    return importlib.import_module(f"{package}.{package.split('.')[0]}_{suffix}")


class Reflected:
    """Knows services from their server alone."""

    def ask(self, channel: grpc.Channel) -> _Answered:
        return _Answered(channel)


class _Answered:
    """What a server says when it is asked."""

    def __init__(self, channel: grpc.Channel) -> None:
        self._pool = descriptor_pool.DescriptorPool(ProtoReflectionDescriptorDatabase(channel))

    def message(self, name: str) -> type[Message]:
        return message_factory.GetMessageClass(self._pool.FindMessageTypeByName(name))

    def stub(self, name: str, channel: grpc.Channel) -> Any:
        service = self._pool.FindServiceByName(name)
        return type("Stub", (), {method.name: _callable(method, channel) for method in service.methods})


def _callable(method: Any, channel: grpc.Channel) -> Any:
    kind = ("stream" if method.client_streaming else "unary") + ("_stream" if method.server_streaming else "_unary")
    return staticmethod(
        getattr(channel, kind)(
            f"/{method.containing_service.full_name}/{method.name}",
            request_serializer=message_factory.GetMessageClass(method.input_type).SerializeToString,
            response_deserializer=message_factory.GetMessageClass(method.output_type).FromString,
        )
    )


class _Bearer(grpc.StreamStreamClientInterceptor):
    """Shows a token with what reflection asks."""

    def __init__(self, token: str) -> None:
        self._metadata = [("authorization", f"Bearer {token}")]

    def intercept_stream_stream(self, continuation: Any, details: Any, requests: Any) -> Any:
        return continuation(details._replace(metadata=self._metadata), requests)


class Client:
    """An open channel to a server, and what is known of its services in one of the two ways.

    A server that knows its callers tells what it is to them alone, hence the token; calls have to show it themselves.
    """

    def __init__(self, api: Generated | Reflected, channel: grpc.Channel, *, token: str = "") -> None:
        self.api = api
        self.channel = channel
        self._known = api.ask(grpc.intercept_channel(channel, _Bearer(token)) if token else channel)

    def message(self, name: str, **fields: Any) -> Message:
        """A message of this full name."""
        return self._known.message(name)(**fields)

    def stub(self, service: str) -> Any:
        """The methods of a service, by their names, as gRPC's own generator makes them."""
        return self._known.stub(service, self.channel)


def connect(server: Program, **options: Any) -> grpc.Channel:
    """A channel of its own; the library would share connections otherwise."""
    return grpc.insecure_channel(server.address, options=[("grpc.use_local_subchannel_pool", 1)], **options)


def refused(call: Any) -> grpc.RpcError:
    """The error of a call that has to fail."""
    try:
        answer = call()
        if isinstance(answer, Iterator):
            list(answer)
    except grpc.RpcError as error:
        return error
    raise AssertionError("the call did not fail")


def details(error: grpc.RpcError, client: Client, name: str) -> tuple[Message, error_details_pb2.ErrorInfo]:
    """What an error says of itself: the message `name` of its service, and gRPC's own."""
    status = rpc_status.from_call(error)
    assert (status.code, status.message) == (error.code().value[0], error.details())
    [typed, info] = status.details
    message, about = client.message(name), error_details_pb2.ErrorInfo()
    assert typed.Unpack(message), typed.type_url
    assert info.Unpack(about), info.type_url
    return message, about
