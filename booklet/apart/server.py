"""The helper itself: it forks a process for each file, and ends those that are overdue."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import resource
import select
import signal
import socket
import sys
from collections.abc import Mapping
from time import monotonic, sleep
from typing import Any

from booklet.apart.bounds import Bounds, bounded
from booklet.apart.messages import GRACE_SECONDS, NO_WORK, ORDER, Work, cannot_start, receive, send
from booklet.errors import BookletError


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
        order, lines, _, _ = socket.recv_fds(control, ORDER.size, 1)
        if not order:  # the program has ended
            _end_all(deadlines)
            return
        with socket.socket(fileno=lines[0]) as line:
            seconds, order_name = ORDER.unpack(order)
            name = order_name.rstrip(b"\0").decode()
            if name == NO_WORK:
                _say(line, {})
                continue
            try:
                work = _imported(name)
                pid = os.fork()
            except (ImportError, OSError, MemoryError) as error:
                _say(line, {"error": "BookletError", "message": cannot_start(error)})
                continue
            if not pid:
                control.close()
                _work(line, work)
        deadlines[pid] = monotonic() + seconds + GRACE_SECONDS


def _say(line: socket.socket, facts: Mapping[str, Any]) -> None:
    with contextlib.suppress(OSError):  # whoever asked has gone
        send(line, facts, b"")


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
    last = monotonic() + GRACE_SECONDS / 2
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
        send(line, {}, b"")  # it is there
        task, data = receive(line)
        bounds = Bounds(*task.pop("bounds"))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        send(line, *_outcome(work, task, data, bounds))
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
