"""Builds the programs of this workspace."""

from __future__ import annotations

import functools
import pathlib

from tests.runner import steps

from .places import BENCH, LOGS, TARGET, Failure


@functools.cache
def build(package: str, program: str | None = None) -> pathlib.Path:
    """A release binary of a package: the one of its name, unless said otherwise.

    Packages are built one by one: together, each would get the features that another asks of a crate they share.
    """
    command = ["cargo", "build", "--release", "--manifest-path", BENCH / "Cargo.toml"]
    step = steps.run([*command, "--package", package, "--target-dir", TARGET], LOGS / f"build-{package}.log")
    if not step.ok:
        steps.show_failure(step)
        raise Failure(f"`{package}` does not build")
    return TARGET / "release" / (program or package)
