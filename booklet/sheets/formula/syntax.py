"""Syntax trees of formulas (ECMA-376 part 1, 18.17)."""

from __future__ import annotations

from dataclasses import dataclass

from booklet.sheets.model.area import LAST_COLUMN, LAST_ROW


@dataclass(frozen=True, slots=True)
class Constant:
    """A number, text, truth value or error ("#N/A" as text with `error`)."""

    value: float | str | bool
    error: bool = False


@dataclass(frozen=True, slots=True)
class CellReference:
    """A cell; what is not `fixed` moves with the formula."""

    row: int
    column: int
    fixed_row: bool
    fixed_column: bool

    def moved(self, rows: int, columns: int) -> tuple[int, int]:
        """Return the row and column for a formula copied so far; it wraps at the sheet's end as in Excel."""
        row = self.row if self.fixed_row else (self.row + rows - 1) % LAST_ROW + 1
        column = self.column if self.fixed_column else (self.column + columns - 1) % LAST_COLUMN + 1
        return row, column


@dataclass(frozen=True, slots=True)
class Reference:
    """A cell or an area; `sheet` None is the formula's own, "One:Three" goes through several."""

    sheet: str | None
    first: CellReference
    last: CellReference


@dataclass(frozen=True, slots=True)
class NamedReference:
    """A defined name, or a name that LET or LAMBDA gave."""

    text: str
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class TableReference:
    """Cells of a table; `columns` are its first and last column's names, `parts` are "#Data", "#Headers" and others."""

    table: str
    columns: tuple[str, ...]
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments; a missing argument is None."""

    name: str
    arguments: tuple[FormulaNode | None, ...]


@dataclass(frozen=True, slots=True)
class Apply:
    """A function that LAMBDA gave, called at once."""

    function: FormulaNode
    arguments: tuple[FormulaNode | None, ...]


@dataclass(frozen=True, slots=True)
class Unary:
    """`sign` is +, - or %."""

    sign: str
    operand: FormulaNode


@dataclass(frozen=True, slots=True)
class Binary:
    """`sign` is an arithmetic, text or comparison operator, or an operator of references: ":", " " or ","."""

    sign: str
    left: FormulaNode
    right: FormulaNode


@dataclass(frozen=True, slots=True)
class Rows:
    """An array constant."""

    rows: tuple[tuple[FormulaNode, ...], ...]


FormulaNode = Constant | Reference | NamedReference | TableReference | Call | Apply | Unary | Binary | Rows
