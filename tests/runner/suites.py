"""The suites: what each runs, and what it counts."""

from __future__ import annotations

import dataclasses
import pathlib
import re
import shutil
import sys
from typing import Callable

from . import cargo, counts, go, steps
from .outcome import Outcome, Skip, single
from .steps import ROOT
from .tools import Tools

# Cargo commands that touch everything use one set of features, so that dependencies are built once.
EVERYTHING = ["--workspace", "--all-features"]

# A workspace of its own; its programs have the names of others, hence the folder of its own.
DETERMINISM = ["--manifest-path", "tests/determinism/Cargo.toml", "--target-dir", str(cargo.target() / "determinism")]

# Another workspace, so that nobody has to build what the benchmarks compare with.
BENCH = ["--manifest-path", "bench/Cargo.toml"]

# One more, which only a fuzzer can build.
FUZZ = ["--manifest-path", "fuzz/Cargo.toml"]


@dataclasses.dataclass
class Request:
    """A suite that somebody asked for."""

    name: str
    # Only tests with this text in their name; empty: all.
    filter: str
    tools: Tools
    go: go.Go

    def log(self, step: str = "") -> pathlib.Path:
        """Where a step of this suite writes."""
        return cargo.target() / "test-logs" / f"{self.name}{'-' if step else ''}{step}.log"


@dataclasses.dataclass
class Suite:
    """One entry of the list."""

    name: str
    about: str
    run: Callable[[Request], Outcome]
    # The suite exists once this path does.
    needs: str = "Cargo.toml"
    # Whether it calls tools that are not Rust's.
    foreign: bool = False
    # Whether some of these are made with Go.
    go: bool = False
    filters: bool = False


def all_suites() -> list[Suite]:
    """The suites that this checkout has, in the order in which they run."""
    return [suite for suite in _LIST if (ROOT / suite.needs).exists()]


def _runner(request: Request) -> Outcome:
    command = [sys.executable, "tests/runner/test_runner.py", *(["-k", request.filter] if request.filter else [])]
    step = steps.run(command, request.log(), minutes=5)
    return _judge(step, counts.unittest(step.lines()), fine=step.ok or step.code == 5)


def _fmt(request: Request) -> Outcome:
    outcome = _command(request, ["cargo", "fmt", "--all", "--check"])
    outcome.add(_command(request, ["cargo", "fmt", *BENCH, "--all", "--check"], step="bench"))
    outcome.add(_command(request, ["cargo", "fmt", *FUZZ, "--check"], step="fuzz"))
    return outcome


def _clippy(request: Request) -> Outcome:
    return _command(request, ["cargo", "clippy", *EVERYTHING, "--all-targets", "--", "-D", "warnings"])


def _doc(request: Request) -> Outcome:
    strict = {"RUSTDOCFLAGS": "-D warnings"}
    outcome = _command(request, ["cargo", "doc", *EVERYTHING, "--no-deps"], strict)
    # Who builds the pages without all features finds no link that leads nowhere either.
    default = ["cargo", "doc", "--package", "traitwire", "--no-deps"]
    outcome.add(_command(request, default, strict, step="default"))
    return outcome


def _unit(request: Request) -> Outcome:
    ui = cargo.package_in("tests/ui")
    without = ["--exclude", ui] if ui else []
    return _cargo_test(request, [*EVERYTHING, *without])


def _ui(request: Request) -> Outcome:
    ui = cargo.package_in("tests/ui")
    place = ["--package", ui] if ui else ["--manifest-path", "tests/ui/Cargo.toml"]
    return _cargo_test(request, place)


def _builds(request: Request) -> Outcome:
    return _cargo_test(request, DETERMINISM)


def _bench(request: Request) -> Outcome:
    command = [sys.executable, "-B", "bench/runner/test_runner.py", *(["-k", request.filter] if request.filter else [])]
    step = steps.run(command, request.log("runner"), minutes=5)
    outcome = _judge(step, counts.unittest(step.lines()), fine=step.ok or step.code == 5)
    outcome.add(_cargo_test(request, [*BENCH, "--package", "load", "--target-dir", str(cargo.target() / "bench")]))
    return outcome


def _features(request: Request) -> Outcome:
    outcome = Outcome()
    for feature in ["", *cargo.features("traitwire")]:
        if request.filter in feature:
            outcome.add(_feature(request, feature))
    return outcome


