"""Cells as displayed: alignment, overflow, wrapping, fills, borders, merges, rich text."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from booklet.text.bidi import Paragraph
from booklet.text.letter_order import visual_letters
from tests.sheets.paper import Paper

Draw = Callable[..., Paper]
LEFT, TOP = 54.0, 72.0  # openpyxl's margins


def _one(value: object, **looks: object) -> Workbook:
    book = Workbook()
    cell = book.active["A1"]
    cell.value = value
    for name, look in looks.items():
        setattr(cell, name, look)
    book.active.column_dimensions["A"].width = 20
    return book


def test_numbers_right_texts_left(draw: Draw) -> None:
    """Without a word from the style numbers stand right and texts left."""
    assert draw(_one("text")).find("text").x == pytest.approx(LEFT + 1, abs=0.2)
    assert draw(_one(5)).find("5").x > LEFT + 20 * 5.6 - 10


def test_number_that_does_not_fit(draw: Draw) -> None:
    """It prints #### and is reported as a problem of its cell."""
    book = _one(123456789, number_format="#,##0.00")
    book.active.column_dimensions["A"].width = 5
    paper = draw(book)
    assert set(paper.text().strip()) == {"#"}
    problem = next(p for p in paper.made.problems if "####" in p.message)
    assert (problem.cell, problem.sheet) == ("A1", "Sheet")


def test_date_before_the_calendar(draw: Draw) -> None:
    """It prints ####, and the remedy is another value: a wider column would not help."""
    problem = draw(_one(-1, number_format="yyyy-mm-dd")).made.problems[0]
    assert "cannot show this value" in problem.message
    assert "Correct the value" in problem.remedy


def test_many_cells_with_one_remedy(draw: Draw) -> None:
    """A few are told one by one, of the rest the cells are named in one problem."""
    book = _one(123456789, number_format="#,##0.00")
    for row in range(2, 14):
        book.active.cell(row, 1, 123456789).number_format = "#,##0.00"
    book.active.column_dimensions["A"].width = 5
    *single, rest = draw(book).made.problems
    assert [problem.cell for problem in single] == ["A1", "A2", "A3", "A4"]
    assert rest.message == "The same as of A1 is true of cells A5, A6, A7, A8, A9 and 4 more."


def test_general_loses_digits_before_it_overflows(draw: Draw) -> None:
    """A General number shows as many digits as its column has room for."""
    book = _one(1.23456789)
    book.active.column_dimensions["A"].width = 6
    assert draw(book).text().strip() in ("1.235", "1.2346")


def test_text_flows_and_is_cut(draw: Draw) -> None:
    """Long text flows over an empty neighbor, and is cut and reported at a full one."""
    book = _one("a text that is longer than its cell is wide")
    assert not draw(book).made.problems
    book.active["B1"] = "full"
    assert [p.cell for p in draw(book).made.problems] == ["A1"]


def test_wrapped_text_grows_its_row(draw: Draw) -> None:
    """A row without a height grows with its wrapped text as in Excel; LibreOffice 7.4 would cut it."""
    book = _one("one two three four five six seven", alignment=Alignment(wrap_text=True))
    book.active.column_dimensions["A"].width = 8
    book.active["A2"] = "below"
    paper = draw(book)
    assert len({piece.y for piece in paper.written() if piece.text != "below"}) >= 4
    assert paper.find("below").y > TOP + 4 * 15


def test_shrink(draw: Draw) -> None:
    """Text that shrinks to fit is set smaller, and not reported."""
    book = _one("a text that is longer than its cell", alignment=Alignment(shrink_to_fit=True))
    paper = draw(book)
    assert paper.written()[0].size < 11
    assert not paper.made.problems


def test_fill_and_border(draw: Draw) -> None:
    """A fill covers its cell, a border lies on the edge."""
    side = Side("medium", color="FF0000FF")
    paper = draw(_one("x", fill=PatternFill("solid", fgColor="FF00FF00"), border=Border(top=side)))
    assert paper.color_at(LEFT + 60, TOP + 8) == (0, 255, 0)
    assert paper.color_at(LEFT + 60, TOP) == (0, 0, 255)


def test_merged_cells(draw: Draw) -> None:
    """A merged text is centered over all its cells, and the fill covers them."""
    book = _one("mid", alignment=Alignment(horizontal="center"), fill=PatternFill("solid", fgColor="FFFFFF00"))
    book.active.merge_cells("A1:C2")
    paper = draw(book)
    width = 20 * 5.6 + 2 * 48.1
    assert paper.find("mid").x == pytest.approx(LEFT + width / 2 - 9, abs=3)
    assert paper.color_at(LEFT + width - 4, TOP + 25) == (255, 255, 0)


def test_rich_text(draw: Draw) -> None:
    """Runs keep their own sizes."""
    book = _one(CellRichText("plain ", TextBlock(InlineFont(sz=20, rFont="Calibri"), "large")))
    paper = draw(book)
    assert paper.find("plain").size == pytest.approx(11)
    assert paper.find("large").size == pytest.approx(20)


def test_rotation(draw: Draw) -> None:
    """Text at 90 degrees runs upwards within its cell."""
    book = _one("up", alignment=Alignment(text_rotation=90))
    book.active.row_dimensions[1].height = 60
    piece = draw(book).find("up")
    assert piece.size == pytest.approx(0, abs=0.01)  # the matrix turns the letters: none of their size is along x


def test_format_color(draw: Draw) -> None:
    """[Red] in a number format overrides the font's color."""
    book = _one(-8, number_format="0;[Red]0", font=Font(size=60, bold=True))
    book.active.row_dimensions[1].height = 80
    paper = draw(book)
    piece = paper.find("8")
    picture = {paper.color_at(piece.x + dx, piece.y - 4) for dx in range(2, 30)}
    assert (255, 0, 0) in picture


def test_arabic_is_joined_and_reversed(draw: Draw) -> None:
    """Arabic letters take their joined forms and run from right to left; numbers in them do not."""
    assert [letters for letters, _ in visual_letters(Paragraph("سلام"))] == ["\ufee1", "\ufefc", "\ufeb3"]
    assert "".join(letters for letters, _ in visual_letters(Paragraph("שנה 2026"))) == "2026 הנש"
    assert "2026" in draw(_one("שנה 2026")).text()


def test_letters_of_many_scripts_are_embedded(draw: Draw) -> None:
    """Chinese, Japanese, Korean and Thai have fonts of their own in the file; what no font has is told."""
    paper = draw(_one("漢 かな 한글 ไทย"))
    with pikepdf.open(io.BytesIO(paper.made.pdf)) as pdf:
        fonts = [font for name, font in pdf.pages[0].Resources.Font.items() if font.BaseFont != "/Helvetica"]
        assert len(fonts) >= 3
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)
    assert not paper.made.problems
    assert "boxes" in draw(_one("\U00012000")).made.problems[0].message


def test_signs_that_must_be_joined_are_told(draw: Draw) -> None:
    """Hindi is printed sign by sign, and preflight says so."""
    assert "one by one" in draw(_one("हिन्दी")).made.problems[0].message


def test_error_values(draw: Draw) -> None:
    """An error prints as Excel shows it, and is reported."""
    book = Workbook()
    book.active["A1"] = "=1/0"
    paper = draw(book)
    assert "#DIV/0!" in paper.text()
    assert any(p.cell == "A1" for p in paper.made.problems)


def test_links(draw: Draw) -> None:
    """A cell's hyperlink can be clicked on the page."""
    book = _one("site")
    book.active["A1"].hyperlink = "https://example.org/"
    paper = draw(book)
    assert b"https://example.org/" in paper.made.pdf
