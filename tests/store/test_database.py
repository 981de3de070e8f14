"""Units of work: what is kept, what is undone, who waits, and what is said when a stranger holds the file."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pytest

from booklet.errors import StoreError, WorkspaceBusy
from booklet.model import Quarter
from booklet.store import Attributes, Customers, Database, open_database
from booklet.store.signs_of_life import LockFiles

_HOLD_OPEN = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"


def test_a_write_is_seen_by_the_next_read(database: Database, customers: Customers) -> None:
    """What one unit committed, the next one reads, also through another object for the same folder."""
    customers.add("Acme")
    assert [customer.name for customer in Customers(open_database(database.engine.folder)).all()] == ["Acme"]


def test_the_workspace_is_for_its_owner_only(database: Database, customers: Customers) -> None:
    """Customers' data is not readable by other users of the machine."""
    customers.add("Acme")
    assert database.engine.path.stat().st_mode & 0o077 == 0
    assert database.engine.folder.stat().st_mode & 0o077 == 0


def _add_and_fail(database: Database, customers: Customers, error: BaseException) -> None:
    with database.write():
        customers.add("Acme")
        assert customers.get("acme").name == "Acme"
        raise error


@pytest.mark.parametrize("error", [ValueError("x"), KeyboardInterrupt(), SystemExit()])
def test_anything_raised_undoes_the_unit(database: Database, customers: Customers, error: BaseException) -> None:
    """Not only errors: a closed browser tab and Ctrl-C are BaseExceptions. Inner units share the outer one's fate."""
    with pytest.raises(type(error)):
        _add_and_fail(database, customers, error)
    assert customers.all() == []


def test_two_objects_for_one_folder_nest_too(database: Database, customers: Customers) -> None:
    """Otherwise a notebook that opened the workspace twice would wait for itself for ever."""
    other = Customers(open_database(database.engine.folder))
    with database.write():
        other.add("Acme")
        assert len(customers.all()) == 1


def test_a_write_inside_a_read_is_refused(database: Database, customers: Customers) -> None:
    """It would wait for its own outer unit to end."""
    with database.read(), pytest.raises(StoreError, match="begin with write"):
        customers.add("Acme")


def test_threads_take_turns(database: Database, attributes: Attributes) -> None:
    """Eight threads count one number up ten times each, reading it first: no update is lost."""
    quarter = Quarter(2026, 3)
    attributes.set("Acme", quarter, {"count": 0})

    def count_up() -> None:
        for _ in range(10):
            with database.write():
                count = attributes.values("Acme", quarter)["count"]
                attributes.set("Acme", quarter, {"count": int(count) + 1})

    threads = [threading.Thread(target=count_up) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert attributes.values("Acme", quarter)["count"] == 80


def test_a_program_that_holds_the_file_is_named(database: Database, customers: Customers) -> None:
    """A raw connection of another program is waited for, then WorkspaceBusy says which, and what to do."""
    customers.add("Acme")
    command = [sys.executable, "-c", _HOLD_OPEN, str(database.engine.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        holder.stdout.readline()
        with pytest.raises(WorkspaceBusy, match=rf"PID {holder.pid}.*close its connection"):
            customers.all()
        holder.communicate()
    assert len(customers.all()) == 1


def test_a_raw_connection_of_this_program_is_named(database: Database, customers: Customers) -> None:
    """A notebook that connected by itself is told so."""
    customers.add("Acme")
    with duckdb.connect(database.engine.path), pytest.raises(WorkspaceBusy, match="This program"):
        customers.all()


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    """The error names the file; the file stays as it is."""
    path = tmp_path / "booklet.duckdb"
    path.write_bytes(b"not a database" * 1000)
    with pytest.raises(StoreError, match=r"booklet\.duckdb cannot be opened"):
        Customers(open_database(tmp_path)).all()
    assert path.read_bytes() == b"not a database" * 1000


def test_statements_cannot_reach_other_files(database: Database, tmp_path: Path) -> None:
    """Even a statement that slipped through could not read the disk."""
    (tmp_path / "secret.csv").write_text("a,b\n1,2\n")
    with database.read() as connection, pytest.raises(StoreError, match="disabled"):
        connection.execute(f"select * from '{tmp_path / 'secret.csv'}'")


def test_a_workspace_that_was_removed_is_made_again(database: Database, customers: Customers) -> None:
    """An app that runs on while somebody empties the folder does not fail at every click."""
    customers.add("Acme")
    database.engine.path.unlink()
    assert customers.all() == []


def test_a_workspace_that_cannot_be_written_to_can_be_read(
    database: Database, customers: Customers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a backup's disk; a change is refused with a sentence. The tests may run as root, whom no mode stops."""
    customers.add("Acme")
    real = os.open

    def protected(path: str, flags: int, mode: int = 0o777) -> int:
        if flags & (os.O_RDWR | os.O_CREAT):
            raise OSError(errno.EROFS, "Read-only file system")
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", protected)
    again = Customers(open_database(database.engine.folder))
    assert [customer.name for customer in again.all()] == ["Acme"]
    for change in (lambda: again.add("Beta"), lambda: LockFiles(database.engine.folder / "running").begin("run-1")):
        with pytest.raises(StoreError, match=r"cannot be written to \(Read-only file system\)\. See whether"):
            change()


def test_every_change_has_a_revision_of_its_own(database: Database, customers: Customers) -> None:
    """Whoever made it: also another object for the folder; a look, and a change of nothing, have none."""
    seen = [database.revision()]
    customers.add("Acme")
    seen.append(database.revision())
    open_database(database.engine.folder).signs_of_life.alive(["nothing"])
    Customers(open_database(database.engine.folder)).add("Beta")
    seen.append(database.revision())
    assert [revision.number for revision in seen] == [0, 1, 2]
    customers.all()
    with database.write() as connection:
        connection.execute("update customers set name = 'x' where id = 'nobody'")
    assert database.revision() == open_database(database.engine.folder).revision() == seen[-1]


def test_a_unit_that_was_undone_leaves_the_revision(database: Database, customers: Customers) -> None:
    """Nothing was changed by it."""
    before = database.revision()
    with pytest.raises(ValueError, match="x"):
        _add_and_fail(database, customers, ValueError("x"))
    assert database.revision() == before


def test_a_revision_is_told_without_opening_the_database(database: Database, customers: Customers) -> None:
    """As long as the file is what it was at the last look: screens ask at every click."""
    customers.add("Acme")
    known = database.revision()
    lock = database.engine.folder / "booklet.lock"
    with lock.open("r+") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)  # whoever opened it now would wait for ever
        assert database.revision() == known


def test_two_copies_of_a_database_never_share_a_later_revision(database: Database, customers: Customers) -> None:
    """Nor do a database and the backup that took its place: what was kept of one must not be shown for the other."""
    customers.add("Acme")
    copy = open_database(shutil.copytree(database.engine.folder, database.engine.folder.with_name("copy")))
    assert copy.revision() == database.revision()
    customers.add("Beta")
    Customers(copy).add("Gamma")
    assert copy.revision().number == database.revision().number
    assert copy.revision() != database.revision()
