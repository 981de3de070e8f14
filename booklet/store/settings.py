"""The settings of a workspace."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from booklet.errors import DefinitionError
from booklet.store.clock import utc_now
from booklet.store.database import Database

_LOCALE = re.compile(r"^[a-z]{2,3}(_[A-Z][a-z]{3})?(_[A-Z]{2})?$")
_CURRENCY = re.compile(r"^[A-Z]{3}$")


@dataclass(frozen=True, slots=True)
class WorkspaceSettings:
    """The settings that hold for all of a workspace. Raises DefinitionError when made with a value that cannot be."""

    team: str = ""
    """The name of the office, as screens show it."""
    locale: str = "en_US"
    """How dates and numbers are written where a book does not say otherwise."""
    currency: str = "USD"
    upload_limit_bytes: int = 200 * 1024 * 1024
    whole_files: bool = False
    """True to keep each book as a file of its own; else what books share is kept once."""
    workers: int = 2
    """The number of processes that make many books, beside the app."""
    workers_go_on: bool = False
    """True where those processes finish the books that were asked for when the app is ended; else they end with it."""

    def __post_init__(self) -> None:
        if not _LOCALE.match(self.locale):
            raise DefinitionError(f'"{self.locale}" is not a locale: write it like en_US or de_CH.')
        if not _CURRENCY.match(self.currency):
            raise DefinitionError(f'"{self.currency}" is not a currency: write its three letters, such as USD.')
        if self.upload_limit_bytes < 1:
            raise DefinitionError("The limit on the size of uploads must be at least one byte.")
        if not 1 <= self.workers <= 64:
            raise DefinitionError("The number of workers is from 1 to 64: as many as the machine has processors.")


class Settings:
    """Reads and changes the workspace's settings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self) -> WorkspaceSettings:
        """Return the settings, with defaults for what was never set; names unknown to this version are passed over."""
        with self._database.read() as connection:
            stored = {
                name: json.loads(text) for name, text in connection.execute("select name, value_json from settings")
            }
        known = {field.name for field in fields(WorkspaceSettings)}
        return WorkspaceSettings(**{name: value for name, value in stored.items() if name in known})

    def set(self, *, by: str = "", **changed: Any) -> WorkspaceSettings:
        """Change settings by name: `set(currency="EUR")`. Raises DefinitionError for an unknown name or a bad value."""
        with self._database.write() as connection:
            before = self.get()
            try:
                after = replace(before, **changed)
            except TypeError as error:
                names = ", ".join(field.name for field in fields(WorkspaceSettings))
                raise DefinitionError(f"There is no such setting ({error}). Settings are {names}.") from error
            for name, value in asdict(after).items():
                if name in changed:
                    connection.execute(
                        """insert into settings (name, value_json, changed_at, changed_by) values ($1, $2, $3, $4)
                           on conflict (name) do update set value_json = excluded.value_json,
                               changed_at = excluded.changed_at, changed_by = excluded.changed_by""",
                        *(name, json.dumps(value), utc_now(), by),
                    )
        return after
