"""A run that makes a book: the audit log is the list of all runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from booklet.model.quarter import Quarter


class GenerationStatus(StrEnum):
    """The state of a run. `interrupted`: its process ended before the run was recorded as made or failed."""

    RUNNING = "running"
    MADE = "made"
    FAILED = "failed"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class Generation:
    """The record of a run. Times are UTC; `sha256` is of the output file."""

    id: str
    book_id: str
    book: str
    version: int
    customer_id: str
    customer: str
    quarter: Quarter
    status: GenerationStatus
    snapshot: str = field(repr=False)
    """The snapshot's JSON text; `Snapshot.from_json` reads it."""
    snapshot_digest: str
    started_at: datetime
    started_by: str
    finished_at: datetime | None = None
    error: str = ""
    sha256: str = ""
    content_sha256: str = ""
    """Of the book before encryption; the same as `sha256` for a book without a password."""
    page_count: int = 0
    bytes: int = 0
    batch: str = ""
    input_key: str = field(default="", repr=False)
    """The text of the run's `InputKey`; "" for a run of an older version, whose snapshot tells it."""


@dataclass(frozen=True, slots=True)
class GenerationEvent:
    """A line of a run's log."""

    generation_id: str
    number: int
    happened_at: datetime
    severity: str
    message: str
