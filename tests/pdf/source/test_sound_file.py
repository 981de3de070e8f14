"""Uploads read as they came, and those that are left to qpdf."""

from __future__ import annotations

import base64
import io
import re
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Dictionary, Name, ObjectStreamMode, Stream

from booklet.errors import BookletError
from booklet.pdf import assemble, prepare
from booklet.pdf.source.object_table import Source
from booklet.pdf.syntax.spelling import Unusual
from tests.conftest import DEMO

GUIDE = DEMO / "investment-guide.pdf"


def _saved(**options: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(GUIDE) as pdf:
        pdf.save(out, static_id=True, **options)
    return out.getvalue()


PLAIN = _saved(object_stream_mode=ObjectStreamMode.disable)
PACKED = _saved(object_stream_mode=ObjectStreamMode.generate)


def _sound(data: bytes) -> Source:
    source = Source(data, rewritten=False)
    source.require_sound()
    return source


@pytest.mark.parametrize(
    "options",
    [
        {"object_stream_mode": ObjectStreamMode.disable},
        {"object_stream_mode": ObjectStreamMode.generate},
        {"linearize": True, "object_stream_mode": ObjectStreamMode.disable},
        {"linearize": True, "object_stream_mode": ObjectStreamMode.generate},
        {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.generalized},
    ],
)
def test_every_way_to_write_a_file_gives_the_same_pages(options: dict[str, object]) -> None:
    """Tables, streams, object streams, sections in a chain; with the bookmarks and the size of the book."""
    data = _saved(**options)
    assert _sound(data).rewritten is False
    prepared, other = prepare(data), prepare(PLAIN)
    assert (prepared.pages, prepared.outline) == (other.pages, other.outline)
    assert abs(len(assemble([prepared]).pdf) - len(assemble([other]).pdf)) < 1000


def _updated(data: bytes, objects: dict[int, bytes], *, trailer: bytes = b"") -> bytes:
    """Return the file with an incremental update."""
    before = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    out, table = bytearray(data), b"xref\n0 1\n0000000000 65535 f \n"
    for number, body in objects.items():
        row = b"%010d 00000 n \n" % len(out) if body else b"0000000000 00001 f \n"
        table += b"%d 1\n" % number + row
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body) if body else b""
    size, root = re.search(rb"/Size (\d+)", data), re.search(rb"/Root (\d+)", data)
    assert size
    assert root
    rest = b"trailer\n<< /Size %b /Root %b 0 R /Prev %d %b >>\nstartxref\n%d\n%%%%EOF\n"
    return bytes(out) + table + rest % (size[1], root[1], before, trailer, len(out))


def test_an_update_replaces_and_removes_objects() -> None:
    """The newest section counts, whether the earlier one is a table or a stream."""
    for data in (PLAIN, PACKED):
        source = _sound(data)
        root = int(source.trailer["Root"])
        changed = source.head(root)[:-2] + b"/Mine (new) >>"
        updated = _sound(_updated(_updated(data, {root: changed}), {root - 1 or 2: b""}))
        assert updated.value(root)["Mine"] == b"new"
        assert updated.value(root - 1 or 2) is None
        assert source.value(root - 1 or 2) is not None


def test_hidden_objects_of_a_hybrid_file_are_found() -> None:
    """A table for old readers, and a stream with what is in object streams (7.5.8.4)."""
    source = _sound(PACKED)
    at = int(re.findall(rb"startxref\s+(\d+)", PACKED)[-1])
    row = b"0000000000 65535 f \n"
    start = len(PACKED)
    table = b"xref\n0 %d\n%btrailer\n" % (source.count, row * source.count)
    root = int(source.trailer["Root"])
    rest = b"<< /Size %d /Root %d 0 R /XRefStm %d >>\nstartxref\n%d\n%%%%EOF\n" % (source.count, root, at, start)
    hybrid = _sound(PACKED + table + rest)
    assert [hybrid.head(number) for number in range(1, source.count)] == [
        source.head(number) for number in range(1, source.count)
    ]


def _xref_stream(entries: bytes, rows: bytes) -> Callable[[bytes], bytes]:
    def change(_: bytes) -> bytes:
        head = b"%%PDF-1.5\n1 0 obj << /Type /XRef /Root 2 0 R %b /Length %d >>\nstream\n" % (entries, len(rows))
        return head + rows + b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n"

    return change


def _with_number(number: int) -> bytes:
    """Return a file in which all is as it should be, but for the number of its catalog."""
    catalog = b"%d 0 obj << /Type /Catalog >> endobj\n" % number
    entries = b"/Size %d /W [1 2 1] /Index [1 1 %d 1]" % (number + 1, number)
    made = b""
    for _ in range(2):  # the offset is known when the length is
        rows = b"\x01\0\x09\0" + b"\x01%b\0" % len(made.partition(catalog)[0]).to_bytes(2, "big")
        made = _xref_stream(entries, rows)(b"").replace(b"/Root 2", b"/Root %d" % number)
        made = made.replace(b"startxref", catalog + b"startxref")
    return made


