"""The life of a worker's process: until it is told to stop, its parent has ended, or there was no work for long."""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from collections.abc import Callable
from threading import Event, Thread

from booklet.generate.stores import Stores
from booklet.jobs.crew import hint
from booklet.jobs.helpers import Helpers
from booklet.jobs.worker import Worker
from booklet.model import JobItem

_LOOK_SECONDS = 0.5
_LOOK_SOON_SECONDS = 0.05
"""While helpers work: their end is that of the job."""
_LOOK_ANYHOW_SECONDS = 15.0
"""After so long without a change it is looked for items of workers that died: their death changes no row."""
_GRACE_SECONDS = 20.0
_NEW_OBJECTS = 50_000
"""So many before circles are looked for: books leave hardly any, and to look as often as Python does took a fifth of
the time of a drawn book."""


def serve(
    stores: Stores,
    *,
    job_id: str | None = None,
    idle_seconds: float | None = None,
    with_parent: bool = False,
    processes: int = 1,
) -> None:
    """Work on open jobs, or on a single job; end after so long without work, or (None) only when told to.

    Where there is enough work, this process forks itself until `processes` are at it. With `with_parent` standard input
    is a pipe from the parent, whose end is that of the parent.
    """

    def help_out() -> None:
        Worker(stores, job_id=job_id, on_item=_say, stop=_told_to_stop(with_parent)).work()

    helpers = Helpers(processes - 1, help_out)
    stop = _told_to_stop(with_parent, helpers.stop)
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS)
    try:
        _work_until(stop, stores, job_id, idle_seconds, helpers)
    finally:
        helpers.wait()


def _work_until(stop: Event, stores: Stores, job_id: str | None, idle_seconds: float | None, helpers: Helpers) -> None:
    seen, looked, worked = None, 0.0, time.monotonic()
    while not stop.is_set():
        revision = stores.database.revision()  # costs no unit of work while nothing changes
        if revision != seen or helpers.alive:
            worked = time.monotonic()
        if helpers.reap() or revision != seen or time.monotonic() - looked > _LOOK_ANYHOW_SECONDS:
            Worker(stores, job_id=job_id, on_item=_say, stop=stop, helpers=helpers).work()
            seen, looked = stores.database.revision(), time.monotonic()
        if idle_seconds is not None and not helpers.alive and time.monotonic() - worked >= idle_seconds:
            return
        stop.wait(_LOOK_SOON_SECONDS if helpers.alive else _LOOK_SECONDS)


def _told_to_stop(with_parent: bool, and_do: Callable[[], None] = lambda: None) -> Event:
    """Return what is set when this process is told to stop."""
    stop = Event()

    def heard(*_: object) -> None:
        stop.set()
        and_do()

    for kind in (signal.SIGTERM, signal.SIGINT):
        signal.signal(kind, heard)
    if with_parent:
        Thread(target=_stop_with_parent, args=(stop,), daemon=True).start()
    return stop


def _say(item: JobItem) -> None:
    try:
        print(hint(item), flush=True)
    except BrokenPipeError:  # nobody listens any more
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115


def _stop_with_parent(stop: Event) -> None:
    """Stop at the end of the book when the parent has ended, however it ended; and in any case after a while."""
    while os.read(0, 1):  # not sys.stdin, whose lock would be held at the end of the interpreter
        pass
    stop.set()
    time.sleep(_GRACE_SECONDS)
    os._exit(1)
