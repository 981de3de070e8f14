"""Formulas computed over a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from booklet.sheets.compute.scope import FormulaScope
from booklet.sheets.formula.parser import Unsupported, parse_formula
from booklet.sheets.formula.protocols import WorksheetFunction
from booklet.sheets.formula.scalars import Array, FormulaError, Result, Scalar, as_array, scalar
from booklet.sheets.functions import FUNCTIONS
from booklet.sheets.model.area import Area, parse_area
from booklet.sheets.model.cell import Cell, ErrorValue, RichText
from booklet.sheets.model.sheet import Sheet, Workbook

_DEEPEST = 16
_MOST_CELLS = 2_000_000
_MOST_KEPT_CELLS = 8_000_000

Key = tuple[str, int, int]


class _Deeper(Exception):
    """Signal that a cell must be computed first: the formulas that wait for it are too many for Python's stack."""

    def __init__(self, key: Key) -> None:
        self.key = key


class Evaluator:
    """Evaluator of the formulas of a workbook; results of uncached formulas are kept in their cells."""

    def __init__(self, book: Workbook, now: datetime, functions: Mapping[str, WorksheetFunction] = FUNCTIONS) -> None:
        self.book = book
        self.now = now
        self.functions = functions
        self.indexes: dict[object, dict[object, list[int]]] = {}
        """Where which value stands in an area that has been read; for look-ups."""
        self._sheets = {sheet.name.lower(): sheet for sheet in book.sheets}
        self._running: set[Key] = set()
        self._last: dict[str, tuple[int, int]] = {}
        self._spreads: dict[str, list[tuple[Area, tuple[int, int]]]] = {}
        self._read: dict[tuple[str, Area], Array] = {}
        self._kept_cells = 0

    def sheet(self, name: str) -> Sheet | None:
        """Return the sheet of that name, whatever its case."""
        return self._sheets.get(name.lower())

    def value(self, sheet: Sheet, row: int, column: int) -> Scalar:
        """Return a cell's value; a formula without one is computed. Raises Unsupported."""
        cell = sheet.cell(row, column)
        if (cell is None or cell.value is None) and (master := self._spread_over(sheet, row, column)):
            self.value(sheet, *master)
            cell = sheet.cell(row, column)
        if cell is None:
            return None
        if cell.uncached and cell.formula:
            if self._running:
                self._compute((sheet.name, row, column), cell)
            else:
                self._compute_in_order((sheet.name, row, column))
        return str(cell.value) if isinstance(cell.value, RichText) else cell.value

    def _spread_over(self, sheet: Sheet, row: int, column: int) -> tuple[int, int] | None:
        """Return the cell whose array formula, not computed yet, has its values here too."""
        for area, master in self._spreading(sheet):
            found = sheet.cell(*master)
            if area.holds(row, column) and master != (row, column) and found is not None and found.uncached:
                return master
        return None

    def _spreading(self, sheet: Sheet) -> list[tuple[Area, tuple[int, int]]]:
        """Return the areas of the array formulas that have no values, and the places of their formulas."""
        if sheet.name not in self._spreads:
            self._spreads[sheet.name] = [
                (area, (row, column))
                for row, cells in sheet.rows.items()
                for column, cell in cells.items()
                if cell.uncached and (cell.formula or "").startswith("\1")
                if (area := FormulaText.of(cell.formula or "", row, column).area)
            ]
        return self._spreads[sheet.name]

    def _compute_in_order(self, key: Key) -> None:
        """Compute the cell after those that it waits for, however long the chain is."""
        waiting = [key]
        while waiting:
            sheet = self._sheets[waiting[-1][0].lower()]
            cell = sheet.cell(*waiting[-1][1:])
            try:
                if cell is not None and cell.uncached:
                    self._compute(waiting[-1], cell)
                waiting.pop()
            except _Deeper as deeper:
                if deeper.key in waiting:
                    raise Unsupported("the formula refers to itself") from deeper
                waiting.append(deeper.key)
            finally:
                self._running.clear()

    def _compute(self, key: Key, cell: Cell) -> None:
        if key in self._running:
            raise Unsupported("the formula refers to itself")
        if len(self._running) >= _DEEPEST:
            raise _Deeper(key)
        self._running.add(key)
        try:
            sheet, (row, column) = self._sheets[key[0].lower()], key[1:]
            written = FormulaText.of(cell.formula or "", row, column)
            if written.area is None:
                self._put(cell, scalar(self._result(written, sheet, row, column)))
            else:
                self._spread(self._result(written, sheet, row, column), sheet, written.area)
        finally:
            self._running.discard(key)

    def _put(self, cell: Cell, value: Scalar) -> None:
        cell.value = 0.0 if value is None else value
        cell.uncached = False

    def _spread(self, result: Result, sheet: Sheet, area: Area) -> None:
        """Put the values of an array formula into its cells; a single value, row or column is repeated."""
        found = as_array(result)
        for row, column in area.cells():
            line = found[0] if len(found) == 1 else found[row - area.top] if row - area.top < len(found) else None
            across = 0 if line is not None and len(line) == 1 else column - area.left
            value = line[across] if line is not None and across < len(line) else ErrorValue("#N/A")
            cell = sheet.rows.setdefault(row, {}).setdefault(column, Cell(None, 0))
            self._put(cell, value)

    def formula(self, text: str, sheet: Sheet, row: int, column: int, moved: tuple[int, int] = (0, 0)) -> Scalar:
        """Return the result of a formula in a cell; `moved` is how far it was copied. Raises Unsupported."""
        return scalar(self._result(FormulaText(text, moved), sheet, row, column))

    def computed(self, formula: str, sheet: Sheet, row: int, column: int) -> Result:
        """Return the result that a cell's formula (as `Cell.formula` has it) gives now. Raises Unsupported."""
        return self._result(FormulaText.of(formula, row, column), sheet, row, column)

    def array(self, text: str, sheet: Sheet) -> Result:
        """Return the values of an area or a formula that gives several. Raises Unsupported."""
        return self._result(FormulaText(text, (0, 0), Area(1, 1, 1, 1)), sheet, 1, 1)

    def _result(self, written: FormulaText, sheet: Sheet, row: int, column: int) -> Result:
        scope = FormulaScope(self, sheet, (row, column), written.moved, array=written.area is not None)
        try:
            return scope.value(parse_formula(written.text))
        except FormulaError as error:
            return ErrorValue(error.code)
        except (RecursionError, ValueError, IndexError, OverflowError, ZeroDivisionError) as error:
            raise Unsupported(str(error)) from error

    def clipped(self, sheet: Sheet, area: Area) -> Area:
        """Return the part of an area that can hold anything: whole columns have a million rows."""
        if sheet.name not in self._last:
            last_column = max((max(cells) for cells in sheet.rows.values() if cells), default=1)
            areas = [area for area, _ in self._spreading(sheet)]
            last_row = max(max(sheet.rows, default=1), max((area.bottom for area in areas), default=1))
            self._last[sheet.name] = last_row, max(last_column, max((area.right for area in areas), default=1))
        rows, columns = self._last[sheet.name]
        bottom, right = min(area.bottom, max(rows, area.top)), min(area.right, max(columns, area.left))
        return area._replace(bottom=bottom, right=right)

    def read(self, sheet: Sheet, area: Area) -> Array:
        """Return the values of an area, as far as the sheet is filled; not to be changed. Raises Unsupported."""
        area = self.clipped(sheet, area)
        key = sheet.name, area
        if key in self._read:
            return self._read[key]
        size = (area.bottom - area.top + 1) * (area.right - area.left + 1)
        if size > _MOST_CELLS:
            raise Unsupported("the area is too large")
        columns = range(area.left, area.right + 1)
        made = [[self.value(sheet, row, column) for column in columns] for row in range(area.top, area.bottom + 1)]
        self._kept_cells += size
        if self._kept_cells > _MOST_KEPT_CELLS:
            self._read.clear()
            self.indexes.clear()
            self._kept_cells = size
        self._read[key] = made  # reading has computed all of it: it never changes again
        return made


class FormulaText:
    """A formula as a file has it: its text, how far it was copied, and the area that an array formula fills."""

    __slots__ = ("area", "moved", "text")

    def __init__(self, text: str, moved: tuple[int, int] = (0, 0), area: Area | None = None) -> None:
        self.text = text
        self.moved = moved
        self.area = area

    @classmethod
    def of(cls, formula: str, row: int, column: int) -> FormulaText:
        r"""Take `Cell.formula` apart: "\0row,column,text" was copied from there, "\1area,text" is an array's."""
        if formula.startswith("\0"):
            top, left, text = formula[1:].split(",", 2)
            return cls(text, (row - int(top), column - int(left)))
        if formula.startswith("\1"):
            place, text = formula[1:].split(",", 1)
            return cls(text, area=parse_area(place) or Area(row, column, row, column))
        return cls(formula)
