"""The contract of a database engine: everything that the tables need of DuckDB, or of what takes its place.

    Engine        opens sessions, and knows what only an engine can know: its size, and who is alive on its machines
    Connection    runs statements within a session

The statements themselves are in the SQL that DuckDB and PostgreSQL share (design: `$1` parameters, sequences,
`on conflict`, window functions, arrays in `any($1)` and `unnest($1::text[])`), so an engine translates nothing.
`booklet.store.database` makes units of work of the sessions.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Protocol

from booklet.store.signs_of_life import SignsOfLife

if TYPE_CHECKING:
    import pandas


class Connection(Protocol):
    """An open database within a unit of work. Parameters are `$1`, `$2`; library errors come out as StoreError."""

    @property
    def writes(self) -> bool:
        """True within a unit of work that may change something."""
        ...

    @property
    def changed(self) -> bool:
        """True once a statement of this unit has inserted, updated or deleted a row."""
        ...

    def execute(self, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        """Return the rows as tuples; none for a statement that changes rows."""
        ...

    def one(self, sql: str, *parameters: object) -> tuple[Any, ...] | None:
        """Return the first row, or None."""
        ...

    def records(self, sql: str, *parameters: object) -> list[dict[str, Any]]:
        """Return the rows as dictionaries by column name, ready to make dataclasses of."""
        ...

    def frame(self, sql: str, *parameters: object) -> pandas.DataFrame:
        """Return the rows as a DataFrame."""
        ...

    def insert(self, sql: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Run an `insert … select unnest($1 …), unnest($2 …)` over whole columns: 60,000 rows in half a second."""
        ...

    def script(self, sql: str) -> None:
        """Run several statements without parameters, as a migration has them."""
        ...


class Engine(Protocol):
    """A database, and the way to get at it. Used by `Database` alone."""

    @property
    def identity(self) -> Hashable:
        """A value that is equal for two engines of the same database."""
        ...

    @property
    def signs_of_life(self) -> SignsOfLife:
        """The signs of the runs still being worked on, as far as this database's users reach: one machine, or many."""
        ...

    def exists(self) -> bool:
        """Tell whether there is a database; if not, the first session that writes begins a new one."""
        ...

    def session(self, *, writes: bool) -> AbstractContextManager[Connection]:
        """Open a connection for a unit of work; of those that write, one at a time.

        A session that writes is a transaction: it commits at its end, and undoes everything if anything at all is
        raised inside. Raises WorkspaceBusy where the database cannot be had in time, StoreError where it cannot be
        opened or a change cannot be saved.
        """
        ...

    def size_bytes(self) -> int:
        """Return the size of the database in bytes."""
        ...

    def change_mark(self) -> Hashable | None:
        """Return a mark that differs after every change and costs no session; None where the engine has no such mark.

        It may also differ without a change.
        """
        ...
