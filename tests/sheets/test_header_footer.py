"""Headers and footers: which texts a page has, their codes, and where they stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

import pytest

from booklet.sheets import RenderOptions
from booklet.sheets.draw.pdf_document import draw_document
from booklet.sheets.layout.pagination import pages_of
from booklet.sheets.layout.sheet_view import SheetView
from booklet.sheets.model.page_setup import HeaderFooter, Margins, PageSetup
from booklet.sheets.model.sheet import Sheet
from booklet.sheets.model.style import Font
from booklet.sheets.result import Rendered
from tests.sheets.model_sheets import book_of, sheet_of
from tests.sheets.paper import Paper, Written

MARGINS = Margins(left=0.5, right=1.0, top=1, bottom=1, header=0.25, footer=0.375)
WIDTH, HEIGHT = 600.0, 400.0


class Drawn(NamedTuple):
    """The texts of each page, left to right and top to bottom, without the sheet's own cells."""

    pages: list[list[Written]]

    @property
    def texts(self) -> list[list[str]]:
        return [[piece.text for piece in page] for page in self.pages]


def _drawn(*sheets: Sheet, **options: object) -> Drawn:
    book, settings = book_of(*sheets, theme_colors=("FFFFFF", "000000", "FF0000")), RenderOptions(**options)
    pages = [page for sheet in sheets for page in pages_of(SheetView(book, sheet, settings), settings)]
    paper = Paper(Rendered(len(pages), draw_document(pages, settings).pdf, ()))
    texts = [[p._replace(text=p.text.strip()) for p in paper.written(n) if p.text != "1"] for n in range(len(pages))]
    return Drawn([sorted(page, key=lambda piece: (round(piece.y), piece.x)) for page in texts])


def _sheet(texts: HeaderFooter, pages: int = 1, name: str = "Plan", **setup: object) -> Sheet:
    """A sheet of so many pages, with a 1 in the first cell of each."""
    page_setup = PageSetup(paper_width_pt=WIDTH, paper_height_pt=HEIGHT, margins=MARGINS, header_footer=texts, **setup)
    cells = {f"A{1 + n}": 1 for n in range(pages)}
    return sheet_of(cells, name, page_setup=page_setup, row_breaks=tuple(range(1, pages)))


def _one(header: str, **options: object) -> list[Written]:
    return _drawn(_sheet(HeaderFooter(odd_header=header)), **options).pages[0]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("page &P of &N", "page 1 of 1"),
        ("&P+4", "5"),
        ("&P-1", "0"),
        ("&A", "Plan"),
        ("&F", "plan.xlsx"),
        ("&D", "5/3/2026"),
        ("&T", "12:05 PM"),
        ("R&&D", "R&D"),
        ("a&Zb", "ab"),
        ("&p/&n", "1/1"),
    ],
)
def test_codes(code: str, shown: str) -> None:
    """Numbers, names, date and time of the rendering's settings; a path, which nobody should see, is empty."""
    made = _one(code, created=datetime(2026, 5, 3, 12, 5), file_name="plan.xlsx")
    assert [piece.text for piece in made] == [shown]


@pytest.mark.parametrize(
    ("hour", "shown"), [(0, "12:07 AM"), (1, "1:07 AM"), (11, "11:07 AM"), (12, "12:07 PM"), (23, "11:07 PM")]
)
def test_the_time_of_day(hour: int, shown: str) -> None:
    """Noon is PM and midnight AM."""
    assert _one("&T", created=datetime(2026, 5, 3, hour, 7))[0].text == shown


def test_sections_stand_left_center_and_right() -> None:
    """Text without a section is in the center; each section is aligned to its side, at the header's margin."""
    left, center, right = _one("&Lleft&Cmid&Rright")
    assert (left.text, center.text, right.text) == ("left", "mid", "right")
    assert left.x == pytest.approx(36)
    middle, width = (36 + WIDTH - 72) / 2, 11 * 2
    assert abs(center.x + width / 2 - middle) < 4
    assert right.x < WIDTH - 72 < right.x + 30
    assert 18 < left.y < 18 + 14
    assert [piece.x for piece in _one("mid")] == [center.x]


def test_the_footer_stands_on_its_margin() -> None:
    """Its last line ends at the footer's margin, and more lines grow upwards."""
    one, other = _drawn(_sheet(HeaderFooter(odd_footer="a\nb"))).pages[0]
    assert (one.text, other.text) == ("a", "b")
    assert HEIGHT - 27 - 5 < other.y < HEIGHT - 27
    assert one.y < other.y - 10


def test_odd_and_even_pages() -> None:
    """Even pages have their own texts where that is asked for, and else those of the odd pages."""
    texts = {"odd_header": "odd", "even_header": "even", "odd_footer": "low odd", "even_footer": "low even"}
    assert _drawn(_sheet(HeaderFooter(**texts, different_odd_even=True), 3)).texts == [
        ["odd", "low odd"], ["even", "low even"], ["odd", "low odd"],
    ]  # fmt: skip
    assert _drawn(_sheet(HeaderFooter(**texts), 2)).texts == [["odd", "low odd"]] * 2


