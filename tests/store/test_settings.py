"""Settings: defaults, changes, and values that cannot be."""

from __future__ import annotations

import pytest

from booklet.errors import DefinitionError
from booklet.store import Database, Settings, WorkspaceSettings


def test_a_new_workspace_has_the_defaults(settings: Settings) -> None:
    """Every setting has one."""
    assert settings.get() == WorkspaceSettings()


def test_a_setting_is_changed_by_name(settings: Settings) -> None:
    """The others stay; a second change of the same replaces the first."""
    settings.set(currency="EUR", by="ann")
    settings.set(currency="CHF", team="Quarter & Sons")
    assert settings.get() == WorkspaceSettings(currency="CHF", team="Quarter & Sons")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"color": "red"}, "Settings are team"),
        ({"locale": "english"}, "en_US"),
        ({"currency": "$"}, "USD"),
        ({"upload_limit_bytes": 0}, "at least one byte"),
    ],
)
def test_what_cannot_be_is_refused(settings: Settings, change: dict[str, object], message: str) -> None:
    """With what it would have to look like; nothing changes."""
    with pytest.raises(DefinitionError, match=message):
        settings.set(**change)
    assert settings.get() == WorkspaceSettings()


def test_a_setting_that_this_version_does_not_know_is_passed_over(settings: Settings, database: Database) -> None:
    """It may come from a version that had it."""
    with database.write() as connection:
        connection.execute("insert into settings values ('old', '1', now()::timestamp, '')")
    assert settings.get() == WorkspaceSettings()
