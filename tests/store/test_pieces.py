"""Files in pieces: what they share is kept once, and whatever happens, a file is there entirely or not at all."""

from __future__ import annotations

import hashlib
import os
import resource
import time
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.errors import DamagedFile, NotFound, StoreError
from booklet.file_pieces import FileInPieces, FilePiece
from booklet.store import FileFolder, incoming
from booklet.store.piece_folder import PieceFolder

BROCHURE = FilePiece((b"%PDF-1.7 brochure", bytes(50_000)), shared=True)
TERMS = FilePiece((b"terms" * 9_000,), shared=True)


def book_of(own: bytes, *shared: FilePiece) -> FileInPieces:
    """A file of shared pieces, and bytes of its own behind them."""
    pieces = (*shared, FilePiece((own,), shared=False))
    whole = b"".join(chunk for piece in pieces for chunk in piece.chunks)
    return FileInPieces(hashlib.sha256(whole).hexdigest(), pieces)


ANN, BEN = book_of(b"for Ann", BROCHURE, TERMS), book_of(b"for Ben", BROCHURE, TERMS)


@pytest.fixture
def files(tmp_path: Path) -> FileFolder:
    return FileFolder(tmp_path)


@pytest.fixture
def both(files: FileFolder) -> FileFolder:
    files.put_in_pieces([ANN, BEN], suffix=".pdf")
    return files


def kept(folder: Path) -> list[str]:
    """The names of all files but the lock."""
    return sorted(path.name for path in folder.rglob("*") if path.is_file() and path.name != "lock")


def place_of(folder: Path, piece: FilePiece) -> Path:
    return folder / "pieces" / piece.sha256[:2] / piece.sha256


def test_what_files_share_is_kept_once(both: FileFolder, tmp_path: Path) -> None:
    """Two books are two short files and the two pieces that they share."""
    lists = [f"{book.sha256}.pieces" for book in (ANN, BEN)]
    assert kept(tmp_path) == sorted([*lists, BROCHURE.sha256, TERMS.sha256])
    assert all(both.path(book.sha256).stat().st_size < 1_000 for book in (ANN, BEN))
    for book in (ANN, BEN):
        assert both.exists(book.sha256)
        assert both.read(book.sha256) == both.open(book.sha256).read() == book.join()
        with both.local_path(book.sha256) as path:
            assert path.read_bytes() == book.join()


def test_files_in_pieces_are_for_their_owner_only(both: FileFolder, tmp_path: Path) -> None:
    """As whole files are."""
    assert not any(path.stat().st_mode & 0o077 for path in tmp_path.rglob("*"))
    assert both.exists(ANN.sha256)


@pytest.mark.parametrize(("book", "whole"), [(ANN, True), (book_of(b"short"), False)])
def test_a_whole_file_where_it_is_asked_for_or_nothing_is_shared(
    files: FileFolder, tmp_path: Path, book: FileInPieces, whole: bool
) -> None:
    """Under its name for people."""
    files.put_in_pieces([book], suffix=".pdf", whole=whole)
    assert kept(tmp_path) == [f"{book.sha256}.pdf"]
    assert files.read(book.sha256) == book.join()


def test_own_pieces_may_stand_anywhere(files: FileFolder) -> None:
    """Between shared pieces, too."""
    own = FilePiece((b"%PDF for Ann",), shared=False)
    book = book_of(b"end", own, BROCHURE, own, TERMS)
    files.put_in_pieces([book])
    assert files.read(book.sha256) == book.join()


def test_a_rotten_whole_file_is_mended_in_pieces(files: FileFolder, tmp_path: Path) -> None:
    """And does not stand in the way of the new one."""
    files.put_in_pieces([ANN], suffix=".pdf", whole=True)
    _changed(files.path(ANN.sha256))
    files.put_in_pieces([ANN])
    assert files.read(ANN.sha256) == ANN.join()
    assert len(kept(tmp_path)) == 3


@given(st.lists(st.tuples(st.integers(0, 100_000), st.integers(0, 60_000)), max_size=5), st.data())
def test_it_can_be_read_from_anywhere(
    tmp_path_factory: pytest.TempPathFactory, places: list[tuple[int, int]], data: st.DataObject
) -> None:
    """Across the pieces, from the beginning, from here and from the end, as zip files and PDF libraries do."""
    files = FileFolder(tmp_path_factory.getbasetemp() / "anywhere")
    files.put_in_pieces([ANN])
    whole = ANN.join()
    with files.open(ANN.sha256) as file:
        for start, length in places:
            whence = data.draw(st.sampled_from((os.SEEK_SET, os.SEEK_CUR, os.SEEK_END)))
            offset = start - {os.SEEK_SET: 0, os.SEEK_CUR: file.tell(), os.SEEK_END: len(whole)}[whence]
            assert file.seek(offset, whence) == start
            assert file.read(length) == whole[start : start + length]


