"""The cells of a tagged table: its rows and columns, and how far each cell reaches over them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from booklet.sheets.canvas.tags import CellPosition, CellTable, LinkTag
from booklet.sheets.model.area import Area


class TableCell(NamedTuple):
    """A cell of the table: where its content is on the sheet, and how many of the table's rows and columns it takes."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class TableGrid:
    """The `rows` and `columns` that have text, and merged cells by the first of their crossings.

    `covered` are the crossings that merged cells take besides; `lost_links` belong to cells that are not in the table.
    """

    rows: list[int]
    columns: list[int]
    merged: dict[CellPosition, TableCell]
    covered: set[CellPosition]
    lost_links: list[list[LinkTag]]

    def in_row(self, row: int) -> Iterator[TableCell]:
        """Return the cells that begin in a row."""
        for column in self.columns:
            if (row, column) not in self.covered:
                yield self.merged.get((row, column)) or TableCell(row, column)


def cells_of(table: CellTable) -> TableGrid:
    """Return the table as it was drawn."""
    merges = _Merges(table)
    rows, columns = set(), set()
    for place in _filled(table):
        row, column = merges.begin.get(place, place)
        rows.add(row)
        columns.add(column)
    lines, across = sorted(rows & table.shown_rows), sorted(columns & table.shown_columns)
    cells = TableGrid(lines, across, *merges.over(lines, across), lost_links=[])
    for place, links in table.links.items():
        row, column = merges.begin.get(place, place)
        if row not in table.shown_rows or column not in table.shown_columns:
            cells.lost_links.append(links)
    return cells


def _filled(table: CellTable) -> Iterator[CellPosition]:
    for row, columns in table.rows.items():
        yield from ((row, column) for column in columns)
    yield from table.links
    yield from table.sparklines


class _Merges:
    """The merged cells that are partly shown; `begin` is their first shown crossing, by where they begin."""

    def __init__(self, table: CellTable) -> None:
        self._rows, self._columns = sorted(table.shown_rows), sorted(table.shown_columns)
        self.begin: dict[CellPosition, CellPosition] = {}
        self._areas: list[Area] = []
        for area in table.view.sheet.merges:
            down, across = _between(self._rows, area.top, area.bottom), _between(self._columns, area.left, area.right)
            if down and across:
                self.begin[area.top, area.left] = down[0], across[0]
                self._areas.append(area)

    def over(self, rows: list[int], columns: list[int]) -> tuple[dict[CellPosition, TableCell], set[CellPosition]]:
        """Return merged cells over these rows and columns, and the crossings that they cover beside their first."""
        merged: dict[CellPosition, TableCell] = {}
        covered: set[CellPosition] = set()
        for area in self._areas:
            down, across = _between(rows, area.top, area.bottom), _between(columns, area.left, area.right)
            if down and across:
                merged[down[0], across[0]] = TableCell(area.top, area.left, len(down), len(across))
                covered.update((row, column) for row in down for column in across)
                covered.discard((down[0], across[0]))
        return merged, covered


def _between(lines: list[int], first: int, last: int) -> list[int]:
    return lines[bisect_left(lines, first) : bisect_right(lines, last)]
