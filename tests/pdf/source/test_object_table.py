"""Objects of a normalized file, found by their offsets, whatever their numbers and sizes."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booklet.errors import DamagedFile
from booklet.pdf.source.object_table import Source, decode_stream, template_of
from booklet.pdf.syntax.objects import Hole, Name, Ref, parse, write
from tests.pdf.made_sources import FIRST_PAGE, made_source

_FIRST = FIRST_PAGE + 1


@pytest.fixture(scope="module")
def source() -> Source:
    """References to an array and to a stream."""
    return made_source(
        f"/Array {_FIRST} 0 R /Data {_FIRST + 1} 0 R",
        "[1 2 3]",
        "<< /Length 9 /Kind /Stream >>\nstream\nsome data\nendstream",
    )


def _entry(source: Source, key: str) -> object:
    return source.dictionary(source.trailer["Root"])[key]


def test_references_are_followed_to_their_end(source: Source) -> None:
    """What is no reference is itself; a reference to nothing is null."""
    assert isinstance(_entry(source, "Array"), Ref)
    assert source.resolve(_entry(source, "Array")) == [1, 2, 3]
    assert source.resolve(Ref(99)) is None
    assert source.resolve([7]) == [7]


def test_a_stream_stays_a_reference(source: Source) -> None:
    """So that it is brought into a book as it is; its dictionary and its data are there for who asks."""
    data = _entry(source, "Data")
    assert source.plain(data) == data
    assert isinstance(source.plain(data), Ref)
    assert source.dictionary(data)["Kind"] == Name("Stream")
    assert source.text(source.stream_number(data) or 0) == b"some data"
    assert source.stream_number(_entry(source, "Array")) is None
    assert source.plain(_entry(source, "Array")) == [1, 2, 3]


def test_what_is_of_another_kind_is_empty(source: Source) -> None:
    """An array where a dictionary is asked for, and the other way round."""
    assert source.dictionary(_entry(source, "Array")) == {}
    assert source.array(source.trailer["Root"]) == []
    assert source.dictionary(None) == source.dictionary(Name("x")) == {}


@pytest.mark.parametrize("number", [0, -1, 10_000])
def test_numbers_that_no_object_has_are_null(source: Source, number: int) -> None:
    """The first is none, and neither is what is behind the last."""
    assert source.value(number) is None
    assert source.value(source.count) is None
    assert source.value(source.count - 1) is not None


def test_values_are_made_anew(source: Source) -> None:
    """Whoever gets one may change it."""
    source.dictionary(source.trailer["Root"])["Array"] = None
    assert _entry(source, "Array") is not None


@settings(max_examples=30)
@given(st.lists(st.binary(max_size=60), min_size=1, max_size=12))
def test_every_object_of_a_file_is_found(strings: list[bytes]) -> None:
    """Also behind the ninth, whose number has two digits."""
    made = made_source(
        "/All [" + " ".join(f"{_FIRST + place} 0 R" for place in range(len(strings))) + "]",
        *(f"<{data.hex()}>" for data in strings),
    )
    assert [made.resolve(item) for item in made.array(_entry(made, "All"))] == strings


@pytest.mark.parametrize("cut", [b"startxref", b"xref\n0"])
def test_a_file_without_its_table_is_damaged(source: Source, cut: bytes) -> None:
    """As an entry of the cache may be; nothing is read from it."""
    whole = bytes(source.buffer[:])
    with pytest.raises(DamagedFile):
        Source(whole[: whole.rindex(cut)])


def test_filters_are_undone() -> None:
    """One, or several in their order; what cannot be undone gives nothing."""
    packed = zlib.compress(b"text")
    assert decode_stream({"Filter": Name("FlateDecode")}, packed) == b"text"
    both = {"Filter": [Name("ASCIIHexDecode"), Name("FlateDecode")]}
    assert decode_stream(both, packed.hex().encode() + b">") == b"text"
    assert decode_stream({"Filter": Name("FlateDecode")}, b"no flate") == b""
    assert decode_stream({}, b"plain") == b"plain"


@pytest.mark.parametrize(
    ("head", "slots", "filled"),
    [
        (b"<< /A 1 0 R /B 2 0 R >>", (1, 2), b"<< /A * /B * >>"),
        (b"<< /A (1 0 R) /B 2 0 R >>", (2,), b"<< /A (1 0 R) /B * >>"),
        (b"<< /A (\\) 1 0 R) /B 2 0 R >>", (2,), b"<< /A (\\) 1 0 R) /B * >>"),
        (b"<< /StructParent 3 /A 1 0 R >>", (Hole("structure", 3), 1), b"<< /StructParent * /A * >>"),
        (b"<< /StructParents 3 >>", (Hole("structure", 3),), b"<< /StructParents * >>"),
        (b"<< /A11 0 R /B [1 0 2 0 R] >>", (2,), b"<< /A11 0 R /B [1 0 *] >>"),
        (b"<< /A 100% >>", (), b"<< /A 100% >>"),
        (b"[12 0 R]", (12,), b"[*]"),
        (b"1 0 Rx", (), b"1 0 Rx"),
    ],
)
def test_an_object_becomes_a_template(head: bytes, slots: tuple[object, ...], filled: bytes) -> None:
    """Each reference is a hole, and so is a key of the structure's parent tree; strings and names are left alone."""
    template, found = template_of(head)
    assert found == slots
    assert template % ((b"*",) * len(found)) == filled


@given(st.lists(st.tuples(st.integers(1, 999), st.binary(max_size=6)), max_size=6))
def test_a_filled_template_says_what_the_object_said(items: list[tuple[int, bytes]]) -> None:
    """With every number as it was it is the same value."""
    head = write([part for number, data in items for part in (Ref(number), data)])
    template, slots = template_of(head)
    assert parse(template % tuple(b"%d 0 R" % slot for slot in slots if isinstance(slot, int))) == parse(head)
