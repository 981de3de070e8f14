"""The program's end of its helper: started at the first use, kept, replaced where it died, ended with the program."""

from __future__ import annotations

import atexit
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from time import monotonic

from booklet.apart.bounds import Bounds
from booklet.apart.messages import GRACE_SECONDS, NO_WORK, ORDER, cannot_start, raise_told, receive
from booklet.errors import BookletError

_START_SECONDS = 60.0
"""The time in which a helper has to start, import the work and have a process ready; a busy machine needs some."""


class Helper:
    """The program's end of its helper. Safe in threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._control, theirs = socket.socketpair()
        root = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        with theirs:
            self._process = subprocess.Popen(
                # -P: a file random.py in the folder where the program was started is not Python's.
                [sys.executable, "-P", "-c", "from booklet.apart.server import serve; serve()"],
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
                socket.send_fds(self._control, [ORDER.pack(seconds, work.encode())], [theirs.fileno()])
            raise_told(receive(ours, monotonic() + _START_SECONDS)[0])
            ours.settimeout(None)
        except BaseException:
            ours.close()
            raise
        return ours

    def takes_orders(self) -> bool:
        """Ask it: that its process can still be seen says nothing, since a process that dies is seen for a while."""
        try:
            self.begin(NO_WORK, 0.0).close()
        except (OSError, EOFError, ValueError):
            return False
        return True

    def end(self) -> None:
        """Hang up: the helper ends itself and its processes, or is ended."""
        self._control.close()
        try:
            self._process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def forget(self) -> None:
        """Let go of the helper of another process, from which this process was forked."""
        self._control.close()
        self._process.returncode = 0  # not this process's to wait for


kept: list[Helper] = []
keeping = threading.Lock()


def begin(work: str, bounds: Bounds) -> tuple[Helper, socket.socket]:
    """Yield a process for the work, and the line to it; a helper that somebody ended is replaced once."""
    reason: Exception | None = None
    for _ in range(2):
        try:
            helper = _helper()
        except OSError as error:
            raise BookletError(cannot_start(error)) from error
        try:
            return helper, helper.begin(work, bounds.seconds)
        except (OSError, EOFError, ValueError) as error:
            reason = error
        if isinstance(reason, TimeoutError) or not helper.takes_orders():
            _give_up(helper)
    raise BookletError(cannot_start(reason)) from reason


def _helper() -> Helper:
    """Return this process's helper, started at the first use."""
    with keeping:
        if not kept:
            kept.append(Helper())
        return kept[0]


def _give_up(helper: Helper) -> None:
    """End a helper that takes no orders, so that the next file has another."""
    with keeping:
        if helper in kept:
            kept.remove(helper)
            helper.end()


@atexit.register
def _end_helper() -> None:
    for helper in kept:
        helper.end()


def _begin_anew() -> None:
    """Drop the parent's helper and lock: a fork shares neither that helper nor what its parent's threads hold."""
    global keeping
    keeping = threading.Lock()
    while kept:
        kept.pop().forget()


os.register_at_fork(after_in_child=_begin_anew)
