"""Places of columns and rows, text over neighbors, and how far a sheet is printed."""

from __future__ import annotations

import pytest

from booklet.sheets.layout.grid import GridAxis
from booklet.sheets.layout.paper_sizes import paper_size_pt
from booklet.sheets.layout.text_overflow import flowing
from booklet.sheets.layout.used_area import used_area, with_overflow
from booklet.sheets.model.area import LAST_COLUMN, Area
from booklet.sheets.model.cell import Cell
from booklet.sheets.model.drawing import Corner, Drawing, DrawingAnchor, Sparkline, Unknown
from booklet.sheets.model.page_setup import PageSetup
from booklet.sheets.model.sheet import ColumnSpan, RowSpec, Sheet
from booklet.sheets.model.style import CellAlignment, CellStyle, Fill
from tests.sheets.model_sheets import ROW_PT, book_of, columns_of, sheet_of, view_of, width_of_columns

PAINTED = CellStyle(fill=Fill("solid", "FF0000"))


def test_an_axis_with_its_own_sizes() -> None:
    """Lines of other sizes move those behind them; a hidden line has none."""
    axis = GridAxis(10.0, {2: 30.0, 4: 0.0}, 100)
    assert [axis.start(line) for line in (1, 2, 3, 4, 5, 6)] == [0, 10, 40, 50, 50, 60]
    assert (axis.size(2), axis.size(4), axis.span(1, 3), axis.span(2, 2)) == (30, 0, 50, 30)
    assert axis.edges(2, 3) == (10, 50)


@pytest.mark.parametrize(("position", "line"), [(0, 1), (9.9, 1), (10, 2), (39, 2), (40, 3), (50, 5), (9e9, 100)])
def test_the_line_at_a_position(position: float, line: int) -> None:
    """A position at a boundary belongs to the line behind it, and one far away to the last."""
    assert GridAxis(10.0, {2: 30.0, 4: 0.0}, 100).at(position) == line


def test_a_mirrored_axis_runs_into_the_negative() -> None:
    """Coordinates grow to the right also where the first column is the rightmost."""
    axis = GridAxis(10.0, {2: 30.0}, 100, mirrored=True)
    assert (axis.edges(1, 2), axis.boundary(3), list(axis.visual(1, 3))) == ((-40, 0), -40, [3, 2, 1])


def test_columns_are_as_wide_as_the_file_says() -> None:
    """Widths count letters; a column may be hidden, without a width, or one of all the rest."""
    sheet = sheet_of({"A1": 1}, columns=columns_of(20, 0, None))
    columns = view_of(sheet).grid.columns
    assert columns.size(1) == pytest.approx(2 * columns.size(3))
    assert (columns.size(2), columns.size(4)) == (0, columns.size(3))
    sheet.columns = [ColumnSpan(3, LAST_COLUMN, 5.0, False, 0)]
    columns = view_of(sheet).grid.columns
    assert columns.size(2) == pytest.approx(2 * columns.size(3))
    assert columns.size(900) == columns.size(3)


def test_rows_are_as_high_as_the_file_says() -> None:
    """In whole pixels of 0.75 points, cut; hidden rows have none, and others the default."""
    specs = {2: RowSpec(20.4, True, False, None), 3: RowSpec(20.0, True, True, None), 5: RowSpec(None, False, False, 1)}
    rows = view_of(sheet_of({"A1": 1}, row_specs=specs)).grid.rows
    assert [rows.size(row) for row in range(1, 6)] == [ROW_PT, 20.25, 0, ROW_PT, ROW_PT]


def test_rows_that_the_file_does_not_have_may_be_hidden() -> None:
    """Where the default is hidden, only rows with content or settings of their own are seen."""
    rows = view_of(sheet_of({"A1": 1, "A4": 1}, default_rows_hidden=True)).grid.rows
    assert [rows.size(row) for row in range(1, 6)] == [ROW_PT, 0, 0, ROW_PT, 0]


def test_anchors_of_drawings() -> None:
    """From corner to corner, from a corner with a size, or by points; a distance into a cell ends with the cell."""
    grid = view_of(sheet_of({"A1": 1})).grid
    wide = width_of_columns(1)
    two = DrawingAnchor(Corner(2, 2, 3, 4), Corner(3, 4, 5, 999))
    assert grid.place(two) == pytest.approx((wide + 3, ROW_PT + 4, wide + 2, 3 * ROW_PT - 4))
    sized = DrawingAnchor(Corner(2, 1, 0, 0), None, width_pt=50, height_pt=20)
    assert grid.place(sized) == pytest.approx((wide, 0, 50, 20))
    assert grid.last_cell(sized) == (2, 2)
    assert grid.place(DrawingAnchor(x_pt=7, y_pt=8, width_pt=9, height_pt=10)) == (7, 8, 9, 10)
    assert view_of(sheet_of({"A1": 1}, right_to_left=True)).grid.place(sized)[0] == pytest.approx(-wide - 50)


LONG = "This text is far too long for a column of ten letters, and goes on"


def _flow(*style: CellStyle, row: int = 1, **cells: object) -> dict[int, tuple[int, int]]:
    """Over which columns the texts of a row flow; cells by address, `style` is the style 1."""
    sheet = sheet_of(cells)
    return flowing(view_of(sheet, book_of(sheet, styles=style)), row)


def test_text_flows_over_empty_neighbors() -> None:
    """To the right until it has room, or until a cell with content; numbers and short texts stay."""
    assert _flow(B1="just a bit too long") == {2: (2, 3)}
    assert _flow(B1=LONG, D1="x") == {2: (2, 3)}
    assert _flow(B1=LONG, C1="x") == {}
    assert _flow(B1="short") == _flow(B1=12345678901234.0) == {}


