"""Looks of Excel's tables: which parts a cell belongs to, and what the built-in styles say of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from booklet.sheets.layout.style_changes import changed
from booklet.sheets.layout.table_styles import TableLooks
from booklet.sheets.model.area import Area
from booklet.sheets.model.sheet import ExcelTable
from booklet.sheets.model.style import CellBorder, CellStyle, Fill, Font, Side, StyleChange
from tests.sheets.model_sheets import book_of, sheet_of

THEME = ("FFFFFF", "000000", "EEECE1", "1F497D", "FF0000", "00FF00", "0000FF", "880000", "008800", "000088")
TABLE = ExcelTable(Area(2, 2, 7, 5), "Own", 1, 1, False, False, False, False)
PARTS = ("headerRow", "totalRow", "firstColumn", "lastColumn", "firstRowStripe", "secondRowStripe",
         "firstColumnStripe", "secondColumnStripe", "wholeTable")  # fmt: skip


def _looks(table: ExcelTable) -> TableLooks:
    sheet = sheet_of({}, tables=[table])
    own = {part: StyleChange(font_color=part) for part in PARTS}
    return TableLooks(book_of(sheet, theme_colors=THEME, table_styles={"Own": own}), sheet)


def _parts(row: int, column: int, **flags: object) -> list[str | None]:
    """The parts that a cell of B2:E7 belongs to, the strongest first."""
    return [change.font_color for change in _looks(replace(TABLE, **flags)).changes(row, column)]


def test_the_parts_of_a_table() -> None:
    """First row, last row, and what lies between; beyond the table there is nothing."""
    assert _parts(2, 3) == ["headerRow", "wholeTable"]
    assert _parts(7, 3) == ["totalRow", "wholeTable"]
    assert _parts(3, 3) == _parts(6, 5) == ["wholeTable"]
    assert _parts(1, 3) == _parts(8, 3) == _parts(3, 1) == _parts(3, 6) == []


def test_a_table_without_header_or_totals() -> None:
    """Its first and its last row are rows as others."""
    assert _parts(2, 3, header_rows=0) == _parts(7, 3, totals_rows=0) == ["wholeTable"]


def test_first_and_last_column() -> None:
    """They stand out where the table says so, behind header and totals."""
    flags = {"first_column": True, "last_column": True}
    assert _parts(4, 2, **flags) == ["firstColumn", "wholeTable"]
    assert _parts(4, 5, **flags) == ["lastColumn", "wholeTable"]
    assert _parts(2, 2, **flags) == ["headerRow", "firstColumn", "wholeTable"]


def test_stripes_count_from_the_first_row_of_data() -> None:
    """Rows below the header take turns, and columns too; header and totals have no stripes."""
    assert [_parts(row, 3, row_stripes=True)[0] for row in (2, 3, 4, 5, 7)] == [
        "headerRow", "firstRowStripe", "secondRowStripe", "firstRowStripe", "totalRow",
    ]  # fmt: skip
    assert _parts(2, 3, row_stripes=True, header_rows=0)[0] == "firstRowStripe"
    assert [_parts(3, column, column_stripes=True)[0] for column in (2, 3)] == [
        "firstColumnStripe", "secondColumnStripe",
    ]  # fmt: skip


def _built_in(style: str, row: int, column: int = 3) -> StyleChange:
    """All that a built-in style says of a cell, in one change."""
    table = replace(TABLE, style=style, row_stripes=True, first_column=True)
    style_of = changed(CellStyle(), _looks(table).changes(row, column))
    return StyleChange(style_of.font.bold, font_color=style_of.font.color, fill=style_of.fill, border=style_of.border)


@pytest.mark.parametrize(
    ("style", "header", "stripe"),
    [
        ("TableStyleLight1", None, "D9D9D9"),
        ("TableStyleLight2", None, "FFCCCC"),
        ("TableStyleLight8", "000000", None),
        ("TableStyleLight9", "FF0000", None),
        ("TableStyleLight16", None, "FFCCCC"),
        ("TableStyleMedium1", "000000", "D9D9D9"),
        ("TableStyleMedium2", "FF0000", "FFCCCC"),
        ("TableStyleMedium3", "00FF00", "CCFFCC"),
        ("TableStyleMedium9", "FF0000", "FF9999"),
        ("TableStyleMedium16", "FF0000", "D9D9D9"),
        ("TableStyleMedium23", "FFCCCC", "FF9999"),
        ("TableStyleDark1", "000000", "404040"),
        ("TableStyleDark2", "000000", "BF0000"),
    ],
)
def test_built_in_styles_paint_header_and_stripes(style: str, header: str | None, stripe: str | None) -> None:
    """Styles are numbered in groups of seven: black, then the theme's six accents."""
    assert [_built_in(style, row).fill.foreground for row in (2, 3)] == [header, stripe]


def test_headers_of_built_in_styles_are_bold() -> None:
    """Light ones keep the letters black, medium ones turn them white; totals are bold as well."""
    assert [(_built_in(s, 2).bold, _built_in(s, 2).font_color) for s in ("TableStyleLight1", "TableStyleMedium2")] == [
        (True, None), (True, "FFFFFF"),
    ]  # fmt: skip
    assert _built_in("TableStyleMedium2", 7).bold is True
    assert _built_in("TableStyleMedium2", 4).bold is False
    assert _built_in("TableStyleMedium2", 4, 2).bold is True


def test_borders_of_built_in_styles() -> None:
    """A total stands below a double line; the third light group has a grid all over."""
    assert _built_in("TableStyleMedium2", 7).border.top.style == "double"
    grid = _built_in("TableStyleLight16", 4).border
    assert {grid.left, grid.right, grid.top, grid.bottom} == {Side("thin", "FF0000")}


def test_a_style_that_nobody_knows_has_no_looks() -> None:
    """Nor has a table without a style, or a workbook without a theme."""
    assert _looks(replace(TABLE, style="Missing")).changes(2, 3) == ()
    assert not _looks(replace(TABLE, style=""))
    sheet = sheet_of({}, tables=[replace(TABLE, style="TableStyleMedium2")])
    assert TableLooks(book_of(sheet), sheet).changes(2, 3) == ()


def test_the_first_of_two_changes_wins() -> None:
    """What the stronger part leaves open the weaker sets; sides of borders one by one."""
    thin, thick = Side("thin"), Side("thick")
    strong = StyleChange(bold=True, border=CellBorder(top=thick))
    weak = StyleChange(bold=False, italic=True, border=CellBorder(top=thin, left=thin), number_format="0.0")
    made = changed(CellStyle(font=Font(strike=True), fill=Fill("solid", "00FF00")), (strong, weak))
    assert (made.font.bold, made.font.italic, made.font.strike) == (True, True, True)
    assert (made.border.top, made.border.left, made.fill.foreground, made.number_format) == (
        thick,
        thin,
        "00FF00",
        "0.0",
    )
