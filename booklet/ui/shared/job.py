"""Work that takes longer than a click: it runs in a thread, and any tab can watch its progress.

A run of a screen is stopped by the next click in its tab; a thread is not, so what it makes is not left half made when
somebody closes it. What is going on has a name, whoever began it: two people who press the same button at once begin
a single piece of work, and both watch it. How it ended is told to whoever began it or watched it, until they close it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock, Thread
from typing import Any

import streamlit as st

from booklet.errors import BookletError
from booklet.progress import OnProgress
from booklet.ui.shared.words import plain


@dataclass
class Job:
    """The state of a piece of work: of `total` steps so many are `done`, and the next is `what`.

    At its end `result` is what it gave, or `error` a sentence on why it gave nothing.
    """

    by: str = ""
    done: int = 0
    total: int = 0
    what: str = "Beginning"
    finished: bool = False
    result: Any = None
    error: str = ""
    watchers: set[str] = field(default_factory=set)
    """The usernames of those who are to be told how it ended."""

    def report(self, done: int, total: int, what: str) -> None:
        """Take the work's report on how far it is."""
        self.done, self.total, self.what = done, total, what

    @property
    def fraction(self) -> float:
        """The part of it that is done, from 0 to 1."""
        return min(1.0, self.done / max(1, self.total))

    @property
    def said(self) -> str:
        """The state in words: "3 of 5: Alder & Co", while the third is under way."""
        return f"{self.done + 1:,} of {self.total:,}: {self.what}" if self.done < self.total else self.what


_lock = Lock()


def start(name: str, work: Callable[[OnProgress], object], *, by: str = "") -> Job:
    """Begin `work(on_progress)` in a thread, unless work of this name is going on already: then that is given.

    `by` is the username of who begins it.
    """
    with _lock:
        going_on = _jobs().get(name)
        if going_on and not going_on.finished:
            going_on.watchers.add(by)
            return going_on
        job = _jobs()[name] = Job(by, watchers={by})
    Thread(target=_run, args=(job, work, name), name=name, daemon=True).start()
    return job


def running(name: str, *, user: str) -> Job | None:
    """Return the work of this name while it goes on; None where there is none. The user watches it from here on."""
    job = _jobs().get(name)
    if job is None or job.finished:
        return None
    job.watchers.add(user)
    return job


def ended(name: str, *, user: str) -> Job | None:
    """Return the work of this name that ended, where the user began or watched it and did not close it yet."""
    job = _jobs().get(name)
    return job if job and job.finished and user in job.watchers else None


def close(job: Job, user: str) -> None:
    """Note that the user was told how it ended."""
    job.watchers.discard(user)


@st.fragment(run_every=0.5)
def show_progress(job: Job) -> None:
    """Show a bar that follows the job, and runs the screen again at its end."""
    if job.finished:
        st.rerun()
    st.progress(job.fraction, plain(job.said))


def _run(job: Job, work: Callable[[OnProgress], object], name: str) -> None:
    try:
        job.result = work(job.report)
    except BookletError as error:
        job.error = str(error)
    except BaseException as error:
        logging.getLogger(__name__).exception("%s failed", name)
        job.error = f"It ended before it was done, for a reason that Booklet does not know: {error!r}."
    finally:
        job.finished = True


@st.cache_resource(show_spinner=False)
def _jobs() -> dict[str, Job]:
    return {}
