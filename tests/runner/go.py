"""What the tests make with Go: grpcurl, the plugins of protoc, and a client of its own, all at the versions of
tests/interop/go/go.mod. Go itself has to be on the machine; where it is not, what needs it is skipped.
"""

from __future__ import annotations

import pathlib
import re
import shutil
import subprocess
import threading

from . import cargo, steps

MODULE = steps.ROOT / "tests/interop/go"

# Go fetches no other Go, reads no workspace around its module, and needs no C compiler.
ENV = {"GOTOOLCHAIN": "local", "GOWORK": "off", "CGO_ENABLED": "0"}

_PLUGINS = ("go", "go-grpc")


class Go:
    """Go's tools, which become ready in the background."""

    def __init__(self) -> None:
        self.folder = cargo.target() / "test-go"
        self.tools = self.folder / "tools"
        # Why nothing can be made with Go here; empty where it can.
        self.missing = ""
        self._failure: str | None = None
        self._thread = threading.Thread(target=self._prepare, daemon=True)

    def start(self) -> None:
        """Begins to build; returns at once."""
        self._thread.start()

    def wait(self) -> str | None:
        """Waits until the tools are there, or `missing` says why they cannot be; says what went wrong, if something did."""
        self._thread.join()
        return self._failure

    @property
    def grpcurl(self) -> pathlib.Path:
        return self.tools / "grpcurl"

    def generate(self, python: pathlib.Path, protos: pathlib.Path) -> list:
        """Copies the module, and gives the command that adds to the copy what is generated from a folder of `.proto` files."""
        shutil.rmtree(self._copy, ignore_errors=True)
        shutil.copytree(MODULE, self._copy)
        files = [str(path.relative_to(protos)) for path in sorted(protos.rglob("*.proto"))]
        # A file such as `tasks/v1/tasks.proto` becomes the package `interop/tasks/v1`.
        packages = [f"M{file}=interop/{file.rpartition('/')[0]}" for file in files]
        options = [f"--{plugin}_opt={option}" for plugin in _PLUGINS for option in ("module=interop", *packages)]
        options += [f"--plugin=protoc-gen-{plugin}={self.tools}/protoc-gen-{plugin}" for plugin in _PLUGINS]
        options += [f"--{plugin}_out={self._copy}" for plugin in _PLUGINS]
        return [python, "-m", "grpc_tools.protoc", f"--proto_path={protos}", *options, *files]

    def test(self, options: list[str]) -> list:
        """The command that runs the tests of the copy."""
        return ["go", "test", "-C", self._copy, "-json", "-count=1", *options, "."]

    @property
    def _copy(self) -> pathlib.Path:
        return self.folder / "module"

    def _prepare(self) -> None:
        try:
            self.missing = missing()
            if not self.missing:
                self._build()
        except Exception as failure:  # whatever went wrong, the suite that waits must hear of it
            self._failure = str(failure)

    def _build(self) -> None:
        self.tools.mkdir(parents=True, exist_ok=True)
        command = ["go", "build", "-C", MODULE, "-o", f"{self.tools}/", "tool"]
        step = steps.run(command, self.folder / "tools.log", minutes=25, env=ENV)
        if not step.ok:
            raise RuntimeError("\n".join([*step.lines()[-30:], "Go could not build the tools of tests/interop/go/go.mod"]))


def missing() -> str:
    """Why Go cannot be used here; empty where it can."""
    needed = re.search(r"^go (\S+)$", (MODULE / "go.mod").read_text(), re.MULTILINE)[1]
    if not shutil.which("go"):
        return f"needs Go {needed} or newer"
    found = subprocess.run(["go", "env", "GOVERSION"], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
    return "" if _parts(found) >= _parts(needed) else f"needs Go {needed} or newer, found {found.removeprefix('go')}"


def _parts(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)[:3]]
