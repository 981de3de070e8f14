"""COUNTIF, SUMIFS and their like: counts and totals of the cells that meet criteria."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from booklet.sheets.formula.criteria import Criterion
from booklet.sheets.formula.protocols import Operand, Place, Scope
from booklet.sheets.formula.scalars import FormulaError, Scalar, as_array, cells, order_key
from booklet.sheets.formula.text_values import number_of
from booklet.sheets.functions.function_table import all_values, define, numbers, some
from booklet.sheets.model.area import Area
from booklet.sheets.model.cell import ErrorValue


def _matching(scope: Scope, pairs: Sequence[Operand]) -> list[int]:
    """Return the places at which every (area, criterion) pair holds, counted row by row."""
    kept: list[int] | None = None
    width = None
    for area, given in zip(pairs[::2], pairs[1::2], strict=True):
        if isinstance(area, ErrorValue):
            raise FormulaError(area.code)
        values = as_array(all_values(scope, _alike(scope, area, pairs[0])))
        width = len(values[0]) if values else 1
        criterion = Criterion.of(given)  # type: ignore[arg-type]
        if kept is None:
            kept = _all_matching(scope, area, values, criterion)
        else:
            count = len(values) * width
            kept = [n for n in kept if criterion.holds(values[n // width][n % width] if n < count else None)]
    return kept or []


def _alike(scope: Scope, area: Operand, first: Operand) -> Operand:
    """Return the area cut as the first is: whole columns end where their sheets do, and those differ."""
    if not isinstance(area, Place) or not isinstance(first, Place):
        return area
    size, whole = scope.evaluator.clipped(first.sheet, first.area), area.area
    shape = (whole.bottom - whole.top, whole.right - whole.left)
    if shape != (first.area.bottom - first.area.top, first.area.right - first.area.left):
        raise FormulaError("#VALUE!")
    bottom, right = whole.top + size.bottom - size.top, whole.left + size.right - size.left
    return Place(area.sheet, Area(whole.top, whole.left, bottom, right))


def _all_matching(scope: Scope, area: Operand, values: list[list[Scalar]], criterion: Criterion) -> list[int]:
    if not criterion.exact or isinstance(criterion.value, ErrorValue) or not isinstance(area, Place):
        return [place for place, value in enumerate(cells(values)) if criterion.holds(value)]
    key = "all", area.sheet.name, area.area
    index = scope.evaluator.indexes.get(key)
    if index is None:
        index = scope.evaluator.indexes[key] = {}
        for place, value in enumerate(cells(values)):
            if value is not None and not isinstance(value, ErrorValue):
                index.setdefault(order_key(value), []).append(place)
    wanted = order_key(criterion.value)
    found = index.get(wanted, [])
    if wanted[0] == 0:  # texts that are numbers count too
        texts = _number_texts(scope, key, index).get(criterion.value, [])
        return sorted([*found, *texts]) if texts else found
    return found


def _number_texts(scope: Scope, key: tuple[object, ...], index: dict[object, list[int]]) -> dict[object, list[int]]:
    """Return the places of texts that are numbers, by those numbers."""
    texts = scope.evaluator.indexes.get(("texts", *key))
    if texts is None:
        texts = scope.evaluator.indexes["texts", *key] = {}
        for found, places in index.items():
            number = number_of(found[1]) if isinstance(found, tuple) and found[0] == 1 else None
            if number is not None:
                texts.setdefault(number, []).extend(places)
    return texts


def _picked(scope: Scope, values: Operand, first: Operand, places: list[int]) -> list[float]:
    """Return the numbers at the places of an area that begins where `values` does and is as large as the first."""
    shaped = as_array(all_values(scope, first))
    width = len(shaped[0]) if shaped else 1
    if isinstance(values, Place):
        height = len(shaped)
        area = values.area
        area = Area(area.top, area.left, area.top + height - 1, area.left + width - 1)
        clipped = scope.evaluator.clipped(values.sheet, area)
        found = scope.evaluator.read(values.sheet, clipped)
    else:
        found = as_array(all_values(scope, values))
    inside = [(n // width, n % width) for n in places]
    return numbers([[found[r][c] for r, c in inside if r < len(found) and c < len(found[r])]])


Combine = Callable[[list[float]], float]


def _if(combine: Combine) -> Callable[..., float]:
    def computed(scope: Scope, area: Operand, criterion: Scalar, values: Operand = None) -> float:
        found = _matching(scope, (area, criterion))
        return combine(_picked(scope, area if values is None else values, area, found))

    return computed


def _ifs(combine: Combine) -> Callable[..., float]:
    def computed(scope: Scope, values: Operand, *pairs: Operand) -> float:
        _alike(scope, values, pairs[0])
        found = _matching(scope, pairs)
        return combine(_picked(scope, values, pairs[0], found))

    return computed


def _mean(values: list[float]) -> float:
    return math.fsum(some(values)) / len(values)


def _count(scope: Scope, *pairs: Operand) -> float:
    return float(len(_matching(scope, pairs)))


define("COUNTIF", "@qe", _count)
define("COUNTIFS", "@qe**", _count)
define("SUMIF", "@qe|q", _if(math.fsum))
define("AVERAGEIF", "@qe|q", _if(_mean))
define("SUMIFS", "@qqe**", _ifs(math.fsum))
define("AVERAGEIFS", "@qqe**", _ifs(_mean))
define("MINIFS", "@qqe**", _ifs(lambda v: min(v, default=0.0)))
define("MAXIFS", "@qqe**", _ifs(lambda v: max(v, default=0.0)))
