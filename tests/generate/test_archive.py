"""Archives of books: what is in them, and that the same books give the same bytes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from booklet.errors import InputError
from booklet.generate.archive import write_archive

_BOOKS = [("Ä.pdf", b"%PDF one"), ("b.pdf", b"")]


def test_an_archive_has_the_books_as_they_are() -> None:
    """In their order, not packed again, with a time that is no clock's, for everybody to read."""
    out = io.BytesIO()
    write_archive(out, iter(_BOOKS))
    with zipfile.ZipFile(out) as archive:
        assert [(name, archive.read(name)) for name in archive.namelist()] == _BOOKS
        for entry in archive.infolist():
            assert entry.compress_type == zipfile.ZIP_STORED
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert entry.external_attr >> 16 == 0o644


def test_an_archive_on_the_disk_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    """A book that cannot be read leaves no half of it, and what stood there before stays."""

    def broken() -> object:
        yield _BOOKS[0]
        raise OSError("gone")

    out = tmp_path / "books.zip"
    write_archive(str(out), _BOOKS)
    before = out.read_bytes()
    with pytest.raises((OSError, InputError)):
        write_archive(out, broken())  # type: ignore[arg-type]
    assert out.read_bytes() == before
    assert list(tmp_path.iterdir()) == [out]
