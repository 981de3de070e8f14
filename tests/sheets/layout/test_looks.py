"""What is laid over a cell's style, which cells are headers, and periods of dates."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from booklet.sheets.layout.date_periods import in_period
from booklet.sheets.layout.header_cells import Headers
from booklet.sheets.layout.style_changes import changed
from booklet.sheets.model.area import Area
from booklet.sheets.model.sheet import ExcelTable
from booklet.sheets.model.style import CellBorder, CellStyle, Fill, Font, Side, StyleChange
from booklet.sheets.numbers.serial_dates import serial_of
from tests.sheets.model_sheets import book_of, evaluator_of, sheet_of

STYLE = CellStyle(Font("Arial", 9.0, italic=True, color="111111"), Fill("solid", "FFFF00"), number_format="0.0")


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        *((StyleChange(bold=True), "bold", True), (StyleChange(italic=False), "italic", False)),
        *((StyleChange(underline="double"), "underline", "double"), (StyleChange(strike=True), "strike", True)),
        (StyleChange(font_color="FF0000"), "color", "FF0000"),
    ],
)
def test_a_change_of_letters(change: StyleChange, field: str, value: object) -> None:
    """Changes what it says and no more."""
    after = changed(STYLE, (change,))
    assert after.font == STYLE.font._replace(**{field: value})
    assert (after.fill, after.border, after.number_format) == (STYLE.fill, STYLE.border, "0.0")


def test_of_two_changes_the_first_wins() -> None:
    """Where both set the same; else both count."""
    first = StyleChange(fill=Fill("solid", "FF0000"), bold=True)
    second = StyleChange(fill=Fill("solid", "0000FF"), number_format="0%")
    after = changed(STYLE, (first, second))
    assert (after.fill.foreground, after.font.bold, after.number_format) == ("FF0000", True, "0%")


def test_sides_are_changed_one_by_one() -> None:
    """A side without a style leaves the cell's own."""
    style = CellStyle(border=CellBorder(left=Side("thin"), top=Side("thin")))
    after = changed(style, (StyleChange(border=CellBorder(top=Side("thick"), bottom=Side("hair"))),)).border
    assert [side.style for side in (after.left, after.right, after.top, after.bottom)] == ["thin", "", "thick", "hair"]


TABLE = ExcelTable(Area(5, 2, 9, 4), "", 2, 0, False, False, False, False)


@pytest.mark.parametrize(
    ("settings", "heads"),
    [
        ({}, {}),
        ({"title_rows": (1, 2)}, {(1, 1): "Column", (2, 9): "Column", (3, 1): ""}),
        ({"title_columns": (2, 3)}, {(1, 2): "Row", (9, 3): "Row", (1, 1): "", (1, 4): ""}),
        ({"title_rows": (1, 1), "title_columns": (1, 1)}, {(1, 1): "Both", (1, 2): "Column", (2, 1): "Row"}),
        ({"frozen_rows": (1, 3)}, {(3, 1): "Column", (4, 1): ""}),
        ({"tables": [TABLE]}, {(5, 2): "Column", (6, 4): "Column", (7, 2): "", (5, 5): "", (4, 2): ""}),
        ({"filter_area": Area(3, 2, 9, 4)}, {(3, 2): "Column", (4, 2): "", (3, 1): ""}),
    ],
)
def test_header_cells(settings: dict[str, object], heads: dict[tuple[int, int], str]) -> None:
    """Titles, frozen rows, the header rows of tables and of what is filtered."""
    headers = Headers(sheet_of({}, **settings))
    assert {place: headers.scope(*place) for place in heads} == heads
    assert headers.scope(99, 99) == ""


TODAY = datetime(2026, 5, 13)
"""A Wednesday."""


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        *(("today", "2026-05-13", "2026-05-13"), ("yesterday", "2026-05-12", "2026-05-12")),
        *(("tomorrow", "2026-05-14", "2026-05-14"), ("last7Days", "2026-05-07", "2026-05-13")),
        *(("thisWeek", "2026-05-10", "2026-05-16"), ("lastWeek", "2026-05-03", "2026-05-09")),
        *(("nextWeek", "2026-05-17", "2026-05-23"), ("thisMonth", "2026-05-01", "2026-05-31")),
        *(("lastMonth", "2026-04-01", "2026-04-30"), ("nextMonth", "2026-06-01", "2026-06-30")),
    ],
)
def test_periods_of_dates(period: str, first: str, last: str) -> None:
    """Both ends are in them, with any time of day; the days around are not."""
    evaluator = evaluator_of(book_of(sheet_of({})), TODAY)
    begin, end = (serial_of(date.fromisoformat(day)) for day in (first, last))
    inside = [in_period(period, serial, evaluator) for serial in (begin - 0.01, begin, end + 0.99, end + 1)]
    assert inside == [False, True, True, False]
    assert not in_period("someday", begin, evaluator)


def test_months_at_the_end_of_a_year() -> None:
    """Next month is in the next year, and last month in the last."""
    december, january = (evaluator_of(book_of(sheet_of({})), datetime(2026, month, 31)) for month in (12, 1))
    assert in_period("nextMonth", serial_of(date(2027, 1, 31)), december)
    assert in_period("lastMonth", serial_of(date(2025, 12, 1)), january)
    assert in_period("nextMonth", serial_of(date(2026, 2, 28)), january)
