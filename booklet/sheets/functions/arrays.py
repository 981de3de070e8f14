"""Functions that give arrays: FILTER, SORT, UNIQUE, stacking and cutting."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cmp_to_key

from booklet.sheets.formula.parser import Unsupported
from booklet.sheets.formula.protocols import Operand, Place, Scope
from booklet.sheets.formula.scalars import (
    Array,
    FormulaError,
    Result,
    Scalar,
    as_array,
    as_bool,
    as_number,
    as_text,
    cells,
    compare,
    order_key,
)
from booklet.sheets.formula.syntax import FormulaNode
from booklet.sheets.functions.function_table import define, function, whole
from booklet.sheets.model.area import Area, parse_area
from booklet.sheets.model.cell import ErrorValue

_MOST_CELLS = 1_000_000


def _turned(rows: Array) -> Array:
    return [list(column) for column in zip(*rows, strict=True)]


@function("FILTER", "@aa|x")
def _filter(scope: Scope, values: Result, keep: Result, missing: FormulaNode | None = None) -> Operand:
    rows, flags = as_array(values), as_array(keep)
    across = len(flags) == 1 and len(flags[0]) == len(rows[0])
    lines = _turned(rows) if across else rows
    chosen = [as_bool(flag) for flag in cells(flags)]
    if len(chosen) != len(lines):
        raise FormulaError("#VALUE!")
    kept = [line for line, wanted in zip(lines, chosen, strict=True) if wanted]
    if not kept:
        if missing is None:
            raise FormulaError("#CALC!")
        return scope.raw(missing)
    return _turned(kept) if across else kept


def _before(one: Scalar, other: Scalar) -> int:
    if one is None or other is None:  # empty cells come last
        return (one is None) - (other is None)
    return -1 if compare("<", one, other) else int(compare(">", one, other))


def _ordered(lines: Array, keys: Sequence[Sequence[Scalar]], ways: Sequence[float]) -> Array:
    def order(a: int, b: int) -> int:
        for key, way in zip(keys, ways, strict=True):
            found = _before(key[a], key[b])
            if found:
                return found if way >= 0 or key[a] is None or key[b] is None else -found
        return 0

    return [lines[n] for n in sorted(range(len(lines)), key=cmp_to_key(order))]


@function("SORT", "a|aae")
def _sort(values: Result, by: Result = 1.0, way: Result = 1.0, across: Scalar = False) -> Array:
    lines = _turned(as_array(values)) if across else as_array(values)
    places = [whole(as_number(n)) - 1 for n in cells(1.0 if by is None else by)]
    ways = [as_number(n) for n in cells(1.0 if way is None else way)]
    if any(not 0 <= place < len(lines[0]) for place in places) or not set(ways) <= {1.0, -1.0}:
        raise FormulaError("#VALUE!")
    keys = [[line[place] for line in lines] for place in places]
    made = _ordered(lines, keys, (ways * len(keys))[: len(keys)])
    return _turned(made) if across else made


@function("SORTBY", "aa|aaaaaaaa")
def _sort_by(values: Result, *rest: Result) -> Array:
    rows = as_array(values)
    keys = [list(cells(key)) for key in rest[::2]]
    ways = [as_number(w) if not isinstance(w, list) and w is not None else 1.0 for w in rest[1::2]]
    across = len(keys[0]) != len(rows)
    if any(len(key) != len(rows[0] if across else rows) for key in keys) or not set(ways) <= {1.0, -1.0}:
        raise FormulaError("#VALUE!")
    made = _ordered(_turned(rows) if across else rows, keys, [*ways, *[1.0] * (len(keys) - len(ways))])
    return _turned(made) if across else made


@function("UNIQUE", "a|ee")
def _unique(values: Result, across: Scalar = False, once: Scalar = False) -> Array:
    lines = _turned(as_array(values)) if across else as_array(values)
    counts: dict[tuple[object, ...], int] = {}
    keys = [tuple(v.code if isinstance(v, ErrorValue) else order_key(v) for v in line) for line in lines]
    for key in keys:
        counts[key] = counts.get(key, 0) + 1
    seen: set[tuple[object, ...]] = set()
    made: Array = []
    for key, line in zip(keys, lines, strict=True):
        if key not in seen and (not once or counts[key] == 1):
            made.append(line)
        seen.add(key)
    if not made:
        raise FormulaError("#CALC!")
    return _turned(made) if across else made


@function("SEQUENCE", "e|eee")
def _sequence(rows: Scalar, columns: Scalar = None, start: Scalar = None, step: Scalar = None) -> Array:
    height, width = (1 if given is None else whole(as_number(given)) for given in (rows, columns))
    first, more = (1.0 if given is None else as_number(given) for given in (start, step))
    if height < 0 or width < 0 or height * width > _MOST_CELLS:
        raise FormulaError("#VALUE!")
    if not height * width:
        raise FormulaError("#CALC!")
    return [[first + more * (r * width + c) for c in range(width)] for r in range(height)]


def _part(count: int, wanted: Scalar, *, drop: bool) -> slice:
    if wanted is None:
        return slice(None)
    number = whole(as_number(wanted))
    if drop:
        return slice(number, None) if number >= 0 else slice(None, count + number)
    return slice(None, number) if number >= 0 else slice(max(count + number, 0), None)


def _cut(values: Result, rows: Scalar, columns: Scalar, *, drop: bool) -> Array:
    found = as_array(values)
    made = [row[_part(len(found[0]), columns, drop=drop)] for row in found[_part(len(found), rows, drop=drop)]]
    if not made or not made[0]:
        raise FormulaError("#CALC!")
    return made


def _chosen(lines: Array, places: tuple[Result, ...]) -> Array:
    wanted = [whole(as_number(place)) for result in places for place in cells(result)]
    if any(not 1 <= abs(place) <= len(lines) for place in wanted):
        raise FormulaError("#VALUE!")
    return [lines[place - 1 if place > 0 else place] for place in wanted]


def _stacked(results: tuple[Result, ...]) -> Array:
    tables = [as_array(result) for result in results]
    width = max(len(row) for table in tables for row in table)
    return [[*row, *[ErrorValue("#N/A")] * (width - len(row))] for table in tables for row in table]


def _flat(values: Result, skip: Scalar, by_column: Scalar) -> list[Scalar]:
    rows = as_array(values)
    found = [v for line in (_turned(rows) if by_column else rows) for v in line]
    kind = whole(as_number(skip))
    if kind in (1, 3):
        found = [v for v in found if v is not None]
    return [v for v in found if not isinstance(v, ErrorValue)] if kind in (2, 3) else found


def _wrapped(values: Result, width: float, pad: Scalar = None) -> Array:
    rows = as_array(values)
    if len(rows) > 1 and len(rows[0]) > 1:
        raise FormulaError("#VALUE!")
    found, size = list(cells(values)), whole(width)
    if size < 1:
        raise FormulaError("#NUM!")
    size = min(size, len(found))
    fill: Scalar = ErrorValue("#N/A") if pad is None else pad
    found += [fill] * (-len(found) % size)
    return [found[n : n + size] for n in range(0, len(found), size)]


def _expanded(values: Result, rows: Scalar = None, columns: Scalar = None, pad: Scalar = None) -> Array:
    found = as_array(values)
    height = len(found) if rows is None else whole(as_number(rows))
    width = len(found[0]) if columns is None else whole(as_number(columns))
    if height < len(found) or width < len(found[0]):
        raise FormulaError("#VALUE!")
    if height * width > _MOST_CELLS:
        raise FormulaError("#NUM!")
    fill: Scalar = ErrorValue("#N/A") if pad is None else pad
    made = [[*row, *[fill] * (width - len(row))] for row in found]
    return made + [[fill] * width for _ in range(height - len(found))]


@function("ANCHORARRAY", "@p")
def _spill(scope: Scope, first: Place) -> Place:
    """Return the area that an array formula fills ("A1#")."""
    cell = first.sheet.cell(first.area.top, first.area.left)
    formula = cell.formula if cell else None
    if not formula or not formula.startswith("\1"):
        raise FormulaError("#REF!")
    area: Area | None = parse_area(formula[1:].split(",", 1)[0])
    if area is None:
        raise Unsupported("an array formula without its area")
    scope.evaluator.value(first.sheet, first.area.top, first.area.left)
    return Place(first.sheet, area)


def _as_strict(form: Scalar) -> bool:
    """Return whether texts are quoted, so that they can be entered again."""
    number = whole(as_number(form))
    if number not in (0, 1):
        raise FormulaError("#VALUE!")
    return number == 1


@function("VALUETOTEXT", "e|e")
def _as_text(value: Scalar, form: Scalar = None) -> str:
    strict = _as_strict(form)
    if isinstance(value, ErrorValue):
        return value.code
    if strict and isinstance(value, str):
        doubled = value.replace('"', '""')
        return f'"{doubled}"'
    return as_text(value)


@function("ARRAYTOTEXT", "a|e")
def _as_one_text(values: Result, form: Scalar = None) -> str:
    if not _as_strict(form):
        return ", ".join(_as_text(value) for value in cells(values))
    return "{" + ";".join(",".join(_as_text(value, form) for value in row) for row in as_array(values)) + "}"


define("TAKE", "ae|e", lambda v, rows, columns=None: _cut(v, rows, columns, drop=False))
define("DROP", "ae|e", lambda v, rows, columns=None: _cut(v, rows, columns, drop=True))
define("CHOOSEROWS", "aa*", lambda v, *places: _chosen(as_array(v), places))
define("CHOOSECOLS", "aa*", lambda v, *places: _turned(_chosen(_turned(as_array(v)), places)))
define("VSTACK", "a*", lambda *v: _stacked(v))
define("HSTACK", "a*", lambda *v: _turned(_stacked(tuple(_turned(as_array(x)) for x in v))))
define("TOCOL", "a|ee", lambda v, skip=None, by=False: [[x] for x in _flat(v, skip, by)])
define("TOROW", "a|ee", lambda v, skip=None, by=False: [_flat(v, skip, by)])
define("WRAPROWS", "an|e", _wrapped)
define("WRAPCOLS", "an|e", lambda v, n, pad=None: _turned(_wrapped(v, n, pad)))
define("EXPAND", "ae|ee", _expanded)
define("TRANSPOSE", "a", lambda v: _turned(as_array(v)))
