"""The changes of the task board reach a model's client as progress, while the call that follows them runs."""

from __future__ import annotations

import json
from typing import Any

import anyio
from connections import Way, connect
from support.server import DEADLINE, Server


async def test_a_change_arrives_as_progress(way: Way, server: Server) -> None:
    """The call itself goes on until its client has seen enough, and cancels it."""
    seen: list[tuple[float, Any]] = []
    arrived = anyio.Event()

    async def progress(done: float, _: float | None, message: str | None) -> None:
        seen.append((done, json.loads(message or "null")))
        arrived.set()

    async with connect(way, server) as client:
        with anyio.fail_after(DEADLINE):
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(client.follow, "tasks_watch", {"assignee": "alice"}, progress)
                # Nothing says when the call has begun to listen.
                while not arrived.is_set():
                    created = await client.call("tasks_create", {"title": "Watch me", "assignee": "alice"})
                    assert not created.is_error
                    with anyio.move_on_after(0.2):
                        await arrived.wait()
                tasks.cancel_scope.cancel()
        still = await client.call("tasks_list", {"limit": 1})
    assert not still.is_error
    done, event = seen[0]
    assert (done, event["event"], event["task"]["title"]) == (1, "created", "Watch me")
    assert [done for done, _ in seen] == sorted({done for done, _ in seen})
