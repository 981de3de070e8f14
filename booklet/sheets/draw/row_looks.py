"""Fills and borders of rows, worked out once for all rows whose cells have the same styles: sheets have few of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from booklet.sheets.draw.fills import flat_color
from booklet.sheets.layout.sheet_view import SheetView
from booklet.sheets.model.area import Area
from booklet.sheets.model.style import NO_SIDE, CellBorder, CellStyle, Color, Side

_NO_BORDER = CellBorder()
_MOST_KEPT = 2048

# In order of weight.
_STYLES = (
    *("hair", "dotted", "dashDotDot", "dashDot", "dashed", "thin", "mediumDashDotDot", "slantDashDot"),
    *("mediumDashDot", "mediumDashed", "medium", "double", "thick"),
)
_WEIGHT = {style: weight for weight, style in enumerate(_STYLES, 1)}

Piece = tuple[float, float, Side]
"""A line of a border from one coordinate to another."""


def heavier(first: Side, second: Side) -> Side:
    """Return the line that is seen where two cells each bring a line."""
    if second is NO_SIDE or first is second:
        return first
    return second if _WEIGHT.get(second.style, 0) > _WEIGHT.get(first.style, 0) else first


class RowLook(NamedTuple):
    """Looks of a row's cells in some columns, and of the cells beside them; `styles` and `borders` are theirs.

    `uprights` are the lines between its cells, from the line before the first to the line behind the last; `fills` are
    (start, width, color), None where a fill is more than a color. `diagonals` are the columns that have any.
    """

    styles: list[CellStyle]
    borders: list[CellBorder]
    uprights: list[Side]
    fills: list[tuple[float, float, Color]] | None
    diagonals: list[int]


class RowLooks:
    """The looks of a sheet's rows in the columns `left` to `right`."""

    def __init__(self, view: SheetView, left: int, right: int) -> None:
        columns = view.grid.columns
        self.left, self.right = left, right
        self.first = max(left - 1, 1)
        """The column of the first style and border of a `RowLook`."""
        self.across = [(c - self.first, *columns.edges(c, c)) for c in columns.visual(left, right)]
        self._view = view
        self._shown = [bool(columns.size(column)) for column in range(self.first, right + 2)]
        self._looks: dict[tuple[int, ...], RowLook] = {}
        self._between: dict[tuple[int, int], list[Piece]] = {}

    def rows(self, top: int, bottom: int) -> list[RowLook]:
        """Return the looks of some rows."""
        if len(self._looks) > _MOST_KEPT:
            self._looks.clear()
            self._between.clear()
        styles = self._view.styles(Area(top, self.first, bottom, self.right + 1))
        return [self._look(each, self._view.grid.rows.size(row) > 0) for row, each in enumerate(styles, top)]

    def between(self, above: RowLook | None, below: RowLook | None) -> list[Piece]:
        """Return the lines between two rows; None stands for a row of which nothing counts."""
        key = id(above), id(below)
        known = self._between.get(key)
        if known is None:
            blank = [_NO_BORDER] * len(self._shown)
            over, under = (blank if look is None else look.borders for look in (above, below))
            pieces = ((first, last, heavier(over[at].bottom, under[at].top)) for at, first, last in self.across)
            known = self._between[key] = list(joined(pieces))
        return known

    def _look(self, styles: list[CellStyle], shown: bool) -> RowLook:
        key = (shown, *map(id, styles))  # the styles are kept with it, so that no other gets their place in memory
        known = self._looks.get(key)
        if known is None:
            known = self._looks[key] = self._made(styles, shown)
        return known

    def _made(self, styles: list[CellStyle], shown: bool) -> RowLook:
        both = zip(styles, self._shown, strict=True)
        borders = [style.border if shown and seen else _NO_BORDER for style, seen in both]
        columns = range(self.left, self.right + 1)
        diagonals = [column for column in columns if borders[column - self.first].diagonal.style]
        return RowLook(styles, borders, list(self._uprights(borders)), self._fills(styles), diagonals)

    def _uprights(self, borders: list[CellBorder]) -> Iterator[Side]:
        for column in range(self.left, self.right + 2):
            before = borders[column - 1 - self.first].right if column > 1 else NO_SIDE
            after = borders[column - self.first].left if column <= self.right else NO_SIDE
            yield heavier(before, after)

    def _fills(self, styles: list[CellStyle]) -> list[tuple[float, float, Color]] | None:
        found: list[tuple[float, float, Color]] = []
        begin, end, current = 0.0, 0.0, None
        for at, left, right in self.across:
            fill = styles[at].fill
            color = flat_color(fill) if fill.visible else None
            if fill.visible and color is None:
                return None
            if color != current:
                if current:
                    found.append((begin, end - begin, current))
                begin, current = left, color
            end = right
        return [*found, (begin, end - begin, current)] if current else found


def joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Join pieces that touch and are alike; leave out those without a line."""
    begin, end, current = 0.0, 0.0, NO_SIDE
    for first, last, side in pieces:
        if last <= first:
            continue
        if (side is current or side == current) and abs(first - end) < 0.01:
            end = last
            continue
        if current.style:
            yield begin, end, current
        begin, end, current = first, last, side
    if current.style:
        yield begin, end, current
