"""Python's gRPC client calls the servers, from their `.proto` and from what they say of themselves."""

from __future__ import annotations

import queue
import re
from typing import Any

import grpc
import pytest
from google.rpc import error_details_pb2
from grpc_status import rpc_status
from rpc import Client, Generated, Reflected, connect, refused
from support.server import DEADLINE, VALUES, Program, Server, eventually
from support.store import RAISED, locked

TASKS = "tasks.v1.Tasks"
STREAMS = "values.v1.Streams"

# The least integer above 2^53 that a double cannot hold.
EXACT = 9007199254740993

# For a deadline that passes while a test waits for it, in seconds.
SOON = 0.3

RUNNING = "traitwire_calls_running"

# What the servers read, in bytes, unless they are told otherwise.
LIMIT = 4 * 1024 * 1024


def create(client: Client, title: str, **fields: Any) -> Any:
    return client.stub(TASKS).Create(client.message("tasks.v1.CreateTask", title=title, **fields), timeout=DEADLINE)


def count(client: Client, end: str, many: int = 3, **options: Any) -> Any:
    request = client.message("values.v1.StreamsCountRequest", many=many, end=end, **{"from": EXACT})
    return client.stub(STREAMS).Count(request, **{"timeout": DEADLINE, **options})


def ticks(client: Client, many: int) -> list[Any]:
    return [client.message("values.v1.Tick", number=EXACT + sent, text="é\u2028😀\n") for sent in range(many)]


def test_a_call_has_one_answer(tasks: Client, server: Server) -> None:
    task = create(tasks, "Review \"it\" \\ é 漢字 😀 \u2028", assignee="alice")
    assert task.id > RAISED
    shown = next(found for found in server.post("/api/tasks/list", {}).json()["tasks"] if found["id"] == task.id)
    assert (task.title, task.assignee) == (shown["title"], shown["assignee"])
    assert shown["title"] == "Review \"it\" \\ é 漢字 😀 \u2028"
    states = task.DESCRIPTOR.fields_by_name["state"].enum_type.values_by_number
    assert (states[task.state].name, shown["state"]) == ("TASK_STATE_TODO", "todo")
    assert not task.HasField("created_by")


def test_absent_and_empty_are_told_apart(tasks: Client, server: Server) -> None:
    task = create(tasks, "Nobody's")
    assert not task.HasField("assignee")
    taken = tasks.stub(TASKS).Update(
        tasks.message("tasks.v1.TasksUpdateRequest", id=task.id, changes={"assignee": "bob", "state": "TASK_STATE_DOING"}),
        timeout=DEADLINE,
    )
    assert (taken.title, taken.assignee, taken.state) == ("Nobody's", "bob", 2)
    done = tasks.message("tasks.v1.ListTasks", state="TASK_STATE_DONE")
    assert task.id not in {listed.id for listed in tasks.stub(TASKS).List(done, timeout=DEADLINE).tasks}
    doing = tasks.message("tasks.v1.ListTasks", state="TASK_STATE_DOING")
    assert task.id in {listed.id for listed in tasks.stub(TASKS).List(doing, timeout=DEADLINE).tasks}


def test_nothing_is_an_answer_too(tasks: Client, server: Server) -> None:
    task = create(tasks, "Delete me")
    answer = tasks.stub(TASKS).Delete(tasks.message("tasks.v1.TasksDeleteRequest", id=task.id), timeout=DEADLINE)
    assert (answer.DESCRIPTOR.full_name, answer.SerializeToString()) == ("google.protobuf.Empty", b"")
    assert task.id not in server.ids()


def test_a_change_is_heard_of_while_it_happens(tasks: Client, server: Server) -> None:
    watching = tasks.stub(TASKS).Watch(tasks.message("tasks.v1.WatchTasks", assignee="carol"), timeout=DEADLINE)
    # The answer's head is there once the call listens.
    watching.initial_metadata()
    create(tasks, "Watched over gRPC", assignee="carol")
    event = next(watching)
    assert (event.WhichOneof("kind"), event.created.task.title) == ("created", "Watched over gRPC")
    task = server.create("Watched over HTTP", assignee="carol")
    assert next(watching).created.task.id == task["id"]
    server.post("/api/tasks/delete", {"id": task["id"]})
    assert next(watching).deleted.id == task["id"]
    watching.cancel()


def test_a_stream_has_all_items_and_ends(values: Client) -> None:
    assert list(count(values, "END_WELL")) == ticks(values, 3)
    assert list(count(values, "END_WELL", many=0)) == []


