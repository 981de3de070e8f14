"""Formulas that depend on filled cells: those have to be computed anew, and no others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from booklet.sheets.compute.evaluator import Evaluator, FormulaText
from booklet.sheets.compute.scope import FormulaScope
from booklet.sheets.formula.parser import Unsupported, parse_formula
from booklet.sheets.formula.protocols import Place, Places
from booklet.sheets.formula.syntax import Call, NamedReference, Reference, TableReference
from booklet.sheets.model.area import Area, parse_area
from booklet.sheets.model.cell import Cell
from booklet.sheets.model.sheet import Sheet
from booklet.sheets.template.filling import Filled

_WHEREVER = frozenset(("OFFSET", "INDIRECT", "ANCHORARRAY"))
"""Functions whose areas only calculation tells."""
_ADDRESS = re.compile(r"\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?")
_DEEPEST_NAME = 16

Uses = list[tuple[str, Area]] | None
"""The areas that a formula uses, with their sheets' names; None for all, because nobody knows."""


def forget_dependents(evaluator: Evaluator, filled: Iterable[Filled]) -> None:
    """Take the stored values from all formulas that depend on the filled cells, directly or through others."""
    changed = _Changed(filled)
    left = list(_formulas(evaluator))
    while left:
        rest: list[tuple[Sheet, int, int, Cell, Uses]] = []
        for sheet, row, column, cell, uses in left:
            if uses is None or any(changed.meets(*use) for use in uses):
                _forget(changed, sheet, row, column, cell)
            else:
                rest.append((sheet, row, column, cell, uses))
        if len(rest) == len(left):
            return
        left = rest


def _forget(changed: _Changed, sheet: Sheet, row: int, column: int, cell: Cell) -> None:
    cell.value, cell.uncached = None, True
    area = FormulaText.of(cell.formula or "", row, column).area or Area(row, column, row, column)
    for r, c in area.cells():
        changed.add(sheet.name, r, c)
        if (r, c) != (row, column) and (other := sheet.cell(r, c)) is not None and not other.formula:
            other.value = None  # an array formula's


class _Changed:
    """Cells with new values, by sheet and column."""

    def __init__(self, filled: Iterable[Filled]) -> None:
        self._rows: dict[str, dict[int, set[int]]] = {}
        for sheet, row, column in filled:
            self.add(sheet.name, row, column)

    def add(self, sheet: str, row: int, column: int) -> None:
        self._rows.setdefault(sheet, {}).setdefault(column, set()).add(row)

    def meets(self, sheet: str, area: Area) -> bool:
        """Return whether a changed cell is in an area."""
        for column, rows in self._rows.get(sheet, {}).items():
            if area.left <= column <= area.right:
                if area.top == area.bottom:
                    if area.top in rows:
                        return True
                elif any(area.top <= row <= area.bottom for row in rows):
                    return True
        return False


def _formulas(evaluator: Evaluator) -> Iterator[tuple[Sheet, int, int, Cell, Uses]]:
    for sheet in evaluator.book.sheets:
        for row, cells in sheet.rows.items():
            for column, cell in cells.items():
                if cell.formula:
                    yield sheet, row, column, cell, _uses(evaluator, sheet, row, column, cell.formula)


def _uses(evaluator: Evaluator, sheet: Sheet, row: int, column: int, formula: str) -> Uses:
    written = FormulaText.of(formula, row, column)
    scope = FormulaScope(evaluator, sheet, (row, column), written.moved)
    try:
        return _of_node(scope, parse_formula(written.text), 0)
    except Unsupported:  # it is not computed, but what it names can be seen
        areas = (parse_area(found) for found in _ADDRESS.findall(written.text))
        return [(sheet.name, area) for area in areas if area]


def _of_node(scope: FormulaScope, node: object, depth: int) -> Uses:
    if isinstance(node, Reference | TableReference):
        return [(place.sheet.name, place.area) for place in _places(scope.raw(node))]
    if isinstance(node, NamedReference):
        names, name = scope.evaluator.book.names, node.text.lower()
        text = names.get((name, node.sheet or scope.sheet.name)) or names.get((name, None))
        if text is None or depth > _DEEPEST_NAME:
            return []
        inner = FormulaScope(scope.evaluator, scope.sheet, (scope.row, scope.column), (scope.row - 1, scope.column - 1))
        return _of_node(inner, parse_formula(text), depth + 1)
    if isinstance(node, Call) and node.name in _WHEREVER:
        return None
    found: list[tuple[str, Area]] = []
    for part in _parts(node):
        uses = _of_node(scope, part, depth)
        if uses is None:
            return None
        found.extend(uses)
    return found


def _places(found: object) -> tuple[Place, ...]:
    if isinstance(found, Places):
        return found.parts
    return (found,) if isinstance(found, Place) else ()


def _parts(node: object) -> Iterator[object]:
    if isinstance(node, tuple):
        yield from node
    elif is_dataclass(node):
        for field in fields(node):
            value = getattr(node, field.name)
            if isinstance(value, tuple) or is_dataclass(value):
                yield value
