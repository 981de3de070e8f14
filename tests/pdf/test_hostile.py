"""Files made to break things: a book or a BookletError, never anything else."""

from __future__ import annotations

import base64
import io
import random
import re
import zlib
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from booklet.errors import BookletError, LimitExceeded
from booklet.pdf import BookOptions, assemble, prepare
from booklet.pdf.source.normalize import normalize
from booklet.pdf.types import Stamp
from tests.conftest import CORPUS
from tests.pdf.conftest import complaints

SMALL = sorted(path for path in (CORPUS / "pdf").glob("*.pdf") if 0 < path.stat().st_size < 60_000)
WRONG = [b"null", b"[ ]", b"(text)", b"/Name", b"5", b"-1", b"<< >>", b"true", b"[ 1 0 R 2 0 R ]", b"999999 0 R"]


def use(data: bytes) -> None:
    """Do with a file all that can be done with an upload."""
    try:
        prepared = prepare(data)
        values = {
            name: "x" if plan.kind in ("text", "combo", "list") else True for name, plan in prepared.form.plans.items()
        }
        parts = [prepared, prepared.select("1"), prepared.fill(values), prepared.fill(values, flatten=True).titled("x")]
        made = assemble(parts, options=BookOptions(stamps={0: [Stamp("x")]}))
        assert prepared.fields is not None
        assert prepared.outline is not None
        assert prepared.pages
    except BookletError:
        return
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert len(pdf.pages) == made.page_count


@pytest.mark.parametrize("path", SMALL[::2], ids=lambda path: path.name)
def test_bytes_changed_at_random(path: Path) -> None:
    """Bytes flipped, cut out, doubled, cut off."""
    chance = random.Random(path.name)
    for _ in range(4):
        data = bytearray(path.read_bytes())
        for _ in range(chance.choice((1, 5, 30))):
            at = chance.randrange(len(data))
            if chance.random() < 0.8:
                data[at] = chance.randrange(256)
            else:
                del data[at : at + chance.randrange(200)]
        use(bytes(data))


@pytest.mark.parametrize("path", SMALL[1::2], ids=lambda path: path.name)
def test_objects_changed_at_random(path: Path) -> None:
    """References led astray and values of the wrong type, behind a file that parses."""
    chance = random.Random(path.name)
    try:
        plain = normalize(path.read_bytes()).source.buffer
    except BookletError:
        return
    for _ in range(4):
        data = plain
        for _ in range(chance.choice((1, 4, 15))):
            places = list(re.finditer(rb"(?<=[A-Za-z] )(\d+ 0 R|\d+|/\w+|\([^()]*\)|\[[^\[\]]*\])", data))
            place = chance.choice(places)
            wrong = chance.choice([*WRONG, b"%d 0 R" % chance.randrange(1, 100)])
            data = data[: place.start()] + wrong + data[place.end() :]
        use(data)


NAMES = ("/Widget", "/Tx", "/Btn", "/Page", "/GoTo", "/JavaScript", "/Off", "/StructElem")
KEYS = (
    *("T", "Kids", "Parent", "FT", "V", "AP", "N", "AS", "Rect", "Opt", "DA", "MK", "Subtype", "Annots", "Fields"),
    *("Dest", "A", "D", "S", "First", "Next", "K", "Pg", "P", "Names", "Nums"),
)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-5, 5), st.sampled_from(NAMES), st.text("ab(\\\n%", max_size=3)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["/" + key for key in KEYS]), inner, max_size=4)
    ),
    max_leaves=12,
)


def to_pdf(value: object) -> object:
    """A plain value as pikepdf's."""
    if isinstance(value, str):
        return Name(value) if value.startswith("/") else String(value)
    if isinstance(value, list):
        return Array([to_pdf(item) for item in value])
    if isinstance(value, dict):
        return Dictionary({key: to_pdf(item) for key, item in value.items()})
    return value


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(VALUES, min_size=3, max_size=8), st.randoms(use_true_random=False))
def test_graphs_of_objects_made_up(values: list[object], chance: random.Random) -> None:
    """Anything at all in the places where the engine looks: loops, wrong types, nothing."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    objects = [pdf.make_indirect(to_pdf(value)) for value in values if isinstance(value, (list, dict))]
    for item in objects:
        if isinstance(item, Dictionary):
            item["/" + chance.choice(KEYS)] = chance.choice(objects)
    for key in ("/AcroForm", "/Outlines", "/Names", "/StructTreeRoot", "/OCProperties", "/PageLabels", "/Dests"):
        if objects and chance.random() < 0.6:
            pdf.Root[key] = chance.choice(objects)
    if objects:
        pdf.pages[0].obj["/Annots"] = Array([chance.choice(objects) for _ in range(3)])
    out = io.BytesIO()
    pdf.save(out)
    use(out.getvalue())


def chain(length: int) -> bytes:
    """A page whose resources are a chain of so many objects."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    link = pdf.make_indirect(Dictionary(End=True))
    for _ in range(length):
        link = pdf.make_indirect(Dictionary(Next=link))
    pdf.pages[0].obj["/Resources"] = Dictionary(Chain=link)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def test_a_long_chain_of_objects() -> None:
    """Ten thousand objects, each in the one before: no recursion."""
    assert assemble([prepare(chain(10_000))]).page_count == 1