def test_requests_are_streamed(values: Client) -> None:
    stub = values.stub(STREAMS)
    assert stub.Sum(iter([values.message("values.v1.Tick", number=number) for number in (1, EXACT)])).result == EXACT + 1
    assert stub.Sum(iter([])).result == 0


def test_both_sides_stream_in_turn(values: Client) -> None:
    sent: queue.Queue[Any] = queue.Queue()
    answers = values.stub(STREAMS).Echo(iter(sent.get, None), timeout=DEADLINE)
    for tick in ticks(values, 3):
        # The next request goes out when the answer to this one is here.
        sent.put(tick)
        assert next(answers) == tick
    sent.put(None)
    assert list(answers) == []


def test_a_deadline_passes_before_an_answer(api: Generated | Reflected, tmp_path: Any) -> None:
    with Server(tmp_path / "tasks.db") as server, connect(server) as channel:
        client = Client(api, channel)
        create(client, "In time")
        stub, late = client.stub(TASKS), client.message("tasks.v1.CreateTask", title="Too late")
        with locked(server.db):
            assert refused(lambda: stub.Create(late, timeout=SOON)).code() is grpc.StatusCode.DEADLINE_EXCEEDED
        eventually("the server gives up, too", lambda: server.counted(RUNNING) == 0)
        ended = server.counted('traitwire_calls_total{method="tasks.v1.Tasks.Create",code="deadline_exceeded"}')
        cancelled = server.counted('traitwire_calls_total{method="tasks.v1.Tasks.Create",code="cancelled"}')
        # Whichever of the two clocks was first.
        assert ended + cancelled == 1


def test_a_deadline_passes_inside_a_stream(values: Client) -> None:
    answers, items = count(values, "END_NEVER", many=2, timeout=SOON), []
    error = refused(lambda: items.extend(answers))
    assert error.code() is grpc.StatusCode.DEADLINE_EXCEEDED
    # As far as they came in time.
    assert items == ticks(values, 2)[: len(items)]


def test_a_caller_that_leaves_cancels_its_call(api: Generated | Reflected) -> None:
    with Program(VALUES) as server, connect(server) as channel:
        client = Client(api, channel)
        answers = count(client, "END_NEVER", many=1)
        assert next(answers) == ticks(client, 1)[0]
        assert server.counted(RUNNING) == 1
        answers.cancel()
        eventually("the call has ended", lambda: server.counted(RUNNING) == 0)
        total = 'traitwire_calls_total{method="values.v1.Streams.Count",code="cancelled"}'
        eventually("the call counts as cancelled", lambda: server.counted(total) == 1)


def test_a_trace_goes_in_and_comes_back(tasks: Client) -> None:
    trace = "0af7651916cd43dd8448eb211c80319c"
    _, call = tasks.stub(TASKS).List.with_call(
        tasks.message("tasks.v1.ListTasks", limit=1),
        metadata=[("traceparent", f"00-{trace}-b7ad6b7169203331-01")],
        timeout=DEADLINE,
    )
    answered = dict(call.initial_metadata())["traceparent"]
    assert re.fullmatch(f"00-{trace}-[0-9a-f]{{16}}-01", answered)
    assert "b7ad6b7169203331" not in answered


def test_a_token_opens_what_it_may(api: Generated | Reflected, tmp_path: Any) -> None:
    with Server(tmp_path / "tasks.db", env={"TASKS_ADMIN_TOKEN": "secret"}) as server, connect(server) as channel:
        client = Client(api, channel, token="secret")
        stub, request = client.stub(TASKS), client.message("tasks.v1.TasksPurgeRequest")
        assert refused(lambda: stub.Purge(request, timeout=DEADLINE, metadata=[])).code() is grpc.StatusCode.UNAUTHENTICATED
        wrong = [("authorization", "Bearer guess")]
        assert refused(lambda: stub.Purge(request, timeout=DEADLINE, metadata=wrong)).code() is grpc.StatusCode.UNAUTHENTICATED
        right = [("authorization", "Bearer secret")]
        assert stub.Purge(request, timeout=DEADLINE, metadata=right).result == 0
        created = stub.Create(client.message("tasks.v1.CreateTask", title="Mine"), timeout=DEADLINE, metadata=right)
        assert created.created_by == "admin"