def test_the_first_page_has_its_own() -> None:
    """The first page's texts count where that is asked for, before those of odd pages; they may be empty."""
    texts = {"odd_header": "odd", "first_header": "first", "odd_footer": "low"}
    assert _drawn(_sheet(HeaderFooter(**texts, different_first=True), 2)).texts == [["first"], ["odd", "low"]]
    assert _drawn(_sheet(HeaderFooter(**texts), 1)).texts == [["odd", "low"]]


def test_whether_a_page_is_even_goes_by_its_printed_number() -> None:
    """A sheet whose numbers begin at 4 begins with an even page, and its first page is the first all the same."""
    texts = HeaderFooter(odd_header="odd &P", even_header="even &P", different_odd_even=True)
    assert _drawn(_sheet(texts, 2, first_page_number=4)).texts == [["even 4"], ["odd 5"]]


def test_numbers_run_on_from_sheet_to_sheet() -> None:
    """The count goes on, a sheet with a first number begins with it, and the total is of all sheets."""
    texts = HeaderFooter(odd_header="&A &P/&N", first_header="new &P/&N", different_first=True)
    sheets = [_sheet(texts, 2, "One"), _sheet(texts, 1, "Two"), _sheet(texts, 2, "Three", first_page_number=10)]
    assert [page[0] for page in _drawn(*sheets).texts] == ["new 1/5", "One 2/5", "new 3/5", "new 10/5", "Three 11/5"]


def test_sizes_follow_their_code() -> None:
    """A size counts until the next, within its section."""
    pieces = _one("&L&20big&8small&Cplain")
    assert [(piece.text, round(piece.size)) for piece in sorted(pieces, key=lambda p: p.x)] == [
        ("big", 20), ("small", 8), ("plain", 11),
    ]  # fmt: skip


def _fonts(text: str) -> list[tuple[str, Font]]:
    """The runs of a header with their fonts, before they are set."""
    from booklet.sheets.draw.header_footer import PageNumber, _Codes

    sheet = _sheet(HeaderFooter())
    view = SheetView(book_of(sheet, theme_colors=("FFFFFF", "000000", "808080")), sheet)
    page = pages_of(view, view.options)[0]
    lines = _Codes(page, PageNumber(1, 1, 1), view.options).sections(text, 1.0)
    return [(span.text, span.font) for line in lines.get("C", []) for span in line.spans]


@pytest.mark.parametrize(
    ("code", "look"),
    [
        ("&B", lambda font: font.bold),
        ("&I", lambda font: font.italic),
        ("&S", lambda font: font.strike),
        ("&U", lambda font: font.underline == "single"),
        ("&E", lambda font: font.underline == "double"),
        ("&X", lambda font: font.raised == "superscript"),
        ("&Y", lambda font: font.raised == "subscript"),
    ],
)
def test_a_look_is_switched_on_and_off(code: str, look: Callable[[Font], bool]) -> None:
    """The same code ends what it has begun."""
    assert [(text, bool(look(font))) for text, font in _fonts(f"a{code}b{code}c")] == [
        ("a", False), ("b", True), ("c", False),
    ]  # fmt: skip


def test_a_font_by_name_and_look() -> None:
    """A name with its look; a hyphen keeps the font; the words are those of Excel's language."""
    assert [(f.name, f.bold, f.italic) for _, f in _fonts('&"Arial,Bold Italic"x')] == [("Arial", True, True)]
    assert [(f.name, f.bold, f.italic) for _, f in _fonts('&"-,Fett"x')] == [("Calibri", True, False)]
    assert [(f.name, f.bold, f.italic) for _, f in _fonts('&B&"-,Regular"x')] == [("Calibri", False, False)]


def test_colors() -> None:
    """As six digits, or as a color of the theme with a tint; beyond the theme there is none."""
    codes = "&KFF00aax", "&K02+000x", "&K02-050x", "&K02+050x", "&K03+000x"
    assert [_fonts(code)[0][1].color for code in codes] == ["FF00AA", "808080", "404040", "C0C0C0", None]


def test_words_stay_whole_across_codes_without_effect() -> None:
    """A page number and the text around it are one piece, which can be searched for."""
    assert [piece.text for piece in _one("Page &P&Lx")] == ["x", "Page 1"]


def test_headers_are_scaled_with_the_page_as_asked() -> None:
    """A page at half the size has letters of half the size; Excel leaves them where the file says so."""
    kept = HeaderFooter(odd_header="text", scale_with_document=False)
    sizes = [_drawn(_sheet(kept, scale=50), like=like).pages[0][0].size for like in ("excel", "libreoffice")]
    assert [round(size, 1) for size in sizes] == [11.0, 5.5]
    scaled = _drawn(_sheet(HeaderFooter(odd_header="text"), scale=50), like="excel").pages[0][0]
    assert round(scaled.size, 1) == 5.5
