"""Operations on arrays element by element; a single value, row or column is repeated."""

from __future__ import annotations

from collections.abc import Callable

from booklet.sheets.formula.scalars import Array, Result, Scalar
from booklet.sheets.model.cell import ErrorValue


def each(change: Callable[[Scalar], Scalar], value: Result) -> Result:
    """Return the value, or each value of an array, changed."""
    return [[change(v) for v in row] for row in value] if isinstance(value, list) else change(value)


def pairs(join: Callable[[Scalar, Scalar], Scalar], left: Result, right: Result) -> Result:
    """Return two values joined element by element; a single value, row or column is repeated."""
    if not isinstance(left, list) and not isinstance(right, list):
        return join(left, right)
    one: Array = left if isinstance(left, list) else [[left]]
    other: Array = right if isinstance(right, list) else [[right]]
    height, width = max(len(one), len(other)), max(len(one[0]), len(other[0]))
    return [[join(at(one, r, c), at(other, r, c)) for c in range(width)] for r in range(height)]


def at(array: Array, row: int, column: int) -> Scalar:
    """Return an element; a single row or column is repeated, and beyond the end is #N/A."""
    line = array[0] if len(array) == 1 else array[row] if row < len(array) else None
    if line is None:
        return ErrorValue("#N/A")
    return line[0] if len(line) == 1 else line[column] if column < len(line) else ErrorValue("#N/A")
