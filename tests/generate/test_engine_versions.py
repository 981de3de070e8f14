"""The versions that a snapshot holds, wherever Booklet runs from."""

from __future__ import annotations

from importlib import metadata

import pytest
from click.testing import CliRunner

import booklet
from booklet import Page, Workspace
from booklet.cli import main
from booklet.generate.snapshot import engine_versions
from tests.conftest import QUARTER


@pytest.fixture
def _not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Booklet as it is after `pip install -r requirements.txt` alone: its libraries have metadata, it has none."""
    find = metadata.Distribution.from_name

    def refuse(name: str) -> metadata.Distribution:
        if name == "booklet":
            raise metadata.PackageNotFoundError(name)
        return find(name)

    monkeypatch.setattr(metadata.Distribution, "from_name", refuse)
    engine_versions.cache_clear()


@pytest.mark.usefixtures("_not_installed")
def test_a_copy_that_is_not_installed_makes_books(empty: Workspace) -> None:
    """It knows its own version without the metadata of an installation, and so does the command line."""
    empty.customers.add("Acme Corp")
    empty.books.save("Letter", pages=[Page("text", "", {"markdown": "Dear {{ customer }}"})])
    assert empty.generate("Letter", "Acme Corp", QUARTER).snapshot.engine["booklet"] == booklet.__version__
    assert booklet.__version__ in CliRunner().invoke(main, ["--version"]).output
