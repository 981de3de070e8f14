"""Units of work: who may read and write, when a change is safe, and a number that says that nothing changed.

Nobody holds a connection. A unit of work opens the database, works, and closes it, so that an app and a few notebooks
can share one file. How it is opened is the engine's part: `booklet.store.engine` has the contract.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from booklet.errors import StoreError
from booklet.store.engine import Connection, Engine
from booklet.store.migrate import has_pending_migrations, run_migrations
from booklet.store.reading import Reading
from booklet.store.signs_of_life import SignsOfLife


@dataclass(frozen=True, slots=True)
class Revision:
    """A state of all tables. Two equal revisions say that nothing was changed in between, by anyone.

    `number` counts the changes of the database; `token` differs after each, so that a database which takes its place,
    such as a backup, has none of its revisions except those that they share.
    """

    number: int
    token: str

    def __str__(self) -> str:
        return f"{self.number}-{self.token}"


class Database:
    """The database of a workspace, one unit of work at a time; brought up to date at first use.

    Within a thread, units on the same database nest: an inner unit joins the outer unit. A write cannot begin inside a
    read.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._is_current = False
        self._seen: tuple[Hashable, Revision] | None = None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Begin a unit of work that only reads. Raises WorkspaceBusy or WorkspaceTooNew.

        The database is opened by its first statement: a unit in which everything is known already costs nothing.
        """
        outer = self.open_unit
        if outer:
            yield outer
            return
        self._bring_up_to_date()
        with Reading(self.engine) as connection, self._unit(connection):
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Open a unit of work that commits at its end, or undoes everything if anything at all is raised inside."""
        outer = self.open_unit
        if outer:
            if not outer.writes:
                raise StoreError("A unit of work that writes was begun inside one that reads: begin with write().")
            yield outer
            return
        self._bring_up_to_date()
        with self.engine.session(writes=True) as connection, self._unit(connection):
            yield connection
            if connection.changed:
                connection.execute("update revision set number = number + 1, token = $1", uuid.uuid4().hex)

    @property
    def open_unit(self) -> Connection | None:
        """The unit of work that this thread is in."""
        return _units_of_this_thread().get(self.engine.identity)

    @property
    def signs_of_life(self) -> SignsOfLife:
        """The processes at work on runs of this database."""
        return self.engine.signs_of_life

    def revision(self) -> Revision:
        """Return the state of the tables: a different revision after every unit of work that changed something.

        It is the key of whatever is worked out from the tables and kept. Cheap: the database is opened only where
        the engine cannot tell by itself that nothing changed since the last call.
        """
        mark, unit = self.engine.change_mark(), self.open_unit
        is_committed = unit is None or not unit.writes
        if self._seen and mark is not None and self._seen[0] == mark and is_committed:
            return self._seen[1]
        with self.read() as connection:
            row = connection.one("select number, token from revision")
        if not row:
            raise StoreError("The workspace's database has lost its revision number. Restore it from a backup.")
        revision = Revision(*row)
        if is_committed:
            self._seen = (mark, revision)
        return revision

    def size_bytes(self) -> int:
        """Return the size of the database in bytes, without the stored files."""
        return self.engine.size_bytes()

    def _bring_up_to_date(self) -> None:
        """Look before writing, so that a workspace made by a newer version is refused without a byte changed."""
        if self._is_current and self.engine.exists():
            return
        if self._has_pending_migrations():
            run_migrations(self.engine)
        self._is_current = True

    def _has_pending_migrations(self) -> bool:
        if not self.engine.exists():
            return True
        with self.engine.session(writes=False) as connection:
            return has_pending_migrations(connection)

    @contextmanager
    def _unit(self, connection: Connection) -> Iterator[None]:
        units = _units_of_this_thread()
        units[self.engine.identity] = connection
        try:
            yield
        finally:
            del units[self.engine.identity]


_local = threading.local()


def _units_of_this_thread() -> dict[Hashable, Connection]:
    """Return this thread's units, by engine identity: two Databases of a workspace must not wait for each other."""
    if not hasattr(_local, "units"):
        _local.units = {}
    units: dict[Hashable, Connection] = _local.units
    return units
