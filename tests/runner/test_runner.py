"""What `tests/run` promises, beside running the other suites."""

from __future__ import annotations

import contextlib
import io
import os
import pathlib
import sys
import tempfile
import time
import unittest
from unittest import mock

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from runner import counts, main, skips, steps, suites  # noqa: E402  (the path has to be set first)
from runner.outcome import Outcome, Skip  # noqa: E402

LIBTEST = """\
running 3 tests
test a ... ok
test b ... ignored, needs a moon
test c ... FAILED
test result: FAILED. 1 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s
test src/lib.rs - f (line 6) ... ignored
test result: ok. 4 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.00s
"""

JUNIT = """\
<testsuites><testsuite>
  <testcase classname="tests.a" name="good"/>
  <testcase classname="tests.a" name="bad"><failure message="x"/></testcase>
  <testcase classname="tests.a" name="broken"><error message="x"/></testcase>
  <testcase classname="tests.a" name="later"><skipped message="no moon"/></testcase>
  <testcase classname="test" name="/x/empty.test.mjs" file="/x/empty.test.mjs"/>
</testsuite></testsuites>
"""

GO = """\
$ go test -json ./...
{"Action":"start","Package":"interop"}
{"Action":"run","Package":"interop","Test":"TestGood"}
{"Action":"output","Package":"interop","Test":"TestGood","Output":"--- PASS: TestGood (0.00s)\\n"}
{"Action":"pass","Package":"interop","Test":"TestGood","Elapsed":0}
{"Action":"pass","Package":"interop","Test":"TestMany/one","Elapsed":0}
{"Action":"fail","Package":"interop","Test":"TestMany/two","Elapsed":0}
{"Action":"fail","Package":"interop","Test":"TestMany","Elapsed":0}
{"Action":"output","Package":"interop","Test":"TestLater","Output":"=== RUN   TestLater\\n"}
{"Action":"output","Package":"interop","Test":"TestLater","Output":"    calls.go:7: no moon\\n"}
{"Action":"skip","Package":"interop","Test":"TestLater","Elapsed":0}
{"Action":"fail","Package":"interop","Elapsed":1}
"""


