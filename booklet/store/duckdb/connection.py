"""Statements in a session of DuckDB."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import duckdb

from booklet.errors import StoreError

if TYPE_CHECKING:
    import pandas

_CHANGES_ROWS = re.compile(r"\s*(insert|update|delete|merge)\b", re.IGNORECASE)


class DuckDBConnection:
    """`booklet.store.engine.Connection` over a connection of the library."""

    def __init__(self, raw: duckdb.DuckDBPyConnection, *, writes: bool) -> None:
        self._raw = raw
        self.writes = writes
        self.changed = False

    def execute(self, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        """Return the rows as tuples; none for a statement that changes rows."""
        return self._run(sql, parameters).fetchall()

    def one(self, sql: str, *parameters: object) -> tuple[Any, ...] | None:
        """Return the first row, or None."""
        return self._run(sql, parameters).fetchone()

    def records(self, sql: str, *parameters: object) -> list[dict[str, Any]]:
        """Return the rows as dictionaries by column name."""
        result = self._run(sql, parameters)
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def frame(self, sql: str, *parameters: object) -> pandas.DataFrame:
        """Return the rows as a DataFrame."""
        return self._run(sql, parameters).df()

    def insert(self, sql: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Run an insert over whole columns."""
        if rows:
            self._run(sql, [list(column) for column in zip(*rows, strict=True)])

    def script(self, sql: str) -> None:
        """Run several statements without parameters."""
        self.changed = True
        self._run(sql, ())

    def _run(self, sql: str, parameters: Sequence[object]) -> duckdb.DuckDBPyConnection:
        try:
            result = self._raw.execute(sql, parameters)
            if _CHANGES_ROWS.match(sql):  # its one row is how many rows it changed
                counted = result.fetchone()
                self.changed = self.changed or bool(counted and counted[0])
            return result
        except duckdb.Error as error:
            raise StoreError(f"The workspace's database refused a statement: {error}") from error
