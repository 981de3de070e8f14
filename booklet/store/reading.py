"""A unit of work that reads, opened by its first statement.

So a screen can hold all that it reads together, and costs no opening where it finds everything kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Any

from booklet.store.engine import Connection, Engine

if TYPE_CHECKING:
    import pandas


class Reading:
    """`booklet.store.engine.Connection` that only reads; a context, at whose end the session ends, if it ever began."""

    writes = False
    changed = False

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._sessions = ExitStack()
        self._connection: Connection | None = None

    def __enter__(self) -> Reading:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sessions.__exit__(kind, error, trace)

    def execute(self, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        """Return the rows as tuples."""
        return self._opened().execute(sql, *parameters)

    def one(self, sql: str, *parameters: object) -> tuple[Any, ...] | None:
        """Return the first row, or None."""
        return self._opened().one(sql, *parameters)

    def records(self, sql: str, *parameters: object) -> list[dict[str, Any]]:
        """Return the rows as dictionaries by column name."""
        return self._opened().records(sql, *parameters)

    def frame(self, sql: str, *parameters: object) -> pandas.DataFrame:
        """Return the rows as a DataFrame."""
        return self._opened().frame(sql, *parameters)

    def insert(self, sql: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Leave it to the session, which refuses it as it refuses every change."""
        self._opened().insert(sql, rows)

    def script(self, sql: str) -> None:
        """Leave it to the session, as `insert`."""
        self._opened().script(sql)

    def _opened(self) -> Connection:
        if self._connection is None:
            self._connection = self._sessions.enter_context(self._engine.session(writes=False))
        return self._connection
