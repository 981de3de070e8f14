"""Brings a database to the newest form: the numbered files in `migrations/`, each in a transaction of its own."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

import duckdb

from booklet.errors import StoreError, WorkspaceTooNew
from booklet.store.clock import utc_now


@dataclass(frozen=True, slots=True)
class Migration:
    """One file: `0001_first_tables.sql` has number 1."""

    number: int
    name: str
    sql: str


def all_migrations() -> list[Migration]:
    """Every migration of this version of Booklet, in order."""
    folder = files("booklet.store") / "migrations"
    found = [file for file in folder.iterdir() if file.name.endswith(".sql")]
    return sorted(
        (Migration(int(file.name[:4]), file.name, file.read_text(encoding="utf-8")) for file in found),
        key=lambda migration: migration.number,
    )


def pending_migrations(raw: duckdb.DuckDBPyConnection) -> list[Migration]:
    """What `raw` lacks. Raises WorkspaceTooNew if a newer version of Booklet has been at work there."""
    known, reached = all_migrations(), _number_reached(raw)
    if reached > known[-1].number:
        raise WorkspaceTooNew(
            f"This workspace was made by a newer version of Booklet (its tables have number {reached}, this version "
            f"knows {known[-1].number}). Nothing was changed: update Booklet, then open it again."
        )
    return [migration for migration in known if migration.number > reached]


def run_migrations(raw: duckdb.DuckDBPyConnection) -> None:
    """Apply what is pending. One that fails leaves nothing behind, and the ones before it in place."""
    for migration in pending_migrations(raw):
        raw.begin()
        try:
            raw.execute(migration.sql)
            raw.execute(
                "insert into schema_migrations (number, name, applied_at) values ($1, $2, $3)",
                [migration.number, migration.name, utc_now()],
            )
            raw.commit()
        except BaseException as error:
            raw.rollback()
            if isinstance(error, duckdb.Error):
                raise StoreError(
                    f"The workspace could not be brought up to date by {migration.name}, which left no trace: {error}"
                ) from error
            raise


def _number_reached(raw: duckdb.DuckDBPyConnection) -> int:
    exists = raw.execute("select 1 from information_schema.tables where table_name = 'schema_migrations'").fetchone()
    newest = raw.execute("select max(number) from schema_migrations").fetchone() if exists else None
    return int(newest[0] or 0) if newest else 0
