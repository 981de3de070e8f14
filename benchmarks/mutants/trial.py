"""The trial of a mutant: the tests that can see it, in a fork of this process, over a copy of the tree."""

from __future__ import annotations

import importlib
import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

_LIBRARIES = (
    *("streamlit.testing.v1", "duckdb", "pandas", "numpy", "pikepdf", "pypdf", "pypdfium2", "openpyxl", "reportlab"),
    *("reportlab.pdfgen.canvas", "fontTools.ttLib", "uharfbuzz", "jinja2", "babel.numbers", "babel.dates", "click"),
    *("rule_engine", "PIL.Image", "python_calamine", "markdown_it", "hypothesis", "msoffcrypto", "pyarrow", "jwt"),
    *("streamlit_authenticator", "rapidfuzz", "bcrypt", "click.testing", "nbformat"),
)
"""What the tests import and nobody mutates: read once here, so that a trial begins at once."""
_START_SECONDS = 30.0
_SECONDS = itertools.count(1_000_000_000)


def warm_up() -> None:
    """Import the libraries, so that forks have them."""
    os.environ |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    with open(os.devnull, "w") as nothing, redirect_stderr(nothing):  # streamlit misses its server
        for name in _LIBRARIES:
            with suppress(ImportError):
                importlib.import_module(name)


def copy_tree(root: Path, to: Path) -> Path:
    """Copy what is under version control or would be; put the corpus beside it where there is a corpus."""
    shutil.rmtree(to, ignore_errors=True)
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (root / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, to / name)
    beside = to.parent / "shared"
    if (root.parent / "shared").is_dir() and not beside.exists():
        beside.symlink_to((root.parent / "shared").resolve())
    return to


@contextmanager
def changed(file: Path, text: str) -> Iterator[None]:
    """Give a file another text, and afterwards its own.

    Each text has a second of its own: Python takes a compiled file for current where size and second are the same.
    """
    before, times = file.read_bytes(), file.stat()
    second = next(_SECONDS)
    try:
        file.write_text(text)
        os.utime(file, (second, second))
        yield
    finally:
        file.write_bytes(before)
        os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


@dataclass
class Trial:
    """A run of some tests over a tree; `failed` is the test that noticed, once it has."""

    pid: int
    out: Path
    deadline: float
    failed: str = ""

    def outcome(self) -> str | None:
        """Return "survived", "caught" or "out of time"; None as long as it runs."""
        ended, status = os.waitpid(self.pid, os.WNOHANG)
        if not ended and time.monotonic() < self.deadline:
            return None
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        if not ended:
            os.waitpid(self.pid, 0)
            return "out of time"
        told = self.out / "failed.json"
        self.failed = json.loads(told.read_text()) if told.exists() else ""
        return "survived" if os.waitstatus_to_exitcode(status) == 0 else "caught"


def start(tree: Path, tests: Sequence[str], seconds: float, out: Path) -> Trial:
    """Begin a trial: `seconds` is the time that the tests take unchanged."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    deadline = time.monotonic() + _START_SECONDS + 5 * seconds
    pid = os.fork()
    if not pid:
        code = 99
        try:
            code = _run(tree, tests, out)
        finally:
            os._exit(code)
    return Trial(pid, out, deadline)


def _run(tree: Path, tests: Sequence[str], out: Path) -> int:
    os.setsid()
    log = os.open(out / "pytest.log", os.O_WRONLY | os.O_CREAT)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.chdir(tree)
    os.environ["PYTHONPATH"] = str(tree)
    sys.path[:] = [str(tree), *(path for path in sys.path if path and Path(path) != Path(__file__).parents[2])]
    for name in [name for name in sys.modules if name.partition(".")[0] in ("booklet", "tests", "benchmarks")]:
        del sys.modules[name]
    options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--basetemp", str(out / "temp")]
    return int(pytest.main([*options, *tests], plugins=[_Noticed(out)]))


class _Noticed:
    """Writes down which test failed."""

    def __init__(self, out: Path) -> None:
        self._told = out / "failed.json"

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the first that fails."""
        if report.failed and not self._told.exists():
            self._told.write_text(json.dumps(report.nodeid))
