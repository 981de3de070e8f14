"""Fills of an area's cells: neighbors of one color are one box."""

from __future__ import annotations

from booklet.sheets.canvas.pen import Pen
from booklet.sheets.draw.area_looks import AreaLooks
from booklet.sheets.draw.fills import draw_special_fill, flat_color
from booklet.sheets.model.area import Area


def draw_fills(pen: Pen, looks: AreaLooks) -> None:
    """Draw the fills of an area, merged cells last."""
    view, area = looks.view, looks.area
    for row in range(area.top, area.bottom + 1):
        height, fills = view.grid.rows.size(row), looks.row(row).fills
        if height and (fills is None or row in view.covered):
            _draw_row(pen, looks, row, height)
        elif height and fills:
            top = view.grid.rows.start(row)
            for begin, width, color in fills:
                pen.fill_box(begin, top, width, height, color)
    for merge in view.merges_in(area):
        fill = view.style(merge.top, merge.left).fill
        if (flat := flat_color(fill)) is not None:
            pen.fill_box(*view.grid.box(merge), flat)
        elif fill.visible:
            draw_special_fill(pen, fill, view.grid.box(merge))


def _draw_row(pen: Pen, looks: AreaLooks, row: int, height: float) -> None:
    """Draw the fills of a row with merged cells, gradients or stripes."""
    view, columns = looks.view, looks.view.grid.columns
    top, begin, end, current = view.grid.rows.start(row), 0.0, 0.0, None
    for column in columns.visual(looks.area.left, looks.area.right):
        fill = looks.style(row, column).fill
        color = flat_color(fill) if fill.visible else None
        if view.merge_at(row, column):
            color = None
        elif fill.visible and color is None:
            draw_special_fill(pen, fill, view.grid.box(Area(row, column, row, column)))
        left, right = columns.edges(column, column)
        if color != current:
            if current:
                pen.fill_box(begin, top, end - begin, height, current)
            begin, current = left, color
        end = right
    if current:
        pen.fill_box(begin, top, end - begin, height, current)
