"""SUBTOTAL and AGGREGATE: totals that pass over other totals, hidden rows and errors."""

from __future__ import annotations

import math
from collections.abc import Callable

from booklet.sheets.formula.parser import Unsupported
from booklet.sheets.formula.protocols import Place, Places, Scope
from booklet.sheets.formula.scalars import FormulaError, Scalar, as_number, cells, is_number, scalar
from booklet.sheets.formula.syntax import FormulaNode
from booklet.sheets.functions.function_table import function, some
from booklet.sheets.functions.statistics import mode, nth, percentile, percentile_exclusive
from booklet.sheets.model.cell import ErrorValue

_NESTED = ("SUBTOTAL(", "AGGREGATE(")


def _variance(values: list[float], less: int) -> float:
    if len(values) <= less:
        raise FormulaError("#DIV/0!")
    mean = math.fsum(values) / len(values)
    return math.fsum((v - mean) ** 2 for v in values) / (len(values) - less)


def _median(values: list[float]) -> float:
    return percentile(values, 0.5)


_KINDS: dict[int, Callable[[list[float]], float]] = {
    1: lambda v: math.fsum(some(v)) / len(v),
    2: lambda v: float(len(v)),
    4: lambda v: max(v, default=0.0),
    5: lambda v: min(v, default=0.0),
    6: lambda v: math.prod(v) if v else 0.0,
    7: lambda v: math.sqrt(_variance(v, 1)),
    8: lambda v: math.sqrt(_variance(v, 0)),
    9: math.fsum,
    10: lambda v: _variance(v, 1),
    11: lambda v: _variance(v, 0),
    12: _median,
    13: mode,
}
_WITH_PLACE: dict[int, Callable[[list[float], float], float]] = {
    14: lambda v, k: nth(v, k, largest=True),
    15: lambda v, k: nth(v, k, largest=False),
    16: percentile,
    17: lambda v, k: percentile(v, k / 4),
    18: percentile_exclusive,
    19: lambda v, k: percentile_exclusive(v, k / 4),
}


@function("SUBTOTAL", "@ex*")
def _subtotal(scope: Scope, kind: Scalar, *areas: FormulaNode) -> Scalar:
    number = int(as_number(kind))
    if not 1 <= number % 100 <= 11 or not 1 <= number <= 111:
        raise FormulaError("#VALUE!")
    values = _shown(scope, areas, hidden_too=number < 100, totals_too=False)
    return _total(number % 100, values, errors_too=True)


@function("AGGREGATE", "@eex*")
def _aggregate(scope: Scope, kind: Scalar, option: Scalar, *areas: FormulaNode) -> Scalar:
    number, how = int(as_number(kind)), int(as_number(option))
    if not 1 <= number <= 19 or not 0 <= how <= 7:
        raise FormulaError("#VALUE!")
    if number >= 14:
        is_area = isinstance(scope.raw(areas[0]), Place | Places)
        hidden_too = how not in (1, 3, 5, 7)
        values = (
            _shown(scope, areas[:1], hidden_too=hidden_too, totals_too=how >= 4)
            if is_area
            else list(cells(scope.arrayed().value(areas[0])))
        )
        place = as_number(scalar(scope.value(areas[1])))
        return _WITH_PLACE[number](_numbers(values, errors_too=how not in (2, 3, 6, 7)), place)
    values = _shown(scope, areas, hidden_too=how not in (1, 3, 5, 7), totals_too=how >= 4)
    return _total(number, values, errors_too=how not in (2, 3, 6, 7))


def _total(kind: int, values: list[Scalar], *, errors_too: bool) -> Scalar:
    if kind == 3:
        return float(sum(value is not None and (errors_too or not isinstance(value, ErrorValue)) for value in values))
    if kind not in _KINDS:
        raise Unsupported(f"SUBTOTAL {kind}")
    if kind == 2:
        return float(len(_numbers(values, errors_too=False)))
    return _KINDS[kind](_numbers(values, errors_too=errors_too))


def _numbers(values: list[Scalar], *, errors_too: bool) -> list[float]:
    for value in values:
        if errors_too and isinstance(value, ErrorValue):
            raise FormulaError(value.code)
    return [float(value) for value in values if is_number(value)]  # type: ignore[arg-type]


def _shown(scope: Scope, nodes: tuple[FormulaNode, ...], *, hidden_too: bool, totals_too: bool) -> list[Scalar]:
    """Return the values of areas; rows that a filter hides are never among them."""
    values: list[Scalar] = []
    for node in nodes:
        found = scope.raw(node)
        for place in found.parts if isinstance(found, Places) else [found]:
            if not isinstance(place, Place):
                raise FormulaError("#VALUE!")
            sheet = place.sheet
            for row, column in scope.evaluator.clipped(sheet, place.area).cells():
                cell, spec = sheet.cell(row, column), sheet.row_specs.get(row)
                hidden = spec is not None and spec.hidden and (not hidden_too or sheet.filtered)
                if cell is None or hidden or (not totals_too and _is_total(cell.formula)):
                    continue
                values.append(scope.evaluator.value(sheet, row, column))
    return values


def _is_total(formula: str | None) -> bool:
    return formula is not None and any(name in formula.upper() for name in _NESTED)
