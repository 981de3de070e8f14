"""Stamps: text laid over pages where the reader sees the anchor."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from booklet.pdf import BookOptions, Prepared, assemble
from booklet.pdf.finish.stamps import letters_without_font
from booklet.pdf.fonts.subset import subset
from booklet.pdf.types import Anchor, Stamp
from booklet.text.faces import face
from tests.pdf.conftest import complaints, unpacked

Real = Callable[[str], Prepared]


def place(data: bytes, page: int, text: str) -> tuple[float, float]:
    """Where a text's middle is on a page as it is shown: shares of width (from the left) and height (from below)."""
    pdf = pypdfium2.PdfDocument(data)
    shown = pdf[page]
    found = shown.get_textpage()
    start, count = found.search(text).get_next()
    boxes = [found.get_charbox(index) for index in range(start, start + count)]
    x = (min(box[0] for box in boxes) + max(box[2] for box in boxes)) / 2
    y = (min(box[1] for box in boxes) + max(box[3] for box in boxes)) / 2
    left, bottom, right, top = shown.get_cropbox()
    across, up = (x - left) / (right - left), (y - bottom) / (top - bottom)
    return {0: (across, up), 90: (up, 1 - across), 180: (1 - across, 1 - up), 270: (1 - up, across)}[
        shown.get_rotation()
    ]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize(
    ("anchor", "near"),
    [("bottom", (0.5, 0.04)), ("top-left", (0.1, 0.96)), ("right", (0.9, 0.5)), ("center", (0.5, 0.5))],
)
def test_a_stamp_is_where_the_reader_sees_it(
    brochure: Prepared, rotate: int, anchor: Anchor, near: tuple[float, float]
) -> None:
    """Turned pages too: the text is near its anchor."""
    stamps = {0: [Stamp("Zq 1 of 9", anchor=anchor)]}
    made = assemble([brochure.select("2", rotate=rotate)], options=BookOptions(stamps=stamps)).pdf
    x, y = place(made, 0, "Zq 1 of 9")
    assert abs(x - near[0]) < 0.06
    assert abs(y - near[1]) < 0.06


def test_cropped_and_offset_pages(real: Real) -> None:
    """The crop box counts, wherever it lies."""
    page = real("pages--malformed-from-issue-932.pdf")
    made = assemble([page], options=BookOptions(stamps={0: [Stamp("Zq middle", anchor="center")]})).pdf
    assert place(made, 0, "Zq middle") == pytest.approx((0.5, 0.5), abs=0.02)


def test_a_watermark_spans_the_page(brochure: Prepared, tmp_path: Path) -> None:
    """Fitted text takes three quarters of the width, half transparent, and the book stays valid."""
    mark = Stamp("CONFIDENTIAL Žluť", anchor="center", fit_width=True, opacity=0.5)
    out = tmp_path / "book.pdf"
    assemble([brochure.select("1")], out, options=BookOptions(stamps={0: [mark]}))
    assert not complaints(out)
    found = pypdfium2.PdfDocument(out)[0].get_textpage()
    index, count = found.search("CONFIDENTIAL Žluť").get_next()
    boxes = [found.get_charbox(i) for i in range(index, index + count)]
    assert boxes[-1][2] - boxes[0][0] == pytest.approx(0.75 * brochure.pages[0].width_pt, rel=0.03)
    assert b"/ca 0.5" in unpacked(out.read_bytes())


def test_letters_that_the_face_lacks_come_from_others(brochure: Prepared, tmp_path: Path) -> None:
    """A customer's name in a header reads as it is written, whatever its script; joined letters are shaped."""
    out = tmp_path / "book.pdf"
    stamps = {0: [Stamp("Acme 株式会社 한국 ไทย ltd", "top-right"), Stamp("שלום", "bottom-left")]}
    assemble([brochure.select("1")], out, options=BookOptions(stamps=stamps))
    assert not complaints(out)
    text = pypdfium2.PdfDocument(out)[0].get_textpage().get_text_range()
    assert "Acme 株式会社 한국 ไทย ltd" in text
    assert "שלום" in text
    assert letters_without_font("Ünal 漢 שלום", "Carlito") == ""
    assert letters_without_font("a\U0010fffdb\U0010fffd", "Carlito") == "\U0010fffd"


def test_one_subset_for_each_face(brochure: Prepared) -> None:
    """Many stamps share a font; another page's text changes nothing of the page's own content."""
    stamps = {index: [Stamp(f"Page {index + 1}")] for index in range(6)}
    data = unpacked(assemble([brochure], options=BookOptions(stamps=stamps)).pdf)
    assert data.count(b"/Length1") - brochure.document.source.buffer[:].count(b"/Length1") == 1


def test_subsets_keep_composite_glyphs_whole() -> None:
    """The parts of an accented letter come along, at their old numbers."""
    carlito = face("Carlito")
    glyph = carlito.glyphs["Ž"]
    font = TTFont(io.BytesIO(subset(carlito, {glyph: "Ž"})))
    outline = font["glyf"][font.getGlyphName(glyph)]
    assert outline.isComposite()
    assert all(font["glyf"][part.glyphName].numberOfContours for part in outline.components)
    assert len(subset(carlito, {glyph: "Ž"})) < 60_000
