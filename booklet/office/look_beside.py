"""A process beside the program that looks through books, so that nobody in the program waits for it.

What it finds is kept in the cache folder, where `Workspace.readiness` finds it. It is started when somebody wants to
know, waits for a while for the next who does, and ends with the program; where it dies, another goes on.
"""

from __future__ import annotations

import json
import os
import resource
import select
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from time import monotonic
from typing import Any

from booklet.errors import BookletError
from booklet.jobs.crew import Crew
from booklet.model import Quarter
from booklet.workspace import Workspace

_IDLE_SECONDS = 60.0
_MOST_KILOBYTES = 1_500_000
"""A process that has grown so large ends when it has nothing to do: another begins small."""


_SHOWN_EACH_SECONDS = 5.0


@cache
def look_beside(folder: Path, quarter: Quarter, book_id: str) -> LookBeside:
    """Return this program's looking through of a quarter's books, or of a single book; `book_id` is "" for all."""
    return LookBeside(folder, quarter, book_id)


class LookBeside:
    """The looking through of a quarter's books, or of a single book, in a process of its own."""

    def __init__(self, folder: Path, quarter: Quarter, book_id: str = "") -> None:
        call = ["-m", "booklet.office.look_beside", str(folder), str(quarter), book_id]
        self._crew = Crew(call, on_hint=self._take)
        self._asked = ""
        self.done = self.total = 0
        """The books that were looked at, and those that are to be."""
        self.seen = ""
        """The revision as of which all was looked at."""
        self.shown = 0
        """The books of which somebody was shown what was found."""
        self.shown_at = 0.0
        self._began = 0.0
        self.error = ""
        """The sentence on why it could not be done; "" while it can."""

    @property
    def died(self) -> int:
        """The number of processes that died over it, and others went on."""
        return self._crew.replaced

    @property
    def process_ids(self) -> list[int]:
        """The processes that there are: one or none."""
        return self._crew.process_ids

    def ensure(self, revision: str) -> None:
        """See to it that all is looked at as of a revision of the workspace; does not wait for it."""
        if self._asked == revision and (self._crew.process_ids or self.seen == revision or self._crew.error):
            self.error = self.error or self._why_dead()
            return
        if self._asked != revision:
            self.done = self.total = self.shown = 0
            self.shown_at = self._began = monotonic()
            self.error = ""
        self._asked = revision
        self._crew.ensure(1)
        self._crew.order(revision)

    def show(self) -> bool:
        """Tell whether it is time to show anew what was found; whoever asks does so."""
        is_time = self.done > self.shown and monotonic() - self.shown_at > _SHOWN_EACH_SECONDS
        if is_time:
            self.shown, self.shown_at = self.done, monotonic()
        return is_time

    @property
    def seconds_left(self) -> float | None:
        """The time that it will take yet; None where nobody can tell."""
        spent = monotonic() - self._began
        return spent / self.done * (self.total - self.done) if self.done else None

    def forget(self) -> None:
        """Forget what came of it, so that it is tried again."""
        self._asked = self.error = ""

    def end(self) -> None:
        """End the process."""
        self._crew.end()

    def _why_dead(self) -> str:
        said = self._crew.error.splitlines()
        return f"The process that looks through the books dies as soon as it begins: {said[-1]}" if said else ""

    def _take(self, told: Mapping[str, Any]) -> None:
        self.done, self.total = told.get("done", self.done), told.get("total", self.total)
        self.error = told.get("error", self.error)
        self.seen = told.get("seen", self.seen)


def serve(folder: Path, quarter: Quarter, book_id: str) -> None:
    """Be that process: look at each order, a line of standard input; end with the input, or after a while without."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever a library prints is no answer

    def say(**told: object) -> None:
        print(json.dumps(told), file=answers, flush=True)  # where nobody listens any more, this ends the process

    ws = Workspace(folder)
    while select.select([0], [], [], _IDLE_SECONDS)[0]:
        orders = os.read(0, 1 << 16)
        if not orders:
            return
        try:
            ws.readiness(
                quarter,
                book_id or None,
                also_made=False,
                on_progress=lambda done, total, _: say(done=done, total=total),
            )
        except BookletError as error:
            say(error=str(error))
        say(seen=orders.decode().split("\n")[-2])
        if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > _MOST_KILOBYTES:
            return


if __name__ == "__main__":
    serve(Path(sys.argv[1]), Quarter.parse(sys.argv[2]), sys.argv[3])
