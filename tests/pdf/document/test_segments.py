"""Segments: equal objects of two uploads are found by their digests, and what differs below them makes them differ."""

from __future__ import annotations

import io

import pikepdf
import pytest

from booklet.pdf import assemble, prepare
from booklet.pdf.document.document import Document
from booklet.pdf.document.segments import Segment
from tests.pdf.made_sources import FIRST_PAGE, made_document

_FIRST = FIRST_PAGE + 1


def _segment(*objects: str, before: int = 0) -> tuple[Document, Segment]:
    """The first of some objects that refer to each other as {0}, {1} …; others stand before them in the file."""
    first = _FIRST + before
    numbers = [f"{first + place} 0 R" for place in range(len(objects))]
    others = [f"(other {place})" for place in range(before)]
    kept = " ".join(f"{_FIRST + place} 0 R" for place in range(before))
    bodies = [body.format(*numbers) for body in objects]
    document = made_document(f"/Others [{kept}] /Mine {numbers[0]}", *others, *bodies)
    segment = document.segments.get(int(document.catalog["Mine"]))
    assert segment is not None
    return document, segment


def test_equal_objects_have_equal_digests_whatever_their_numbers() -> None:
    """Down to the streams that they refer to; the numbers themselves differ."""
    chain = ("<< /A {1} >>", "<< /B {2} /C 1 >>", "<< /Length 4 >>\nstream\ndata\nendstream")
    (_, one), (_, other) = _segment(*chain), _segment(*chain, before=3)
    assert one.digest is not None
    assert one.digest == other.digest
    assert one.slots != other.slots
    assert one.template == other.template


@pytest.mark.parametrize(
    "changed",
    [
        ("<< /A {1} /More 1 >>", "<< /B {2} >>", "(end)"),
        ("<< /A {1} >>", "<< /B {2} /More 1 >>", "(end)"),
        ("<< /A {1} >>", "<< /B {2} >>", "(other end)"),
        ("<< /A {2} >>", "<< /B {2} >>", "(end)"),
    ],
)
def test_a_difference_anywhere_below_is_one(changed: tuple[str, ...]) -> None:
    """In the object, in what it refers to, or in what that does."""
    assert _segment("<< /A {1} >>", "<< /B {2} >>", "(end)")[1].digest != _segment(*changed)[1].digest


def test_the_data_of_streams_counts() -> None:
    """Two pictures of equal size are not the same picture."""
    streams = [f"<< /Length 4 >>\nstream\n{data}\nendstream" for data in ("aaaa", "aaab")]
    assert _segment(streams[0])[1].digest != _segment(streams[1])[1].digest
    assert _segment(streams[0])[1].digest == _segment(streams[0], before=1)[1].digest


def test_an_object_on_a_circle_has_no_digest() -> None:
    """It goes into the book again; an object beside the circle may have one."""
    document, one = _segment("<< /Next {1} /Leaf {2} >>", "<< /Back {0} >>", "(leaf)")
    assert one.digest is None
    leaves = [document.segments.get(slot) for slot in one.slots if isinstance(slot, int)]
    assert [leaf.digest is not None for leaf in leaves if leaf] == [False, True]


@pytest.mark.parametrize(
    "kind", ["/Type /Page", "/Type /Catalog", "/Type /StructElem", "/Type /Annot", "/Subtype /Link /Rect [0 0 1 1]"]
)
def test_pages_and_the_like_are_no_segments(kind: str) -> None:
    """They come into a book by name, never because something refers to them."""
    document = made_document(f"/Mine {_FIRST} 0 R", f"<< {kind} >>")
    assert document.segments.get(int(document.catalog["Mine"])) is None
    assert document.segments.get(document.source_pages[0].number) is None
    assert document.segments.get(10_000) is None


@pytest.mark.parametrize("kind", ["/Type /PagesOfMine", "/Subtype /LinkOfMine /Rect [0 0 1 1]", "/Subtype /Link"])
def test_what_only_looks_like_one_is_a_segment(kind: str) -> None:
    """A longer name, or an annotation's kind on what has no rectangle."""
    assert _segment(f"<< {kind} >>")[1] is not None


def test_scripts_of_media_are_out() -> None:
    """The rest of the object is what it was."""
    assert b"JS" not in _segment("<< /Type /Rendition /JS (run) /N (name) >>")[1].template
    assert b"(name)" in _segment("<< /Type /Rendition /JS (run) /N (name) >>")[1].template


def test_layers_of_two_uploads_stay_two() -> None:
    """They need not be on and off together."""
    assert _segment("<< /Type /OCG /Name (Layer) >>")[1].digest is None


def test_streams_that_are_merely_alike_stay_two() -> None:
    """Of one length, with the same beginning and end: only their digests tell them apart, in any order in a book."""
    datas = [b"a" * 80 + middle + b"z" * 80 for middle in (b"1", b"2", b"1", b"3", b"2")]
    prepared = []
    for data in datas:
        pdf, out = pikepdf.new(), io.BytesIO()
        pdf.add_blank_page()
        pdf.pages[0].Contents = pikepdf.Stream(pdf, data)
        pdf.save(out, compress_streams=False)
        prepared.append(prepare(out.getvalue()))
    with pikepdf.open(io.BytesIO(assemble(prepared).pdf)) as book:
        contents = [page.Contents for page in book.pages]
        assert [stream.read_bytes() for stream in contents] == datas
        assert len({stream.objgen for stream in contents}) == 3
