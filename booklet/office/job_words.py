"""A job in words: how far it is, how fast, and how long yet."""

from __future__ import annotations

from booklet.model import ItemState, Job
from booklet.office.counting import count

_WORTH_SAYING_SECONDS = 5


def progress_in_words(job: Job) -> str:
    """Return "Letter: 120 of 2,000, 31 books a second, about 2 minutes left"."""
    said = [f"{job.book}: {job.ended:,} of {job.total:,}"]
    if job.per_second >= 1:
        said.append(f"{count(round(job.per_second), 'book')} a second")
    if job.seconds_left and job.seconds_left > _WORTH_SAYING_SECONDS:
        said.append(f"about {time_in_words(job.seconds_left)} left")
    return ", ".join(said)


def outcome_in_words(job: Job) -> str:
    """Return "Letter: 3 books made, 1 skipped, 2 failed", and what was lost of the time."""
    made, skipped, failed = (
        job.counts.get(state, 0) for state in (ItemState.MADE, ItemState.SKIPPED, ItemState.FAILED)
    )
    said = [f"{job.book}: {count(made, 'book')} made"]
    if skipped:
        said.append(f"{skipped:,} skipped")
    if failed:
        said.append(f"{failed:,} failed")
    if cancelled := job.counts.get(ItemState.CANCELLED, 0):
        said.append(f"{cancelled:,} cancelled")
    if job.interruptions:
        lost = time_in_words(job.lost_seconds)
        said.append(f"{count(job.interruptions, 'interruption')}, which cost {lost}")
    return ", ".join(said)


def time_in_words(seconds: float) -> str:
    """Return "40 seconds" or "3 minutes"."""
    return count(round(seconds / 60), "minute") if seconds >= 90 else count(max(1, round(seconds)), "second")
