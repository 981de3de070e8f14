"""Files are whole or not there, whatever stops their writer."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from booklet.errors import InputError
from booklet.whole_files import write_whole, written_whole


def _fail(path: Path, error: BaseException) -> None:
    with written_whole(path) as out:
        out.write(b"half")
        raise error


@pytest.mark.parametrize("error", [ValueError("x"), KeyboardInterrupt(), InputError("x")])
def test_what_interrupts_leaves_the_old_file(tmp_path: Path, error: BaseException) -> None:
    """It comes out as it is, and nothing is left beside."""
    write_whole(tmp_path / "book.pdf", b"old")
    with pytest.raises(type(error)):
        _fail(tmp_path / "book.pdf", error)
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("book.pdf", b"old")]


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    """With the path and the system's reason: a full disk, a folder that is not there, one that is in the way."""
    with pytest.raises(InputError, match=r"book\.pdf cannot be written: No space left on device\. See whether"):
        _fail(tmp_path / "book.pdf", OSError(28, "No space left on device"))
    with pytest.raises(InputError, match=r"gone/book\.pdf cannot be written: No such file"):
        write_whole(tmp_path / "gone" / "book.pdf", b"")
    with pytest.raises(InputError, match="Is a directory"):
        write_whole(tmp_path, b"")
    assert list(tmp_path.iterdir()) == []


def test_the_longest_name_can_be_written(tmp_path: Path) -> None:
    """What is beside needs no longer one."""
    path = tmp_path / ("n" * 251 + ".pdf")
    write_whole(path, b"book")
    assert path.read_bytes() == b"book"


def test_who_may_read_is_as_the_process_says(tmp_path: Path) -> None:
    """A colleague may read a book; a draft is its writer's own."""
    before = os.umask(0o022)
    try:
        write_whole(tmp_path / "book.pdf", b"")
        write_whole(tmp_path / "draft.json", b"", mode=0o600)
    finally:
        os.umask(before)
    modes = [(tmp_path / name).stat().st_mode & 0o777 for name in ("book.pdf", "draft.json")]
    assert modes == [0o644, 0o600]