class Counting(unittest.TestCase):
    def test_libtest_lines_are_summed(self) -> None:
        outcome = counts.libtest(LIBTEST.splitlines())
        self.assertEqual(outcome.line(), "5 passed, 1 failed, 2 skipped")
        self.assertEqual(outcome.skips, [Skip("b", "needs a moon"), Skip("src/lib.rs - f (line 6)")])

    def test_a_junit_report_is_summed_without_scripts_that_had_no_test(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            report = pathlib.Path(folder, "report.xml")
            report.write_text(JUNIT)
            outcome = counts.junit(report)
        self.assertEqual(outcome.line(), "1 passed, 2 failed, 1 skipped")
        self.assertEqual(outcome.skips, [Skip("tests.a.later", "no moon")])

    def test_half_a_report_counts_nothing(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            report = pathlib.Path(folder, "report.xml")
            report.write_text(JUNIT[:60])
            self.assertEqual(counts.junit(report), Outcome())

    def test_go_tests_are_counted_without_those_around_them(self) -> None:
        self.assertEqual(counts.go(GO.splitlines()), Outcome(2, 1, [Skip("TestLater", "calls.go:7: no moon")]))

    def test_unittest_lines_are_read(self) -> None:
        good = ["Ran 3 tests in 0.1s", "", "OK"]
        self.assertEqual(counts.unittest(good), Outcome(passed=3))
        bad = ["Ran 5 tests in 0.1s", "", "FAILED (failures=1, errors=2)"]
        self.assertEqual(counts.unittest(bad), Outcome(passed=2, failed=3))
        self.assertEqual(counts.unittest(["Traceback (most recent call last):"]), Outcome())


class Running(unittest.TestCase):
    def run_suite(self, outcome: Outcome | Exception, text: str = "", ci: str = "true") -> tuple[int, str]:
        """Runs one suite with this outcome; gives the exit code and the last line."""
        suite = suites.Suite("made-up", "", mock.Mock(side_effect=[outcome]), filters=True)
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), mock.patch.dict(os.environ, {"CI": ci}):
            code = main._run([(suite, text)], mock.Mock(), mock.Mock())
        return code, printed.getvalue().splitlines()[-1]

    def test_success(self) -> None:
        self.assertEqual(self.run_suite(Outcome(passed=3)), (0, "3 passed, 0 failed, 0 skipped"))

    def test_a_failed_test_fails_the_run(self) -> None:
        self.assertEqual(self.run_suite(Outcome(passed=3, failed=1)), (1, "3 passed, 1 failed, 0 skipped"))

    def test_a_suite_that_breaks_is_a_failure(self) -> None:
        self.assertEqual(self.run_suite(RuntimeError("no moon")), (1, "0 passed, 1 failed, 0 skipped"))

    def test_a_suite_without_a_test_is_a_failure(self) -> None:
        self.assertEqual(self.run_suite(Outcome(), text="nothing like it"), (1, "0 passed, 1 failed, 0 skipped"))

    def test_a_skip_that_is_not_listed_is_a_failure_where_nobody_looks(self) -> None:
        skipped = [Skip("a")]
        self.assertEqual(self.run_suite(Outcome(1, 0, list(skipped)), ci=""), (0, "1 passed, 0 failed, 1 skipped"))
        self.assertEqual(self.run_suite(Outcome(1, 0, list(skipped))), (1, "1 passed, 1 failed, 0 skipped"))

    def test_wrong_arguments_are_refused(self) -> None:
        for argument in ("nosuch", "unit:", "fmt:filter"):
            with contextlib.redirect_stderr(io.StringIO()) as said:
                self.assertEqual(main.main([argument]), 2)
            self.assertIn("tests/run: ", said.getvalue())


class Skipping(unittest.TestCase):
    def listed(self, text: str) -> mock._patch:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        file = pathlib.Path(folder.name, "skips.txt")
        file.write_text(text)
        return mock.patch.object(skips, "LIST", file)

    def test_an_entry_holds_for_its_suite_and_pattern(self) -> None:
        with self.listed("# why\n\nui message::* -- messages are those of Rust 1.95\n"):
            self.assertEqual(skips.unlisted("ui", [Skip("message::fail"), Skip("attrs::fail")]), [Skip("attrs::fail")])
            self.assertEqual(skips.unlisted("unit", [Skip("message::fail")]), [Skip("message::fail")])

    def test_an_entry_needs_a_reason(self) -> None:
        for line in ("ui message::fail", "ui message::fail -- ", "ui -- because"):
            with self.listed(line), self.assertRaises(skips.BadSkipList):
                skips.allowed()

    def test_the_list_of_this_repository_can_be_read(self) -> None:
        skips.allowed()


class Stepping(unittest.TestCase):
    def run_shell(self, script: str, minutes: float = 1) -> steps.Step:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return steps.run(["sh", "-c", script], pathlib.Path(folder.name, "log"), minutes=minutes)

    def test_output_and_exit_code_are_kept(self) -> None:
        step = self.run_shell("echo out; echo err >&2; exit 3")
        self.assertEqual((step.code, step.ok), (3, False))
        self.assertEqual(step.lines()[1:], ["out", "err"])

    def test_what_a_command_leaves_behind_is_ended(self) -> None:
        step = self.run_shell("sleep 1000 & echo $!")
        left = int(step.lines()[-1])
        deadline = time.monotonic() + 30
        while is_alive(left):
            self.assertLess(time.monotonic(), deadline)

    def test_what_does_not_end_is_killed(self) -> None:
        step = self.run_shell("sleep 1000", minutes=0.001)
        self.assertFalse(step.ok)
        self.assertIn("killed", step.lines()[-1])


def is_alive(process: int) -> bool:
    """Whether a process runs; one that is dead and not yet reaped does not."""
    try:
        status = pathlib.Path(f"/proc/{process}/stat").read_text()
    except FileNotFoundError:
        return False
    return status.rpartition(")")[2].split()[0] not in ("Z", "X")


if __name__ == "__main__":
    unittest.main()
