"""Brings a database to the newest form: the numbered files in `migrations/`, each in a transaction of its own.

They are in the SQL that the engines share. What SQL cannot do alike in all of them (reading JSON, say) is a step in
Python, in `booklet.store.migration_steps`, which runs in the transaction of its file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files

from booklet.errors import StoreError, WorkspaceBusy, WorkspaceTooNew
from booklet.store.clock import utc_now
from booklet.store.engine import Connection, Engine
from booklet.store.migration_steps import STEPS


@dataclass(frozen=True, slots=True)
class Migration:
    """A file: `0001_first_tables.sql` has number 1. `step` runs after its statements."""

    number: int
    name: str
    sql: str
    step: Callable[[Connection], None] | None = None


def all_migrations() -> list[Migration]:
    """Return every migration of this version of Booklet, in order."""
    folder = files("booklet.store") / "migrations"
    found = [file for file in folder.iterdir() if file.name.endswith(".sql")]
    return sorted(
        (
            Migration(int(file.name[:4]), file.name, file.read_text(encoding="utf-8"), STEPS.get(int(file.name[:4])))
            for file in found
        ),
        key=lambda migration: migration.number,
    )


def has_pending_migrations(connection: Connection) -> bool:
    """Tell whether the database lacks migrations. Raises WorkspaceTooNew for a database of a newer version."""
    return bool(_pending(connection))


def run_migrations(engine: Engine) -> None:
    """Apply what is pending. A migration that fails leaves nothing behind, and those before it in place."""
    for migration in all_migrations():
        try:
            with engine.session(writes=True) as connection:
                if migration in _pending(connection):  # another program may have been quicker
                    _apply(connection, migration)
        except (WorkspaceTooNew, WorkspaceBusy):
            raise
        except StoreError as error:
            raise StoreError(
                f"The workspace could not be brought up to date by {migration.name}, which left no trace: {error}"
            ) from error


def _apply(connection: Connection, migration: Migration) -> None:
    connection.script(migration.sql)
    if migration.step:
        migration.step(connection)
    connection.execute(
        "insert into schema_migrations (number, name, applied_at) values ($1, $2, $3)",
        *(migration.number, migration.name, utc_now()),
    )


def _pending(connection: Connection) -> list[Migration]:
    known, reached = all_migrations(), _number_reached(connection)
    if reached > known[-1].number:
        raise WorkspaceTooNew(
            f"This workspace was made by a newer version of Booklet (its tables have number {reached}, this version "
            f"knows {known[-1].number}). Nothing was changed: update Booklet, then open it again."
        )
    return [migration for migration in known if migration.number > reached]


def _number_reached(connection: Connection) -> int:
    exists = connection.one("select 1 from information_schema.tables where table_name = 'schema_migrations'")
    newest = connection.one("select max(number) from schema_migrations") if exists else None
    return int(newest[0] or 0) if newest else 0