@pytest.mark.parametrize("depth", [100, 300, 3000])
def test_deep_nesting(depth: int) -> None:
    """Arrays in arrays: read, or refused with a sentence."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    out = io.BytesIO()
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    use(out.getvalue().replace(b"/MediaBox", b"/Deep " + b"[" * depth + b"]" * depth + b" /MediaBox", 1))


@pytest.mark.parametrize("key", ["Pg", "Obj", "S"])
def test_structure_with_values_of_the_wrong_type(key: str) -> None:
    """Found by changing objects at random: an array where a reference or a name belongs."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, RoleMap=Dictionary(X=Name.P)))
    kids = Array([0, Dictionary(Type=Name.OBJR, Obj=Array([1]), Pg=Array([2]))])
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.X, P=root, K=kids))
    element["/" + key] = Array([1, 2])
    root["/K"] = Array([element])
    pdf.Root["/StructTreeRoot"] = root
    out = io.BytesIO()
    pdf.save(out)
    use(out.getvalue())


def page_with(*contents: tuple[bytes, object]) -> bytes:
    """A page whose content is some streams, each given as stored with its filter."""
    pdf, out = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    streams = []
    for data, filters in contents:
        streams.append(stream := pikepdf.Stream(pdf, data))
        if filters is not None:
            stream["/Filter"] = filters
    pdf.pages[0].obj["/Contents"] = Array(streams)
    pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return out.getvalue()


DRAWING = b"0 0 10 10 re f\n"


@pytest.mark.parametrize(
    ("data", "filters", "left"),
    [
        (b"no flate", Name.FlateDecode, b""),
        (zlib.compress(DRAWING)[:-6], Array([Name.FlateDecode]), DRAWING[:8]),
        (base64.a85encode(DRAWING)[:-5] + b"\xff~>", Name.ASCII85Decode, DRAWING[:8]),
        (b"picture", Name.JBIG2Decode, b""),
        (DRAWING, 5, b""),
        (DRAWING, Name.Nonsense, b""),
    ],
)
def test_content_that_does_not_unpack(data: bytes, filters: object, left: bytes, tmp_path: Path) -> None:
    """Found by exchanging streams at random: what can be read of it stays, and no reader complains."""
    prepared = prepare(page_with((DRAWING, None), (data, filters)))
    assert "damaged" in prepared.notes[0]
    out = tmp_path / "book.pdf"
    assemble([prepared], out)
    assert not complaints(out)
    with pikepdf.open(out) as pdf:
        streams = list(pdf.pages[0].Contents)
        assert streams[0].read_bytes() == DRAWING
        assert streams[1].read_bytes().startswith(left)


def test_a_picture_in_the_place_of_content(tmp_path: Path) -> None:
    """Found by exchanging objects at random: pictures and numbers are no content, what stands beside them is."""
    pdf, out = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    picture = pikepdf.Stream(pdf, b"\xff\xd8", Subtype=Name.Image, Filter=Name.DCTDecode, Width=1, Height=1)
    drawing = pikepdf.Stream(pdf, DRAWING)
    pdf.pages[0].obj["/Contents"] = Array([picture, pdf.make_indirect(Array([5])), drawing])
    pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    path = tmp_path / "book.pdf"
    assemble([prepare(out.getvalue())], path)
    assert not complaints(path)
    with pikepdf.open(path) as book:
        assert [stream.read_bytes() for stream in book.pages[0].Contents] == [DRAWING]


@pytest.mark.parametrize("key", ["Lang", "Metadata", "PageLabels", "Outlines", "Names", "Dests", "OCProperties", "AF"])
def test_a_catalog_with_values_of_the_wrong_type(key: str) -> None:
    """Found by exchanging objects at random: a dictionary, a list, a number, a page in the place of an entry."""
    for wrong in (Dictionary(A=1), Array([1, Name.X, Dictionary()]), 5, String("x")):
        pdf, out = pikepdf.new(), io.BytesIO()
        pdf.add_blank_page()
        pdf.Root["/" + key] = wrong
        pdf.save(out, fix_metadata_version=False)
        use(out.getvalue())


def test_content_that_is_a_bomb() -> None:
    """A hundred kilobytes that unpack to a hundred megabytes are refused, without unpacking them all."""
    with pytest.raises(LimitExceeded, match="unpacks to over 64 MB"):
        prepare(page_with((zlib.compress(bytes(100_000_000)), Name.FlateDecode)))
