"""Border lines: the heavier of two neighbors wins, and equal pieces become one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from booklet.sheets.canvas.pen import Pen
from booklet.sheets.draw.area_looks import AreaLooks
from booklet.sheets.draw.row_looks import Piece, heavier, joined
from booklet.sheets.model.style import NO_SIDE, Side

# Width in points, dashes in points.
_LINES: dict[str, tuple[float, tuple[float, ...]]] = {
    "hair": (0.25, (0.5, 0.5)),
    "dotted": (0.75, (0.75, 0.75)),
    "dashDotDot": (0.75, (6.75, 2.25, 2.25, 2.25, 2.25, 2.25)),
    "dashDot": (0.75, (6.75, 2.25, 2.25, 2.25)),
    "dashed": (0.75, (2.25, 0.75)),
    "thin": (0.75, ()),
    "mediumDashDotDot": (1.5, (6.75, 2.25, 2.25, 2.25, 2.25, 2.25)),
    "slantDashDot": (1.5, (8.25, 0.75, 3.75, 0.75)),
    "mediumDashDot": (1.5, (6.75, 2.25, 2.25, 2.25)),
    "mediumDashed": (1.5, (6.75, 2.25)),
    "medium": (1.5, ()),
    "double": (0.75, ()),
    "thick": (2.25, ()),
}

Edge = tuple[float, float, float, float, Side]
"""From x, y to x, y."""


def edges(looks: AreaLooks) -> Iterator[Edge]:
    """Yield all lines of an area, in the sheet's points: the rows' from top to bottom, then the columns'."""
    area, grid = looks.area, looks.view.grid
    for row in range(area.top, area.bottom + 2):
        y = grid.rows.start(row)
        for first, last, side in _between(looks, row):
            yield first, y, last, y, side
    down = [grid.rows.edges(row, row) for row in range(area.top, area.bottom + 1)]
    uprights = zip(*(_uprights(looks, row) for row in range(area.top, area.bottom + 1)), strict=True)
    for column, sides in enumerate(uprights, area.left):
        if sides.count(NO_SIDE) < len(sides):
            x = grid.columns.boundary(column)
            for first, last, side in joined((*ends, side) for ends, side in zip(down, sides, strict=True)):
                yield x, first, x, last, side


def _between(looks: AreaLooks, row: int) -> Iterable[Piece]:
    """Return the lines above a row; there are none inside of merged cells."""
    area, shared = looks.area, looks.shared
    above = looks.row(row - 1) if row > 1 else None
    below = looks.row(row) if row <= area.bottom else None
    lines = shared.between(above, below)
    if not lines or row not in looks.view.covered:
        return lines
    over, under = (None if look is None else look.borders for look in (above, below))

    def side(at: int) -> Side:
        merge = looks.view.merge_at(row, at + shared.first)
        if merge is not None and row > merge.top:
            return NO_SIDE
        return heavier(over[at].bottom if over else NO_SIDE, under[at].top if under else NO_SIDE)

    return joined((first, last, side(at)) for at, first, last in shared.across)


def _uprights(looks: AreaLooks, row: int) -> list[Side]:
    """Return the lines between a row's cells; there are none inside of merged cells."""
    lines = looks.row(row).uprights
    if row not in looks.view.covered:
        return lines

    def is_inside(column: int) -> bool:
        merge = looks.view.merge_at(row, column)
        return merge is not None and column > merge.left

    return [NO_SIDE if is_inside(column) else side for column, side in enumerate(lines, looks.area.left)]


def draw_edge(pen: Pen, edge: Edge) -> None:
    """Draw one line; a double line as two with a gap as wide."""
    x0, y0, x1, y1, side = edge
    width, dash = _LINES.get(side.style, (0.75, ()))
    color = side.color or "000000"
    if side.style != "double":
        pen.line([(x0, y0), (x1, y1)], color, width, dash)
        return
    dx, dy = (0.0, 0.75) if y0 == y1 else (0.75, 0.0)
    pen.line([(x0 - dx, y0 - dy), (x1 - dx, y1 - dy)], color, width)
    pen.line([(x0 + dx, y0 + dy), (x1 + dx, y1 + dy)], color, width)
