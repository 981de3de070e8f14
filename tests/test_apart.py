"""Work in a process of its own: what comes back, and what stops it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError, fromstring

import pytest

from booklet.apart import Bounds, bounded, helper, run_apart
from booklet.errors import BookletError, DamagedFile, LimitExceeded, PasswordNeeded

WIDE = Bounds(20.0, 2 << 30, "The test")


def work(task: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """What the processes of these tests do."""
    match task["what"]:
        case "sleep":
            time.sleep(60)
        case "spin":
            while True:
                pass
        case "eat":
            bytearray(3 << 30)
        case "read":  # a library for which every error is a damaged file
            _read_xml_in_little_memory()
        case "die":
            os.kill(os.getpid(), 9)
        case "die together":
            os.kill(os.getppid(), 9)
            os.kill(os.getpid(), 9)
        case "fail":
            raise KeyError("unforeseen")
        case "refuse":
            raise PasswordNeeded("Give its password.")
        case "start":  # and go on until it is stopped
            with subprocess.Popen(["sleep", "60"]) as child:
                Path(task["told"]).write_text(str(child.pid))
                try:
                    child.wait()
                finally:
                    child.kill()
    return {"process": os.getpid(), "parent": os.getppid()}, data[::-1]


def _read_xml_in_little_memory() -> None:
    document, blocks = b"<a b='" + b"x" * (4 << 20), []
    with contextlib.suppress(MemoryError):
        while True:
            blocks.append(bytearray(1 << 20))
    try:
        fromstring(document)
    except ParseError as error:
        raise DamagedFile("The test's XML is damaged.") from error


def _ask(what: str, bounds: Bounds = WIDE, data: bytes = b"") -> tuple[dict[str, Any], bytes]:
    return run_apart("tests.test_apart:work", {"what": what}, data, bounds)


def test_each_file_has_a_process_of_its_own() -> None:
    """Two works run in two processes with one parent, which is not this one; bytes go there and back."""
    (one, made), (other, _) = _ask("go", data=bytes(range(256)) * 9_000), _ask("go")
    assert made == (bytes(range(256)) * 9_000)[::-1]
    assert one["process"] != other["process"]
    assert one["parent"] == other["parent"] != os.getpid()


@pytest.mark.parametrize("what", ["sleep", "spin"])
def test_what_takes_too_long_is_stopped(what: str) -> None:
    """Whether it waits or works; the message names the file, the limit and the remedy."""
    with pytest.raises(LimitExceeded, match=r"The test took longer than 0\.2 seconds .* raise the limit"):
        _ask(what, Bounds(0.2, 2 << 30, "The test"))


@pytest.mark.parametrize("what", ["eat", "read"])
def test_what_takes_too_much_memory_is_stopped(what: str) -> None:
    """At the limit, with a sentence; also where the library takes the want of memory for damage."""
    with pytest.raises(LimitExceeded, match="more than 512 MB of memory"):
        _ask(what, Bounds(20.0, 1 << 29, "The test"))


def test_a_process_that_dies_is_a_damaged_file() -> None:
    """Nothing hangs, and the next one works."""
    with pytest.raises(DamagedFile, match="The test is damaged"):
        _ask("die")
    assert _ask("go")[0]["process"]


def test_errors_come_through() -> None:
    """Those of Booklet as they are, others as a damaged file."""
    with pytest.raises(PasswordNeeded, match=r"^Give its password\.$"):
        _ask("refuse")
    with pytest.raises(DamagedFile, match="KeyError"):
        _ask("fail")


def test_threads_share_the_helper() -> None:
    """Eight at once are eight processes, and each gets its own answer."""
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: _ask("go", data=bytes([n]) * 100_000)[1][0], range(8)))
    assert answers == list(range(8))


def test_bounds_for_the_process_itself() -> None:
    """A program that reads one file and ends needs no helper; afterwards the bounds are gone."""
    with pytest.raises(LimitExceeded, match="seconds"), bounded(Bounds(0.1, 8 << 30, "The test")):
        time.sleep(5)
    time.sleep(0.15)


ASK = "import sys; from tests.test_apart import _ask; sys.stderr.write(str(_ask('go')[0]['process']))"
"""A program that writes the number of a file's process to standard error."""


def _start(code: str, **settings: Any) -> subprocess.Popen[str]:
    """Another program, which finds Booklet and these tests wherever it is started."""
    path = {"PYTHONPATH": str(Path(__file__).parents[1])}
    call = [sys.executable, "-P", "-c", code]
    return subprocess.Popen(call, env={**os.environ, **path}, stderr=subprocess.PIPE, text=True, **settings)


def test_a_program_without_standard_input_and_output() -> None:
    """As a service may be started: the numbers of those files are then given to the lines to the helper."""
    told = _start(f"import os; os.close(0); os.close(1); {ASK}").communicate()[1]
    assert told.isdigit(), told


