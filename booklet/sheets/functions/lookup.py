"""Look-ups, and areas found by calculation."""

from __future__ import annotations

from collections.abc import Callable

from booklet.sheets.formula.criteria import wildcard
from booklet.sheets.formula.parser import Unsupported
from booklet.sheets.formula.protocols import Operand, Place, Places, Scope
from booklet.sheets.formula.scalars import (
    Array,
    FormulaError,
    Scalar,
    as_array,
    as_number,
    as_text,
    cells,
    compare,
    order_key,
    raised,
    scalar,
)
from booklet.sheets.formula.syntax import FormulaNode
from booklet.sheets.functions.function_table import all_values, define, function, whole
from booklet.sheets.model.area import LAST_COLUMN, LAST_ROW, Area, column_name
from booklet.sheets.model.cell import ErrorValue


def _line(scope: Scope, found: Operand) -> list[Scalar]:
    return list(cells(all_values(scope, found)))


def _index_of(scope: Scope, found: Operand, values: list[Scalar]) -> dict[object, list[int]]:
    """Return the places of each value; kept for an area, which look-ups come back to."""
    key = ("line", found.sheet.name, found.area) if isinstance(found, Place) else None
    index = scope.evaluator.indexes.get(key) if key else None
    if index is None:
        index = {}
        for place, value in enumerate(values):
            if value is not None and not isinstance(value, ErrorValue):
                index.setdefault(order_key(value), []).append(place)
        if key:
            scope.evaluator.indexes[key] = index
    return index


def exact(scope: Scope, wanted: Scalar, found: Operand, *, wild: bool = True, last: bool = False) -> int:
    """Return the place of a value, counted from 0. Raises FormulaError."""
    values, wanted = _line(scope, found), raised(wanted)
    if wild and isinstance(wanted, str) and any(letter in wanted for letter in "*?~"):
        pattern = wildcard(wanted)
        places = [n for n, value in enumerate(values) if isinstance(value, str) and pattern.fullmatch(value)]
    else:
        places = _index_of(scope, found, values).get(order_key(0.0 if wanted is None else wanted), [])
        if not places and isinstance(wanted, float):  # equal in 15 digits
            places = [n for n, v in enumerate(values) if isinstance(v, float) and compare("=", v, wanted)]
    if not places:
        raise FormulaError("#N/A")
    return places[-1 if last else 0]


def _sorted_place(scope: Scope, wanted: Scalar, found: Operand) -> int:
    """Return the place of the last value that is not larger, by halving: the values should be sorted."""
    values, key = _line(scope, found), order_key(0.0 if wanted is None else wanted)
    low, high, best = 0, len(values) - 1, -1
    while low <= high:
        middle = at = (low + high) // 2
        while at <= high and not _comparable(values[at], key[0]):  # others are passed over
            at += 1
        if at > high:
            high = middle - 1
        elif order_key(values[at]) <= key:
            best, low = at, at + 1
        else:
            high = middle - 1
    if best < 0:
        raise FormulaError("#N/A")
    return best


def _comparable(value: Scalar, kind: int) -> bool:
    return value is not None and not isinstance(value, ErrorValue) and order_key(value)[0] == kind


def _nearest(scope: Scope, wanted: Scalar, found: Operand, *, larger: bool) -> int:
    """Return the place of the value, else of the next smaller (or larger) value; the values need not be sorted."""
    key = order_key(wanted)
    best: tuple[object, int] | None = None
    for place, value in enumerate(_line(scope, found)):
        if not _comparable(value, key[0]):
            continue
        each = order_key(value)
        if each == key:
            return place
        if (each > key) == larger and (best is None or (each < best[0]) == larger):  # type: ignore[operator]
            best = each, place
    if best is None:
        raise FormulaError("#N/A")
    return best[1]


@function("MATCH", "@vq|n")
def _match(scope: Scope, wanted: Scalar, found: Operand, kind: float = 1.0) -> float:
    values = all_values(scope, found)
    if isinstance(values, ErrorValue):
        raise FormulaError(values.code)
    if kind == 0:
        return exact(scope, wanted, found) + 1.0
    if kind > 0:
        return _sorted_place(scope, wanted, found) + 1.0
    key, best = order_key(wanted), -1
    for place, value in enumerate(cells(values)):
        if _comparable(value, key[0]):
            if order_key(value) < key:
                break
            best = place
    if best < 0:
        raise FormulaError("#N/A")
    return best + 1.0


def _in_table(scope: Scope, table: Operand, *, across: bool) -> tuple[Operand, int, int]:
    """Return the line that is searched, and how many rows and columns the table has."""
    if isinstance(table, Place):
        area = table.area
        first = area._replace(bottom=area.top) if across else area._replace(right=area.left)
        return Place(table.sheet, first), area.bottom - area.top + 1, area.right - area.left + 1
    rows = as_array(all_values(scope, table))
    return [rows[0]] if across else [[row[0]] for row in rows], len(rows), len(rows[0])


