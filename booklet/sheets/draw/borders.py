"""Border lines: the heavier of two neighbors wins, and equal pieces become one line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass

from booklet.sheets.canvas.pen import Pen
from booklet.sheets.layout.grid import Grid
from booklet.sheets.model.area import Area
from booklet.sheets.model.style import NO_SIDE, CellBorder, Side

# Width in points, dashes in points; in order of weight.
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
_WEIGHT = {style: weight for weight, style in enumerate(_LINES, 1)}


def heavier(first: Side, second: Side) -> Side:
    """Return the line that is seen where two cells each bring a line."""
    if second is NO_SIDE or first is second:
        return first
    return second if _WEIGHT.get(second.style, 0) > _WEIGHT.get(first.style, 0) else first


Edge = tuple[float, float, float, float, Side]


@dataclass(frozen=True, slots=True)
class Lines:
    """The borders of an area's cells, and of those around it.

    `inside_merge(row, column, vertical)` tells whether the edge above (or left of) a cell lies within a merged area;
    all cells with borders are in `rows` and in `columns`.
    """

    border_of: Callable[[int, int], CellBorder]
    inside_merge: Callable[[int, int, bool], bool]
    rows: Set[int]
    columns: Set[int]


def edges(area: Area, lines: Lines, grid: Grid) -> Iterator[Edge]:
    """Return (x0, y0, x1, y1, side) of all lines of an area, in the sheet's points."""
    across = [(c, *grid.columns.edges(c, c)) for c in grid.columns.visual(area.left, area.right)]
    for row in range(area.top, area.bottom + 2):
        if row in lines.rows or row - 1 in lines.rows:
            pieces = ((first, last, _horizontal(row, c, area, lines)) for c, first, last in across)
            yield from _joined(pieces, grid.rows.start(row), horizontal=True)
    down = [(r, *grid.rows.edges(r, r)) for r in range(area.top, area.bottom + 1)]
    for column in range(area.left, area.right + 2):
        if column in lines.columns or column - 1 in lines.columns:
            pieces = ((first, last, _vertical(r, column, area, lines)) for r, first, last in down)
            yield from _joined(pieces, grid.columns.boundary(column), horizontal=False)


def _horizontal(row: int, column: int, area: Area, lines: Lines) -> Side:
    if lines.inside_merge(row, column, False):
        return NO_SIDE
    above = lines.border_of(row - 1, column).bottom if row > 1 else NO_SIDE
    below = lines.border_of(row, column).top if row <= area.bottom else NO_SIDE
    return heavier(above, below)


def _vertical(row: int, column: int, area: Area, lines: Lines) -> Side:
    if lines.inside_merge(row, column, True):
        return NO_SIDE
    before = lines.border_of(row, column - 1).right if column > 1 else NO_SIDE
    after = lines.border_of(row, column).left if column <= area.right else NO_SIDE
    return heavier(before, after)


def _joined(pieces: Iterator[tuple[float, float, Side]], across: float, *, horizontal: bool) -> Iterator[Edge]:
    begin, end, current = 0.0, 0.0, NO_SIDE
    for first, last, side in pieces:
        if last <= first:
            continue
        if (side is current or side == current) and abs(first - end) < 0.01:
            end = last
            continue
        if current.style:
            yield _edge(begin, end, across, current, horizontal)
        begin, end, current = first, last, side
    if current.style:
        yield _edge(begin, end, across, current, horizontal)


def _edge(begin: float, end: float, across: float, side: Side, horizontal: bool) -> Edge:
    return (begin, across, end, across, side) if horizontal else (across, begin, across, end, side)


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
