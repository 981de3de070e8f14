"""The books of a quarter as plain files: the newest of each customer, checked, under names that people know."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from booklet import Page, Workspace
from booklet.errors import InputError, NotFound
from booklet.office.export import export_books, newest_books
from tests.conftest import DEMO, QUARTER

NAMES = ["Ann - Letter - 2026Q3.pdf", "Ben - Guide - 2026Q3.pdf", "Ben - Letter - 2026Q3.pdf"]


@pytest.fixture
def made(empty: Workspace) -> Workspace:
    """A guide for Ben, who had an older one, and two letters; the guide is kept in pieces."""
    empty.uploads.add(DEMO / "investment-guide.pdf")
    for name in ("Ann", "Ben"):
        empty.customers.add(name)
    empty.books.save("Guide", pages=[Page("static", "Guide", {"upload": "investment-guide.pdf", "pages": "1"})])
    empty.generate("Guide", "Ben", QUARTER)
    empty.books.save("Guide", pages=[Page("static", "Guide", {"upload": "investment-guide.pdf"})])
    empty.generate("Guide", "Ben", QUARTER)
    empty.books.save("Letter", pages=[Page("text", "Letter", {"markdown": "Dear {{ customer }}"})])
    for name in ("Ben", "Ann"):
        empty.generate("Letter", name, QUARTER)
    empty.generate("Letter", "Ann", QUARTER.previous())
    return empty


@pytest.mark.parametrize(
    ("wanted", "names"),
    [({}, NAMES), ({"book": "letter"}, [NAMES[0], NAMES[2]]), ({"customer": "ben"}, NAMES[1:])],
)
def test_the_newest_books_are_written_whole(
    made: Workspace, tmp_path: Path, wanted: dict[str, str], names: list[str]
) -> None:
    """Of all, of a book, or of a customer; each is the file whose SHA-256 the history shows."""
    runs = newest_books(made, QUARTER, **wanted)
    written = export_books(made, runs, tmp_path / "new" / "out")
    assert sorted(path.name for path in (tmp_path / "new" / "out").iterdir()) == names
    for one in written:
        assert not one.error
        assert hashlib.sha256(one.path.read_bytes()).hexdigest() == one.generation.sha256
    assert all(run.version == 2 for run in runs if run.book == "Guide")


def test_a_damaged_book_does_not_stop_the_others(made: Workspace, tmp_path: Path) -> None:
    """It is named, and not written."""
    next(made.folder.glob("files/pieces/??/*")).write_bytes(b"rotten")
    written = export_books(made, newest_books(made, QUARTER), tmp_path)
    assert [one.path.name for one in written if one.error] == [NAMES[1]]
    assert "Ben - Guide" in next(one.error for one in written if one.error)
    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == [NAMES[0], NAMES[2]]


def test_what_is_not_there_is_said(made: Workspace, tmp_path: Path) -> None:
    """A book, a customer, or a place that is no folder."""
    for wanted in ({"book": "Letters"}, {"customer": "Cid"}):
        with pytest.raises(NotFound):
            newest_books(made, QUARTER, **wanted)
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="cannot be made"):
        export_books(made, [], tmp_path / "file" / "out")
