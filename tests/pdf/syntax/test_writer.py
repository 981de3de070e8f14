"""The writer: stretches that follow each other make a file whose every object is where its table says."""

from __future__ import annotations

import hashlib
import io
import zlib

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booklet.pdf.syntax.writer import CATALOG, FIRST_FREE, HEADER, PAGES, Writer, Written, start, trailer


def _file(stretches: list[Written]) -> bytes:
    end = trailer(stretches, stretches[-1].next_number, b"/Root 1 0 R")
    return b"".join(chunk for stretch in stretches for chunk in stretch.chunks) + end


def _finished(stretches: list[Written]) -> bytes:
    """The file with a catalog and an empty page tree."""
    writer = Writer(stretches[-1])
    writer.put(CATALOG, b"<</Type/Catalog/Pages %d 0 R>>" % PAGES)
    writer.put(PAGES, b"<</Type/Pages/Count 0/Kids[]>>")
    return _file([*stretches, writer.done()])


@settings(max_examples=60)
@given(
    st.lists(
        st.lists(st.tuples(st.booleans(), st.binary(max_size=400)), max_size=12),
        min_size=1,
        max_size=4,
    ),
    st.integers(0, 400),
)
def test_every_object_is_found_again(stretches: list[list[tuple[bool, bytes]]], left_bytes: int) -> None:
    """Streams and small objects, written, packed or left to the next stretch: qpdf finds each by its number."""
    written, wanted = [start()], {}
    for objects in stretches:
        writer = Writer(written[-1])
        for is_stream, data in objects:
            number = writer.new_number()
            wanted[number] = (is_stream, data)
            if is_stream:
                writer.stream(number, b"/Kind/Stream", data)
            else:
                writer.put(number, b"<</Data<%b>>>" % data.hex().encode())
        written.append(writer.done(left_bytes=left_bytes))
    with pikepdf.open(io.BytesIO(_finished(written)), access_mode=pikepdf.AccessMode.default) as pdf:
        assert not pdf.get_warnings()
        for number, (is_stream, data) in wanted.items():
            found = pdf.get_object((number, 0))
            assert (found.read_bytes() if is_stream else bytes(found.Data)) == data


def test_numbers_begin_behind_those_that_every_book_has() -> None:
    """Catalog, page tree and the like have their numbers before anything is written."""
    writer = Writer(start())
    assert [writer.new_number() for _ in range(3)] == [FIRST_FREE, FIRST_FREE + 1, FIRST_FREE + 2]
    assert Writer(writer.done()).new_number() == FIRST_FREE + 3


def test_a_number_that_nothing_was_written_under_is_free() -> None:
    """A part's title may not be needed: the table says so, and readers take it for null."""
    writer = Writer(start())
    unused = writer.new_number()
    writer.put(writer.new_number(), b"<</Used 1>>")
    with pikepdf.open(io.BytesIO(_finished([start(), writer.done()]))) as pdf:
        assert not pdf.get_warnings()
        assert pdf.get_object((unused + 1, 0)).Used == 1
        assert unused not in {obj.objgen[0] for obj in pdf.objects}


def test_a_stretch_is_the_same_whatever_follows() -> None:
    """Two books that begin alike share their first stretch; its digest is not changed by what is written behind it."""
    first = Writer(start())
    first.put(first.new_number(), b"<</A 1>>")
    shared = first.done()
    before = shared.digest.hexdigest()
    for body in (b"<</B 2>>", b"<</C 3>>"):
        writer = Writer(shared)
        writer.put(writer.new_number(), body)
        assert writer.done().chunks != shared.chunks
    assert shared.digest.hexdigest() == before
    assert shared.chunks[0].startswith(b"%d 0 obj" % FIRST_FREE)


def test_the_digest_is_that_of_the_bytes() -> None:
    """The running SHA-256 has seen all chunks, those that were left to the next stretch as well."""
    writer = Writer(start())
    writer.put(writer.new_number(), b"<</Left 1>>")
    left = writer.done(left_bytes=100)
    assert left.pending == ((FIRST_FREE, b"<</Left 1>>"),)
    last = Writer(left)
    last.put(last.new_number(), b"x" * 300, b"data")
    written = [start(), left, last.done()]
    data = b"".join(chunk for stretch in written for chunk in stretch.chunks)
    assert written[-1].digest.hexdigest() == hashlib.sha256(data).hexdigest()
    assert written[-1].end == len(data)
    assert data.startswith(HEADER)


@pytest.mark.parametrize("count", [1, 199, 200, 201, 450])
def test_small_objects_are_packed_by_two_hundred(count: int) -> None:
    """An object stream has at most 200, none is lost at the edges, and a few are not worth a stream."""
    writer = Writer(start())
    for _ in range(count):
        writer.put(writer.new_number(), b"<</Filler(%b)>>" % (b"x" * 20))
    data = _finished([start(), writer.done()])
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert sum("/Filler" in obj for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary)) == count
    assert data.count(b"/Type/ObjStm") == (count > 10) + (count > 210) + (count > 400)


def test_a_stream_is_compressed_where_that_helps() -> None:
    """Not below a hundred bytes, and not at level 0; the dictionary says which."""
    for level, size, packed in ((6, 101, True), (6, 100, False), (0, 500, False)):
        writer = Writer(start(), level=level)
        writer.stream(writer.new_number(), b"/A 1", b"a" * size)
        (chunk,) = writer.done().chunks
        assert (b"/Filter/FlateDecode" in chunk) is packed
        body = chunk.split(b"stream\n")[1].removesuffix(b"\nend")
        assert (zlib.decompress(body) if packed else body) == b"a" * size
