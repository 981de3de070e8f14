"""Texts of an area's cells, row by row, and which of them do not fit."""

from __future__ import annotations

from booklet.sheets.canvas.pen import Pen
from booklet.sheets.draw.cell_text import draw_cell_text
from booklet.sheets.draw.sheet_drawing import SheetDrawing
from booklet.sheets.draw.text_line import CellBox
from booklet.sheets.layout.cell_content import CellContent
from booklet.sheets.layout.sheet_view import STACKED, SheetView
from booklet.sheets.layout.text_overflow import flowing
from booklet.sheets.model.area import Area

_HIDDEN_PT = 0.01

Place = tuple[float, float, float, float]
"""Of a column: left edge, width, lower and upper coordinate."""


def draw_texts(pen: Pen, sheet: SheetDrawing, area: Area) -> None:
    """Draw texts row by row, merged cells among the others: the order in which the text is copied and read."""
    view, columns = sheet.view, sheet.view.grid.columns
    merges: dict[int, list[Area]] = {}
    for merge in view.merges_in(area):
        merges.setdefault(max(merge.top, area.top), []).append(merge)
    places: dict[int, Place] = {
        column: (columns.edges(column, column)[0], columns.size(column), *columns.edges(column, column))
        for column in range(area.left, area.right + 1)
        if columns.size(column)
    }
    for row in range(area.top, area.bottom + 1):
        for merge in merges.get(row, ()):
            _draw_merged(pen, view, merge)
        if view.sheet.rows.get(row) and view.grid.rows.size(row):
            _draw_row(pen, sheet, (area, places), row)


def _draw_row(pen: Pen, sheet: SheetDrawing, across: tuple[Area, dict[int, Place]], row: int) -> None:
    (area, places), view = across, sheet.view
    spans, formulas, merged = flowing(view, row), view.sheet.show_formulas, row in view.covered
    top, height = view.grid.rows.start(row), view.grid.rows.size(row)
    cells = view.sheet.rows[row]
    for column in cells if spans else [column for column in cells if column in places]:
        place, cell = places.get(column), cells[column]
        if cell.value is None and not formulas:
            continue
        if merged and view.merge_at(row, column):
            _note_merged(sheet, area, (row, column))
            continue
        span = spans.get(column)
        if place is None:
            if span is not None and span[0] <= area.right and span[1] >= area.left and view.grid.columns.size(column):
                _draw_guest(pen, view, (row, column), span)
            continue
        plain = None if span else view.plain_style_of(cell, row, column)
        placed = plain.placed(cell.value, (place[0], top, place[1], height)) if plain else None
        if placed is None:
            _draw_cell(pen, sheet, (row, column), CellBox(*place[:1], top, place[1], height, *place[2:]), span)
            continue
        (letters, color, _, number), x, baseline = placed
        with pen.cell(row, column, "" if number else letters.text):
            pen.text(x, baseline, letters, color)


def _draw_cell(pen: Pen, sheet: SheetDrawing, at: tuple[int, int], box: CellBox, span: tuple[int, int] | None) -> None:
    view, (row, column) = sheet.view, at
    cell = view.sheet.rows[row][column]
    content = view.content(row, column, cell)
    if content is None:
        return
    if span is not None:
        first, last = view.grid.columns.edges(*span)
        box = box._replace(first=first, last=last)
    with pen.cell(row, column, content.spoken):
        _draw_one(pen, view, at, content, box)
    sheet.note(at, cell.value, content, box)


def _draw_guest(pen: Pen, view: SheetView, place: tuple[int, int], span: tuple[int, int]) -> None:
    """Draw a text that flows in from a cell outside of the area."""
    row, column = place
    content = view.content(row, column, view.sheet.rows[row][column])
    if content is not None:
        left, top, width, height = view.grid.box(Area(row, column, row, column))
        box = CellBox(left, top, width, height, *view.grid.columns.edges(*span))
        with pen.artifact():
            _draw_one(pen, view, place, content, box)


def _draw_merged(pen: Pen, view: SheetView, merge: Area) -> None:
    corner = view.sheet.cell(merge.top, merge.left)
    content = view.content(merge.top, merge.left, corner) if corner else None
    left, top, width, height = view.grid.box(merge)
    if content is None or min(width, height) < _HIDDEN_PT:
        return
    with pen.cell(merge.top, merge.left, content.spoken):
        draw_cell_text(
            pen, content, CellBox(left, top, width, height, left, left + width), view.indent_pt(content.style)
        )


def _note_merged(sheet: SheetDrawing, area: Area, place: tuple[int, int]) -> None:
    """Note whether merged cells fit, where their first cell is on the page."""
    view, merge = sheet.view, sheet.view.merged.get(place)
    content = view.content(*place, view.sheet.rows[place[0]][place[1]]) if merge and area.holds(*place) else None
    if merge is not None and content is not None and view.grid.columns.size(merge.left):
        left, top, width, height = view.grid.box(merge)
        box = CellBox(left, top, width, height, left, left + width)
        sheet.note(place, view.sheet.rows[place[0]][place[1]].value, content, box, merged=True)


def _draw_one(pen: Pen, view: SheetView, place: tuple[int, int], content: CellContent, box: CellBox) -> None:
    if content.style.alignment.rotation:
        box = _leaning(view, place, content, box)
    if content.horizontal == "centerContinuous":
        box = _continued(view, *place, box)
    draw_cell_text(pen, content, box, view.indent_pt(content.style))


def _leaning(view: SheetView, place: tuple[int, int], content: CellContent, box: CellBox) -> CellBox:
    """Return the box of slanted text, which leans over its neighbors whether they are empty or not."""
    row, column = place
    rotation, columns = content.style.alignment.rotation, view.grid.columns
    first, last = flowing(view, row).get(column, (column, column))
    if abs(rotation) == 90 or rotation == STACKED:
        first, last = column, column
    else:
        first, last = max(first - 8, 1), last + 8
    ends = columns.edges(first, last)
    return box._replace(first=ends[0], last=ends[1])


def _continued(view: SheetView, row: int, column: int, box: CellBox) -> CellBox:
    """Return the box of text centered over the empty cells to the right that ask for it."""
    last = column
    while view.style(row, last + 1).alignment.horizontal == "centerContinuous" and view.is_free(row, last + 1):
        last += 1
    left, right = view.grid.columns.edges(column, last)
    return CellBox(left, box.top, right - left, box.height, min(box.first, left), max(box.last, right))
