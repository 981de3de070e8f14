"""The lines of the package that each test sees: a run of the tests under coverage, with a context for each."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import coverage

_SITE = Path(__file__).parent / "site"
_SETTINGS = """\
[run]
source = booklet
data_file = {out}/coverage
parallel = true
patch = _exit
disable_warnings = no-data-collected, module-not-measured, module-not-imported
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """`tests` by file and line; `seconds` of each test that passed."""

    tests: Mapping[str, Mapping[int, frozenset[str]]]
    seconds: Mapping[str, float]


def measure(tree: Path, out: Path, tests: Sequence[str]) -> None:
    """Run the tests of a tree, two at a time and without a browser; leave what they saw in `out`."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    settings = out / "coveragerc"
    settings.write_text(_SETTINGS.format(out=out))
    path = os.pathsep.join([str(tree), str(_SITE)])
    measured = {"COVERAGE_PROCESS_START": str(settings), "MUTANTS_OUT": str(out), "PYTHONPATH": path}
    call = [*(sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile", "-p", "no:cacheprovider")]
    call += ["-p", "benchmarks.mutants.measuring", "--ignore", "tests/browser", "--timeout", "600", *tests]
    with (out / "pytest.log").open("w") as log:
        subprocess.run(call, cwd=tree, env={**os.environ, **measured}, stdout=log, stderr=log, check=False)
    total = coverage.Coverage(data_file=str(out / "coverage"), config_file=False)
    total.combine([str(out)])
    total.save()


def read(tree: Path, out: Path) -> Seen:
    """Read what `measure` left. Tests that did not pass count for nothing."""
    told = [json.loads(line) for file in out.glob("tests-*.jsonl") for line in file.read_text().splitlines()]
    seconds = {one["test"]: one["seconds"] for one in told if one["passed"]}
    data = coverage.CoverageData(str(out / "coverage"))
    data.read()
    tests = {
        str(Path(file).relative_to(tree)): {
            line: frozenset(seconds.keys() & contexts) for line, contexts in data.contexts_by_lineno(file).items()
        }
        for file in data.measured_files()
    }
    return Seen(tests, seconds)
