"""What stands around calls over gRPC: health, reflection, TLS, and the other transports on the same port."""

from __future__ import annotations

import http.client
import pathlib
import socket
import ssl
from collections.abc import Iterator
from typing import Any

import grpc
import pytest
import trustme
from connections import Way
from connections import connect as connect_mcp
from google.protobuf import descriptor_pb2
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2
from rpc import Client, Generated, connect, protoc, refused
from support.server import DEADLINE, Server

SERVING = health_pb2.HealthCheckResponse.SERVING
TASKS = "tasks.v1.Tasks"


def check(service: str) -> health_pb2.HealthCheckRequest:
    return health_pb2.HealthCheckRequest(service=service)


@pytest.mark.parametrize("service", ["", TASKS])
def test_a_server_and_its_services_are_healthy(server: Server, service: str) -> None:
    with connect(server) as channel:
        health = health_pb2_grpc.HealthStub(channel)
        assert health.Check(check(service), timeout=DEADLINE).status == SERVING
        assert next(health.Watch(check(service), timeout=DEADLINE)).status == SERVING


def test_the_health_of_all_services_is_listed(server: Server) -> None:
    with connect(server) as channel:
        listed = health_pb2_grpc.HealthStub(channel).List(health_pb2.HealthListRequest(), timeout=DEADLINE).statuses
    assert listed[""].status == listed[TASKS].status == SERVING


def test_the_health_of_an_unknown_service_is_unknown(server: Server) -> None:
    with connect(server) as channel:
        health = health_pb2_grpc.HealthStub(channel)
        error = refused(lambda: health.Check(check("tasks.v1.Nobody"), timeout=DEADLINE))
        assert error.code() is grpc.StatusCode.NOT_FOUND
        watched = next(health.Watch(check("tasks.v1.Nobody"), timeout=DEADLINE))
        assert watched.status == health_pb2.HealthCheckResponse.SERVICE_UNKNOWN


def test_who_watches_hears_of_the_end(tmp_path: pathlib.Path) -> None:
    with Server(tmp_path / "tasks.db") as server, connect(server) as channel:
        seen = health_pb2_grpc.HealthStub(channel).Watch(check(TASKS), timeout=DEADLINE)
        assert next(seen).status == SERVING
        assert server.stop() == 0
        assert next(seen).status == health_pb2.HealthCheckResponse.NOT_SERVING


def test_health_is_told_to_everybody(tmp_path: pathlib.Path) -> None:
    with Server(tmp_path / "tasks.db", env={"TASKS_ADMIN_TOKEN": "secret"}) as server, connect(server) as channel:
        assert health_pb2_grpc.HealthStub(channel).Check(check(""), timeout=DEADLINE).status == SERVING


def ask_all(channel: grpc.Channel, revision: str, *questions: dict[str, str]) -> list[Any]:
    """What reflection answers in one stream; the messages of both revisions are the same bytes."""
    call = channel.stream_stream(
        f"/grpc.reflection.{revision}.ServerReflection/ServerReflectionInfo",
        reflection_pb2.ServerReflectionRequest.SerializeToString,
        reflection_pb2.ServerReflectionResponse.FromString,
    )
    requests = [reflection_pb2.ServerReflectionRequest(**question) for question in questions]
    answers = list(call(iter(requests), timeout=DEADLINE))
    assert [answer.original_request for answer in answers] == requests
    return answers


def ask(channel: grpc.Channel, revision: str, **asked: str) -> Any:
    [answer] = ask_all(channel, revision, asked)
    return answer


@pytest.mark.parametrize("revision", ["v1", "v1alpha"])
def test_reflection_lists_all_services(server: Server, revision: str) -> None:
    with connect(server) as channel:
        listed = ask(channel, revision, list_services="").list_services_response.service
    assert {TASKS, "grpc.health.v1.Health"} <= {service.name for service in listed}


@pytest.mark.parametrize("revision", ["v1", "v1alpha"])
def test_what_reflection_says_is_what_is_printed(server: Server, tmp_path: pathlib.Path, revision: str) -> None:
    protoc(f"--descriptor_set_out={tmp_path / 'all'}")
    files = descriptor_pb2.FileDescriptorSet.FromString((tmp_path / "all").read_bytes()).file
    [printed] = [file for file in files if file.package == "tasks.v1"]
    with connect(server) as channel:
        answer = ask(channel, revision, file_containing_symbol=TASKS)
    said = [descriptor_pb2.FileDescriptorProto.FromString(file) for file in answer.file_descriptor_response.file_descriptor_proto]
    assert printed in said


@pytest.mark.parametrize("revision", ["v1", "v1alpha"])
def test_a_question_without_an_answer_ends_no_stream(server: Server, revision: str) -> None:
    with connect(server) as channel:
        missing, found = ask_all(channel, revision, {"file_containing_symbol": "tasks.v1.Nobody"}, {"file_containing_symbol": TASKS})
    assert missing.error_response.error_code == grpc.StatusCode.NOT_FOUND.value[0]
    assert len(found.file_descriptor_response.file_descriptor_proto) == 1


