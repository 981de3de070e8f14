"""The file store: one copy by content, whole or not there, and never a byte that was not put in."""

from __future__ import annotations

import hashlib
import io
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from booklet.errors import DamagedFile, NotFound, StoreError
from booklet.store import FileFolder

_DATA = b"%PDF-1.7 some content"
_SHA = hashlib.sha256(_DATA).hexdigest()


@pytest.fixture
def files(tmp_path: Path) -> FileFolder:
    return FileFolder(tmp_path / "files")


def _all_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_bytes_streams_and_paths_are_kept_alike(files: FileFolder, tmp_path: Path) -> None:
    """Whatever the content comes in, it has one name and one copy."""
    (tmp_path / "given").write_bytes(_DATA)
    for data in (_DATA, io.BytesIO(_DATA), tmp_path / "given"):
        assert files.put(data, suffix=".pdf") == (_SHA, len(_DATA))
    assert files.read(_SHA) == files.open(_SHA).read() == _DATA
    assert [path.name for path in _all_files(tmp_path / "files")] == [f"{_SHA}.pdf"]


def test_equal_content_with_another_suffix_is_the_same_file(files: FileFolder) -> None:
    """The first suffix stays: it is for people only."""
    files.put(_DATA, suffix=".pdf")
    files.put(_DATA, suffix="")
    assert files.path(_SHA).suffix == ".pdf"


def test_files_are_for_their_owner_only(files: FileFolder) -> None:
    """As the database is."""
    files.put(_DATA)
    assert files.path(_SHA).stat().st_mode & 0o077 == 0


class _Failing(io.BytesIO):
    """A source that breaks off, as an upload does when the browser is closed."""

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(min(size or 5, 5))
        if not data:
            raise KeyboardInterrupt
        return data


def test_what_broke_off_leaves_nothing(files: FileFolder, tmp_path: Path) -> None:
    """Neither under a final name nor beside it."""
    with pytest.raises(KeyboardInterrupt):
        files.put(_Failing(_DATA))
    assert _all_files(tmp_path / "files") == []


def test_what_a_killed_process_left_is_removed_after_a_day(files: FileFolder, tmp_path: Path) -> None:
    """But not what another process is writing just now."""
    files.put(b"first")
    old, young = tmp_path / "files/incoming/old", tmp_path / "files/incoming/young"
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    files.put(_DATA)
    assert (old.exists(), young.exists()) == (False, True)


@pytest.mark.parametrize("name", [_SHA, "../../etc/passwd", "", _SHA[:10], "*" * 64])
def test_what_is_not_there_is_not_found(files: FileFolder, name: str) -> None:
    """A hash of nothing, and what is no hash: no path leads out of the store."""
    files.put(b"other")
    assert not files.exists(name)
    with pytest.raises(NotFound, match="upload it again"):
        files.read(name)


def test_content_that_rotted_is_refused(files: FileFolder) -> None:
    """By `read` and by `open`: a wrong byte must not get into a book."""
    files.put(_DATA)
    files.path(_SHA).write_bytes(_DATA[:-1] + b"?")
    for reading in (files.read, files.open):
        with pytest.raises(DamagedFile, match="has changed on the disk"):
            reading(_SHA)


def test_uploading_again_mends_what_rotted(files: FileFolder) -> None:
    """As the message advises."""
    files.put(_DATA, suffix=".pdf")
    files.path(_SHA).write_bytes(b"rotten")
    files.put(_DATA)
    assert files.read(_SHA) == _DATA


_PUT_MANY = """
import sys
from pathlib import Path
from booklet.store import FileFolder
for number in range(20):
    FileFolder(Path(sys.argv[1])).put(str(number).encode() * 1000, suffix=".pdf")
"""


def test_processes_may_put_the_same_files_at_once(tmp_path: Path) -> None:
    """Three processes with the same twenty files leave twenty, each whole."""
    workers = [subprocess.Popen([sys.executable, "-c", _PUT_MANY, tmp_path]) for _ in range(3)]
    assert [worker.wait() for worker in workers] == [0, 0, 0]
    assert len([FileFolder(tmp_path).read(path.stem) for path in _all_files(tmp_path)]) == 20


def test_a_full_disk_is_told_and_leaves_nothing(files: FileFolder, tmp_path: Path) -> None:
    """With the folder, the reason, and what to do; here the file is too long for a limit of the process."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, limits[1]))
    try:
        with pytest.raises(StoreError, match=r"cannot be kept in .*files \(.*\)\. See whether the disk is full"):
            files.put(bytes(2 << 20))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert _all_files(tmp_path) == []


def test_a_file_is_found_by_its_name_alone(files: FileFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """An object store cannot list a folder cheaply; and files of earlier versions have either of two names."""
    for data, suffix in ((b"without", ""), (b"with", ".pdf")):
        files.put(data, suffix=suffix)
    monkeypatch.setattr(Path, "glob", None)
    monkeypatch.setattr(Path, "iterdir", None)
    monkeypatch.setattr(os, "listdir", None)
    for data in (b"without", b"with"):
        name = hashlib.sha256(data).hexdigest()
        assert files.exists(name)
        assert files.read(name) == data
        with files.local_path(name) as path:
            assert path.read_bytes() == data


def test_a_removed_file_is_gone(files: FileFolder) -> None:
    """And removing it again is no error."""
    files.put(_DATA)
    for _ in range(2):
        files.remove(_SHA)
        assert not files.exists(_SHA)