def _cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def _changed(path: Path) -> None:
    """With the time that it had: a disk tells nobody."""
    before = path.stat()
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("spoil", [_cut_short, _changed, Path.unlink])
def test_a_damaged_piece_is_found_and_mended(both: FileFolder, tmp_path: Path, spoil: object) -> None:
    """By reading a book with it; putting one book again mends all that have the piece."""
    assert callable(spoil)
    both.put_in_pieces([book_of(b"seen to be sound", TERMS)])
    spoil(place_of(tmp_path, TERMS))
    for reading in (both.read, both.open):
        with pytest.raises(DamagedFile, match=r"restore (it|the folder) from a backup"):
            reading(ANN.sha256)
    both.put_in_pieces([ANN])
    assert [both.read(book.sha256) for book in (ANN, BEN)] == [ANN.join(), BEN.join()]


@pytest.mark.parametrize("spoil", [_cut_short, _changed, lambda path: path.write_bytes(b"[]\n"), Path.unlink])
def test_a_damaged_list_is_found_and_mended(both: FileFolder, spoil: object) -> None:
    """The list and what stands behind it; also by the whole file."""
    for whole in (False, True):
        assert callable(spoil)
        spoil(both.path(ANN.sha256))
        with pytest.raises((DamagedFile, NotFound)):
            both.read(ANN.sha256)
        both.put_in_pieces([ANN], suffix=".pdf", whole=whole)
        assert both.read(ANN.sha256) == ANN.join()
    assert both.path(ANN.sha256).suffix == ".pdf"


def test_a_piece_that_is_there_is_not_written_again(both: FileFolder, tmp_path: Path) -> None:
    """Neither by the store that wrote it, nor by another program."""
    before = place_of(tmp_path, BROCHURE).stat()
    for number, store in enumerate((both, FileFolder(tmp_path))):
        store.put_in_pieces([book_of(b"another %d" % number, BROCHURE)])
    after = place_of(tmp_path, BROCHURE).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_pieces_are_safe_before_a_list_names_them(
    files: FileFolder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Content before its name, pieces with their folders before lists: so a power cut leaves no half book."""
    events: list[str] = []
    flush, replace = incoming._flush, os.replace

    def flushed(paths: Iterator[Path]) -> None:
        several = list(paths)
        events.append("flush " + ("names" if several[0].is_dir() else "content"))
        flush(several)

    def named(written: Path, place: Path) -> None:
        events.append("list" if place.suffix else "piece")
        replace(written, place)

    monkeypatch.setattr(incoming, "_flush", flushed)
    monkeypatch.setattr(os, "replace", named)
    files.put_in_pieces([ANN, BEN])
    of_pieces = ["flush content", "piece", "piece", "flush names"]
    assert events == [*of_pieces, "flush content", "list", "list", "flush names"]
    assert len(kept(tmp_path)) == 4


def test_a_handful_is_flushed_at_once(files: FileFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of whatever size: content and names, first of the pieces, then of the lists."""
    if incoming._syncfs is None:
        pytest.skip("this system flushes files one by one only")
    flushes: list[str] = []
    fsync, flush_all = os.fsync, incoming._flush_all
    monkeypatch.setattr(os, "fsync", lambda handle: (flushes.append("file"), fsync(handle)))
    monkeypatch.setattr(incoming, "_flush_all", lambda handle: (flushes.append("all"), flush_all(handle)))
    files.put_in_pieces([ANN])
    flushes.clear()
    files.put_in_pieces([book_of(b"%d" % number, BROCHURE) for number in range(30)])
    assert flushes == ["all", "all"]


def test_a_full_disk_is_told_and_leaves_no_half_book(files: FileFolder, tmp_path: Path) -> None:
    """Here a file is too long for a limit of the process: a piece, then what a book has for itself."""
    long = book_of(b"%PDF", FilePiece((bytes(2 << 20),), shared=True)), book_of(bytes(2 << 20), TERMS)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, limits[1]))
    try:
        for book in long:
            with pytest.raises(StoreError, match="See whether the disk is full"):
                files.put_in_pieces([book])
            assert not files.exists(book.sha256)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert kept(tmp_path) == [TERMS.sha256]
    files.sweep()
    assert kept(tmp_path) == []


