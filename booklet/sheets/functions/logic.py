"""Decisions, and functions that formulas make."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from booklet.sheets.formula.broadcast import at
from booklet.sheets.formula.parser import Unsupported
from booklet.sheets.formula.protocols import Lambda, Operand, Place, Places, Scope
from booklet.sheets.formula.scalars import (
    Array,
    FormulaError,
    Result,
    Scalar,
    as_array,
    as_bool,
    cells,
    compare,
    raised,
    scalar,
)
from booklet.sheets.formula.syntax import FormulaNode, NamedReference, Reference
from booklet.sheets.functions.function_table import all_values, define, function, whole
from booklet.sheets.model.area import column_name
from booklet.sheets.model.cell import ErrorValue


def _chosen(scope: Scope, test: Result, yes: Callable[[], Operand], no: Callable[[], Operand]) -> Operand:
    """Return one of two operands; for each cell where there are several tests."""
    if not isinstance(test, list):
        return yes() if as_bool(test) else no()
    flags: Array = [[_flag(value) for value in row] for row in test]
    one: Array = as_array(scope.read(yes())) if any(flag is True for row in flags for flag in row) else [[None]]
    other: Array = as_array(scope.read(no())) if any(flag is False for row in flags for flag in row) else [[None]]
    height, width = max(len(flags), len(one), len(other)), max(len(flags[0]), len(one[0]), len(other[0]))

    def pick(row: int, column: int) -> Scalar:
        flag = at(flags, row, column)
        return flag if isinstance(flag, ErrorValue) else at(one if flag else other, row, column)

    return [[pick(row, column) for column in range(width)] for row in range(height)]


def _flag(value: Scalar) -> Scalar:
    try:
        return as_bool(value)
    except FormulaError as error:
        return ErrorValue(error.code)


@function("IF", "@xx|x")
def _if(scope: Scope, test: FormulaNode, *branches: FormulaNode | None) -> Operand:
    def branch(place: int, default: Scalar) -> Callable[[], Operand]:
        if place >= len(branches):
            return lambda: default
        return lambda: 0.0 if branches[place] is None else scope.raw(branches[place])

    return _chosen(scope, scope.value(test), branch(0, True), branch(1, False))


@function("IFS", "@xx**")
def _ifs(scope: Scope, *pairs: FormulaNode | None) -> Operand:
    if len(pairs) < 2:
        return ErrorValue("#N/A")

    def rest() -> Operand:
        return _ifs(scope, *pairs[2:])  # type: ignore[no-any-return]

    return _chosen(scope, scope.value(pairs[0]), lambda: scope.raw(pairs[1]), rest)


@function("SWITCH", "@xx*")
def _switch(scope: Scope, value: FormulaNode, *rest: FormulaNode | None) -> Operand:
    wanted = raised(scalar(scope.value(value)))
    pairs = rest if len(rest) % 2 == 0 else rest[:-1]
    for test, result in zip(pairs[::2], pairs[1::2], strict=True):
        if compare("=", wanted, raised(scalar(scope.value(test)))):
            return scope.raw(result)
    return scope.raw(rest[-1]) if len(rest) % 2 else ErrorValue("#N/A")


def _unless(is_wrong: Callable[[str], bool]) -> Callable[..., Operand]:
    def checked(scope: Scope, node: FormulaNode, other: FormulaNode | None = None) -> Operand:
        found = scope.raw(node)
        value = scope.read(found) if not isinstance(found, Places | Lambda) else None
        if isinstance(value, list):
            wrong = [[isinstance(v, ErrorValue) and is_wrong(v.code) for v in row] for row in value]
            return _chosen(scope, wrong, lambda: scope.value(other), lambda: value)  # type: ignore[arg-type]
        if isinstance(value, ErrorValue) and is_wrong(value.code):
            return 0.0 if other is None else scope.raw(other)
        return 0.0 if value is None and not isinstance(found, list) else found

    return checked


def _truths(scope: Scope, nodes: Iterable[FormulaNode | None]) -> list[bool]:
    """Return the truth values of the arguments; texts in areas are passed over, and none at all are an error."""
    found: list[bool] = []
    for node in nodes:
        operand = scope.raw(node)
        is_area = isinstance(operand, Place | Places)
        value = all_values(scope, operand)
        for each in cells(value):
            if each is None or (isinstance(each, str) and (is_area or isinstance(value, list))):
                continue
            found.append(as_bool(each))
    if not found:
        raise FormulaError("#VALUE!")
    return found


@function("LET", "@xx*")
def _let(scope: Scope, *parts: FormulaNode | None) -> Operand:
    if len(parts) % 2 == 0:
        raise Unsupported("LET without a result")
    for name, value in zip(parts[:-1:2], parts[1:-1:2], strict=True):
        scope = scope.naming({_parameter(name): scope.raw(value)})
    return scope.raw(parts[-1])


def _parameter(node: FormulaNode | None) -> str:
    if isinstance(node, NamedReference):
        return node.text.lower()
    if isinstance(node, Reference) and node.first == node.last:  # "x1" looks like a cell
        return f"{column_name(node.first.column)}{node.first.row}".lower()
    raise Unsupported("a parameter that is no name")


@function("LAMBDA", "@x*")
def _lambda(scope: Scope, *parts: FormulaNode | None) -> Lambda:
    body = parts[-1]
    if body is None:
        raise FormulaError("#VALUE!")
    return Lambda(tuple(_parameter(part) for part in parts[:-1]), body, scope)


def _called(scope: Scope, function_: Operand, *arguments: Operand) -> Scalar:
    return scalar(scope.read(scope.apply(function_, list(arguments))))


@function("MAP", "@aq*")
def _map(scope: Scope, first: Result, *rest: Operand) -> Array:
    arrays = [as_array(first), *(as_array(scope.read(each)) for each in rest[:-1])]
    height, width = max(len(a) for a in arrays), max(len(a[0]) for a in arrays)
    return [
        [_called(scope, rest[-1], *(at(a, row, column) for a in arrays)) for column in range(width)]
        for row in range(height)
    ]


@function("REDUCE", "@qaq")
def _reduce(scope: Scope, start: Operand, values: Result, function_: Operand) -> Operand:
    total = start
    for value in cells(values):
        total = scope.apply(function_, [total, value])
    return total


@function("SCAN", "@eaq")
def _scan(scope: Scope, start: Scalar, values: Result, function_: Operand) -> Array:
    total, made = start, []
    for row in as_array(values):
        line = []
        for value in row:
            total = _called(scope, function_, total, value)
            line.append(total)
        made.append(line)
    return made


@function("MAKEARRAY", "@nnq")
def _make_array(scope: Scope, rows: float, columns: float, function_: Operand) -> Array:
    height, width = whole(rows), whole(columns)
    if height < 1 or width < 1 or height * width > 100_000:
        raise FormulaError("#VALUE!")
    return [[_called(scope, function_, r + 1.0, c + 1.0) for c in range(width)] for r in range(height)]


@function("BYROW", "@aq")
def _by_row(scope: Scope, values: Result, function_: Operand) -> Array:
    return [[_called(scope, function_, [row])] for row in as_array(values)]


@function("BYCOL", "@aq")
def _by_column(scope: Scope, values: Result, function_: Operand) -> Array:
    columns = zip(*as_array(values), strict=True)
    return [[_called(scope, function_, [[value] for value in column]) for column in columns]]


define("IFERROR", "@xx", _unless(lambda _: True))
define("IFNA", "@xx", _unless(lambda code: code == "#N/A"))
define("AND", "@x*", lambda scope, *nodes: all(_truths(scope, nodes)))
define("OR", "@x*", lambda scope, *nodes: any(_truths(scope, nodes)))
define("XOR", "@x*", lambda scope, *nodes: sum(_truths(scope, nodes)) % 2 == 1)
define("NOT", "b", lambda v: not v)
define("TRUE", "", lambda: True)
define("FALSE", "", lambda: False)
define("ISOMITTED", "e", lambda v: v is None)