def _table_lookup(*, across: bool) -> Callable[..., Scalar]:
    def lookup(scope: Scope, wanted: Scalar, table: Operand, place: float, near: bool = True) -> Scalar:
        if isinstance(table, ErrorValue):
            raise FormulaError(table.code)
        line, height, width = _in_table(scope, table, across=across)
        other = whole(place)
        if other < 1:
            raise FormulaError("#VALUE!")
        if other > (height if across else width):
            raise FormulaError("#REF!")
        at = _sorted_place(scope, wanted, line) if near else exact(scope, wanted, line)
        row, column = (other - 1, at) if across else (at, other - 1)
        if isinstance(table, Place):
            return scope.evaluator.value(table.sheet, table.area.top + row, table.area.left + column)
        return as_array(all_values(scope, table))[row][column]

    return lookup


@function("LOOKUP", "@vl|l")
def _lookup(scope: Scope, wanted: Scalar, table: Operand, results: Operand = None) -> Scalar:
    if results is not None:
        found = _line(scope, results)
        at = _sorted_place(scope, wanted, table)
        return found[at] if at < len(found) else ErrorValue("#N/A")
    rows = as_array(all_values(scope, table))
    across = len(rows[0]) > len(rows)
    line: Operand = [rows[0]] if across else [[row[0]] for row in rows]
    at = _sorted_place(scope, wanted, line)
    return rows[-1][at] if across else rows[at][-1]


@function("XLOOKUP", "@vqq|xnn")
def _xlookup(
    scope: Scope, wanted: Scalar, line: Operand, results: Operand, missing: FormulaNode | None = None,
    kind: float = 0.0, way: float = 1.0,
) -> Operand:  # fmt: skip
    try:
        at = _xmatch_place(scope, wanted, line, kind, way)
    except FormulaError as error:
        if missing is None or error.code != "#N/A":
            raise
        return scope.raw(missing)
    shape = as_array(all_values(scope, line))
    if isinstance(results, Place):
        area = results.area
        if len(shape) > 1 or (len(shape[0]) == 1 and area.bottom > area.top):
            return Place(results.sheet, area._replace(top=area.top + at, bottom=area.top + at))
        return Place(results.sheet, area._replace(left=area.left + at, right=area.left + at))
    rows = as_array(all_values(scope, results))
    return [rows[at]] if len(shape) > 1 else [[row[at]] for row in rows]


@function("XMATCH", "@vq|nn")
def _xmatch(scope: Scope, wanted: Scalar, line: Operand, kind: float = 0.0, way: float = 1.0) -> float:
    return _xmatch_place(scope, wanted, line, kind, way) + 1.0


def _xmatch_place(scope: Scope, wanted: Scalar, line: Operand, kind: float, way: float) -> int:
    if kind in (0, 2):
        return exact(scope, wanted, line, wild=kind == 2, last=way == -1)
    return _nearest(scope, wanted, line, larger=kind > 0)


@function("INDEX", "@q|eee")
def _index(scope: Scope, table: Operand, row: Scalar = None, column: Scalar = None, which: Scalar = 1.0) -> Operand:
    down, across = whole(as_number(row)), whole(as_number(column))
    if down < 0 or across < 0:
        raise FormulaError("#VALUE!")
    if isinstance(table, Places):
        number = whole(as_number(which))
        if not 1 <= number <= len(table.parts):
            raise FormulaError("#REF!")
        table = table.parts[number - 1]
    if isinstance(table, ErrorValue):
        raise FormulaError(table.code)
    if isinstance(table, Place):
        area = table.area
        height, width = area.bottom - area.top + 1, area.right - area.left + 1
        if height == 1 and column is None and width > 1:
            down, across = 0, down
        if not 0 <= down <= height or not 0 <= across <= width:
            raise FormulaError("#REF!")
        top, bottom = (area.top + down - 1,) * 2 if down else (area.top, area.bottom)
        left, right = (area.left + across - 1,) * 2 if across else (area.left, area.right)
        return Place(table.sheet, Area(top, left, bottom, right))
    return _index_of_values(as_array(scope.read(table)), down, across, alone=column is None)


def _index_of_values(rows: Array, down: int, across: int, *, alone: bool) -> Operand:
    if len(rows) == 1 and alone and len(rows[0]) > 1:
        down, across = 0, down
    if not 0 <= down <= len(rows) or not 0 <= across <= len(rows[0]):
        raise FormulaError("#REF!")
    chosen = [rows[down - 1]] if down else rows
    made = [[row[across - 1]] for row in chosen] if across else chosen
    return made[0][0] if len(made) == 1 and len(made[0]) == 1 else made


