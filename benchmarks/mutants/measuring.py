"""A plugin of pytest for the measured run: each test is a context of coverage, and its time and outcome are written."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import coverage
import pytest

_OUT = Path(os.environ["MUTANTS_OUT"])
_IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ
_seconds: dict[str, float] = defaultdict(float)
_failed: set[str] = set()


def pytest_configure() -> None:
    """Name a file for each process that runs tests, in which it says which test it is at: its helpers read it."""
    os.environ["MUTANTS_TEST"] = str(_OUT / f"test-{os.getpid()}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Count what runs until the next test, its fixtures too, as the test's."""
    Path(os.environ["MUTANTS_TEST"]).write_text(item.nodeid)
    measured = coverage.Coverage.current()
    if measured is not None:
        measured.switch_context(item.nodeid)
    return (yield)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Add up the time of a test's phases, and write the test down after the last."""
    if not _IS_WORKER:
        return
    _seconds[report.nodeid] += report.duration
    if report.outcome != "passed":
        _failed.add(report.nodeid)
    if report.when == "teardown":
        told = {"test": report.nodeid, "seconds": _seconds[report.nodeid], "passed": report.nodeid not in _failed}
        with (_OUT / f"tests-{os.getpid()}.jsonl").open("a") as out:
            out.write(json.dumps(told) + "\n")
