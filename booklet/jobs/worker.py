"""A worker: takes items of open jobs by the handful, makes their books, and says what became of them.

Any number of workers share the jobs of a workspace, in this process or in others. Whatever kills one, its items come
back to the others. Between two handfuls the database is open once: to record the last and to take the next.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from threading import Event

from booklet.errors import StoreError, WorkspaceBusy, WorkspaceUnwritable
from booklet.generate.stores import Stores
from booklet.jobs.handful import Ended, Task, make, published, record, tasks_of
from booklet.jobs.helpers import Helpers
from booklet.model import ItemState, JobItem

OnItem = Callable[[JobItem], None]
"""Called with an item when its book is begun (`running`), when it has ended, and when it has to wait."""


@dataclass(frozen=True, slots=True)
class Pace:
    """The size of a handful, how many of its books are published together, and times in seconds.

    After `publish` books are published though they are fewer; after `visit` the database is told how far a handful
    is, though it is not done; a lease holds for `lease`, and is renewed after a third of it; where the disk is full, it
    is tried again after `pause`.
    """

    handful: int = 100
    together: int = 16
    publish_seconds: float = 1.0
    visit_seconds: float = 5.0
    lease_seconds: float = 120.0
    pause_seconds: float = 5.0


class Worker:
    """A worker on the jobs of a workspace, or on a single job; `stop` makes it end after the book that it is at."""

    def __init__(  # noqa: PLR0913 - what to work on, and how, all by name
        self,
        stores: Stores,
        *,
        job_id: str | None = None,
        on_item: OnItem = lambda _: None,
        stop: Event | None = None,
        pace: Pace = Pace(),
        helpers: Helpers | None = None,
    ) -> None:
        self.id = uuid.uuid4().hex
        self._stores = stores
        self._job_id = job_id
        self._on_item = on_item
        self._stop = stop or Event()
        self._pace = pace
        self._helpers = helpers or Helpers(0, lambda: None)
        self._has_help_to_call = False
        self._left: list[Task] = []
        self._ended: list[Ended] = []
        self._renewed = 0.0

    def work(self) -> None:
        """Make books until there is nothing to take. Interrupted, it records what it made and gives back the rest."""
        with self._alive():
            while not self._stop.is_set() and self._visit():
                self._make_some()

    def _visit(self) -> bool:
        """Record what was made, keep what is left, take more where nothing is; False where there is nothing to do."""
        try:
            with self._stores.database.write():
                record(self._stores, self._ended)
                kept = {item.position for item in self._stores.jobs.keep(self._items_left(), self._pace.lease_seconds)}
                left = [task for task in self._left if task.item.position in kept]
                left = left or tasks_of(self._stores, self._take())
                self._has_help_to_call = bool(left) and self._wants_help()
        except (WorkspaceUnwritable, WorkspaceBusy):
            self._stop.wait(self._pace.pause_seconds)  # what was made is kept, and recorded at the next visit
            return True
        self._ended, self._left, self._renewed = [], left, time.monotonic()
        return bool(left)

    def _take(self) -> list[JobItem]:
        pace, share = self._pace, 1 + self._helpers.most - self._helpers.alive
        return self._stores.jobs.take(self.id, pace.handful, pace.lease_seconds, job_id=self._job_id, share=share)

    def _wants_help(self) -> bool:
        self._helpers.reap()
        return self._helpers.alive < self._helpers.most and self._stores.jobs.any_waiting(self._job_id)

    def _call_help(self) -> None:
        """Share what is left with helpers, once this process is warm or has worked for a while."""
        if self._has_help_to_call:
            self._has_help_to_call = False
            self._helpers.ensure()

    def _make_some(self) -> None:
        """Make books until the handful is done, or it is time for a visit; some at a time are published together."""
        until = time.monotonic() + self._pace.visit_seconds
        while self._left and not self._stop.is_set():
            try:
                ended = published(self._stores, self._make_together())
            except WorkspaceUnwritable as error:
                self._wait(error)
                return
            self._ended += ended
            del self._left[: len(ended)]
            for one in ended:
                self._on_item(one.item)
            self._call_help()
            if time.monotonic() >= until:
                return

    def _make_together(self) -> list[Ended]:
        """Make the books that come next, some, or what there is time for: at least one."""
        until = time.monotonic() + self._pace.publish_seconds
        made: list[Ended] = []
        for task in self._left[: self._pace.together]:
            self._on_item(task.item)
            made.append(make(self._stores, task, self._keep_alive))
            if time.monotonic() >= until or self._stop.is_set():
                break
        return made

    def _wait(self, error: StoreError) -> None:
        """Give back what cannot be made now, with the reason, and pause."""
        self._on_item(replace(self._left[0].item, state=ItemState.WAITING, reason=str(error)))
        with suppress(StoreError):
            self._give_back(str(error))
        self._stop.wait(self._pace.pause_seconds)

    def _give_back(self, reason: str = "") -> None:
        with self._stores.database.write():
            record(self._stores, self._ended)
            self._stores.jobs.give_back(self._items_left(), reason=reason)
        self._ended, self._left = [], []

    def _keep_alive(self) -> None:
        """Renew the lease, where a book takes long; that there is help is as urgent then."""
        if self._has_help_to_call and time.monotonic() - self._renewed >= self._pace.publish_seconds:
            self._call_help()
        if time.monotonic() - self._renewed < self._pace.lease_seconds / 3:
            return
        self._renewed = time.monotonic()
        with suppress(StoreError):
            self._stores.jobs.keep(self._items_left(), self._pace.lease_seconds)

    def _items_left(self) -> list[JobItem]:
        return [task.item for task in self._left]

    @contextmanager
    def _alive(self) -> Iterator[None]:
        """Show that this worker lives. At its end, whatever ends it, it gives back what it holds."""
        signs = self._stores.database.signs_of_life
        while not self._stop.is_set():
            try:
                signs.begin(self.id)
                break
            except WorkspaceUnwritable:
                self._stop.wait(self._pace.pause_seconds)
        try:
            yield
        finally:
            try:
                if self._left or self._ended:
                    self._give_back()
            finally:
                signs.end(self.id)