def _feature(request: Request, feature: str) -> Outcome:
    command = ["cargo", "check", "--package", "traitwire", "--no-default-features", "--features", feature]
    step = steps.run(command, request.log(feature or "none"), env=cargo.ENV)
    ok = step.ok and not any(line.startswith("warning:") for line in step.lines())
    if not ok:
        steps.show_failure(step)
        steps.say(f"feature `{feature or 'none'}` alone: has to compile without a warning")
    return single(ok)


def _asan(request: Request) -> Outcome:
    # The sanitizer is not stable, hence the bootstrap flag; a folder of its own, since the flag would rebuild the rest.
    env = {"RUSTC_BOOTSTRAP": "1", "RUSTFLAGS": "-Zsanitizer=address", "CARGO_TARGET_DIR": str(cargo.target() / "asan")}
    # Tests make constant shapes of what they put together, which is never freed.
    env["ASAN_OPTIONS"] = "detect_leaks=0"
    return _cargo_test(request, ["--package", "traitwire-spec", "--lib", "--target", cargo.host()], env)


def _interop(request: Request) -> Outcome:
    env = _servers(request)
    failure = None if env is None else request.go.wait()
    if failure:
        steps.say(failure)
    if env is None or failure or not _protos(request, env):
        return single(False)
    if not request.go.missing:
        env["GRPCURL_BINARY"] = str(request.go.grpcurl)
    outcome = _tests(request, "tests/interop", env)
    outcome.add(_go(request, env))
    return outcome


def _e2e(request: Request) -> Outcome:
    env = _servers(request)
    return single(False) if env is None else _tests(request, "tests/e2e", env)


