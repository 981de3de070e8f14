"""The life of a worker's process: until it is told to stop, its parent has ended, or there was no work for long."""

from __future__ import annotations

import os
import signal
import sys
import time
from threading import Event, Thread

from booklet.generate.stores import Stores
from booklet.jobs.crew import hint
from booklet.jobs.worker import Worker
from booklet.model import JobItem

_LOOK_SECONDS = 0.5
_LOOK_ANYHOW_SECONDS = 15.0
"""After so long without a change it is looked for items of workers that died: their death changes no row."""
_GRACE_SECONDS = 20.0


def serve(
    stores: Stores, *, job_id: str | None = None, idle_seconds: float | None = None, with_parent: bool = False
) -> None:
    """Work on open jobs, or on a single job; end after so long without work, or (None) only when told to.

    With `with_parent` standard input is a pipe from the parent, whose end is that of the parent.
    """
    stop = Event()
    for kind in (signal.SIGTERM, signal.SIGINT):
        signal.signal(kind, lambda *_: stop.set())
    if with_parent:
        Thread(target=_stop_with_parent, args=(stop,), daemon=True).start()
    seen, looked, worked = None, 0.0, time.monotonic()
    while not stop.is_set():
        revision = stores.database.revision()  # costs no unit of work while nothing changes
        if revision != seen:
            worked = time.monotonic()
        if revision != seen or time.monotonic() - looked > _LOOK_ANYHOW_SECONDS:
            Worker(stores, job_id=job_id, on_item=_say, stop=stop).work()
            seen, looked = stores.database.revision(), time.monotonic()
        if idle_seconds is not None and time.monotonic() - worked >= idle_seconds:
            return
        stop.wait(_LOOK_SECONDS)


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