def _prev(data: bytes) -> bytes:
    at = re.findall(rb"startxref\s+(\d+)", data)[-1]
    return data.replace(b"trailer <<", b"trailer << /Prev %b" % at).replace(
        b"trailer\n<<", b"trailer\n<< /Prev %b" % at
    )


@pytest.mark.parametrize(
    "change",
    [
        _prev,
        _xref_stream(b"/Size 3 /W [1 2 1] /Index [2000000000 1]", b"\x01\x00\x09\x00"),
        _xref_stream(b"/Size 4000000000 /W [1 2 1]", b"\x01\x00\x09\x00"),
        _xref_stream(b"/Size 3 /W [1 9999999 1]", b"\x01\x00\x09\x00"),
        _xref_stream(b"/Size 3 /W [1 2 1] /Prev 9", b"\0\0\0\0\x01\x00\x09\x00\x02\x00\x02\x00"),
        _xref_stream(b"/Size 3 /W [1 2 1]", b"\0\0\0\0\x01\x00\x09\x00\x02\x00\x02\x00"),
        _xref_stream(b"/Size 3 /W [1 2 1]", b"\0\0\0\0\x01\x00\x09\x00\x01\xff\xff\x00"),
        lambda data: data.replace(b"startxref\n", b"startxref\n9"),
        lambda data: data.replace(b" 00000 n ", b" 00001 n ", 1),
        lambda data: data.replace(b"\nendobj", b"\nendxbj", 1),
        lambda data: re.sub(rb"/Length (\d)", rb"/Length 1\1", data, count=1),
        lambda data: re.sub(rb"/Length (\d+)\d", rb"/Length \1", data, count=1),
        lambda _: _with_number(900_000_000),
        lambda data: data.replace(b"trailer <<", b"trailer << /Encrypt 1 0 R", 1),
        lambda data: data.replace(b"/FlateDecode", b"/LZWDecode  "),
        lambda data: data.replace(b"\nxref\n", b"\nxref\n7"),
    ],
)
def test_what_is_not_sound_is_left_to_qpdf(change: Callable[[bytes], bytes]) -> None:
    """Loops, numbers and offsets out of all bounds, lengths that lie; in no time, and never another error."""
    data = change(PLAIN)
    assert data != PLAIN
    with pytest.raises(Unusual):
        _sound(data)
    try:
        assert prepare(data).document.source.rewritten
    except BookletError:
        return


def test_a_number_within_the_size_of_the_file_is_sound() -> None:
    """What the test above refuses is the number, and nothing else."""
    assert _sound(_with_number(20)).count == 21


def test_an_object_stream_that_is_a_bomb_is_left_to_qpdf() -> None:
    """It is not unpacked beyond 64 MB."""
    bomb = zlib.compress(b"2 0 " + b" " * (70 << 20))
    rows = b"\0\0\0\0\0" + b"\x01\0\0\x09\0" + b"\x02\0\0\x03\0" + b"\x01%b\0"
    end = b" >>\nstream\n%b\nendstream\nendobj\n"
    stream = b"3 0 obj << /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d" + end
    head = b"%%PDF-1.5\n1 0 obj << /Type /XRef /Root 2 0 R /Size 4 /W [1 3 1] /Length 20" + end
    at = len(head % bytes(20))
    data = head % (rows % at.to_bytes(3, "big")) + stream % (len(bomb), bomb) + b"startxref\n9\n%%EOF\n"
    with pytest.raises(Unusual, match="unpacked"):
        _sound(data)


def test_streams_that_are_not_packed_are_in_a_book() -> None:
    """And content in ASCII85 becomes what it is for, a quarter shorter."""
    content = b"0 0 10 10 re f " * 100
    pdf, out = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page(page_size=(100, 100))
    pdf.pages[0].Contents = Stream(pdf, content)
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(Form=_ascii85(pdf, content)))
    pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    prepared = prepare(out.getvalue())
    assert not prepared.document.source.rewritten
    made = assemble([prepared]).pdf
    assert len(made) < len(content)
    with pikepdf.open(io.BytesIO(made)) as book:
        page = book.pages[0]
        assert page.Contents.read_bytes() == page.Resources.XObject.Form.read_bytes() == content
        assert page.Resources.XObject.Form.Filter == Name.FlateDecode


def _ascii85(pdf: pikepdf.Pdf, content: bytes) -> Stream:
    data = base64.a85encode(zlib.compress(content)) + b"~>"
    filters = pikepdf.Array([Name.ASCII85Decode, Name.FlateDecode])
    return Stream(pdf, data, Type=Name.XObject, Subtype=Name.Form, Filter=filters)
