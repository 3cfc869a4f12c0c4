"""Errors over gRPC: their code, and what stands behind it, unpacked with the types that a client has of them."""

from __future__ import annotations

from typing import Any

import grpc
import pytest
from google.protobuf import descriptor_pb2
from google.rpc import error_details_pb2
from grpc_status import rpc_status
from rpc import Client, details, refused
from support.server import DEADLINE, Program, Server, eventually

EXACT = 9007199254740993
LARGEST = 2**64 - 1


@pytest.mark.parametrize("missing", [EXACT, LARGEST])
def test_an_error_is_the_variant_that_it_was(tasks: Client, missing: int) -> None:
    error = refused(lambda: _get(tasks, missing))
    assert error.code() is grpc.StatusCode.NOT_FOUND
    assert str(missing) in error.details()
    typed, info = details(error, tasks, "tasks.v1.TaskError")
    assert typed.WhichOneof("kind") == "no_such_task"
    assert typed.no_such_task.id == missing
    assert (info.reason, info.domain, dict(info.metadata)) == ("NO_SUCH_TASK", "tasks.v1.Tasks", {})


def test_the_status_and_the_reason_are_those_of_http(tasks: Client, server: Server) -> None:
    error = refused(lambda: _get(tasks, EXACT))
    problem = server.post("/api/tasks/get", {"id": EXACT}).json()
    _, info = details(error, tasks, "tasks.v1.TaskError")
    assert problem["code"].upper() in (error.code().name, info.reason)
    assert problem["detail"] == error.details()


def test_an_error_inside_a_stream_comes_behind_its_items(values: Client) -> None:
    request = values.message("values.v1.StreamsCountRequest", many=2, end="END_FAIL", **{"from": EXACT})
    answers = values.stub("values.v1.Streams").Count(request, timeout=DEADLINE)
    assert [next(answers).number, next(answers).number] == [EXACT, EXACT + 1]
    error = refused(lambda: next(answers))
    assert error.code() is grpc.StatusCode.NOT_FOUND
    typed, info = details(error, values, "values.v1.StreamError")
    assert (typed.WhichOneof("kind"), typed.no_more.sent) == ("no_more", 2)
    assert (info.reason, info.domain) == ("NO_MORE", "values.v1.Streams")


def test_a_failure_is_told_by_an_id_that_the_log_has(values: Client, mirror: Program) -> None:
    panic = values.message("values.v1.EchoPanicRequest")
    error = refused(lambda: values.stub("values.v1.Echo").Panic(panic, timeout=DEADLINE))
    assert error.code() is grpc.StatusCode.INTERNAL
    assert "as it was asked to" not in error.details()
    status = rpc_status.from_call(error)
    infos = [part for part in status.details if part.Is(error_details_pb2.ErrorInfo.DESCRIPTOR)]
    info = error_details_pb2.ErrorInfo.FromString(infos[0].value)
    failure = info.metadata["failure_id"]
    assert failure in error.details()
    eventually("the line in the log", lambda: any(failure in line and "as it was asked to" in line for line in mirror.log))


def test_a_refusal_before_the_service_has_no_error_of_it(tasks: Client) -> None:
    create = tasks.message("tasks.v1.CreateTask", title="")
    error = refused(lambda: tasks.stub("tasks.v1.Tasks").Create(create, timeout=DEADLINE))
    assert error.code() is grpc.StatusCode.INVALID_ARGUMENT
    status = rpc_status.from_call(error)
    names = [part.type_url for part in status.details] if status else []
    assert "type.googleapis.com/tasks.v1.TaskError" not in names


def test_the_errors_of_a_service_are_one_message(tasks: Client) -> None:
    described = descriptor_pb2.DescriptorProto()
    tasks.message("tasks.v1.TaskError").DESCRIPTOR.CopyToProto(described)
    assert [field.name for field in described.field] == ["no_such_task", "board_full", "missed_events"]
    assert {field.oneof_index for field in described.field} == {0}


def _get(client: Client, id: int) -> Any:
    return client.stub("tasks.v1.Tasks").Get(client.message("tasks.v1.TasksGetRequest", id=id), timeout=DEADLINE)
