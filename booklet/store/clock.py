"""The form in which all times are stored: UTC without a zone, because DuckDB's zoned type needs pytz to be read."""

from __future__ import annotations

from datetime import UTC, datetime


def utc_now() -> datetime:
    """Return the present moment as a naive UTC datetime, as all times in the store are."""
    return datetime.now(UTC).replace(tzinfo=None)


def as_utc(moment: datetime) -> datetime:
    """Return `moment` as naive UTC; a time without a zone is taken to be UTC already."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
