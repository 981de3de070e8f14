"""Files that are made to take for ever or without end: each is read in little time, or refused with a sentence."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pypdfium2
import pytest

from booklet.errors import BookletError
from booklet.pdf import BookOptions, assemble, prepare
from booklet.pdf.types import Stamp

PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]%b>>"
CATALOG = b"<</Type/Catalog/Pages 2 0 R%b>>"
DEEP = 3000


def pdf(objects: dict[int, bytes]) -> bytes:
    """A file without a cross-reference table, which has to be found again."""
    bodies = {1: CATALOG % b"", 2: PAGES, 3: PAGE % b""} | objects
    text = b"".join(b"%d 0 obj\n%b\nendobj\n" % item for item in bodies.items())
    return b"%PDF-1.7\n" + text + b"trailer\n<</Root 1 0 R/Size 9>>\nstartxref\n0\n%%EOF\n"


def chain(link: bytes, last: bytes = b"null") -> dict[int, bytes]:
    """Objects from 10 on, each written with the numbers of those after and before it."""
    links = {
        10 + i: link.replace(b"AFTER", b"%d 0 R" % (11 + i)).replace(b"BEFORE", b"%d 0 R" % (9 + i))
        for i in range(DEEP)
    }
    return links | {10 + DEEP: last}


def content(entries: bytes) -> dict[int, bytes]:
    """A page whose content is a stream with some entries."""
    return {3: PAGE % b"/Contents 4 0 R", 4: b"<<%b>>\nstream\n0 0 1 1 re f\nendstream" % entries}


LINK = b"/Annots[<</Subtype/Link/Rect[0 0 1 1]/A 5 0 R>>]"
WIDGET = b"<</Subtype/Widget/FT/Tx/T(z)/V(x)/Rect[1 1 5 5]/Parent %d 0 R>>" % (9 + DEEP)
CASES: dict[str, dict[int, bytes]] = {
    "a length of ten gigabytes": content(b"/Length 10000000000"),
    "a length below nothing": content(b"/Length -5"),
    "a length that is itself": content(b"/Length 4 0 R"),
    "pages in a loop": {
        2: b"<</Type/Pages/Kids[2 0 R 5 0 R 3 0 R]>>",
        5: b"<</Type/Pages/Kids[2 0 R 5 0 R]/Parent 5 0 R>>",
    },
    "a million pages that are not there": {2: b"<</Type/Pages/Kids[3 0 R]/Count 1000000>>"},
    "a count beyond all numbers": {2: b"<</Type/Pages/Kids[3 0 R]/Count 99999999999999999999>>"},
    "one page ten thousand times": {2: b"<</Type/Pages/Kids[" + b"3 0 R " * 10_000 + b"]/Count 10000>>"},
    "dictionaries in each other": {3: PAGE % (b"/Resources " + b"<</K " * DEEP + b"1" + b">>" * DEEP)},
    "arrays in each other": {3: PAGE % (b"/Resources " + b"[" * DEEP + b"]" * DEEP)},
    "nodes of pages below each other": {2: b"<</Type/Pages/Kids[10 0 R]>>"}
    | chain(b"<</Type/Pages/Kids[AFTER]/Count 1>>", PAGE % b""),
    "bookmarks below each other": {1: CATALOG % b"/Outlines 10 0 R"}
    | chain(b"<</Title(x)/First AFTER/Parent BEFORE>>"),
    "bookmarks in a ring": {1: CATALOG % b"/Outlines<</First 10 0 R>>", 10: b"<</Title(x)/First 10 0 R/Next 10 0 R>>"},
    "functions of functions": {3: PAGE % b"/Resources<</ColorSpace<</C[/Separation/X/DeviceGray 10 0 R]>>>>"}
    | chain(b"<</FunctionType 3/Functions[AFTER AFTER]/Bounds[1]/Encode[0 1 0 1]/Domain[0 1]>>"),
    "fields below each other": {
        1: CATALOG % b"/AcroForm<</Fields[10 0 R]>>",
        3: PAGE % (b"/Annots[%d 0 R]" % (10 + DEEP)),
    }
    | chain(b"<</T(a)/Kids[AFTER]/Parent BEFORE>>", WIDGET),
    "structure below itself": {1: CATALOG % b"/StructTreeRoot 9 0 R", 9: b"<</K 10 0 R>>"}
    | chain(b"<</S/P/K AFTER/P BEFORE/Pg 3 0 R>>", b"<</S/P/K 0/Pg 3 0 R>>"),
    "names below each other twice": {1: CATALOG % b"/Names<</Dests 10 0 R>>/PageLabels 10 0 R"}
    | chain(b"<</Kids[AFTER AFTER]>>"),
    "actions that follow themselves": {3: PAGE % LINK, 5: b"<</S/URI/URI(x)/Next[5 0 R 5 0 R 5 0 R]>>"},
    "labels of giant numbers": {1: CATALOG % b"/PageLabels<</Nums[0<</S/r/St 99999999999>>]>>"},
    "boxes of giant numbers": {3: PAGE % b"/CropBox[-1e30 0 9999999999999999999999999 9]/UserUnit 1e30/Rotate 1e20"},
    "object streams in a ring": {
        10: b"<</Type/ObjStm/N 1/First 4/Extends 11 0 R/Length 8>>\nstream\n7 0 <<>>\nendstream",
        11: b"<</Type/ObjStm/N 1/First 4/Extends 10 0 R/Length 8>>\nstream\n8 0 <<>>\nendstream",
    },
}


@pytest.fixture
def no_hanging() -> Iterator[None]:
    """Ends a test that would go on for ever."""
    signal.alarm(120)
    yield
    signal.alarm(0)


@pytest.mark.usefixtures("no_hanging")
@pytest.mark.parametrize("case", CASES)
def test_what_has_no_end(case: str) -> None:
    """A book that PDFium opens, or a BookletError."""
    try:
        prepared = prepare(pdf(CASES[case]))
    except BookletError:
        return
    options = BookOptions(stamps={0: [Stamp("x")]}, same_names_share_a_value=True)
    parts = [prepared, prepared.select("1", rotate=90), prepared.fill({}, flatten=True)]
    made = assemble(parts, options=options)
    assert prepared.pages
    assert prepared.outline is not None
    assert len(pypdfium2.PdfDocument(made.pdf)) == made.page_count
