"""Further workers, forked from a worker that has made some books: what it imported and prepared is theirs as well.

A process that starts anew imports and prepares for as long as it makes a hundred books. A worker forks while the
database is closed and nothing is being written, and no thread of it does anything but wait. A helper takes items of its
own, and ends where there are none.
"""

from __future__ import annotations

import gc
import os
import signal
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn


class Helpers:
    """The helpers of this process, up to `most` at a time; `work` is all that a helper does."""

    def __init__(self, most: int, work: Callable[[], None]) -> None:
        self.most = most
        self._work = work
        self._alive: set[int] = set()

    @property
    def alive(self) -> int:
        """The number of helpers that have not ended yet, as far as `reap` has seen."""
        return len(self._alive)

    def ensure(self) -> None:
        """Fork helpers until there are as many as there may be."""
        self.reap()
        for _ in range(self.most - len(self._alive)):
            gc.freeze()  # whoever collects would copy all that it shares with the others
            try:
                child = os.fork()
            except OSError:  # no room for another process: the work is done without it
                return
            if not child:
                self._be_one()
            self._alive.add(child)

    def reap(self) -> bool:
        """Return whether a helper has ended since this was last asked."""
        ended = {child for child in self._alive if os.waitpid(child, os.WNOHANG)[0]}
        self._alive -= ended
        return bool(ended)

    def stop(self) -> None:
        """Tell the helpers to end after the books that they are at."""
        for child in self._alive:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGTERM)

    def wait(self) -> None:
        """Wait until all helpers have ended."""
        while self._alive:
            os.waitpid(self._alive.pop(), 0)
        gc.unfreeze()  # or else libraries miss what is theirs when the interpreter ends

    def _be_one(self) -> NoReturn:
        """Work, and end without the rest of what this process was forked from."""
        code = 1
        try:
            self._work()
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
