"""Pages as Excel prints them: paper, margins, areas, scale, breaks, titles, headers and footers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.worksheet.pagebreak import Break, ColBreak
from openpyxl.worksheet.properties import PageSetupProperties

from tests.sheets.paper import Paper

Draw = Callable[..., Paper]


def _grid(rows: int = 10, columns: int = 4) -> Workbook:
    book = Workbook()
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            book.active.cell(row, column, f"r{row}c{column}")
    return book


@pytest.mark.parametrize(("number", "size"), [(1, (612, 792)), (9, (595, 842)), (8, (842, 1191)), (5, (612, 1008))])
def test_paper(draw: Draw, number: int, size: tuple[int, int]) -> None:
    """The paper's number gives the page's size, landscape turns it."""
    book = _grid()
    book.active.page_setup.paperSize = number
    assert draw(book).size() == size
    book.active.page_setup.orientation = "landscape"
    assert draw(book).size() == size[::-1]


def test_margins(draw: Draw) -> None:
    """The first cell begins at the left margin, one point in, and hangs from the top margin."""
    book = _grid(1, 1)
    book.active.page_margins.left, book.active.page_margins.top = 2, 3
    book.active.row_dimensions[1].height = 15
    piece = draw(book).find("r1c1")
    assert piece.x == pytest.approx(144.99, abs=0.1)
    assert piece.y == pytest.approx(216 + 15 - 0.99 - 2.75, abs=0.1)


def test_print_areas(draw: Draw) -> None:
    """Each print area has pages of its own, and nothing else is printed."""
    book = _grid()
    book.active.print_area = "A1:B2,C5:D6"
    paper = draw(book)
    assert paper.made.page_count == 2
    assert "r2c2" in paper.text(0)
    assert "r3c1" not in paper.text(0)
    assert "r5c3" in paper.text(1)


def test_scale(draw: Draw) -> None:
    """A scale of 50% halves the letters."""
    book = _grid()
    book.active.page_setup.scale = 50
    assert draw(book).find("r1c1").size == pytest.approx(5.5, abs=0.01)


def test_fit_to_one_page(draw: Draw) -> None:
    """Fitted to one page, 300 rows come on one; unfitted they take several."""
    book = _grid(300, 4)
    assert draw(book).made.page_count > 3
    book.active.sheet_properties.pageSetUpPr.fitToPage = True
    assert draw(book).made.page_count == 1


def test_option_fit_width(draw: Draw) -> None:
    """The option puts a wide sheet on one page's width, whatever the sheet says."""
    book = _grid(5, 30)
    assert draw(book).made.page_count > 1
    assert draw(book, fit_width=True).made.page_count == 1


def test_manual_breaks(draw: Draw) -> None:
    """A break after row 4 and one after column B make four pages, down before across."""
    book = _grid()
    book.active.row_breaks.append(Break(id=4))
    book.active.col_breaks = ColBreak()
    book.active.col_breaks.append(Break(id=2))
    paper = draw(book)
    starts = [paper.text(n).split()[0] for n in range(paper.made.page_count)]
    assert starts == ["r1c1", "r5c1", "r1c3", "r5c3"]
    book.active.page_setup.pageOrder = "overThenDown"
    paper = draw(book)
    assert [paper.text(n).split()[0] for n in range(4)] == ["r1c1", "r1c3", "r5c1", "r5c3"]


@pytest.mark.parametrize(
    ("wide", "high", "starts"),
    [
        (1, 0, ["r1c1", "r5c1"]),
        (0, 1, ["r1c1", "r1c3"]),
        (1, 1, ["r1c1"]),
    ],
)
def test_manual_breaks_when_fitted(draw: Draw, wide: int, high: int, starts: list[str]) -> None:
    """A break counts in the direction in which the number of pages is free."""
    book = _grid()
    book.active.row_breaks.append(Break(id=4))
    book.active.col_breaks = ColBreak()
    book.active.col_breaks.append(Break(id=2))
    book.active.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    book.active.page_setup.fitToWidth, book.active.page_setup.fitToHeight = wide, high
    paper = draw(book)
    assert [paper.text(n).split()[0] for n in range(paper.made.page_count)] == starts


def test_titles_repeat(draw: Draw) -> None:
    """Title rows stand at the top of every page."""
    book = _grid(120, 2)
    book.active.print_title_rows = "1:1"
    paper = draw(book)
    assert paper.made.page_count > 1
    assert all("r1c1" in paper.text(n) for n in range(paper.made.page_count))


def test_hidden_rows_and_sheets(draw: Draw) -> None:
    """What is hidden is not printed; a hidden sheet is when it is asked for by name."""
    book = _grid(5, 2)
    book.active.row_dimensions[3].hidden = True
    book.create_sheet("Secret")["A1"] = "hidden sheet"
    book["Secret"].sheet_state = "hidden"
    paper = draw(book)
    assert paper.made.page_count == 1
    assert "r3c1" not in paper.text()


def test_blank_pages_are_left_out(draw: Draw) -> None:
    """Between two far cells no empty page is printed."""
    book = Workbook()
    book.active["A1"], book.active["A500"] = "first", "last"
    assert draw(book).made.page_count == 2


def test_header_and_footer_codes(draw: Draw) -> None:
    """Page numbers, counts and the sheet's name are filled in."""
    book = _grid(120, 1)
    book.active.title = "Ledger"
    book.active.oddHeader.center.text = "&A"
    book.active.oddFooter.right.text = "Page &P of &N"
    paper = draw(book)
    count = paper.made.page_count
    assert "Ledger" in paper.text(0)
    assert f"Page {count} of {count}" in paper.text(count - 1)


