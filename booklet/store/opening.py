"""The engine of a workspace."""

from __future__ import annotations

from pathlib import Path

from booklet.store.database import Database
from booklet.store.duckdb import DuckDBEngine


def open_database(folder: Path, *, busy_timeout_seconds: float = 5.0) -> Database:
    """Return the database of the workspace in `folder`; it is made at its first use.

    `busy_timeout_seconds` is how long to wait for a foreign program that holds the database.
    """
    return Database(DuckDBEngine(folder, busy_timeout_seconds=busy_timeout_seconds))
