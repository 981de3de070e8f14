"""The bar of a generation: what it is doing, and, where it takes long, how long yet."""

from __future__ import annotations

import time

import streamlit as st

from booklet.office.counting import count
from booklet.progress import OnProgress
from booklet.ui.shared.words import plain

_LONG_SECONDS = 5


def progress_bar() -> OnProgress:
    """Return a bar on the screen, as the callback that a generation reports to."""
    bar, began = st.progress(0.0, "Beginning …"), time.monotonic()

    def tell(done: int, total: int, what: str) -> None:
        yet = time_left(time.monotonic() - began, done, total)
        bar.progress(min(done / max(total, 1), 1.0), plain(what) + (f" · {yet}" if yet else ""))

    return tell


def time_left(elapsed_seconds: float, done: int, total: int) -> str:
    """Return "about 20 seconds left", once it has taken long; empty before, and where nothing is done to judge by."""
    if elapsed_seconds < _LONG_SECONDS or not done or done >= total:
        return ""
    seconds = round(elapsed_seconds / done * (total - done))
    if seconds >= 90:
        return f"about {count(round(seconds / 60), 'minute')} left"
    return f"about {count(max(seconds, 1), 'second')} left"
