"""Kinds of values and cells."""

from __future__ import annotations

from collections.abc import Callable

from booklet.sheets.formula.protocols import Operand, Place, Places, Scope
from booklet.sheets.formula.scalars import FormulaError, Scalar, as_number, is_number, raised
from booklet.sheets.functions.function_table import define, function, whole
from booklet.sheets.model.cell import ErrorValue

_ERRORS = {"#NULL!": 1, "#DIV/0!": 2, "#VALUE!": 3, "#REF!": 4, "#NAME?": 5, "#NUM!": 6, "#N/A": 7, "#GETTING_DATA": 8,
           "#SPILL!": 9, "#CALC!": 14}  # fmt: skip


def _is_error(value: Scalar, *, na: bool | None = None) -> bool:
    return isinstance(value, ErrorValue) and (na is None or (value.code == "#N/A") == na)


@function("ERROR.TYPE", "e")
def _error_type(value: Scalar) -> float:
    if not isinstance(value, ErrorValue):
        raise FormulaError("#N/A")
    return float(_ERRORS.get(value.code, 3))


@function("TYPE", "@q")
def _type(scope: Scope, found: Operand) -> float:
    value = scope.read(found)
    if isinstance(value, list):
        return 64.0
    kinds: list[tuple[Callable[[Scalar], bool], int]] = [
        (lambda v: isinstance(v, bool), 4), (lambda v: isinstance(v, str), 2), (_is_error, 16),
    ]  # fmt: skip
    return float(next((number for test, number in kinds if test(value)), 1))


@function("ISFORMULA", "p")
def _is_formula(place: Place) -> bool:
    cell = place.sheet.cell(place.area.top, place.area.left)
    return bool(cell and cell.formula)


@function("ISREF", "@x")
def _is_reference(scope: Scope, node: object) -> bool:
    return isinstance(scope.raw(node), Place | Places)  # type: ignore[arg-type]


def _parity(value: Scalar) -> int:
    if isinstance(value, bool):
        raise FormulaError("#VALUE!")
    return whole(as_number(value)) % 2


def _number(value: Scalar) -> Scalar:
    clean = raised(value)
    return 0.0 if isinstance(clean, str) or clean is None else float(clean)


define("ISBLANK", "e", lambda v: v is None)
define("ISERROR", "e", _is_error)
define("ISERR", "e", lambda v: _is_error(v, na=False))
define("ISNA", "e", lambda v: _is_error(v, na=True))
define("ISNUMBER", "e", is_number)
define("ISTEXT", "e", lambda v: isinstance(v, str))
define("ISNONTEXT", "e", lambda v: not isinstance(v, str))
define("ISLOGICAL", "e", lambda v: isinstance(v, bool))
define("ISEVEN", "e", lambda v: _parity(v) == 0)
define("ISODD", "e", lambda v: _parity(v) == 1)
define("N", "e", _number)
define("NA", "", lambda: ErrorValue("#N/A"))