@pytest.mark.parametrize("own", [health_pb2, reflection_pb2], ids=["health", "reflection"])
def test_health_and_reflection_are_described_as_grpc_has_them(server: Server, own: Any) -> None:
    expected = descriptor_pb2.FileDescriptorProto()
    own.DESCRIPTOR.CopyToProto(expected)
    with connect(server) as channel:
        answer = ask(channel, "v1", file_containing_symbol=next(iter(own.DESCRIPTOR.services_by_name.values())).full_name)
    [file] = answer.file_descriptor_response.file_descriptor_proto
    said = descriptor_pb2.FileDescriptorProto.FromString(file)
    # Where the file lies, and what generators of other languages are told, differs.
    for descriptor in (said, expected):
        descriptor.ClearField("name")
        descriptor.ClearField("options")
        for message in descriptor.message_type:
            for field in [*message.field, *(field for nested in message.nested_type for field in nested.field)]:
                field.ClearField("json_name")
    assert said == expected


async def test_all_transports_share_a_port(generated: Generated, server: Server, way: Way) -> None:
    with connect(server) as channel:
        client = Client(generated, channel)
        created = client.stub(TASKS).Create(client.message("tasks.v1.CreateTask", title="Everywhere"), timeout=DEADLINE)
        assert server.post("/api/tasks/get", {"id": created.id}).json()["title"] == "Everywhere"
        async with connect_mcp(way, server) as tools:
            assert (await tools.call("tasks_get", {"id": created.id})).structured["title"] == "Everywhere"


class Guarded:
    """A server with a certificate that `authority` has signed."""

    def __init__(self, server: Server, authority: trustme.CA) -> None:
        self.server = server
        self.roots = authority.cert_pem.bytes()

    def channel(self, roots: bytes | None) -> grpc.Channel:
        credentials = grpc.ssl_channel_credentials(root_certificates=roots)
        return grpc.secure_channel(self.server.address, credentials, options=[("grpc.use_local_subchannel_pool", 1)])

    def context(self, *protocols: str) -> ssl.SSLContext:
        context = ssl.create_default_context(cadata=self.roots.decode())
        context.set_alpn_protocols(list(protocols))
        return context


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    folder = tmp_path_factory.mktemp("tls")
    authority = trustme.CA()
    issued = authority.issue_cert("127.0.0.1")
    issued.private_key_pem.write_to_path(str(folder / "key.pem"))
    for part in issued.cert_chain_pems:
        part.write_to_path(str(folder / "cert.pem"), append=True)
    options = ["--tls-cert", str(folder / "cert.pem"), "--tls-key", str(folder / "key.pem")]
    with Server(folder / "tasks.db", *options) as server:
        assert server.url.startswith("https://")
        yield Guarded(server, authority)


def test_calls_go_through_tls(guarded: Guarded, api: Any) -> None:
    with guarded.channel(guarded.roots) as channel:
        client = Client(api, channel)
        created = client.stub(TASKS).Create(client.message("tasks.v1.CreateTask", title="In secret"), timeout=DEADLINE)
        assert created.title == "In secret"
        assert health_pb2_grpc.HealthStub(channel).Check(check(""), timeout=DEADLINE).status == SERVING


def test_a_server_that_nobody_vouches_for_is_not_trusted(guarded: Guarded, generated: Generated) -> None:
    with guarded.channel(trustme.CA().cert_pem.bytes()) as channel:
        client = Client(generated, channel)
        request = client.message("tasks.v1.CreateTask", title="To whom?")
        error = refused(lambda: client.stub(TASKS).Create(request, timeout=DEADLINE))
        assert error.code() is grpc.StatusCode.UNAVAILABLE
    with connect(guarded.server) as channel:
        assert refused(lambda: channel.unary_unary(f"/{TASKS}/Create")(b"", timeout=DEADLINE)).code() is grpc.StatusCode.UNAVAILABLE


@pytest.mark.parametrize(
    ("offered", "chosen"), [(["h2", "http/1.1"], "h2"), (["http/1.1", "h2"], "h2"), (["http/1.1"], "http/1.1"), ([], None)]
)
def test_the_version_of_http_is_agreed_on_with_tls(guarded: Guarded, offered: list[str], chosen: str | None) -> None:
    context = guarded.context(*offered) if offered else ssl.create_default_context(cadata=guarded.roots.decode())
    place = (guarded.server.host, guarded.server.port)
    with socket.create_connection(place, DEADLINE) as plain, context.wrap_socket(plain, server_hostname=place[0]) as stream:
        assert stream.selected_alpn_protocol() == chosen


def test_http_goes_through_tls_too(guarded: Guarded) -> None:
    server = guarded.server
    connection = http.client.HTTPSConnection(server.host, server.port, timeout=DEADLINE, context=guarded.context("http/1.1"))
    try:
        connection.request("POST", "/api/tasks/list", "{}", {"Content-Type": "application/json"})
        assert connection.getresponse().status == 200
    finally:
        connection.close()
