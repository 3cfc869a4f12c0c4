"""Reads how many tests passed from what the test programs print."""

from __future__ import annotations

import json
import pathlib
import re
import xml.etree.ElementTree as xml

from .outcome import Outcome, Skip

_SUM = re.compile(r"^test result: \w+\. (\d+) passed; (\d+) failed; \d+ ignored;")
_IGNORED = re.compile(r"^test (.+) \.\.\. ignored(?:, (.*))?$")

_ENDS = ("pass", "fail", "skip")


def libtest(lines: list[str]) -> Outcome:
    """Sums the closing lines of cargo's test programs and of its doctests."""
    outcome = Outcome()
    for line in lines:
        if found := _SUM.match(line):
            outcome.passed += int(found[1])
            outcome.failed += int(found[2])
        elif found := _IGNORED.match(line):
            outcome.skips.append(Skip(found[1], found[2] or ""))
    return outcome


def junit(report: pathlib.Path) -> Outcome:
    """Sums a report in JUnit's format, which pytest and Node's test runner write."""
    outcome = Outcome()
    if not report.exists():
        return outcome
    try:
        cases = list(xml.parse(report).iter("testcase"))
    except xml.ParseError:
        return outcome
    for case in cases:
        skipped = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            outcome.failed += 1
        elif skipped is not None:
            outcome.skips.append(Skip(_name(case), skipped.get("message") or skipped.text or ""))
        elif not _is_file(case):
            outcome.passed += 1
    return outcome


def unittest(lines: list[str]) -> Outcome:
    """Reads the closing lines of Python's unittest."""
    text = "\n".join(lines)
    ran = re.search(r"^Ran (\d+) tests? in ", text, re.MULTILINE)
    failed = sum(int(number) for number in re.findall(r"(?:failures|errors)=(\d+)", lines[-1])) if ran else 0
    return Outcome(passed=int(ran[1]) - failed, failed=failed) if ran else Outcome()


def go(lines: list[str]) -> Outcome:
    """Sums the events of `go test -json`. A test with tests inside is counted as these."""
    events = [json.loads(line) for line in lines if line.startswith("{")]
    ends = {event["Test"]: event["Action"] for event in events if "Test" in event and event["Action"] in _ENDS}
    around = {name.rpartition("/")[0] for name in ends}
    outcome = Outcome()
    for name, end in ends.items():
        if name in around:
            continue
        if end == "skip":
            said = [event["Output"].strip() for event in events if event.get("Test") == name and event["Action"] == "output"]
            outcome.skips.append(Skip(name, next((line for line in said if not line.startswith(("===", "---"))), "")))
        outcome.passed += end == "pass"
        outcome.failed += end == "fail"
    return outcome


def _is_file(case: xml.Element) -> bool:
    """Node reports a script without tests (or with none that the filter selects) as one test that passed."""
    return case.get("name") == case.get("file")


def _name(case: xml.Element) -> str:
    place = case.get("classname") or ""
    # Node's reporter calls every class "test".
    return f"{place}.{case.get('name')}" if place not in ("", "test") else case.get("name") or ""
