"""The books of several runs as one archive: names that differ, bytes that are the same each time."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet import Page, Quarter, Workspace
from booklet.errors import BookletError
from booklet.generate.file_names import file_name, file_names
from booklet.model import Generation, GenerationStatus
from booklet.office.zips import write_zip

QUARTER = Quarter(2026, 3)


def run_of(customer: str, book: str = "Letter") -> Generation:
    """A run that made a book."""
    return Generation(
        **dict.fromkeys(("id", "book_id", "customer_id", "snapshot_digest", "error", "batch"), ""),
        **dict.fromkeys(("started_by", "sha256", "content_sha256"), ""),
        book=book,
        version=1,
        customer=customer,
        quarter=QUARTER,
        status=GenerationStatus.MADE,
        started_at=datetime(2026, 10, 1),
        finished_at=None,
        page_count=1,
        bytes=1,
    )


@pytest.fixture
def letters(empty: Workspace) -> list[Generation]:
    """Two letters, whose customers' names make the same file name."""
    empty.books.save("Letter", pages=[Page("text", "Letter", {"markdown": "Dear {{ customer }}"})])
    for name in ("A/B", "A:B"):
        empty.customers.add(name)
    return [empty.generate("Letter", name, QUARTER).generation for name in ("A/B", "A:B")]


def test_the_archive_holds_the_books(empty: Workspace, letters: list[Generation]) -> None:
    """Under the names that people know them by, byte for byte, in order, for everybody to read."""
    out = io.BytesIO()
    write_zip(empty, letters, out)
    with zipfile.ZipFile(out) as archive:
        assert archive.namelist() == ["A_B - Letter - 2026Q3.pdf", "A_B - Letter - 2026Q3 (2).pdf"]
        assert [archive.read(name) for name in archive.namelist()] == [empty.output(run.id) for run in letters]
        assert {info.external_attr >> 16 & 0o777 for info in archive.infolist()} == {0o644}


def test_the_same_books_are_the_same_archive(empty: Workspace, letters: list[Generation], tmp_path: Path) -> None:
    """Under a path as in memory, and as a batch writes it: no clock is in it."""
    out = io.BytesIO()
    write_zip(empty, letters, out)
    write_zip(empty, letters, tmp_path / "letters.zip")
    empty.generate_batch("Letter", QUARTER, ["A/B", "A:B"]).write_zip(tmp_path / "batch.zip")
    assert out.getvalue() == (tmp_path / "letters.zip").read_bytes() == (tmp_path / "batch.zip").read_bytes()
    assert {info.date_time for info in zipfile.ZipFile(out).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_damaged_book_leaves_no_archive(empty: Workspace, letters: list[Generation], tmp_path: Path) -> None:
    """Whole or not at all: there is no archive without one of its books."""
    empty.stores.files.path(letters[1].sha256).unlink()
    with pytest.raises(BookletError):
        write_zip(empty, letters, tmp_path / "letters.zip")
    assert list(tmp_path.glob("*.zip*")) == []


@given(st.lists(st.text(st.sampled_from("aAbB/:.é "), min_size=1, max_size=6), max_size=8))
def test_names_in_an_archive_differ(customers: list[str]) -> None:
    """Whatever the customers are called, without regard to case; the first keeps the plain name."""
    runs = [run_of(customer) for customer in customers]
    names = file_names(runs)
    assert len({name.casefold() for name in names}) == len(runs)
    assert all(name.endswith(".pdf") and "/" not in name for name in names)
    assert names[:1] == [file_name(run) for run in runs[:1]]
