"""Kinds of operands, and the protocols by which functions, scopes and the evaluator know each other.

Functions are called with a `Scope`; its evaluator holds them by name. Neither knows the other's module.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from booklet.sheets.formula.scalars import Array, Result, Scalar
from booklet.sheets.formula.syntax import FormulaNode
from booklet.sheets.model.area import Area
from booklet.sheets.model.sheet import Sheet, Workbook


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """An area that a formula means."""

    sheet: Sheet
    area: Area

    @property
    def single(self) -> bool:
        """True if it is a single cell."""
        return self.area.top == self.area.bottom and self.area.left == self.area.right


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Several areas together: "(A1:A3,C1)", or an area through several sheets."""

    parts: tuple[Place, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Lambda:
    """A function that a formula makes."""

    parameters: tuple[str, ...]
    body: FormulaNode
    scope: Scope


Operand = Result | Place | Places | Lambda


class Scope(Protocol):
    """The place of one formula: its sheet and cell, and the names that it has given."""

    evaluator: WorkbookValues
    sheet: Sheet
    row: int
    column: int
    is_array: bool
    """An area counts cell by cell here, and is not cut down to one of its cells."""
    depth: int
    """Number of names and functions that have been entered to get here."""

    def arrayed(self) -> Scope:
        """Return the same place, where areas count cell by cell."""

    def naming(self, names: dict[str, Operand]) -> Scope:
        """Return the same place with more names."""

    def raw(self, node: FormulaNode | None) -> Operand:
        """Return the operand that an expression gives; an area stays one. Raises Unsupported."""

    def value(self, node: FormulaNode | None) -> Result:
        """Return the values of an expression: one, or several where an array is meant. Raises Unsupported."""

    def read(self, found: Operand) -> Result:
        """Return the values of an operand that may be an area."""

    def one(self, place: Place) -> Scalar:
        """Return the value of the cell that an area means here."""

    def place(self, node: FormulaNode | None) -> Place:
        """Return the area that an expression means. Raises FormulaError where it means none."""

    def written(self, text: str) -> Operand:
        """Return the operand that a text stands for, read as a formula in this cell. Raises Unsupported."""

    def apply(self, function: Operand, arguments: list[Operand]) -> Operand:
        """Call a function that LAMBDA has made."""


class WorksheetFunction(Protocol):
    """A function of formulas."""

    def call(self, scope: Scope, nodes: tuple[FormulaNode | None, ...]) -> Operand:
        """Return the result; an error that the function meets is its result. Raises Unsupported."""


class WorkbookValues(Protocol):
    """The values of a workbook, computed where its file has none."""

    book: Workbook
    now: datetime
    functions: Mapping[str, WorksheetFunction]
    indexes: dict[object, dict[object, list[int]]]
    """Places of the values of areas that have been read; for look-ups."""

    def sheet(self, name: str) -> Sheet | None:
        """Return the sheet of that name, whatever its case."""

    def value(self, sheet: Sheet, row: int, column: int) -> Scalar:
        """Return the value of a cell. Raises Unsupported."""

    def read(self, sheet: Sheet, area: Area) -> Array:
        """Return the values of an area as far as the sheet is filled; not to be changed. Raises Unsupported."""

    def clipped(self, sheet: Sheet, area: Area) -> Area:
        """Return the part of an area that can hold anything."""