def test_sweeping_keeps_what_a_list_names(both: FileFolder, tmp_path: Path) -> None:
    """Until the last book with it is removed; a store without pieces has nothing to sweep."""
    both.put_in_pieces([book_of(b"for Cid", TERMS)])
    for book in (ANN, BEN):
        both.remove(book.sha256)
        assert not both.exists(book.sha256)
    assert both.sweep() == BROCHURE.size
    assert both.read(book_of(b"for Cid", TERMS).sha256)
    assert BROCHURE.sha256 not in kept(tmp_path)
    assert both.sweep() == FileFolder(tmp_path / "new").sweep() == 0


@pytest.mark.usefixtures("both")
def test_a_list_that_is_new_when_the_sweep_begins_counts(tmp_path: Path) -> None:
    """Nothing goes by what was known before the others were kept from writing."""
    answers = [set(), {BROCHURE.sha256}]
    assert PieceFolder(tmp_path / "pieces").sweep(lambda: answers.pop(0)) == TERMS.size
    assert BROCHURE.sha256 in kept(tmp_path)


def test_a_swept_piece_is_written_again(both: FileFolder) -> None:
    """By the store that knows it had been there."""
    for book in (ANN, BEN):
        both.remove(book.sha256)
    assert both.sweep() == BROCHURE.size + TERMS.size
    both.put_in_pieces([ANN])
    assert both.read(ANN.sha256) == ANN.join()


def test_a_list_that_cannot_be_read_stops_the_sweep(both: FileFolder, tmp_path: Path) -> None:
    """It may name any piece; it is said which list it is."""
    both.path(ANN.sha256).write_bytes(b"rotten")
    both.remove(BEN.sha256)
    with pytest.raises(DamagedFile, match=ANN.sha256):
        both.sweep()
    assert BROCHURE.sha256 in kept(tmp_path)


def _put_handfuls(folder: Path, worker: str, count: int, said: Connection) -> None:
    """Put two files at a time, and say their names when they are safe; the remover forgets them again at once."""
    files = FileFolder(folder)
    for number in range(count):
        own = [f"{worker} {number} {place}".encode() for place in range(2)]
        handful = [book_of(own[0], BROCHURE, TERMS), book_of(own[1], TERMS)]
        files.put_in_pieces(handful)
        said.send([book.sha256 for book in handful])
        if worker == "remover":
            for book in handful:
                files.remove(book.sha256)


def _putting(folder: Path, worker: str, count: int) -> tuple[ForkProcess, Connection]:
    """Begin in a process of its own; gives where it says the names."""
    fork = get_context("fork")
    heard, said = fork.Pipe(duplex=False)
    process = fork.Process(target=_put_handfuls, args=(folder, worker, count, said))
    process.start()
    said.close()
    return process, heard


def _all_heard(heard: Connection) -> list[str]:
    names: list[str] = []
    with suppress(EOFError):
        while True:
            names += heard.recv()
    return names


def test_no_piece_is_swept_that_somebody_is_about_to_name(tmp_path: Path) -> None:
    """Two programs write, one of them removes its books at once, and here it is swept all the time."""
    files = FileFolder(tmp_path)
    writers = [_putting(tmp_path, worker, 12) for worker in ("writer", "remover")]
    while any(process.is_alive() for process, _ in writers):
        files.sweep()
    names = [_all_heard(heard) for _, heard in writers]
    assert [process.exitcode for process, _ in writers] == [0, 0]
    assert len([files.read(name) for name in names[0]]) == 24
    assert files.sweep() == 0


def test_a_program_that_is_killed_leaves_no_half_book(tmp_path: Path) -> None:
    """Whatever it said is there, and whatever is there can be read; what is left over is swept."""
    files = FileFolder(tmp_path)
    for moment in range(8):
        process, heard = _putting(tmp_path, f"killed {moment}", 1_000)
        time.sleep(0.007 * moment)
        process.kill()
        process.join()
        there = [path.stem for path in tmp_path.glob("??/*.pieces")]
        assert all(files.read(name) for name in there)
        assert set(_all_heard(heard)) <= set(there)
    files.sweep()
    assert all(files.read(name) for name in there)
