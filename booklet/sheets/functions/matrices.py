"""Matrices: products, inverses, and lines fitted to points."""

from __future__ import annotations

import math

from booklet.sheets.formula.scalars import Array, FormulaError, Result, Scalar, as_array, as_bool, cells, is_number
from booklet.sheets.functions.function_table import define, function, whole

_SINGULAR = 1e-13


def _matrix(values: Result) -> list[list[float]]:
    rows = as_array(values)
    if not all(is_number(value) for value in cells(rows)):
        raise FormulaError("#VALUE!")
    return [[float(value) for value in row] for row in rows]  # type: ignore[arg-type]


def _square(values: Result) -> list[list[float]]:
    rows = _matrix(values)
    if len(rows) != len(rows[0]) or len(rows) > 100:
        raise FormulaError("#VALUE!")
    return rows


@function("MMULT", "aa")
def _product(one: Result, other: Result) -> Array:
    a, b = _matrix(one), _matrix(other)
    if len(a[0]) != len(b):
        raise FormulaError("#VALUE!")
    columns = list(zip(*b, strict=True))
    return [[math.fsum(x * y for x, y in zip(row, column, strict=True)) for column in columns] for row in a]


def _eliminated(rows: list[list[float]]) -> tuple[list[list[float]], float]:
    """Return the matrix by elimination with pivots, and its determinant; the right side of each row goes along."""
    size, determinant = len(rows), 1.0
    largest = max((abs(v) for row in rows for v in row[:size]), default=0.0)
    for column in range(size):
        pivot = max(range(column, size), key=lambda n: abs(rows[n][column]))
        if abs(rows[pivot][column]) <= _SINGULAR * largest:
            return rows, 0.0
        if pivot != column:
            rows[pivot], rows[column] = rows[column], rows[pivot]
            determinant = -determinant
        head = rows[column][column]
        determinant *= head
        rows[column] = [v / head for v in rows[column]]
        for n in range(size):
            factor = rows[n][column]
            if n != column and factor:
                rows[n] = [v - factor * w for v, w in zip(rows[n], rows[column], strict=True)]
    return rows, determinant


@function("MINVERSE", "a")
def _inverse(values: Result) -> Array:
    rows = _square(values)
    size = len(rows)
    extended = [[*row, *[float(n == place) for n in range(size)]] for place, row in enumerate(rows)]
    solved, determinant = _eliminated(extended)
    if not determinant:
        raise FormulaError("#NUM!")
    return [list[Scalar](row[size:]) for row in solved]


@function("MUNIT", "n")
def _unit(size: float) -> Array:
    count = whole(size)
    if not 1 <= count <= 1000:
        raise FormulaError("#VALUE!")
    return [[float(r == c) for c in range(count)] for r in range(count)]


def _fitted(ys: Result, xs: Result, free: Scalar = True) -> tuple[float, float]:
    """Return the slope and the start of the line nearest to the points; a line that is not `free` starts at 0."""
    y = [v for row in _matrix(ys) for v in row]
    x = [v for row in _matrix(xs) for v in row] if xs is not None else [n + 1.0 for n in range(len(y))]
    if len(x) != len(y):
        raise FormulaError("#REF!")
    if free is not None and not as_bool(free):
        return math.fsum(a * b for a, b in zip(x, y, strict=True)) / math.fsum(v * v for v in x), 0.0
    middle_x, middle_y = math.fsum(x) / len(x), math.fsum(y) / len(y)
    spread = math.fsum((v - middle_x) ** 2 for v in x)
    slope = math.fsum((a - middle_x) * (b - middle_y) for a, b in zip(x, y, strict=True)) / spread
    return slope, middle_y - slope * middle_x


@function("TREND", "a|aae")
def _trend(ys: Result, xs: Result = None, new: Result = None, free: Scalar = True) -> Array:
    slope, start = _fitted(ys, xs, free)
    wanted: Result = (
        new if new is not None else xs if xs is not None else [[n + 1.0] for n in range(len(list(cells(ys))))]
    )
    return [[slope * v + start for v in row] for row in _matrix(wanted)]


@function("LINEST", "a|ae")
def _line(ys: Result, xs: Result = None, free: Scalar = True) -> Array:
    return [list(_fitted(ys, xs, free))]


define("MDETERM", "a", lambda v: _eliminated(_square(v))[1])