def test_a_folder_with_a_file_named_like_a_module(tmp_path: Path) -> None:
    """The helper imports nothing from the folder in which the program was started."""
    Path(tmp_path, "resource.py").write_text("raise SystemExit('not this one')")
    told = _start(ASK, cwd=tmp_path).communicate()[1]
    assert told.isdigit(), told


def test_a_helper_that_cannot_start_is_no_damaged_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what to look at, and once it can start it does."""
    with monkeypatch.context() as patched:
        patched.setattr(helper, "kept", [])
        patched.setattr(sys, "executable", "/bin/false")
        with pytest.raises(BookletError, match="No process can be started") as caught:
            _ask("go")
        assert type(caught.value) is BookletError
    assert _ask("go")[0]["process"]


HANG_UP = "exec 0<&-; sleep 0.6"
"""A helper that has done all its dying but the end of its process: so one looks that is looked at too soon."""
TAKE_AND_HANG_UP = f"""{sys.executable} -c '
import os, socket
with socket.socket(fileno=0) as control:
    os.close(socket.recv_fds(control, 128, 1)[1][0])
'; {HANG_UP}"""
"""It takes the order before."""


@contextlib.contextmanager
def _helper_is(script: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A shell script in the place of Python, which is started as the helper."""
    program = folder / "helper"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o700)
    with monkeypatch.context() as patched:
        patched.setattr(helper, "kept", [])
        patched.setattr(sys, "executable", str(program))
        yield


@pytest.mark.parametrize("script", [HANG_UP, TAKE_AND_HANG_UP])
def test_a_helper_that_dies_is_no_damaged_file(script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it had done before, and although its process can be seen for a while."""
    with _helper_is(script, tmp_path, monkeypatch), pytest.raises(BookletError, match="No process") as caught:
        _ask("go")
    assert type(caught.value) is BookletError


def test_a_helper_that_always_dies_is_started_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And no more often: then the fault is told."""
    script = f'echo x >> "{tmp_path}/starts"\n{HANG_UP}'
    with _helper_is(script, tmp_path, monkeypatch), pytest.raises(BookletError, match="No process"):
        _ask("go")
    assert Path(tmp_path, "starts").read_text() == "x\n" * 2


@pytest.mark.parametrize("script", [HANG_UP, TAKE_AND_HANG_UP])
def test_a_helper_that_dies_once_is_replaced(script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is read by the next helper, and nobody hears of it."""
    first = f'mkdir "{tmp_path}/told" 2>/dev/null || exec {sys.executable} "$@"\n{script}'
    with _helper_is(first, tmp_path, monkeypatch):
        assert _ask("go")[0]["process"]
        helper.kept.pop().end()
    assert Path(tmp_path, "told").exists()


def test_a_helper_that_does_not_answer_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is given up after a while, and ended: the next file has another."""
    monkeypatch.setattr(helper, "_START_SECONDS", 0.3)
    monkeypatch.setattr(helper, "GRACE_SECONDS", 0.1)
    with _helper_is("exec sleep 60", tmp_path, monkeypatch):
        with pytest.raises(BookletError, match="No process can be started"):
            _ask("go")
        assert helper.kept == []


def test_a_process_that_dies_with_its_helper_is_no_damaged_file() -> None:
    """Somebody has ended them both; the next file has another helper."""
    with pytest.raises(BookletError, match="No process") as caught:
        _ask("die together")
    assert type(caught.value) is BookletError
    assert _ask("go")[0]["process"]


def test_work_that_cannot_be_imported_is_no_damaged_file() -> None:
    """The helper says so, and lives on."""
    before = _ask("go")[0]["parent"]
    with pytest.raises(BookletError, match=r"No process can be started .*no_such_module"):
        run_apart("booklet.no_such_module:work", {}, b"", WIDE)
    assert _ask("go")[0]["parent"] == before


def test_a_forked_process_has_its_own_helper() -> None:
    """Also where a thread of its parent was about to start one; the parent keeps its own."""
    before = _ask("go")[0]["parent"]
    with helper.keeping:
        pid = os.fork()
        if not pid:
            signal.alarm(20)
            os._exit(0 if _ask("go")[0]["parent"] != before else 1)
    assert os.waitpid(pid, 0)[1] == 0
    assert _ask("go")[0]["parent"] == before


def test_a_program_that_is_killed_leaves_no_process(tmp_path: Path) -> None:
    """The helper, the file's process, and what that had started, such as LibreOffice, end with it."""
    told = tmp_path / "pid"
    task = {"what": "start", "told": str(told)}
    program = _start(f"from tests.test_apart import *; run_apart('tests.test_apart:work', {task}, b'', WIDE)")
    _wait_until(lambda: told.exists() and told.read_text() != "")
    program.kill()
    program.communicate()
    _wait_until(lambda: not Path("/proc", told.read_text()).exists())


def _wait_until(holds: Callable[[], bool], seconds: float = 15.0) -> None:
    last = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < last
        time.sleep(0.05)
