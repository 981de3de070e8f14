"""The cells of one area of a sheet: fills, gridlines, borders, text."""

from __future__ import annotations

from booklet.sheets.canvas.pen import Pen
from booklet.sheets.draw.area_looks import AreaLooks
from booklet.sheets.draw.borders import draw_edge, edges
from booklet.sheets.draw.cell_fills import draw_fills
from booklet.sheets.draw.cell_graphics import Square, draw_bar, draw_icon
from booklet.sheets.draw.cell_texts import draw_texts
from booklet.sheets.draw.fills import flat_color
from booklet.sheets.draw.sheet_drawing import SheetDrawing
from booklet.sheets.layout.sheet_view import SheetView
from booklet.sheets.model.area import Area
from booklet.sheets.model.style import CellBorder

_GRID_COLOR = "000000"
_GRID_WIDTH_PT = 0.25


def draw_area(pen: Pen, sheet: SheetDrawing, area: Area) -> None:
    """Draw the cells of the area; the pen's origin is the top left corner of the sheet."""
    view, looks = sheet.view, sheet.looks(area)
    with pen.artifact():
        draw_fills(pen, looks)
        if view.conditions:
            _draw_graphics(pen, view, area)
        if view.sheet.page_setup.gridlines:
            _draw_gridlines(pen, view, area)
        _draw_borders(pen, looks)
    draw_texts(pen, sheet, area)


def _draw_graphics(pen: Pen, view: SheetView, area: Area) -> None:
    for row in range(area.top, area.bottom + 1):
        for column in view.sheet.rows.get(row, ()):
            if not area.left <= column <= area.right:
                continue
            overlay = view.overlay(row, column)
            box = view.grid.box(view.merged.get((row, column), Area(row, column, row, column)))
            if overlay.bar:
                draw_bar(pen, overlay.bar, box)
            if overlay.icon:
                size = min(view.style(row, column).font.size, box[3] - 1, box[2] - 2)
                square = Square(box[0] + 1.5, box[1] + box[3] - size - 1.5, max(size, 1.0))
                draw_icon(pen, overlay.icon, square)


def _draw_gridlines(pen: Pen, view: SheetView, area: Area) -> None:
    left, top, width, height = view.grid.box(area)
    for row in range(area.top, area.bottom + 2):
        y = view.grid.rows.start(row)
        pen.line([(left, y), (left + width, y)], _GRID_COLOR, _GRID_WIDTH_PT)
    for column in range(area.left, area.right + 2):
        x = view.grid.columns.boundary(column)
        pen.line([(x, top), (x, top + height)], _GRID_COLOR, _GRID_WIDTH_PT)
    for merge in view.merges_in(area):
        x, y, w, h = view.grid.box(merge)
        if flat_color(view.style(merge.top, merge.left).fill) is None:
            pen.fill_box(x + 0.2, y + 0.2, w - 0.4, h - 0.4, "FFFFFF")


def _draw_borders(pen: Pen, looks: AreaLooks) -> None:
    area = looks.area
    for edge in sorted(edges(looks), key=lambda edge: (edge[4].color or "", edge[4].style)):
        draw_edge(pen, edge)
    for row in range(area.top, area.bottom + 1):
        for column in looks.row(row).diagonals:
            place = looks.view.merged.get((row, column), Area(row, column, row, column))
            _draw_diagonals(pen, looks.view, looks.border(row, column), place)


def _draw_diagonals(pen: Pen, view: SheetView, border: CellBorder, area: Area) -> None:
    x, y, width, height = view.grid.box(area)
    if border.diagonal_down:
        draw_edge(pen, (x, y, x + width, y + height, border.diagonal))
    if border.diagonal_up:
        draw_edge(pen, (x, y + height, x + width, y, border.diagonal))