def test_text_flows_to_the_side_that_it_leaves_free() -> None:
    """Text at the right flows to the left, centered text to both sides."""
    right, center = (CellStyle(alignment=CellAlignment(horizontal=side)) for side in ("right", "center"))
    text = Cell("just a bit too long", 1)
    assert _flow(right, D1=text) == {4: (3, 4)}
    assert _flow(center, D1=text) == {4: (3, 5)}


@pytest.mark.parametrize("setting", [{"wrap": True}, {"shrink": True}, {"horizontal": "fill"}, {"rotation": 45}])
def test_text_that_is_fitted_stays_in_its_cell(setting: dict[str, object]) -> None:
    """Wrapped, shrunk, repeated or turned text does not flow."""
    assert _flow(CellStyle(alignment=CellAlignment(**setting)), B1=Cell(LONG, 1)) == {}


def test_a_formula_and_an_empty_text_as_neighbors() -> None:
    """A formula holds its cell also where it shows nothing; an empty text does not."""
    assert _flow(B1=LONG, C1=Cell("", 0, "A9")) == {}
    assert _flow(B1="just a bit too long", C1="") == {2: (2, 3)}


def test_merged_cells_neither_flow_nor_let_flow() -> None:
    """A merged neighbor stops the text, and merged text stays within."""
    sheet = sheet_of({"A1": LONG, "B1": None}, merges=[Area(1, 2, 2, 3)])
    assert flowing(view_of(sheet), 1) == {}
    sheet = sheet_of({"A1": LONG}, merges=[Area(1, 1, 1, 2)])
    assert flowing(view_of(sheet), 1) == {}


def _used(sheet: Sheet, *styles: CellStyle) -> Area | None:
    return used_area(view_of(sheet, book_of(sheet, styles=styles)))


def test_the_used_area_begins_at_the_first_cell() -> None:
    """From A1 to the last row and the last column of any content; nothing for a blank sheet."""
    assert _used(sheet_of({"C2": 1, "B5": "x"})) == Area(1, 1, 5, 3)
    assert _used(sheet_of({})) is None
    assert _used(sheet_of({"B3": Cell(None, 0), "A1": Cell("", 0)})) is None
    assert _used(sheet_of({"B3": Cell(None, 0, "1/0")})) == Area(1, 1, 3, 2)


def test_painted_cells_count_until_there_are_too_many() -> None:
    """A few painted rows below the data are content; a column painted down to its end is not."""
    assert _used(sheet_of({"A1": 1, "A2:A80": Cell(None, 1)}), PAINTED) == Area(1, 1, 80, 1)
    assert _used(sheet_of({"A1": 1, "A2:A90": Cell(None, 1)}), PAINTED) == Area(1, 1, 1, 1)
    assert _used(sheet_of({"A1": 1, "A9:AB9": Cell(None, 1)}), PAINTED) == Area(1, 1, 9, 28)
    assert _used(sheet_of({"A1": 1, "A9:AZ9": Cell(None, 1)}), PAINTED) == Area(1, 1, 9, 1)


def test_a_change_of_looks_ends_a_run() -> None:
    """Eighty cells of one color and eighty of another are content."""
    blue = CellStyle(fill=Fill("solid", "0000FF"))
    sheet = sheet_of({"A1": 1, "A2:A80": Cell(None, 1), "A81:A160": Cell(None, 2)})
    assert _used(sheet, PAINTED, blue) == Area(1, 1, 160, 1)


def test_drawings_and_merged_cells_belong_to_the_used_area() -> None:
    """As far as the drawing reaches, a sparkline's cell, and all of a merged cell that begins within."""
    anchor = DrawingAnchor(Corner(3, 4, 0, 0), Corner(5, 6, 1, 1))
    assert _used(sheet_of({"A1": 1}, drawings=[Drawing(anchor, Unknown("x"))])) == Area(1, 1, 6, 5)
    spark = Sparkline(2, 3, "A1:A1", "line", "000000")
    assert _used(sheet_of({"A1": 1}, sparklines=[spark])) == Area(1, 1, 2, 3)
    assert _used(sheet_of({"A1": 1}, merges=[Area(1, 1, 3, 4), Area(7, 7, 9, 9)])) == Area(1, 1, 3, 4)


def test_flowing_text_widens_the_area() -> None:
    """Columns into which text flows are printed too; text of a hidden row is not counted."""
    sheet = sheet_of({"A1": "just a bit too long", "A2": 1})
    assert with_overflow(view_of(sheet), Area(1, 1, 2, 1)) == Area(1, 1, 2, 2)
    sheet.row_specs[1] = RowSpec(None, False, True, None)
    assert with_overflow(view_of(sheet), Area(1, 1, 2, 1)) == Area(1, 1, 2, 1)


@pytest.mark.parametrize(
    ("number", "size"),
    [(1, (612, 792)), (5, (612, 1008)), (8, (842, 1191)), (9, (595, 842)), (11, (420, 595)), (999, (612, 792))],
)
def test_paper_sizes(number: int, size: tuple[int, int]) -> None:
    """Letter, Legal, A3, A4, A5, and Letter for a number that nobody knows; landscape turns them."""
    assert tuple(round(side) for side in paper_size_pt(PageSetup(paper_size=number))) == size
    turned = paper_size_pt(PageSetup(paper_size=number, landscape=True))
    assert tuple(round(side) for side in turned) == size[::-1]


def test_paper_without_a_number() -> None:
    """The default stands for a sheet that names no paper, and a size in points wins over any number."""
    assert round(paper_size_pt(PageSetup(), 1)[0]) == 612
    assert paper_size_pt(PageSetup(paper_size=9, paper_width_pt=100.0, paper_height_pt=200.0)) == (100, 200)
