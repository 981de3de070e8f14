"""The log of what no other table keeps: changes of accounts, and definitions that were removed or put in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from booklet.store.clock import utc_now
from booklet.store.database import Database
from booklet.store.engine import Connection

if TYPE_CHECKING:
    import pandas

Noun = Literal["user", "attribute"]


class ChangeLog:
    """The log of what was done to users' accounts and to definitions, by whom and when."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def frame(self) -> pandas.DataFrame:
        """Return a row per change, the newest first: done_at (UTC), done_by, noun, subject, what."""
        with self._database.read() as connection:
            return connection.frame("select done_at, done_by, noun, subject, what from change_log order by number desc")


def record(connection: Connection, noun: Noun, subject: str, what: str, *, by: str) -> None:
    """Record a change, within the unit of work that does it."""
    connection.execute(
        "insert into change_log (noun, subject, what, done_by, done_at) values ($1, $2, $3, $4, $5)",
        *(noun, subject, what, by, utc_now()),
    )
