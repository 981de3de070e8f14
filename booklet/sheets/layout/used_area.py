"""Extent of a printed sheet that has no print area."""

from __future__ import annotations

from booklet.sheets.layout.sheet_view import SheetView
from booklet.sheets.layout.text_overflow import flowing
from booklet.sheets.model.area import Area

_ENDLESS_ROWS = 84
"""So many rows of equal looks below the data are taken for a formatted column, not for content, as LibreOffice does."""
_ENDLESS_COLUMNS = 30
"""The same to the right of the data."""


def used_area(view: SheetView) -> Area | None:
    """Return the area from A1 to the last cell that shows anything, if only a drawing; None for a blank sheet."""
    bottom, right = 0, 0
    last_data: dict[int, int] = {}
    styled: dict[int, list[int]] = {}
    for row in sorted(view.sheet.rows):
        for column, cell in view.sheet.rows[row].items():
            if cell.holds_data:
                last_data[column] = row
            elif view.style(row, column).visible:
                styled.setdefault(column, []).append(row)
    bottom = max(last_data.values(), default=0)
    right = max(last_data, default=0)
    last_styled = _last_styled_column(view, right, max(styled, default=0))
    for column, rows in styled.items():
        if column > last_styled:
            continue
        end = _last_styled(view, column, [r for r in rows if r > last_data.get(column, 0)])
        if end or any(r <= last_data.get(column, 0) for r in rows):
            bottom, right = max(bottom, end), max(right, column)
    for area in view.sheet.merges:
        if view.sheet.cell(area.top, area.left) and area.top <= bottom and area.left <= right:
            bottom, right = max(bottom, min(area.bottom, bottom + 1000)), max(right, min(area.right, right + 100))
    for drawing in view.sheet.drawings:
        row, column = view.grid.last_cell(drawing.anchor)
        bottom, right = max(bottom, row), max(right, column)
    for spark in view.sheet.sparklines:
        bottom, right = max(bottom, spark.row), max(right, spark.column)
    if not bottom or not right:
        return None
    return Area(1, 1, bottom, right)


def _last_styled(view: SheetView, column: int, rows: list[int]) -> int:
    """Return the last of the rows that belongs to content; runs of equal looks that are too long end it."""
    end, start = 0, 0
    while start < len(rows):
        look = view.style(rows[start], column)
        stop = start
        while stop + 1 < len(rows) and rows[stop + 1] == rows[stop] + 1:
            following = view.style(rows[stop + 1], column)
            if (following.fill, following.border) != (look.fill, look.border):
                break
            stop += 1
        if stop - start >= _ENDLESS_ROWS:
            return end
        end, start = rows[stop], stop + 1
    return end


def _last_styled_column(view: SheetView, data: int, styled: int) -> int:
    """Return the last column before a run of equal looks that is too long: rows that are painted to their end."""
    if styled <= data:
        return styled
    rows = [*view.sheet.rows, *(r for r, s in view.sheet.row_specs.items() if s.style and r not in view.sheet.rows)]
    start, before = data + 1, None
    for column in range(data + 1, styled + _ENDLESS_COLUMNS + 1):
        looks = [(style.fill, style.border) for row in rows if (style := view.style(row, column)).visible]
        if before is not None and looks != before:
            start = column
        before = looks
        if column - start + 1 >= _ENDLESS_COLUMNS:
            return start - 1
    return styled


def with_overflow(view: SheetView, area: Area) -> Area:
    """Return the area with the columns into which its texts flow."""
    right = area.right
    for row in view.sheet.rows:
        if area.top <= row <= area.bottom and view.grid.rows.size(row):
            for column, (_, last) in flowing(view, row).items():
                if column <= area.right and view.grid.columns.size(column):
                    right = max(right, last)
    return area._replace(right=right)