def _servers(request: Request) -> dict[str, str] | None:
    """Builds the servers and waits for the tools; where tests find them, or nothing where something is missing."""
    names = ["tasks", "tasks-client", "values", "validate", "protobuf", "streaming", "follow"]
    here = _build(request, [*EVERYTHING, *(part for name in names for part in ("--bin", name))])
    # The same server in a build where another crate changes what serde_json does.
    other = _build(request, [*DETERMINISM, "--bin", "values"])
    missing = request.tools.wait()
    if here is None or other is None or missing:
        if missing:
            steps.say(missing)
        return None
    return {
        "TASKS_BINARY": here["tasks"],
        "TASKS_CLIENT_BINARY": here["tasks-client"],
        "VALUES_BINARY": here["values"],
        "OTHER_VALUES_BINARY": other["values"],
        "VALIDATE_BINARY": here["validate"],
        "PROTOBUF_BINARY": here["protobuf"],
        "STREAMING_BINARY": here["streaming"],
        "FOLLOW_BINARY": here["follow"],
        "NODE": request.tools.node,
        # Node lies beside Google's own protos, which are Python's as well.
        "GOOGLE_PROTOS": str(pathlib.Path(request.tools.node).parents[2]),
        "PYTHON": str(request.tools.python),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _protos(request: Request, env: dict[str, str]) -> bool:
    """Has the servers write their `.proto` files, which gRPC's clients are made from."""
    folder = cargo.target() / "test-protos"
    shutil.rmtree(folder, ignore_errors=True)
    for server in ("TASKS_BINARY", "VALUES_BINARY", "STREAMING_BINARY"):
        step = steps.run([env[server], "spec", "proto", "--out", folder], request.log("protos"), minutes=1)
        if not step.ok:
            steps.show_failure(step)
            return False
    env["PROTO_FOLDER"] = str(folder)
    return True


def _tests(request: Request, folder: str, env: dict[str, str]) -> Outcome:
    """Runs the Python and JavaScript tests of a folder."""
    outcome = Outcome()
    if list((ROOT / folder).glob("test_*.py")):
        outcome.add(_pytest(request, folder, env))
    if scripts := sorted((ROOT / folder).glob("*.test.mjs")):
        outcome.add(_node(request, scripts, env))
    return outcome


def _go(request: Request, env: dict[str, str]) -> Outcome:
    """Generates Go's client from the `.proto` files, and runs its tests."""
    if request.go.missing:
        return Outcome(skips=[Skip("go", request.go.missing)])
    generate = request.go.generate(request.tools.python, pathlib.Path(env["PROTO_FOLDER"]))
    generated = steps.run(generate, request.log("protoc"), minutes=5)
    if not generated.ok:
        steps.show_failure(generated)
        return single(False)
    options = ["-run", f"(?i){re.escape(request.filter)}"] if request.filter else []
    env = {**env, **go.ENV, "ECHO_JSON": str(ROOT / "tests/interop/echo.json")}
    step = steps.run(request.go.test(options), request.log("go"), minutes=20, env=env)
    return _judge(step, counts.go(step.lines()), fine=step.ok)


def _build(request: Request, options: list[str]) -> dict[str, str] | None:
    """Builds programs; their paths by name, or nothing where the build failed."""
    step = steps.run(["cargo", "build", *options, "--message-format=json"], request.log("build"), env=cargo.ENV)
    if step.ok:
        return cargo.executables(step.lines())
    steps.show_failure(step)
    return None


def _pytest(request: Request, folder: str, env: dict) -> Outcome:
    report = request.log("pytest").with_suffix(".xml")
    report.unlink(missing_ok=True)
    command = [request.tools.python, "-m", "pytest", folder, "-q", "-p", "no:cacheprovider", f"--junitxml={report}"]
    step = steps.run(command + (["-k", request.filter] if request.filter else []), request.log("pytest"), minutes=15, env=env)
    nothing_selected = request.filter and step.code == 5
    return _judge(step, counts.junit(report), fine=step.ok or nothing_selected)


def _node(request: Request, scripts: list[pathlib.Path], env: dict) -> Outcome:
    report = request.log("node").with_suffix(".xml")
    report.unlink(missing_ok=True)
    options = ["--test-reporter=spec", "--test-reporter-destination=stdout"]
    options += ["--test-reporter=junit", f"--test-reporter-destination={report}"]
    options += ["--test-timeout=120000"]
    options += [f"--test-name-pattern={request.filter}"] if request.filter else []
    command = [request.tools.node, "--import", ROOT / "tests/runner/packages.mjs", "--test", *options, *scripts]
    env = {**env, "NODE_PACKAGES": str(request.tools.packages)}
    step = steps.run(command, request.log("node"), minutes=15, env=env)
    return _judge(step, counts.junit(report), fine=step.ok)


def _command(request: Request, command: list, env: dict | None = None, step: str = "") -> Outcome:
    done = steps.run(command, request.log(step), env={**cargo.ENV, **(env or {})})
    if not done.ok:
        steps.show_failure(done)
    return single(done.ok)


def _cargo_test(request: Request, options: list, env: dict | None = None) -> Outcome:
    command = ["cargo", "test", "--no-fail-fast", *options]
    command += ["--", request.filter] if request.filter else []
    step = steps.run(command, request.log(), minutes=40, env={**cargo.ENV, **(env or {})})
    return _judge(step, counts.libtest(step.lines()), fine=step.ok)


def _judge(step: steps.Step, outcome: Outcome, *, fine: bool) -> Outcome:
    """A program that failed counts as a failure, also where it died before it could count."""
    if not fine:
        steps.show_failure(step)
        outcome.failed = max(outcome.failed, 1)
    return outcome


_LIST = [
    Suite("runner", "what runs these suites", _runner, filters=True),
    Suite("fmt", "the Rust sources are formatted (cargo fmt --check)", _fmt),
    Suite("clippy", "no warning in any target with all features", _clippy),
    Suite("unit", "Rust's tests of every package, and the examples in the documentation", _unit, filters=True),
    Suite("features", "each feature of `traitwire` compiles alone, and none at all", _features, "runtime", filters=True),
    Suite("doc", "the documentation builds without a warning", _doc),
    Suite("ui", "what the compiler says about wrong traits and messages", _ui, "tests/ui", filters=True),
    Suite("builds", "schemas are the same bytes whatever another crate turns on", _builds, "tests/determinism", filters=True),
    Suite("bench", "the parts of the benchmarks; nothing is measured", _bench, "bench", filters=True),
    Suite("asan", "the crate with `unsafe` code under AddressSanitizer", _asan, "spec", filters=True),
    Suite("interop", "clients that others wrote, against the example servers", _interop, "examples/tasks", foreign=True, go=True, filters=True),
    Suite("e2e", "bad input, crashes and load, against the example server", _e2e, "examples/tasks", foreign=True, filters=True),
]