@function("CHOOSE", "@ex*")
def _choose(scope: Scope, number: Scalar, *choices: FormulaNode | None) -> Operand:
    at = whole(as_number(number))
    if not 1 <= at <= len(choices):
        raise FormulaError("#VALUE!")
    return scope.raw(choices[at - 1])


@function("OFFSET", "pnn|ee")
def _offset(start: Place, rows: float, columns: float, high: Scalar = None, wide: Scalar = None) -> Operand:
    area = start.area
    top, left = area.top + whole(rows), area.left + whole(columns)
    height = area.bottom - area.top + 1 if high is None else whole(as_number(high))
    width = area.right - area.left + 1 if wide is None else whole(as_number(wide))
    if height < 0:
        top, height = top + height + 1, -height
    if width < 0:
        left, width = left + width + 1, -width
    if top < 1 or left < 1 or not height or not width or top + height > LAST_ROW + 1 or left + width > LAST_COLUMN + 1:
        raise FormulaError("#REF!")
    return Place(start.sheet, Area(top, left, top + height - 1, left + width - 1))


@function("INDIRECT", "@s|b")
def _indirect(scope: Scope, text: str, in_a1: bool = True) -> Operand:
    if not in_a1:
        raise Unsupported("INDIRECT in R1C1")
    try:
        found = scope.written(text)
    except Unsupported as error:
        if "link" in str(error):
            raise
        raise FormulaError("#REF!") from error
    if not isinstance(found, Place | Places):
        raise FormulaError("#REF!")
    return found


def _row_or_column(side: str, other: str) -> Callable[..., Operand]:
    def numbers_of(scope: Scope, given: FormulaNode | None = None) -> Operand:
        if given is None:
            return float(scope.row if side == "top" else scope.column)
        area = scope.place(given).area
        if not scope.is_array or getattr(area, side) == getattr(area, other):
            return float(getattr(area, side))
        area = scope.evaluator.clipped(scope.place(given).sheet, area)
        numbers = [float(n) for n in range(getattr(area, side), getattr(area, other) + 1)]
        return [[n] for n in numbers] if side == "top" else [list[Scalar](numbers)]

    return numbers_of


def _extent(first: str, last: str) -> Callable[[Scope, Operand], float]:
    def count(scope: Scope, found: Operand) -> float:
        if isinstance(found, Place):
            return float(getattr(found.area, last) - getattr(found.area, first) + 1)
        rows = as_array(scope.read(found))
        raised(scalar(rows))
        return float(len(rows) if first == "top" else len(rows[0]))

    return count


@function("ADDRESS", "nn|ees")
def _address(row: float, column: float, form: Scalar = None, in_a1: Scalar = True, sheet: str = "") -> str:
    kind = 1 if form is None else whole(as_number(form))
    if not (1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN and 1 <= kind <= 4):
        raise FormulaError("#VALUE!")
    fixed_row, fixed_column = kind in (1, 2), kind in (1, 3)
    if in_a1 is None or in_a1:
        text = f"{'$' * fixed_column}{column_name(whole(column))}{'$' * fixed_row}{whole(row)}"
    else:
        down = f"R{whole(row)}" if fixed_row else f"R[{whole(row)}]"
        text = down + (f"C{whole(column)}" if fixed_column else f"C[{whole(column)}]")
    quoted = sheet if sheet.replace("_", "a").isalnum() and not sheet[:1].isdigit() else f"'{sheet}'"
    return f"{quoted}!{text}" if sheet else text


@function("AREAS", "q")
def _areas(found: Operand) -> float:
    return float(len(found.parts) if isinstance(found, Places) else 1)


@function("SHEET", "@|q")
def _sheet_number(scope: Scope, found: Operand = None) -> float:
    if found and not isinstance(found, Place):
        name = as_text(scalar(scope.read(found)))
    else:
        name = found.sheet.name if isinstance(found, Place) else scope.sheet.name
    names = [sheet.name.lower() for sheet in scope.evaluator.book.sheets]
    if name.lower() not in names:
        raise FormulaError("#N/A")
    return names.index(name.lower()) + 1.0


def _sheet_count(scope: Scope, found: Operand = None) -> float:
    if found is None:
        return float(len(scope.evaluator.book.sheets))
    if isinstance(found, ErrorValue):
        raise FormulaError(found.code)
    return float(len({part.sheet.name for part in found.parts}) if isinstance(found, Places) else 1)


define("VLOOKUP", "@vqn|b", _table_lookup(across=False))
define("HLOOKUP", "@vqn|b", _table_lookup(across=True))
define("ROW", "@|x", _row_or_column("top", "bottom"))
define("COLUMN", "@|x", _row_or_column("left", "right"))
define("ROWS", "@q", _extent("top", "bottom"))
define("COLUMNS", "@q", _extent("left", "right"))
define("SHEETS", "@|q", _sheet_count)
define("SINGLE", "@q", lambda scope, v: scope.one(v) if isinstance(v, Place) else scalar(scope.read(v)))
