"""Problems of printed sheets and the suggestions for them: each found, and not where there is nothing to find."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from booklet.sheets import SheetProblem
from booklet.sheets.draw.pdf_document import draw_document
from booklet.sheets.layout.pagination import blank_page, pages_of
from booklet.sheets.model.area import Area
from booklet.sheets.model.cell import Cell, ErrorValue
from booklet.sheets.model.drawing import Corner, Drawing, DrawingAnchor, Picture, Unknown
from booklet.sheets.model.sheet import RowSpec, Sheet
from booklet.sheets.model.style import CellAlignment, CellStyle, Font
from booklet.sheets.preflight.sheet_problems import check
from booklet.sheets.preflight.suggestions import suggestions_for
from tests.sheets.model_sheets import book_of, columns_of, paper_for, sheet_of, view_of

LONG = "A text that is much too long for its column of ten letters"


def _problems(sheet: Sheet, *styles: CellStyle, **options: object) -> list[SheetProblem]:
    view = view_of(sheet, book_of(sheet, styles=styles), **options)
    pages = pages_of(view, view.options)
    drawn = draw_document(pages or [blank_page(view, view.options)], view.options)
    return check(view, pages, view.options, suggestions_for(view, pages, view.options), drawn.misfits[id(view)])


def _told(problems: Sequence[SheetProblem]) -> list[tuple[str | None, str]]:
    return [(problem.cell, problem.message) for problem in problems]


def test_a_sheet_without_problems() -> None:
    """Numbers and texts that fit, a text that flows over an empty neighbor, and one that wraps."""
    wrap = CellStyle(alignment=CellAlignment(wrap=True))
    sheet = sheet_of({"A1": 1, "B1": LONG, "A2": Cell(LONG, 1)}, row_specs={2: RowSpec(120, True, False, None)})
    assert _problems(sheet, wrap) == []


def test_a_number_that_does_not_fit() -> None:
    """It prints as ####, and a wider column is the remedy."""
    money = CellStyle(number_format="#,##0.00")
    (problem,) = _problems(sheet_of({"B2": Cell(1234567890123.0, 1)}), money)
    assert (problem.severity, problem.cell) == ("warning", "B2")
    assert problem.message == "The value 1,234,567,890,123.00 does not fit its column and prints as ####."
    assert problem.remedy == "Make column B wider."


def test_a_general_number_is_shortened_and_no_problem() -> None:
    """Digits that have no room are left out, as long as any form fits."""
    assert _problems(sheet_of({"B2": 1234567890123.456})) == []
    narrow = sheet_of({"B2": 1234567890123.0}, columns=columns_of(10, 1.5))
    assert [problem.remedy for problem in _problems(narrow)] == ["Make column B wider."]


def test_a_text_that_is_cut() -> None:
    """By a filled neighbor, by its row's height, or by its column; shortened where it is named."""
    full = sheet_of({"A1": LONG, "B1": 1})
    assert _told(_problems(full)) == [("A1", "The text 'A text that is much too long for its co…' is cut off.")]
    wrap = CellStyle(alignment=CellAlignment(wrap=True))
    assert _told(_problems(sheet_of({"C1": Cell("low low low low low", 1)}), wrap)) == [
        ("C1", "The text 'low low low low low' is cut off.")
    ]


def test_shrunk_and_turned_texts_are_not_cut() -> None:
    """The first fits by its setting, and of the second nobody can tell."""
    styles = [CellStyle(alignment=CellAlignment(shrink=True)), CellStyle(alignment=CellAlignment(rotation=90))]
    assert _problems(sheet_of({"A1": Cell(LONG, 1), "B1": 1, "A2": Cell(LONG, 2), "B2": 1}), *styles) == []


def test_dates_below_zero_and_errors() -> None:
    """A value that the format cannot show, and an error value, each with its own remedy."""
    date = CellStyle(number_format="d/m/yyyy")
    told = _problems(sheet_of({"A1": Cell(-5.0, 1), "A2": ErrorValue("#REF!")}), date)
    assert [problem.remedy.split(",")[0] for problem in told] == [
        "Correct the value", "Correct the formula in Excel",
    ]  # fmt: skip
    assert told[1].message == "The cell shows the error #REF!."


def test_only_what_is_printed_is_checked() -> None:
    """Beyond the print area, in hidden columns and under merged cells nothing is told."""
    error = ErrorValue("#N/A")
    assert _problems(sheet_of({"A1": 1, "C3": error}, print_areas=(Area(1, 1, 2, 2),))) == []
    merged = sheet_of({"A1": 1, "B1": error}, merges=[Area(1, 1, 1, 2)])
    assert _problems(merged) == []


def test_many_problems_with_one_remedy_are_told_together() -> None:
    """Four by themselves, then one for the rest that names five cells and counts the others."""
    told = _problems(sheet_of({"A1:A12": ErrorValue("#N/A")}))
    assert [problem.cell for problem in told] == ["A1", "A2", "A3", "A4", None]
    assert told[4].message == "The same as of A1 is true of cells A5, A6, A7, A8, A9 and 3 more."
    assert len(_problems(sheet_of({"A1:A4": ErrorValue("#N/A")}))) == 4


