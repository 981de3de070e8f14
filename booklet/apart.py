"""Files of unknown origin are read in a process of their own, with limits: what they do there harms nobody.

A program starts a helper, which imports what the work needs and then forks itself for each file: so every file has
a fresh process that has read no other, and yet the interpreter starts only once. What crosses the border is bytes and
JSON, in both directions; nothing that a process sent back is ever unpickled or run.

A file's process says that it is there before it is given the file. Where that word does not come, or the helper takes
no more work afterwards, our processes are at fault and never the file.
"""

from __future__ import annotations

import atexit
import contextlib
import errno
import gc
import importlib
import json
import os
import resource
import select
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import errors as expat_errors

from booklet.errors import (
    BookletError,
    DamagedFile,
    DefinitionError,
    InputError,
    LimitExceeded,
    NotFound,
    PasswordNeeded,
    UnsupportedFile,
)

Work = Callable[[dict[str, Any], bytes], tuple[dict[str, Any], bytes]]
"""A task and a file's bytes -> what was found out, and bytes. It may raise any BookletError."""

_RAISED: Mapping[str, type[BookletError]] = {
    kind.__name__: kind
    for kind in (
        *(BookletError, InputError, DamagedFile, PasswordNeeded, UnsupportedFile, LimitExceeded, NotFound),
        DefinitionError,
    )
}
"""What a process may have raised here."""
_ORDER = struct.Struct("<d120s")
_NO_WORK = ""
"""The order that asks only whether the helper takes orders."""
_SIZES = struct.Struct("<QQ")
_MOST_FACTS, _MOST_BYTES = 64 << 20, 2 << 30
_GRACE_SECONDS = 3.0
_START_SECONDS = 60.0
"""The time in which a helper has to start, import the work and have a process ready; a busy machine needs some."""
_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bounds of reading a file. `file` is what messages call it ("The workbook"), `remedy` what to do about it."""

    seconds: float
    memory_bytes: int
    file: str = "The file"
    remedy: str = "Make it smaller, or raise the limit."

    @property
    def out_of_time(self) -> str:
        """The sentence for a file that took too long."""
        return f"{self.file} took longer than {self.seconds:g} seconds to read, and was stopped. {self.remedy}"

    @property
    def out_of_memory(self) -> str:
        """The sentence for a file that took too much."""
        most = f"{self.memory_bytes / _MEGABYTE:,.0f} MB"
        return f"{self.file} took more than {most} of memory to read, and was stopped. {self.remedy}"


def run_apart(work: str, task: Mapping[str, Any], data: bytes, bounds: Bounds) -> tuple[dict[str, Any], bytes]:
    """Do `work` ("package.module:function", a `Work`) in a process of its own; the task must be fit for JSON.

    The BookletError that it raises is raised here. Raises LimitExceeded beyond the bounds, DamagedFile where the
    process ends over the file without an answer, and a plain BookletError where no process can be started or kept.
    """
    helper, job = _begin(work, bounds)
    started = monotonic()
    with job:
        try:
            _send(job, {**task, "bounds": [bounds.seconds, bounds.memory_bytes, bounds.file, bounds.remedy]}, data)
            facts, made = _receive(job, started + bounds.seconds + 2 * _GRACE_SECONDS)
        except (OSError, EOFError, ValueError) as error:
            if monotonic() - started >= bounds.seconds:
                raise LimitExceeded(bounds.out_of_time) from error
            if not helper.takes_orders():
                raise BookletError(_cannot_start(error)) from error
            raise DamagedFile(
                f"{bounds.file} is damaged in a way that stops the program that reads it. Open it in the program that "
                "it comes from, and save it again."
            ) from error
    _raise_told(facts)
    return facts, made


def _raise_told(facts: Mapping[str, Any]) -> None:
    if "error" in facts:
        raise _RAISED.get(str(facts["error"]), DamagedFile)(str(facts.get("message")))


@contextlib.contextmanager
def bounded(bounds: Bounds) -> Iterator[None]:
    """Bound the process itself, while it reads a file: for programs that do nothing else.

    Only in the main thread. Raises LimitExceeded.
    """

    def stop(*_: object) -> None:
        raise _OutOfTime

    before = signal.signal(signal.SIGALRM, stop)
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = bounds.memory_bytes if hard == resource.RLIM_INFINITY else min(bounds.memory_bytes, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    signal.setitimer(signal.ITIMER_REAL, bounds.seconds)
    try:
        yield
    except _OutOfTime as error:
        raise LimitExceeded(bounds.out_of_time) from error
    except Exception as error:
        if not _is_want_of_memory(error):
            raise
        raise LimitExceeded(bounds.out_of_memory) from error
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _is_want_of_memory(error: BaseException | None) -> bool:
    """Also where a library has taken it for damage: which allocation fails is chance."""
    while error:
        expat = isinstance(error, ParseError) and error.code == expat_errors.codes[expat_errors.XML_ERROR_NO_MEMORY]
        if expat or isinstance(error, MemoryError) or getattr(error, "errno", None) == errno.ENOMEM:
            return True
        error = error.__cause__ or error.__context__
    return False


class _OutOfTime(BaseException):
    """Not an Exception: no library takes it for its own."""


class _Helper:
    """The program's end of its helper. Safe in threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._control, theirs = socket.socketpair()
        root = str(Path(__file__).resolve().parents[1])
        path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        with theirs:
            self._process = subprocess.Popen(
                # -P: a file random.py in the folder where the program was started is not Python's.
                [sys.executable, "-P", "-c", "from booklet.apart import serve; serve()"],
                stdin=theirs.fileno(),  # which may be any number here: of a program without standard input it is 0
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path},
                start_new_session=True,  # what interrupts the program must not reach it
            )

    def begin(self, work: str, seconds: float) -> socket.socket:
        """Order a process; return the line to it once it has said that it is there.

        Raises OSError, EOFError or ValueError where it does not say so, and what the helper says instead.
        """
        ours, theirs = socket.socketpair()
        try:
            with theirs, self._lock:
                socket.send_fds(self._control, [_ORDER.pack(seconds, work.encode())], [theirs.fileno()])
            _raise_told(_receive(ours, monotonic() + _START_SECONDS)[0])
            ours.settimeout(None)
        except BaseException:
            ours.close()
            raise
        return ours

    def takes_orders(self) -> bool:
        """Ask it: that its process can still be seen says nothing, since a process that dies is seen for a while."""
        try:
            self.begin(_NO_WORK, 0.0).close()
        except (OSError, EOFError, ValueError):
            return False
        return True

    def end(self) -> None:
        """Hang up: the helper ends itself and its processes, or is ended."""
        self._control.close()
        try:
            self._process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def forget(self) -> None:
        """Let go of the helper of another process, from which this process was forked."""
        self._control.close()
        self._process.returncode = 0  # not this process's to wait for


