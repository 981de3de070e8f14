"""Work that takes longer than a click: it runs in a thread, and any tab can watch its progress.

A run of a screen is stopped by the next click in its tab; a thread is not, so what it makes is not left half made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock, Thread
from typing import Any

import streamlit as st

OnProgress = Callable[[int, int, str], None]


@dataclass
class Job:
    """How a piece of work stands; at its end `result` is what it gave, or `error` what it raised."""

    fraction: float = 0.0
    what: str = "Beginning"
    finished: bool = False
    result: Any = None
    error: BaseException | None = None

    def report(self, done: int, total: int, what: str) -> None:
        """What the work calls as it goes on."""
        self.fraction = min(1.0, done / max(1, total))
        self.what = what


_lock = Lock()


def start(name: str, work: Callable[[OnProgress], object]) -> Job:
    """Begin `work(on_progress)` in a thread, unless work of this name is going on already: then that is given."""
    with _lock:
        jobs = _jobs()
        if name in jobs and not jobs[name].finished:
            return jobs[name]
        job = jobs[name] = Job()
    Thread(target=_run, args=(job, work), name=name, daemon=True).start()
    return job


def running(name: str) -> Job | None:
    """The work of this name, if it is going on or its end was not yet told."""
    return _jobs().get(name)


def forget(name: str) -> None:
    """Its end was told."""
    _jobs().pop(name, None)


@st.fragment(run_every=0.5)
def show_progress(job: Job) -> None:
    """A bar that follows the job, and runs the screen again at its end."""
    if job.finished:
        st.rerun()
    st.progress(job.fraction, job.what)


def _run(job: Job, work: Callable[[OnProgress], object]) -> None:
    try:
        job.result = work(job.report)
    except BaseException as error:
        job.error = error
    finally:
        job.finished = True


@st.cache_resource(show_spinner=False)
def _jobs() -> dict[str, Job]:
    return {}