def test_a_scope_is_needed(api: Generated | Reflected) -> None:
    with Program(VALUES, env={"VALUES_TOKENS": "1"}) as server, connect(server) as channel:
        client = Client(api, channel, token="keeper")
        stub, request = client.stub("values.v1.Echo"), client.message("values.v1.EchoGuardedRequest")
        for token, code in (("keeper", None), ("guest", grpc.StatusCode.PERMISSION_DENIED)):
            bearer = [("authorization", f"Bearer {token}")]
            call = lambda: stub.Guarded(request, timeout=DEADLINE, metadata=bearer)  # noqa: E731
            assert (refused(call).code() if code else call().ByteSize()) == (code or 0)


@pytest.mark.parametrize("coding", [grpc.Compression.Gzip, grpc.Compression.Deflate], ids=lambda coding: coding.name)
def test_messages_may_be_compressed(api: Generated | Reflected, server: Server, coding: grpc.Compression) -> None:
    with connect(server, compression=coding) as channel:
        client = Client(api, channel)
        call = lambda: create(client, "x" * 200)  # noqa: E731
        if coding is grpc.Compression.Gzip:
            assert call().title == "x" * 200
        else:
            assert refused(call).code() is grpc.StatusCode.UNIMPLEMENTED


def test_a_message_has_a_limit(tasks: Client, server: Server) -> None:
    before = server.ids()
    error = refused(lambda: create(tasks, "x" * LIMIT))
    assert error.code() is grpc.StatusCode.RESOURCE_EXHAUSTED
    assert server.ids() == before
    # One that is small as it is sent counts as what it becomes.
    with connect(server, compression=grpc.Compression.Gzip) as channel:
        error = refused(lambda: create(Client(tasks.api, channel), "x" * LIMIT))
    assert error.code() is grpc.StatusCode.RESOURCE_EXHAUSTED


@pytest.mark.parametrize(
    ("fields", "place"), [({"title": ""}, "title"), ({"title": "x" * 201}, "title"), ({"title": "x", "assignee": ""}, "assignee")]
)
def test_limits_of_fields_hold(tasks: Client, fields: dict[str, str], place: str) -> None:
    error = refused(lambda: create(tasks, **fields))
    assert error.code() is grpc.StatusCode.INVALID_ARGUMENT
    assert f"`{place}`" in error.details()
    parts = rpc_status.from_call(error).details
    [part] = [part for part in parts if part.Is(error_details_pb2.BadRequest.DESCRIPTOR)]
    violations = error_details_pb2.BadRequest.FromString(part.value).field_violations
    assert [violation.field for violation in violations] == [place]


def test_what_is_missing_is_named(tasks: Client) -> None:
    update = tasks.message("tasks.v1.TasksUpdateRequest", id=1)
    error = refused(lambda: tasks.stub(TASKS).Update(update, timeout=DEADLINE))
    assert error.code() is grpc.StatusCode.INVALID_ARGUMENT
    assert "`changes`" in error.details()


def test_bytes_that_are_no_message_are_refused(server: Server) -> None:
    with connect(server) as channel:
        raw = channel.unary_unary(f"/{TASKS}/Create")
        for wrong in (b"\xff", b"\x0a\x05ab", b"\x0a\x01\xff"):
            error = refused(lambda wrong=wrong: raw(wrong, timeout=DEADLINE))
            assert error.code() is grpc.StatusCode.INVALID_ARGUMENT, wrong
    server.create("It lives on")


@pytest.mark.parametrize(("path", "meant"), [(f"/{TASKS}/Creat", f"/{TASKS}/Create"), ("/nobody.v1.Nothing/At", None), ("/x", None)])
def test_an_unknown_method_is_unimplemented(server: Server, path: str, meant: str | None) -> None:
    with connect(server) as channel:
        error = refused(lambda: channel.unary_unary(path)(b"", timeout=DEADLINE))
    assert error.code() is grpc.StatusCode.UNIMPLEMENTED
    assert not meant or f"`{meant}`" in error.details()


def test_fields_that_nobody_knows_are_ignored(server: Server) -> None:
    with connect(server) as channel:
        raw = channel.unary_unary(f"/{TASKS}/Create")
        # Field 1 is the title; field 1000 is from a later version.
        assert b"Still read" in raw(b"\x0a\x0aStill read" + b"\xc2\x3e\x03new", timeout=DEADLINE)


def test_many_calls_at_once_are_answered(tasks: Client) -> None:
    stub, request = tasks.stub(TASKS), tasks.message("tasks.v1.ListTasks", limit=1)
    calls = [stub.List.future(request, timeout=DEADLINE) for _ in range(100)]
    assert all(len(call.result(timeout=DEADLINE).tasks) <= 1 for call in calls)

