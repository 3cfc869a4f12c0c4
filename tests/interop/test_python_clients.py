"""The official Python client and FastMCP call the server's tools; plain HTTP says what they have to answer."""

from __future__ import annotations

import json

import mcp
import pytest
from connections import Way, connect
from support.server import Server
from support.store import RAISED

# The least integer above 2^53 that a double cannot hold.
EXACT = 9007199254740993

# The largest integer that any field of the protocol may carry.
LARGEST = 2**64 - 1


async def test_the_tools_are_listed_with_their_schemas(way: Way, server: Server) -> None:
    async with connect(way, server) as client:
        tools = {tool.name: tool for tool in await client.tools()}
    assert {"tasks_create", "tasks_list", "tasks_delete"} <= set(tools)
    assert tools["tasks_create"].input_schema["required"] == ["title"]
    assert list(tools["tasks_create"].input_schema["properties"]) == ["title", "assignee"]


async def test_the_tools_say_what_they_do_to_the_world(way: Way, server: Server) -> None:
    async with connect(way, server) as client:
        tools = {tool.name: tool.annotations for tool in await client.tools()}
    hints = {name: (hint.read_only_hint, hint.destructive_hint, hint.idempotent_hint) for name, hint in tools.items()}
    assert hints["tasks_create"] == (False, False, False)
    assert hints["tasks_list"][0] is True
    assert hints["tasks_delete"][1:] == (True, True)


async def test_a_created_task_reads_as_plain_http_shows_it(way: Way, server: Server) -> None:
    async with connect(way, server) as client:
        result = await client.call("tasks_create", {"title": "Review \"it\" \\ é 漢字 😀 \u2028", "assignee": "alice"})
    assert not result.is_error
    [text] = result.texts
    assert text.encode() in server.post("/api/tasks/list", {}).body
    assert result.structured == json.loads(text)


async def test_a_list_equals_plain_http_byte_for_byte(way: Way, server: Server) -> None:
    server.create("Compare the lists", assignee="bob")
    async with connect(way, server) as client:
        for arguments in ({}, {"state": "todo"}, {"state": "done"}):
            result = await client.call("tasks_list", arguments)
            answer = server.post("/api/tasks/list", arguments)
            assert answer.status == 200
            assert [text.encode() for text in result.texts] == [answer.body]
            assert result.structured == answer.json()


async def test_a_deleted_task_is_gone(way: Way, server: Server) -> None:
    task = server.create("Delete me")
    async with connect(way, server) as client:
        result = await client.call("tasks_delete", {"id": task["id"]})
    assert not result.is_error
    assert task["id"] not in server.ids()


async def test_an_unknown_field_is_refused_with_a_suggestion(way: Way, server: Server) -> None:
    before = server.ids()
    async with connect(way, server) as client:
        result = await client.call("tasks_create", {"title": "Never stored", "asignee": "alice"})
    assert result.is_error
    [text] = result.texts
    assert "`asignee`" in text
    assert "`assignee`" in text
    assert server.ids() == before


async def test_a_missing_field_is_named(way: Way, server: Server) -> None:
    async with connect(way, server) as client:
        result = await client.call("tasks_create", {"assignee": "alice"})
    assert result.is_error
    assert "title" in result.texts[0]


@pytest.mark.parametrize("title", [5, None, ["x"]], ids=repr)
async def test_a_value_of_the_wrong_type_is_refused_with_its_place(way: Way, server: Server, title: object) -> None:
    async with connect(way, server) as client:
        result = await client.call("tasks_create", {"title": title})
    assert result.is_error
    assert "title" in result.texts[0]


async def test_an_unknown_state_is_refused_with_those_that_exist(way: Way, server: Server) -> None:
    async with connect(way, server) as client:
        result = await client.call("tasks_list", {"state": "started"})
    assert result.is_error
    assert all(state in result.texts[0] for state in ("started", "todo", "doing", "done"))


@pytest.mark.parametrize("missing", [EXACT, LARGEST])
async def test_a_missing_task_is_an_error_that_names_it_exactly(way: Way, server: Server, missing: int) -> None:
    async with connect(way, server) as client:
        result = await client.call("tasks_delete", {"id": missing})
    assert result.is_error
    assert str(missing) in result.texts[0]


async def test_a_large_id_survives_both_ways(way: Way, server: Server) -> None:
    async with connect(way, server) as client:
        created = await client.call("tasks_create", {"title": "Count beyond doubles"})
        task = json.loads(created.texts[0])
        deleted = await client.call("tasks_delete", {"id": task["id"]})
    assert task["id"] > RAISED
    assert f'"id":{task["id"]}' in created.texts[0].replace(" ", "")
    assert not deleted.is_error
    assert task["id"] not in server.ids()


async def test_an_unknown_tool_is_a_protocol_error(way: Way, server: Server) -> None:
    async with connect(way, server) as client:
        with pytest.raises(mcp.MCPError) as failure:
            await client.call("tasks_destroy", {})
    assert failure.value.error.code == -32602
    assert "tasks_destroy" in failure.value.error.message
