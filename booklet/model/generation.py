"""A run that makes a book: the audit log is the list of all runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from booklet.model.input_key import digest_of_values, digest_of_workbooks
from booklet.model.quarter import Quarter
from booklet.model.snapshot import Snapshot


class GenerationStatus(StrEnum):
    """The state of a run. `interrupted`: its process ended before the run was recorded as made or failed."""

    RUNNING = "running"
    MADE = "made"
    FAILED = "failed"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class Generation:
    """The record of a run. Times are UTC; `sha256` is of the output file.

    Its inputs are kept apart: `Generations.snapshot_of` reads them.
    """

    id: str
    book_id: str
    book: str
    version: int
    customer_id: str
    customer: str
    quarter: Quarter
    status: GenerationStatus
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
    shared_inputs: str = field(default="", repr=False)
    """The digest of the inputs that the run shares with other customers' runs."""
    values_digest: str = field(default="", repr=False)
    workbooks_digest: str = field(default="", repr=False)
    """Empty for a run without a workbook."""

    @classmethod
    def begun(cls, snapshot: Snapshot, *, id: str, started_at: datetime, by: str = "", batch: str = "") -> Generation:
        """Return the record of a run from this snapshot that begins now."""
        return cls(
            id=id,
            book_id=snapshot.book_id,
            book=snapshot.book,
            version=snapshot.version,
            customer_id=snapshot.customer_id,
            customer=snapshot.customer,
            quarter=snapshot.quarter,
            status=GenerationStatus.RUNNING,
            snapshot_digest=snapshot.digest,
            started_at=started_at,
            started_by=by,
            batch=batch,
            shared_inputs=snapshot.shared.digest,
            values_digest=digest_of_values(snapshot.values),
            workbooks_digest=digest_of_workbooks(snapshot.workbooks),
        )


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A decision to keep a book as it was sent, in spite of inputs that differ by now; `inputs` is their digest."""

    inputs: str
    remark: str
    by: str
    acknowledged_at: datetime


@dataclass(frozen=True, slots=True)
class GenerationEvent:
    """A line of a run's log."""

    generation_id: str
    number: int
    happened_at: datetime
    severity: str
    message: str