_kept: list[_Helper] = []
_keeping = threading.Lock()


def _begin(work: str, bounds: Bounds) -> tuple[_Helper, socket.socket]:
    """Yield a process for the work, and the line to it; a helper that somebody ended is replaced once."""
    reason: Exception | None = None
    for _ in range(2):
        try:
            helper = _helper()
        except OSError as error:
            raise BookletError(_cannot_start(error)) from error
        try:
            return helper, helper.begin(work, bounds.seconds)
        except (OSError, EOFError, ValueError) as error:
            reason = error
        if isinstance(reason, TimeoutError) or not helper.takes_orders():
            _give_up(helper)
    raise BookletError(_cannot_start(reason)) from reason


def _cannot_start(reason: Exception | None) -> str:
    return (
        f"No process can be started to read the file in ({reason}). Try again; if it happens again, see whether this "
        "machine runs out of memory or processes."
    )


def _helper() -> _Helper:
    """Return this process's helper, started at the first use."""
    with _keeping:
        if not _kept:
            _kept.append(_Helper())
        return _kept[0]


def _give_up(helper: _Helper) -> None:
    """End a helper that takes no orders, so that the next file has another."""
    with _keeping:
        if helper in _kept:
            _kept.remove(helper)
            helper.end()


@atexit.register
def _end_helper() -> None:
    for helper in _kept:
        helper.end()


def _begin_anew() -> None:
    """Drop the parent's helper and lock: a fork shares neither that helper nor what its parent's threads hold."""
    global _keeping
    _keeping = threading.Lock()
    while _kept:
        _kept.pop().forget()


os.register_at_fork(after_in_child=_begin_anew)


def _send(line: socket.socket, facts: Mapping[str, Any], data: bytes) -> None:
    text = json.dumps(facts).encode()
    line.sendall(_SIZES.pack(len(text), len(data)) + text)
    if data:  # nothing is not sent: whoever has read all may have answered and gone
        line.sendall(data)


