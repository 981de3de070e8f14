"""Many books at once: names that differ, and archives that open."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest

from booklet import Page, Workspace
from booklet.errors import InputError
from booklet.model import Customer
from tests.conftest import QUARTER

ALIKE = ("A/B", "A:B", "😀" * 100, "😀" * 101, "L" * 200)


@pytest.fixture
def letters(empty: Workspace) -> Workspace:
    """Customers whose names no file system takes, and a book of one letter."""
    for name in ALIKE:
        empty.customers.add(name)
    empty.books.save("Letter", pages=[Page("text", "Letter", {"markdown": "Dear {{ customer }}"})])
    return empty


def test_every_book_has_a_file_of_its_own(letters: Workspace, tmp_path: Path) -> None:
    """Though names differ only in what file systems do not take, or only at their ends."""
    batch = letters.generate_batch("Letter", QUARTER)
    paths = batch.write_folder(tmp_path / "out")
    assert len({path.read_bytes() for path in (tmp_path / "out").iterdir()}) == len(ALIKE)
    assert {"A_B - Letter - 2026Q3.pdf", "A_B - Letter - 2026Q3 (2).pdf"} <= {path.name for path in paths}
    assert all("2026Q3" in path.name for path in paths)


def test_the_archive_opens_with_unzip(letters: Workspace, tmp_path: Path) -> None:
    """Every book is in it once, and its owner may read what comes out."""
    archive = tmp_path / "books.zip"
    letters.generate_batch("Letter", QUARTER).write_zip(archive)
    assert len(set(zipfile.ZipFile(archive).namelist())) == len(ALIKE)
    subprocess.run(["unzip", "-q", archive, "-d", tmp_path / "out"], check=True)
    assert all(path.stat().st_mode & 0o400 for path in (tmp_path / "out").iterdir())


def test_a_folder_that_cannot_be_written_is_said(letters: Workspace, tmp_path: Path) -> None:
    """With its path; nothing is left beside."""
    (tmp_path / "file").write_text("in the way")
    batch = letters.generate_batch("Letter", QUARTER, ["A/B"])
    with pytest.raises(InputError, match="file"):
        batch.write_folder(tmp_path / "file")
    with pytest.raises(InputError, match=r"books\.zip"):
        batch.write_zip(tmp_path / "nowhere" / "books.zip")
    assert batch.items[0].made is not None
    with pytest.raises(InputError, match="nowhere"):
        batch.items[0].made.save(tmp_path / "nowhere" / "book.pdf")


def test_a_customer_is_made_once_by_the_name_of_today(letters: Workspace) -> None:
    """Named twice in two ways, and renamed since the caller read it."""
    stale: Customer = letters.customers.get("A/B")
    letters.customers.rename("A/B", "Acme")
    batch = letters.generate_batch("Letter", QUARTER, [stale, "ACME", stale.id])
    assert [item.customer.name for item in batch.items] == ["Acme"]
