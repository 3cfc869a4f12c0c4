"""Servers, each a process of its own."""

from __future__ import annotations

import os
import pathlib
import re
import signal
import subprocess
import time
from typing import NamedTuple

from .peers import Peer
from .places import LOGS, Failure

# No server takes longer to start, in seconds, not even under valgrind.
_PATIENCE = 60


class Cores(NamedTuple):
    """Where the server and the client run; `None`: everywhere."""

    server: int | None = None
    client: int | None = None

    @classmethod
    def apart(cls) -> "Cores":
        """Each on a core of its own, if there are two."""
        usable = sorted(os.sched_getaffinity(0))
        return cls(*usable[:2]) if len(usable) > 1 else cls()


class Server:
    """A running peer; a context manager that ends it."""

    def __init__(self, peer: Peer, core: int | None, wrapper: list | None = None):
        """`core` is where all its threads run, `wrapper` a command that runs the server's."""
        LOGS.mkdir(parents=True, exist_ok=True)
        self.peer = peer
        self._log = LOGS / f"server-{peer.name}.log"
        self._log.write_bytes(b"")
        command = [*pinned(core), *(wrapper or []), *peer.command()]
        # Appending, the server goes on at the beginning once the file is emptied.
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                env={**os.environ, **peer.env},
            )

    def __enter__(self) -> "Server":
        try:
            self.address = self._wait()
        except BaseException:
            self.end(signal.SIGKILL)
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def empty_log(self) -> None:
        """Empties the log, which grows by a line a request where the peer writes one."""
        os.truncate(self._log, 0)

    def peak_memory(self) -> float:
        """The largest resident set so far, in MiB."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)[1]) / 1024

    def end(self, by: signal.Signals = signal.SIGTERM) -> None:
        """Ends the process and waits until it is gone."""
        self.process.send_signal(by)
        try:
            self.process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _wait(self) -> str:
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            text = self._log.read_text(errors="replace")
            if found := re.search(r"^listening on http://(\S+)\n", text, re.MULTILINE):
                return found[1]
            if self.process.poll() is not None:
                break
            time.sleep(0.02)
        raise Failure(f"`{self.peer.name}` does not start; see {self._log}")


def pinned(core: int | None) -> list[str]:
    """What makes a command run on one core."""
    return [] if core is None else ["taskset", "--cpu-list", str(core)]
