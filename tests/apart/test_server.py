"""The helper from within: what it makes of work that fails, and how it ends processes that are overdue."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from time import monotonic
from typing import Any

import pytest

from booklet.apart import server
from booklet.apart.bounds import Bounds
from booklet.apart.messages import GRACE_SECONDS, NO_WORK, ORDER, receive, send
from booklet.errors import PasswordNeeded

_BOUNDS = Bounds(5.0, 1 << 40, "The workbook", "Save it smaller.")


def _outcome(error: Exception | None) -> tuple[dict[str, Any], bytes]:
    def work(task: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
        if error:
            raise error
        return {"got": task}, data[::-1]

    return server._outcome(work, {"a": 1}, b"xyz", _BOUNDS)


def test_what_comes_of_work() -> None:
    """What it found, or the error that it raised, in words."""
    assert _outcome(None) == ({"got": {"a": 1}}, b"zyx")
    assert _outcome(PasswordNeeded("locked")) == ({"error": "PasswordNeeded", "message": "locked"}, b"")
    assert _outcome(RecursionError()) == (
        {"error": "LimitExceeded", "message": "The workbook is nested too deeply. Save it smaller."},
        b"",
    )
    facts, data = _outcome(ZeroDivisionError("odd"))
    assert (facts["error"], data) == ("DamagedFile", b"")
    assert facts["message"].startswith("The workbook cannot be read (ZeroDivisionError: odd). Save it again")


_STUBBORN = "import signal, sys, time; signal.signal(signal.SIGALRM, {}); print(1, flush=True); time.sleep(60)"


def _process(on_alarm: str) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen([sys.executable, "-c", _STUBBORN.format(on_alarm)], stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        yield process
        process.kill()


@pytest.fixture
def obedient() -> Iterator[subprocess.Popen[bytes]]:
    """A process that clears up and ends when it is told to."""
    yield from _process("lambda *_: sys.exit(0)")


@pytest.fixture
def stubborn() -> Iterator[subprocess.Popen[bytes]]:
    """A process that does not end when it is told to."""
    yield from _process("signal.SIG_IGN")


def _is_there(process: subprocess.Popen[bytes]) -> bool:
    return process.poll() is None


def test_only_what_is_overdue_is_ended(stubborn: subprocess.Popen[bytes]) -> None:
    """And forgotten once it has ended, which may be a moment later."""
    deadlines = {stubborn.pid: monotonic() + 60}
    server._end_overdue(deadlines)
    assert deadlines.keys() == {stubborn.pid}
    deadlines[stubborn.pid] = monotonic() - 1
    until = monotonic() + 10
    while deadlines and monotonic() < until:
        server._end_overdue(deadlines)
    assert deadlines == {}


def test_what_ended_by_itself_is_forgotten() -> None:
    """Though its time was not up."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    deadlines = {process.pid: monotonic() + 60}
    until = monotonic() + 20
    while deadlines and monotonic() < until:
        server._end_overdue(deadlines)
    assert deadlines == {}


def test_all_are_ended_so_that_they_can_clear_up(obedient: subprocess.Popen[bytes]) -> None:
    """At once where they do; nobody is killed then."""
    began = monotonic()
    server._end_all({obedient.pid: monotonic() + 60})
    assert monotonic() - began < GRACE_SECONDS / 2
    assert not _is_there(obedient)


def test_whoever_does_not_end_is_killed(stubborn: subprocess.Popen[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    """After half of the grace."""
    monkeypatch.setattr(server, "GRACE_SECONDS", 0.4)
    server._end_all({stubborn.pid: monotonic() + 60})
    assert stubborn.wait(10) in (-signal.SIGKILL, 0)


def test_a_process_that_is_gone_is_no_fault() -> None:
    """It ended between the look and the signal."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    server._kill(process.pid)


def _asked(*orders: tuple[float, str]) -> list[dict[str, Any]]:
    """What a helper answers to these orders, one after the other, before it is hung up on."""
    control, theirs = socket.socketpair()
    code = "from booklet.apart.server import serve; serve()"
    answers = []
    with theirs:
        helper = subprocess.Popen([sys.executable, "-c", code], stdin=theirs.fileno())
    for seconds, name in orders:
        ours, line = socket.socketpair()
        with ours:
            with line:
                socket.send_fds(control, [ORDER.pack(seconds, name.encode())], [line.fileno()])
            answers.append(receive(ours, monotonic() + 30)[0])
            if name and not answers[-1]:
                send(ours, {"bounds": [5.0, 1 << 40, "The file", "Go."], "what": "answers"}, b"abc")
                facts, data = receive(ours, monotonic() + 30)
                answers.append({"facts": facts, "bytes": len(data)})
    control.close()
    assert helper.wait(20) == 0
    return answers


def test_orders_one_after_the_other() -> None:
    """Whether it is there, work that is not there, and work that is."""
    there, gone, begun, done, again = _asked(
        (0.0, NO_WORK), (1.0, "booklet.apart.nothing:there"), (5.0, "tests.apart.test_server:echo"), (0.0, NO_WORK)
    )
    assert there == begun == again == {}
    assert (gone["error"], "nothing" in gone["message"]) == ("BookletError", True)
    assert done == {"facts": {"what": "answers"}, "bytes": 3}


def echo(task: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """Work that gives back what it was given."""
    return task, data