def _receive(line: socket.socket, deadline: float | None = None) -> tuple[dict[str, Any], bytes]:
    """Read an answer; raises OSError, EOFError or ValueError for anything but a whole answer."""
    sizes = _SIZES.unpack(_exactly(line, _SIZES.size, deadline))
    if sizes[0] > _MOST_FACTS or sizes[1] > _MOST_BYTES:
        raise ValueError("too long an answer")
    facts = json.loads(_exactly(line, sizes[0], deadline))
    if not isinstance(facts, dict):
        raise ValueError("no answer")
    return facts, bytes(_exactly(line, sizes[1], deadline))


def _exactly(line: socket.socket, count: int, deadline: float | None) -> bytearray:
    taken = bytearray()
    while len(taken) < count:
        if deadline is not None:
            line.settimeout(max(deadline - monotonic(), 0.01))
        piece = line.recv(min(count - len(taken), 1 << 20))
        if not piece:
            raise EOFError("it ended without an answer")
        taken += piece
    return taken


def serve() -> None:
    """Be the helper: fork a process for each order that comes in on standard input, and ends those that are overdue."""
    control = socket.socket(fileno=os.dup(0))
    with open(os.devnull) as nothing:
        os.dup2(nothing.fileno(), 0)
    deadlines: dict[int, float] = {}
    while True:
        ready, _, _ = select.select([control], [], [], 0.25 if deadlines else None)
        _end_overdue(deadlines)
        if not ready:
            continue
        order, lines, _, _ = socket.recv_fds(control, _ORDER.size, 1)
        if not order:  # the program has ended
            _end_all(deadlines)
            return
        with socket.socket(fileno=lines[0]) as line:
            seconds, order_name = _ORDER.unpack(order)
            name = order_name.rstrip(b"\0").decode()
            if name == _NO_WORK:
                _say(line, {})
                continue
            try:
                work = _imported(name)
                pid = os.fork()
            except (ImportError, OSError, MemoryError) as error:
                _say(line, {"error": "BookletError", "message": _cannot_start(error)})
                continue
            if not pid:
                control.close()
                _work(line, work)
        deadlines[pid] = monotonic() + seconds + _GRACE_SECONDS


def _say(line: socket.socket, facts: Mapping[str, Any]) -> None:
    with contextlib.suppress(OSError):  # whoever asked has gone
        _send(line, facts, b"")


def _imported(name: str) -> Work:
    """Import in the helper, once, so that its processes need not."""
    module, _, function = name.partition(":")
    known = module in sys.modules
    work: Work = getattr(importlib.import_module(module), function)
    if not known:
        gc.collect()
        gc.freeze()  # a process that collects would copy all that it shares with the helper
    return work


def _end_overdue(deadlines: dict[int, float]) -> None:
    for pid, deadline in list(deadlines.items()):
        if monotonic() > deadline:
            _kill(pid)
        if os.waitpid(pid, os.WNOHANG)[0]:
            del deadlines[pid]


def _end_all(deadlines: dict[int, float]) -> None:
    """At once, but so that those that can clear up do: what they have started would otherwise go on."""
    for pid in deadlines:
        _kill(pid, signal.SIGALRM)
    last = monotonic() + _GRACE_SECONDS / 2
    while deadlines and monotonic() < last:
        _end_overdue(deadlines)
        sleep(0.02)
    for pid in deadlines:
        _kill(pid)


def _kill(pid: int, sign: signal.Signals = signal.SIGKILL) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, sign)


def _work(line: socket.socket, work: Work) -> None:
    """Be the process of a file; it does not return."""
    try:
        _send(line, {}, b"")  # it is there
        task, data = _receive(line)
        bounds = Bounds(*task.pop("bounds"))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _send(line, *_outcome(work, task, data, bounds))
    finally:
        os._exit(0)


def _outcome(work: Work, task: dict[str, Any], data: bytes, bounds: Bounds) -> tuple[dict[str, Any], bytes]:
    try:
        with bounded(bounds):
            return work(task, data)
    except BookletError as error:
        return {"error": type(error).__name__, "message": str(error)}, b""
    except RecursionError:
        return {"error": "LimitExceeded", "message": f"{bounds.file} is nested too deeply. {bounds.remedy}"}, b""
    except Exception as error:  # whatever a hostile file brings about
        message = f"{bounds.file} cannot be read ({type(error).__name__}: {error}). Save it again where it comes from."
        return {"error": "DamagedFile", "message": message}, b""
