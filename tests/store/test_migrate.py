"""Migrations: from nothing, again, from the future, and one that fails half way."""

from __future__ import annotations

import hashlib
from datetime import datetime

import duckdb
import pytest

from booklet.errors import StoreError, WorkspaceTooNew
from booklet.store import Customers, Database, migrate, open_database
from booklet.store.migrate import Migration, all_migrations, run_migrations


def _tables(database: Database) -> set[str]:
    with duckdb.connect(database.engine.path) as raw:
        return {name for (name,) in raw.execute("select table_name from information_schema.tables").fetchall()}


def test_the_numbers_have_no_gaps() -> None:
    """1, 2, 3 …: a number left out would be one that is never applied."""
    assert [migration.number for migration in all_migrations()] == list(range(1, len(all_migrations()) + 1))


RELEASED = {
    "0001_first_tables.sql": "37be4ebb8e76f9a6ef35864da2b2356aece2e67473d1e77ad6cb65b489bc396b",
    "0002_who_archived_uploads.sql": "da6e7331e9c3bc99687bfc1cc511b8b7c1c9b9628ca3744e474956f78bd0b649",
    "0003_counted.sql": "740280f2d8f158c9aed974781b8a215ee5852f349cceedc84f6014ddad48ad83",
    "0004_change_log.sql": "19afa3157c041f32b6ec6b9b0d9adb18ae1423241436546c071fb18557e52788",
    "0005_shared_inputs.sql": "7a7904d13c1152698ab81ad9b223a84e378fa347da24966e4eb8e672afd5ec90",
    "0006_jobs.sql": "9ca95dbae611f80633d3eb3856f042d1ff9e5cefe2c25ffbe3faabd37f0bfd01",
}
"""Migrations that workspaces have had: one that is edited would not be applied to them again."""


def test_a_migration_that_was_released_is_never_edited() -> None:
    """A later change of the tables is a migration of its own."""
    found = {each.name: hashlib.sha256(each.sql.encode()).hexdigest() for each in all_migrations()}
    assert {name: found[name] for name in RELEASED} == RELEASED


def test_an_empty_folder_becomes_a_workspace(database: Database) -> None:
    """First use makes all tables and notes which migrations made them."""
    with database.read() as connection:
        applied = connection.execute("select number, name from schema_migrations order by number")
    assert applied == [(migration.number, migration.name) for migration in all_migrations()]
    assert {"customers", "customer_attributes", "generations"} <= _tables(database)


def test_a_workspace_of_an_older_version_is_brought_up_to_date(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the next use, with its data; the migrations that it had are not applied again."""
    all_of_them = all_migrations()
    monkeypatch.setattr(migrate, "all_migrations", lambda: all_of_them[:1])
    run_migrations(database.engine)
    with database.engine.session(writes=True) as connection:
        connection.execute(
            "insert into customers values ('c', 'Acme', 'acme', false, $1, 'ann', $1, 'ann')", datetime(2026, 1, 1)
        )
    monkeypatch.undo()
    newer = open_database(database.engine.folder)
    assert [customer.name for customer in Customers(newer).all()] == ["Acme"]
    with newer.read() as connection:
        assert connection.one("select max(number) from schema_migrations") == (all_of_them[-1].number,)


def test_a_second_run_changes_nothing(database: Database) -> None:
    """What was applied is not applied again."""
    with database.read():
        pass
    run_migrations(database.engine)
    with database.read() as connection:
        assert connection.one("select count(*) from schema_migrations") == (len(all_migrations()),)


def test_a_newer_workspace_is_refused_unchanged(database: Database, customers: Customers) -> None:
    """The message says to update Booklet, and not a byte of the file differs afterwards."""
    customers.add("Acme")
    with duckdb.connect(database.engine.path) as raw:
        raw.execute("insert into schema_migrations values (9999, '9999_of_the_future.sql', now()::timestamp)")
    before = hashlib.sha256(database.engine.path.read_bytes()).digest()
    for attempt in (open_database(database.engine.folder).read, open_database(database.engine.folder).write):
        with pytest.raises(WorkspaceTooNew, match=r"newer version .* update Booklet"), attempt():
            pass
    assert hashlib.sha256(database.engine.path.read_bytes()).digest() == before


def test_a_failing_migration_leaves_no_trace(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of it is there, the ones before it are, and the next start tries again."""
    good = all_migrations()
    bad = Migration(len(good) + 1, "0099_bad.sql", "create table half (id integer); select * from nowhere;")
    monkeypatch.setattr(migrate, "all_migrations", lambda: [*good, bad])
    for _ in range(2):
        with pytest.raises(StoreError, match=r"0099_bad\.sql, which left no trace"), database.read():
            pass
    assert "half" not in _tables(database)
    assert "customers" in _tables(database)
    monkeypatch.undo()
    assert Customers(database).all() == []
