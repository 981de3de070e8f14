"""A job in words: its progress, its speed and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import pytest

from booklet import Quarter
from booklet.model import ItemState, Job, JobState
from booklet.office.job_words import outcome_in_words, progress_in_words

BEGUN = datetime(2026, 10, 1, 9)


def _job(counts: Mapping[ItemState, int], *, seconds: float = 0.0, deaths: int = 0, lost: float = 0.0) -> Job:
    return Job(
        id="1" * 32,
        book_id="2" * 32,
        book="Letter",
        version=1,
        quarter=Quarter(2026, 3),
        force=False,
        state=JobState.OPEN,
        reason="",
        created_at=BEGUN,
        created_by="ann",
        first_taken_at=BEGUN,
        finished_at=None,
        interruptions=deaths,
        lost_seconds=lost,
        seconds=seconds,
        counts=counts,
    )


@pytest.mark.parametrize(
    ("made", "seconds", "said"),
    [
        (0, 0.0, "Letter: 0 of 2,000"),
        (120, 4.0, "Letter: 120 of 2,000, 30 books a second, about 63 seconds left"),
        (1, 1.0, "Letter: 1 of 2,000, 1 book a second, about 33 minutes left"),
        (100, 200.0, "Letter: 100 of 2,000, about 63 minutes left"),
        (1850, 50.0, "Letter: 1,850 of 2,000, 37 books a second"),
        (1815, 49.0, "Letter: 1,815 of 2,000, 37 books a second"),
    ],
)
def test_progress(made: int, seconds: float, said: str) -> None:
    """The speed from one book a second on, the time left where it is worth waiting for."""
    assert progress_in_words(_job({ItemState.MADE: made, ItemState.WAITING: 2000 - made}, seconds=seconds)) == said


def test_all_that_ended_is_progress() -> None:
    """What failed, was skipped or cancelled is not left to do; what is under way is."""
    counts = dict.fromkeys(ItemState, 1)
    assert progress_in_words(_job(counts)) == "Letter: 4 of 6"


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({ItemState.MADE: 1}, "Letter: 1 book made"),
        ({ItemState.MADE: 1200, ItemState.SKIPPED: 1100}, "Letter: 1,200 books made, 1,100 skipped"),
        ({ItemState.FAILED: 2}, "Letter: 0 books made, 2 failed"),
        ({ItemState.MADE: 3, ItemState.CANCELLED: 5}, "Letter: 3 books made, 5 cancelled"),
    ],
)
def test_outcome(counts: Mapping[ItemState, int], said: str) -> None:
    """Every state that occurs is told, and no other."""
    assert outcome_in_words(_job(counts)) == said


@pytest.mark.parametrize(
    ("deaths", "lost", "said"),
    [
        (1, 0.2, "1 interruption, which cost 1 second"),
        (2, 89.0, "2 interruptions, which cost 89 seconds"),
        (2, 90.0, "2 interruptions, which cost 2 minutes"),
    ],
)
def test_what_was_lost_is_told(deaths: int, lost: float, said: str) -> None:
    """Workers that died cost time, and no book."""
    job = _job({ItemState.MADE: 3}, deaths=deaths, lost=lost)
    assert outcome_in_words(job) == f"Letter: 3 books made, {said}"
