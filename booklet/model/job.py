"""A job: the book of many customers, each an item, made by workers that take items and say what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from booklet.model.problem import Problem
from booklet.model.quarter import Quarter


class JobState(StrEnum):
    """The state of a job. `open`: there are items to be made, or being made."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class ItemState(StrEnum):
    """The state of a customer's book in a job. `skipped`: it was current already, or is no longer to be made."""

    WAITING = "waiting"
    RUNNING = "running"
    MADE = "made"
    SKIPPED = "skipped"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDED = (ItemState.MADE, ItemState.SKIPPED, ItemState.FAILED, ItemState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Job:
    """The record of a job and how far it is. Times are UTC; the book's version is that of its start."""

    id: str
    book_id: str
    book: str
    version: int
    quarter: Quarter
    force: bool
    state: JobState
    reason: str
    """Why an open job does not go on, for the moment; "" where nothing is in its way."""
    created_at: datetime
    created_by: str
    first_taken_at: datetime | None
    finished_at: datetime | None
    interruptions: int
    """How often a worker died while it held items of the job."""
    lost_seconds: float
    """The time between the last sign of workers that died and the moment at which others took over."""
    seconds: float
    """The time from the first item that was taken to the last that was recorded, without what was lost."""
    counts: Mapping[ItemState, int]
    """The number of items in each state."""

    @property
    def total(self) -> int:
        """The number of items."""
        return sum(self.counts.values())

    @property
    def ended(self) -> int:
        """The number of items of which nothing is left to do."""
        return sum(self.counts.get(state, 0) for state in ENDED)

    @property
    def is_open(self) -> bool:
        """True while something is left to do."""
        return self.state is JobState.OPEN

    @property
    def per_second(self) -> float:
        """Books a second since the first was taken; 0 where none is ended."""
        return self.ended / self.seconds if self.seconds > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """The time that is left at this speed; None where nothing is there to judge by."""
        return (self.total - self.ended) / self.per_second if self.per_second else None


@dataclass(frozen=True, slots=True)
class JobItem:
    """A customer's book in a job; `generation_id` is the run that made it, now or before, or that failed."""

    job_id: str
    position: int
    customer_id: str
    customer: str
    state: ItemState
    attempts: int = 0
    reason: str = ""
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0
    generation_id: str = ""
    archived: bool = False
    """True for a customer that was archived when the job began: then its book is asked for all the same."""
    lease: str = ""

    @property
    def is_left_out(self) -> bool:
        """True where the book was neither made nor there already."""
        return self.state is ItemState.SKIPPED and not self.generation_id