@pytest.mark.parametrize(
    ("odd_even", "first", "headers"),
    [
        (False, False, ["odd", "odd", "odd", "odd"]),
        (True, False, ["odd", "even", "odd", "even"]),
        (False, True, ["first", "odd", "odd", "odd"]),
        (True, True, ["first", "even", "odd", "even"]),
    ],
)
def test_headers_of_odd_even_and_first_pages(draw: Draw, odd_even: bool, first: bool, headers: list[str]) -> None:
    """By the page's number, where the sheet tells them apart."""
    book = _grid(160, 1)
    sheet = book.active
    for kind in ("odd", "even", "first"):
        getattr(sheet, f"{kind}Header").center.text = f"{kind} head"
        getattr(sheet, f"{kind}Footer").center.text = f"{kind} foot"
    sheet.HeaderFooter.differentOddEven, sheet.HeaderFooter.differentFirst = odd_even, first
    paper = draw(book)
    pages = [paper.text(n) for n in range(paper.made.page_count)]
    assert [next(kind for kind in ("odd", "even", "first") if f"{kind} head" in page) for page in pages] == headers
    assert all(f"{kind} foot" in page for kind, page in zip(headers, pages, strict=True))


def test_the_first_page_number_decides_odd_and_even(draw: Draw) -> None:
    """A sheet that counts from 2 begins with an even page."""
    book = _grid(120, 1)
    book.active.oddHeader.center.text, book.active.evenHeader.center.text = "odd &P", "even &P"
    book.active.HeaderFooter.differentOddEven = True
    book.active.page_setup.firstPageNumber, book.active.page_setup.useFirstPageNumber = 2, True
    paper = draw(book)
    assert "even 2" in paper.text(0)
    assert "odd 3" in paper.text(1)


def test_centered(draw: Draw) -> None:
    """A centered table has the same room on both sides."""
    book = _grid(1, 1)
    book.active.print_options.horizontalCentered = True
    book.active.column_dimensions["A"].width = 10
    left = draw(book).find("r1c1").x
    assert left == pytest.approx((595 - 10 * 5.6) / 2 + 1, abs=2)


def test_right_to_left_sheet(draw: Draw) -> None:
    """The first column of a right-to-left sheet is the rightmost."""
    book = _grid(1, 2)
    book.active.sheet_view.rightToLeft = True
    paper = draw(book)
    assert paper.find("r1c1").x > paper.find("r1c2").x


def test_same_input_same_bytes(draw: Draw) -> None:
    """Two renderings are equal byte for byte."""
    book = _grid()
    assert draw(book).made.pdf == draw(book).made.pdf


def test_lone_columns_and_rows_get_suggestions(draw: Draw) -> None:
    """What would bring them back, and to how many pages; what is ordered so has that many."""
    wide = draw(_grid(5, 11)).made
    assert [(s.change, s.pages, s.instead_of) for s in wide.suggestions] == [("fit_width", 1, 2), ("orientation", 1, 2)]
    assert any("Column K falls" in p.message and "1 page instead of 2" in p.remedy for p in wide.problems)
    assert draw(_grid(5, 11), fit_width=True).made.page_count == draw(_grid(5, 11), landscape=True).made.page_count == 1
    long = draw(_grid(50, 2)).made
    (found,) = long.suggestions
    assert (found.change, found.pages) == ("scale", 1)
    assert draw(_grid(50, 2), scale=found.value).made.page_count == 1
    assert draw(_grid(50, 2), scale=found.value + 1).made.page_count == 2


def test_hidden_content_is_named(draw: Draw) -> None:
    """Hidden rows and columns that hold something are listed; empty ones are nobody's loss."""
    book = _grid(9, 4)
    book.active.row_dimensions[3].hidden = book.active.row_dimensions[5].hidden = True
    book.active.column_dimensions["C"].hidden = book.active.column_dimensions["H"].hidden = True
    assert [p.message for p in draw(book).made.problems] == [
        "Rows 3, 5 and column C are hidden within what is printed, with content."
    ]


def test_columns_with_borders_keep_their_pages(draw: Draw) -> None:
    """A page between others that shows only a column's own borders is printed, one that is only filled is not."""
    book = Workbook()
    sheet = book.active
    sheet["A1"], sheet["A120"] = "first", "last"
    paper = draw(book)
    assert paper.made.page_count == 2  # the page between them is blank
    side = Side("thin")
    sheet.column_dimensions["A"].border = Border(left=side, right=side)
    assert draw(book).made.page_count == 3


def test_a_formula_that_shows_nothing_is_content(draw: Draw) -> None:
    """Excel prints as far as formulas reach, whatever they show."""
    book = Workbook()
    book.active["A1"], book.active["A120"] = "first", '=""'
    assert draw(book).made.page_count == 2


def test_painted_ends_of_rows_are_no_content(draw: Draw) -> None:
    """A row that is filled to its last column does not make the sheet wider, nor the print smaller."""
    book = Workbook()
    sheet = book.active
    sheet["A1"] = "short"
    for column in range(2, 60):
        sheet.cell(1, column).fill = PatternFill("solid", "FFEEEEEE")
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    assert draw(book).find("short").size == pytest.approx(11)


def test_columns_are_as_wide_as_printed(draw: Draw) -> None:
    """Ten letters of Calibri 11 are 55.5 points; a column without a width has eight and five pixels."""
    book = Workbook()
    sheet = book.active
    sheet["A1"], sheet["B1"], sheet["C1"] = "a", "b", "c"
    sheet.column_dimensions["A"].width = 10
    a, b, c = (draw(book).find(letter).x for letter in "abc")
    assert b - a == pytest.approx(55.5, abs=0.05)
    assert c - b == pytest.approx(48.15, abs=0.05)
