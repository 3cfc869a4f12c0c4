"""grpcurl calls the server, knowing nothing of it but its address."""

from __future__ import annotations

import base64
import json
import os
import pathlib
import subprocess
from typing import Any

import pytest
import trustme
from support.server import DEADLINE, Program, Server

GRPCURL = os.environ.get("GRPCURL_BINARY", "")

pytestmark = pytest.mark.skipif(not GRPCURL, reason="grpcurl is made with Go")

EXACT = 9007199254740993


def grpcurl(server: Program, *arguments: str, given: str = "", tls: str = "-plaintext") -> subprocess.CompletedProcess[str]:
    # The last arguments are what is called, and come behind the address.
    *options, symbol = arguments
    command = [GRPCURL, tls, "-max-time", str(DEADLINE), *options, server.address, *symbol.split()]
    return subprocess.run(command, input=given, capture_output=True, text=True, timeout=DEADLINE * 2)


def answers(run: subprocess.CompletedProcess[str]) -> list[Any]:
    """The messages that were printed, one after the other."""
    assert run.returncode == 0, run.stderr
    decoder, text, found = json.JSONDecoder(), run.stdout.strip(), []
    while text:
        message, end = decoder.raw_decode(text)
        found.append(message)
        text = text[end:].lstrip()
    return found


def test_services_and_methods_are_listed(server: Server) -> None:
    assert {"tasks.v1.Tasks", "grpc.health.v1.Health"} <= set(grpcurl(server, "list").stdout.split())
    methods = grpcurl(server, "list tasks.v1.Tasks").stdout.split()
    assert {"tasks.v1.Tasks.Create", "tasks.v1.Tasks.Watch"} <= set(methods)


def test_a_method_and_a_message_are_described(server: Server) -> None:
    described = grpcurl(server, "describe tasks.v1.Tasks.Watch").stdout
    assert "rpc Watch ( .tasks.v1.WatchTasks ) returns ( stream .tasks.v1.TaskEvent )" in described
    described = grpcurl(server, "describe tasks.v1.Task").stdout
    assert "uint64 id = 1" in described
    assert "optional string assignee = 3" in described


def test_a_call_has_one_answer(server: Server) -> None:
    [task] = answers(grpcurl(server, "-d", '{"title": "From the shell", "assignee": "alice"}', "tasks.v1.Tasks/Create"))
    assert (task["title"], task["assignee"], task["state"]) == ("From the shell", "alice", "TASK_STATE_TODO")
    # To JSON a 64-bit integer is a string.
    assert int(task["id"]) in server.ids()


def test_all_kinds_of_streams(mirror: Program) -> None:
    request = json.dumps({"from": str(EXACT), "many": 2, "end": "END_WELL"})
    counted = answers(grpcurl(mirror, "-d", request, "values.v1.Streams/Count"))
    assert [tick["number"] for tick in counted] == [str(EXACT), str(EXACT + 1)]
    ticks = '{"number": 1} {"number": 2} {"number": 4}'
    assert answers(grpcurl(mirror, "-d", "@", "values.v1.Streams/Sum", given=ticks)) == [{"result": "7"}]
    echoed = answers(grpcurl(mirror, "-d", "@", "values.v1.Streams/Echo", given=ticks))
    assert [tick["number"] for tick in echoed] == ["1", "2", "4"]


def test_an_error_is_shown_with_all_that_it_holds(server: Server) -> None:
    run = grpcurl(server, "-format-error", "-d", json.dumps({"id": str(EXACT)}), "tasks.v1.Tasks/Get")
    assert run.returncode == 64 + 5
    shown = json.loads(run.stderr)
    assert (shown["code"], str(EXACT) in shown["message"]) == (5, True)
    typed, info = shown["details"]
    assert (typed["@type"], typed["noSuchTask"]) == ("type.googleapis.com/tasks.v1.TaskError", {"id": str(EXACT)})
    # It has no description of Google's own types, unless the server knows them.
    assert info["@type"] == "type.googleapis.com/google.rpc.ErrorInfo"
    if "reason" in info:
        assert (info["reason"], info["domain"]) == ("NO_SUCH_TASK", "tasks.v1.Tasks")
    else:
        assert b"NO_SUCH_TASK" in base64.b64decode(info["@value"])


def test_metadata_goes_both_ways(server: Server) -> None:
    trace = "0af7651916cd43dd8448eb211c80319c"
    run = grpcurl(server, "-v", "-H", f"traceparent: 00-{trace}-b7ad6b7169203331-01", "tasks.v1.Tasks/List")
    assert run.returncode == 0
    assert f"traceparent: 00-{trace}-" in run.stdout.partition("Response headers received:")[2]


def test_the_health_of_a_server(server: Server) -> None:
    assert answers(grpcurl(server, "grpc.health.v1.Health/Check")) == [{"status": "SERVING"}]


def test_a_call_goes_through_tls(tmp_path: pathlib.Path) -> None:
    authority = trustme.CA()
    issued = authority.issue_cert("127.0.0.1")
    issued.private_key_pem.write_to_path(str(tmp_path / "key.pem"))
    issued.cert_chain_pems[0].write_to_path(str(tmp_path / "cert.pem"))
    authority.cert_pem.write_to_path(str(tmp_path / "roots.pem"))
    options = ["--tls-cert", str(tmp_path / "cert.pem"), "--tls-key", str(tmp_path / "key.pem")]
    with Server(tmp_path / "tasks.db", *options) as server:
        run = grpcurl(server, "-d", '{"title": "In secret"}', "tasks.v1.Tasks/Create", tls=f"-cacert={tmp_path / 'roots.pem'}")
        assert [task["title"] for task in answers(run)] == ["In secret"]
        run = grpcurl(server, "-connect-timeout", "2", "-d", '{"title": "In the open"}', "tasks.v1.Tasks/Create")
        assert run.returncode != 0