def test_hidden_content_is_told() -> None:
    """Rows and columns with content within what is printed; empty ones and those beyond are not."""
    hidden = RowSpec(None, False, True, None)
    sheet = sheet_of({"A1:C6": 1}, row_specs={2: hidden, 4: hidden, 9: hidden}, columns=columns_of(10, 0, 10))
    del sheet.rows[4]
    (problem,) = _problems(sheet)
    assert problem.message == "Row 2 and column B are hidden within what is printed, with content."
    sheet = sheet_of({"A1": 1, "A2": "x", "A3": 1}, row_specs={2: hidden})
    assert [p.message for p in _problems(sheet)] == ["Row 2 is hidden within what is printed, with content."]


def test_drawings_that_cannot_be_drawn_are_errors() -> None:
    """By the cell of their corner; an image that nobody can read is one of them."""
    corner = DrawingAnchor(Corner(2, 3, 0, 0), None, width_pt=9, height_pt=9)
    sheet = sheet_of(
        {"A1:C9": 1}, drawings=[Drawing(corner, Unknown("Diagram 1")), Drawing(corner, Picture(b"x", "Logo"))]
    )
    told = _problems(sheet)
    assert [(p.severity, p.cell, p.message.split(" cannot")[0]) for p in told] == [
        ("error", "B3", "Diagram 1"), ("error", "B3", "Logo"),
    ]  # fmt: skip


def test_fonts_that_are_not_at_hand() -> None:
    """A font with a twin of its widths is no problem, another is told once, and only where it is used."""
    styles = [CellStyle(font=Font(name)) for name in ("Arial", "Papyrus", "Comic Sans MS")]
    sheet = sheet_of({"A1": Cell("x", 1), "A2:A3": Cell("x", 2), "A4": Cell(None, 3)})
    assert [p.message.split(".")[0] for p in _problems(sheet, *styles)] == ["The font Papyrus is not at hand"]


def test_notes_of_the_reader_are_told() -> None:
    """What was passed over while the file was read is a warning."""
    (problem,) = _problems(sheet_of({"A1": 1}, notes=["A video is left out."]))
    assert (problem.severity, problem.message) == ("warning", "A video is left out.")


def _suggested(sheet: Sheet) -> list[tuple[str, object, int, int]]:
    view = view_of(sheet)
    pages = pages_of(view, view.options)
    found = suggestions_for(view, pages, view.options)
    return [(each.change, each.value, each.pages, each.instead_of) for each in found]


def _wide(columns: int, rows: int, **setup: object) -> Sheet:
    """A filled sheet on paper for 8 columns and 12 rows."""
    sheet = sheet_of({"A1": 1}, page_setup=replace(paper_for(8, 12), **setup))
    for row in range(1, rows + 1):
        sheet.rows[row] = {column: Cell(1.0, 0) for column in range(1, columns + 1)}
    return sheet


def test_lone_columns_bring_suggestions_with_the_fewest_pages_first() -> None:
    """One column too many: fitting gives one page, and so many instead of how many is said."""
    assert _suggested(_wide(9, 12))[0] == ("fit_width", True, 1, 2)
    (problem,) = _problems(_wide(9, 12))
    assert problem.message == "Column I falls on pages of their own."
    assert problem.remedy.startswith("Fit the sheet to one page wide (1 page instead of 2)")
    assert _told(_problems(_wide(10, 12)))[0][1] == "Columns I to J fall on pages of their own."


def test_landscape_is_suggested_where_it_helps() -> None:
    """On portrait paper of Excel's own sizes a turned page takes one column more."""
    sheet = sheet_of({"A1:J5": 1})
    assert ("orientation", "landscape", 1, 2) in _suggested(sheet)


def test_many_columns_on_the_last_page_are_no_lone_ones() -> None:
    """More than a quarter of the fullest page's width is a page in its own right."""
    assert _suggested(_wide(10, 12)) != []
    assert _suggested(_wide(11, 12)) == []


def test_lone_rows_bring_the_greatest_scale_that_saves_the_page() -> None:
    """Thirteen rows on paper for twelve need 92%, and no smaller than three quarters is suggested."""
    assert _suggested(_wide(8, 13)) == [("scale", 92, 1, 2)]
    (problem,) = _problems(_wide(8, 13))
    assert problem.message == "Row 13 falls on a page of their own."
    assert problem.remedy == "Scale it to 92% (1 page instead of 2)."
    assert _suggested(_wide(8, 26)) == [("scale", 92, 2, 3)]


def test_pages_that_are_divided_on_purpose_get_no_suggestion() -> None:
    """Several print areas, or a manual break, where the same sheet without them gets one."""
    divided = _wide(9, 24)
    assert _suggested(divided) != []
    divided.print_areas = (Area(1, 1, 12, 9), Area(13, 1, 24, 8))
    assert _suggested(divided) == []
    divided.print_areas = (Area(1, 1, 24, 9),)
    assert _suggested(divided) != []
    broken = _wide(8, 25)
    assert _suggested(broken) == [("scale", 92, 2, 3)]
    broken.row_breaks = (12,)
    assert _suggested(broken) == []


def test_a_suggestion_that_saves_nothing_is_not_made() -> None:
    """Turned, the paper takes the lone column and leaves a row over: as many pages as before."""
    assert _suggested(_wide(9, 12)) == [("fit_width", True, 1, 2)]


def test_suggestions_leave_the_sheet_as_it_is() -> None:
    """Scales are tried and taken back."""
    sheet = _wide(8, 13)
    setup = sheet.page_setup
    _suggested(sheet)
    assert sheet.page_setup == setup
