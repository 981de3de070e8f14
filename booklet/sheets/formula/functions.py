"""Excel's functions, those that conditional formats and plain sheets use.

`FUNCTIONS` take values; `LAZY` take the unread arguments, because they need the reference or may skip some.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from booklet.sheets.formula.parse import Node, Unsupported
from booklet.sheets.formula.values import (
    Array,
    Criterion,
    FormulaError,
    Result,
    Scalar,
    as_bool,
    as_number,
    as_text,
    cells,
    compare,
    order_key,
    raised,
    scalar,
    wildcard,
)
from booklet.sheets.model.area import Area
from booklet.sheets.model.cell import ErrorValue
from booklet.sheets.numbers import display
from booklet.sheets.numbers.dates import moment, serial_of

if TYPE_CHECKING:
    from booklet.sheets.formula.evaluate import _Scope

Lazy = Callable[["_Scope", tuple[Node | None, ...]], Result]


def numbers(*results: Result) -> list[float]:
    """The numbers among values; in areas texts and truth values are passed over. Errors are raised."""
    found = []
    for result in results:
        for value in cells(result):
            clean = raised(value)
            if isinstance(clean, (int, float)) and not isinstance(clean, bool):
                found.append(float(clean))
            elif clean is not None and not isinstance(result, list):
                found.append(as_number(clean))
    return found


def _some(values: list[float], code: str = "#DIV/0!") -> list[float]:
    if not values:
        raise FormulaError(code)
    return values


def _of_number(function: Callable[[float], float]) -> Callable[[Result], Result]:
    def applied(value: Result) -> Result:
        try:
            return function(as_number(scalar(value)))
        except ValueError as error:
            raise FormulaError("#NUM!") from error

    return applied


def _round(value: Result, digits: Result, mode: str) -> float:
    number, places = as_number(scalar(value)), int(as_number(scalar(digits)))
    scaled = abs(number) * 10.0**places
    clean = float(f"{scaled:.12g}")
    whole = {"near": math.floor(clean + 0.5), "up": math.ceil(clean), "down": math.floor(clean)}[mode]
    return math.copysign(whole / 10.0**places, number)


def _percentile(values: Result, share: Result) -> float:
    found, part = sorted(_some(numbers(values), "#NUM!")), as_number(scalar(share))
    if not 0 <= part <= 1:
        raise FormulaError("#NUM!")
    at = part * (len(found) - 1)
    low = int(at)
    high = min(low + 1, len(found) - 1)
    return found[low] + (found[high] - found[low]) * (at - low)


def _nth(values: Result, place: Result, *, largest: bool) -> float:
    found, at = sorted(numbers(values), reverse=largest), int(as_number(scalar(place)))
    if not 1 <= at <= len(found):
        raise FormulaError("#NUM!")
    return found[at - 1]


def _rank(value: Result, values: Result, ascending: Result = None) -> float:
    number = as_number(scalar(value))
    found = numbers(values)
    if number not in found:
        raise FormulaError("#N/A")
    if as_bool(scalar(ascending)):
        return 1.0 + sum(v < number for v in found)
    return 1.0 + sum(v > number for v in found)


def _matching(pairs: Sequence[Result]) -> list[int]:
    """The places at which every (area, criterion) pair holds."""
    areas = [list(cells(area)) for area in pairs[::2]]
    criteria = [Criterion.of(scalar(c)) for c in pairs[1::2]]
    count = min((len(a) for a in areas), default=0)
    return [n for n in range(count) if all(c.holds(a[n]) for a, c in zip(areas, criteria, strict=True))]


def _picked(values: Result, places: list[int]) -> list[float]:
    found = list(cells(values))
    return numbers([[found[n] for n in places if n < len(found)]])


def _sum_if(area: Result, criterion: Result, values: Result = None) -> float:
    return sum(_picked(area if values is None else values, _matching((area, criterion))))


def _average_if(area: Result, criterion: Result, values: Result = None) -> float:
    return statistics.fmean(_some(_picked(area if values is None else values, _matching((area, criterion)))))


def _sum_product(*arrays: Result) -> float:
    columns = [list(cells(a)) for a in arrays]
    if len({len(c) for c in columns}) > 1:
        raise FormulaError("#VALUE!")
    total = 0.0
    for row in zip(*columns, strict=True):
        clean = [raised(v) for v in row]
        if all(isinstance(v, (int, float)) and (len(arrays) == 1 or not isinstance(v, bool)) for v in clean):
            total += math.prod(as_number(v) for v in clean)
    return total


def _match(value: Result, area: Result, kind: Result = 1.0) -> float:
    wanted, found, mode = scalar(value), list(cells(area)), as_number(scalar(kind))
    if mode == 0:
        pattern = wildcard(wanted) if isinstance(wanted, str) else None
        for place, each in enumerate(found):
            if isinstance(each, ErrorValue) or each is None:
                continue
            if pattern.fullmatch(each) if pattern and isinstance(each, str) else compare("=", each, wanted):
                return place + 1.0
        raise FormulaError("#N/A")
    key = order_key(wanted)
    best = 0
    for place, each in enumerate(found):
        if each is None or isinstance(each, ErrorValue) or order_key(each)[0] != key[0]:
            continue
        if order_key(each) == key or (order_key(each) < key) == (mode > 0):
            best = place + 1
        else:
            break
    if not best:
        raise FormulaError("#N/A")
    return float(best)


def _table(value: Array | Result) -> Array:
    return value if isinstance(value, list) else [[value]]


def _vlookup(value: Result, table: Result, column: Result, near: Result = True) -> Scalar:
    rows = _table(table)
    kind = 1.0 if as_bool(scalar(near)) else 0.0
    row = int(_match(value, [[r[0]] for r in rows], kind)) - 1
    at = int(as_number(scalar(column)))
    if not 1 <= at <= len(rows[row]):
        raise FormulaError("#REF!")
    return rows[row][at - 1]


def _hlookup(value: Result, table: Result, row: Result, near: Result = True) -> Scalar:
    turned: Array = [list(column) for column in zip(*_table(table), strict=True)]
    return _vlookup(value, turned, row, near)


def _lookup(value: Result, area: Result, results: Result = None) -> Scalar:
    place = int(_match(value, area, 1.0)) - 1
    return list(cells(area if results is None else results))[place]


def _index(table: Result, row: Result = None, column: Result = None) -> Result:
    rows, down, across = _table(table), int(as_number(scalar(row))), int(as_number(scalar(column)))
    if len(rows) == 1 and column is None:
        down, across = 1, down
    if down > len(rows) or across > len(rows[0]):
        raise FormulaError("#REF!")
    if down and (across or len(rows[0]) == 1):
        return rows[down - 1][max(across, 1) - 1]
    return [rows[down - 1]] if down else [[r[across - 1]] for r in rows]


def _find(needle: Result, text: Result, start: Result = 1.0, *, exact: bool) -> float:
    wanted, whole, begin = as_text(scalar(needle)), as_text(scalar(text)), int(as_number(scalar(start))) - 1
    if exact:
        at = whole.find(wanted, begin)
    else:
        found = wildcard(wanted).search(whole, begin)
        at = found.start() if found else -1
    if at < 0:
        raise FormulaError("#VALUE!")
    return at + 1.0


def _substitute(text: Result, old: Result, new: Result, which: Result = None) -> str:
    whole, before, after = (as_text(scalar(v)) for v in (text, old, new))
    if which is None or not before:
        return whole.replace(before, after) if before else whole
    parts = whole.split(before)
    at = int(as_number(scalar(which)))
    if at >= len(parts):
        return whole
    return before.join(parts[:at]) + after + before.join(parts[at:])


def _serial(year: Result, month: Result, day: Result) -> float:
    y, m, d = (int(as_number(scalar(v))) for v in (year, month, day))
    y = y + 1900 if y < 1900 else y
    y, m = y + (m - 1) // 12, (m - 1) % 12 + 1
    return float(serial_of(date(y, m, 1) + timedelta(d - 1)))


def _moved_month(start: Result, months: Result, *, end: bool) -> float:
    when = moment(as_number(scalar(start)))
    if when is None:
        raise FormulaError("#NUM!")
    total = when.year * 12 + when.month - 1 + int(as_number(scalar(months)))
    first = date(total // 12, total % 12 + 1, 1)
    last = (first.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
    return float(serial_of(last if end else first.replace(day=min(when.day, last.day))))


def _date_part(name: str) -> Callable[[Result], Result]:
    def part(value: Result) -> Result:
        when = moment(as_number(scalar(value)))
        if when is None:
            raise FormulaError("#NUM!")
        return float(getattr(when, name))

    return part


def _weekday(value: Result, kind: Result = 1.0) -> float:
    day = int(as_number(scalar(value)) - 1) % 7
    return float({1: day + 1, 2: (day + 6) % 7 + 1, 3: (day + 6) % 7}.get(int(as_number(scalar(kind))), day + 1))


def _payment(rate: Result, count: Result, present: Result, future: Result = 0.0, due: Result = 0.0) -> float:
    r, n, pv, fv, at = (as_number(scalar(v)) for v in (rate, count, present, future, due))
    if not r:
        return -(pv + fv) / n
    grown = math.pow(1 + r, n)
    return -r * (pv * grown + fv) / ((1 + r * at) * (grown - 1))


def _multiple(value: Result, step: Result, round_: Callable[[float], int]) -> float:
    size = as_number(scalar(step))
    return round_(round(as_number(scalar(value)) / size, 12)) * size if size else 0.0


def _is(test: Callable[[Scalar], bool]) -> Callable[[Result], Result]:
    return lambda value: test(scalar(value))


def _text_of(value: Result, code: Result) -> str:
    clean = raised(scalar(value))
    return display(0.0 if clean is None else clean, as_text(scalar(code))).text


FUNCTIONS: dict[str, Callable[..., Result]] = {
    "SUM": lambda *v: math.fsum(numbers(*v)),
    "AVERAGE": lambda *v: statistics.fmean(_some(numbers(*v))),
    "COUNT": lambda *v: float(
        sum(isinstance(x, (int, float)) and not isinstance(x, bool) for r in v for x in cells(r))
    ),
    "COUNTA": lambda *v: float(sum(x is not None for r in v for x in cells(r))),
    "COUNTBLANK": lambda v: float(sum(x is None or x == "" for x in cells(v))),
    "COUNTIF": lambda area, criterion: float(len(_matching((area, criterion)))),
    "COUNTIFS": lambda *pairs: float(len(_matching(pairs))),
    "SUMIF": _sum_if,
    "SUMIFS": lambda values, *pairs: sum(_picked(values, _matching(pairs))),
    "AVERAGEIF": _average_if,
    "AVERAGEIFS": lambda values, *pairs: statistics.fmean(_some(_picked(values, _matching(pairs)))),
    "MIN": lambda *v: min(numbers(*v), default=0.0),
    "MAX": lambda *v: max(numbers(*v), default=0.0),
    "MEDIAN": lambda *v: statistics.median(_some(numbers(*v), "#NUM!")),
    "STDEV": lambda *v: statistics.stdev(_some(numbers(*v)[:1] and numbers(*v))),
    "STDEVP": lambda *v: statistics.pstdev(_some(numbers(*v))),
    "VAR": lambda *v: statistics.variance(_some(numbers(*v))),
    "VARP": lambda *v: statistics.pvariance(_some(numbers(*v))),
    "LARGE": lambda v, n: _nth(v, n, largest=True),
    "SMALL": lambda v, n: _nth(v, n, largest=False),
    "RANK": _rank,
    "PERCENTILE": _percentile,
    "QUARTILE": lambda v, n: _percentile(v, as_number(scalar(n)) / 4),
    "PRODUCT": lambda *v: math.prod(numbers(*v)),
    "SUMPRODUCT": _sum_product,
    "ABS": _of_number(abs),
    "INT": _of_number(lambda v: float(math.floor(v))),
    "SQRT": _of_number(math.sqrt),
    "EXP": _of_number(math.exp),
    "LN": _of_number(math.log),
    "LOG10": _of_number(math.log10),
    "SIGN": _of_number(lambda v: float((v > 0) - (v < 0))),
    "LOG": lambda v, base=10.0: math.log(as_number(scalar(v)), as_number(scalar(base))),
    "TRUNC": lambda v, n=0.0: _round(v, n, "down"),
    "ROUND": lambda v, n=0.0: _round(v, n, "near"),
    "ROUNDUP": lambda v, n=0.0: _round(v, n, "up"),
    "ROUNDDOWN": lambda v, n=0.0: _round(v, n, "down"),
    "CEILING": lambda v, step=1.0: _multiple(v, step, math.ceil),
    "FLOOR": lambda v, step=1.0: _multiple(v, step, math.floor),
    "MOD": lambda a, b: as_number(scalar(a)) % as_number(scalar(b)),
    "POWER": lambda a, b: as_number(scalar(a)) ** as_number(scalar(b)),
    "PI": lambda: math.pi,
    "PMT": _payment,
    "AND": lambda *v: all(as_bool(x) for r in v for x in cells(r) if x is not None and not isinstance(x, str)),
    "OR": lambda *v: any(as_bool(x) for r in v for x in cells(r) if x is not None and not isinstance(x, str)),
    "XOR": lambda *v: sum(as_bool(x) for r in v for x in cells(r) if x is not None) % 2 == 1,
    "NOT": lambda v: not as_bool(scalar(v)),
    "TRUE": lambda: True,
    "FALSE": lambda: False,
    "NA": lambda: ErrorValue("#N/A"),
    "ISBLANK": _is(lambda v: v is None),
    "ISERROR": _is(lambda v: isinstance(v, ErrorValue)),
    "ISERR": _is(lambda v: isinstance(v, ErrorValue) and v.code != "#N/A"),
    "ISNA": _is(lambda v: isinstance(v, ErrorValue) and v.code == "#N/A"),
    "ISNUMBER": _is(lambda v: isinstance(v, (int, float)) and not isinstance(v, bool)),
    "ISTEXT": _is(lambda v: isinstance(v, str)),
    "ISNONTEXT": _is(lambda v: not isinstance(v, str)),
    "ISLOGICAL": _is(lambda v: isinstance(v, bool)),
    "ISEVEN": lambda v: int(as_number(scalar(v))) % 2 == 0,
    "ISODD": lambda v: int(as_number(scalar(v))) % 2 == 1,
    "N": lambda v: as_number(scalar(v)) if not isinstance(scalar(v), str) else 0.0,
    "T": lambda v: scalar(v) if isinstance(scalar(v), str) else "",
    "LEN": lambda v: float(len(as_text(scalar(v)))),
    "LEFT": lambda v, n=1.0: as_text(scalar(v))[: int(as_number(scalar(n)))],
    "RIGHT": lambda v, n=1.0: as_text(scalar(v))[-int(as_number(scalar(n))) :] if as_number(scalar(n)) else "",
    "MID": lambda v, at, n: as_text(scalar(v))[int(as_number(at)) - 1 : int(as_number(at)) - 1 + int(as_number(n))],
    "TRIM": lambda v: " ".join(as_text(scalar(v)).split()),
    "UPPER": lambda v: as_text(scalar(v)).upper(),
    "LOWER": lambda v: as_text(scalar(v)).lower(),
    "PROPER": lambda v: as_text(scalar(v)).title(),
    "CONCATENATE": lambda *v: "".join(as_text(scalar(x)) for x in v),
    "CONCAT": lambda *v: "".join(as_text(x) for r in v for x in cells(r)),
    "TEXT": _text_of,
    "VALUE": lambda v: as_number(scalar(v)),
    "SEARCH": lambda *v: _find(*v, exact=False),
    "FIND": lambda *v: _find(*v, exact=True),
    "SUBSTITUTE": _substitute,
    "REPT": lambda v, n: as_text(scalar(v)) * min(int(as_number(scalar(n))), 32_767),
    "EXACT": lambda a, b: as_text(scalar(a)) == as_text(scalar(b)),
    "CHAR": lambda v: chr(int(as_number(scalar(v)))),
    "CODE": lambda v: float(ord(as_text(scalar(v))[0])),
    "MATCH": _match,
    "INDEX": _index,
    "VLOOKUP": _vlookup,
    "HLOOKUP": _hlookup,
    "LOOKUP": _lookup,
    "DATE": _serial,
    "EDATE": lambda start, months: _moved_month(start, months, end=False),
    "EOMONTH": lambda start, months: _moved_month(start, months, end=True),
    "YEAR": _date_part("year"),
    "MONTH": _date_part("month"),
    "DAY": _date_part("day"),
    "HOUR": _date_part("hour"),
    "MINUTE": _date_part("minute"),
    "SECOND": _date_part("second"),
    "WEEKDAY": _weekday,
}
FUNCTIONS |= {"STDEV.S": FUNCTIONS["STDEV"], "STDEV.P": FUNCTIONS["STDEVP"], "RANK.EQ": _rank}
FUNCTIONS |= {"PERCENTILE.INC": _percentile, "QUARTILE.INC": FUNCTIONS["QUARTILE"], "VAR.S": FUNCTIONS["VAR"]}


def _if(scope: _Scope, arguments: tuple[Node | None, ...]) -> Result:
    chosen = 1 if as_bool(scalar(scope.result(arguments[0], alone=True))) else 2
    if chosen >= len(arguments):
        return chosen == 1
    return scope.result(arguments[chosen], alone=True)


def _if_error(scope: _Scope, arguments: tuple[Node | None, ...]) -> Result:
    try:
        value = scalar(scope.result(arguments[0], alone=True))
        raised(value)
    except (FormulaError, ZeroDivisionError):
        return scope.result(arguments[1], alone=True) if len(arguments) > 1 else ""
    return value


def _choose(scope: _Scope, arguments: tuple[Node | None, ...]) -> Result:
    at = int(as_number(scalar(scope.result(arguments[0], alone=True))))
    if not 1 <= at < len(arguments):
        raise FormulaError("#VALUE!")
    return scope.result(arguments[at])


def _is_error(kinds: Callable[[str], bool]) -> Lazy:
    def test(scope: _Scope, arguments: tuple[Node | None, ...]) -> Result:
        try:
            value = scalar(scope.result(arguments[0], alone=True))
        except FormulaError as error:
            return kinds(error.code)
        except ZeroDivisionError:
            return kinds("#DIV/0!")
        return isinstance(value, ErrorValue) and kinds(value.code)

    return test


def _offset(scope: _Scope, arguments: tuple[Node | None, ...]) -> Result:
    sheet, area = scope.area(arguments[0])
    given = [None if a is None else as_number(scalar(scope.result(a))) for a in arguments[1:]]
    rows, columns, height, width = [*given, None, None, None, None][:4]
    top, left = area.top + int(rows or 0), area.left + int(columns or 0)
    high = int(height) if height else area.bottom - area.top + 1
    wide = int(width) if width else area.right - area.left + 1
    if top < 1 or left < 1 or high < 1 or wide < 1:
        raise FormulaError("#REF!")
    return scope.read(sheet, Area(top, left, top + high - 1, left + wide - 1))


_SUBTOTALS = {1: "AVERAGE", 2: "COUNT", 3: "COUNTA", 4: "MAX", 5: "MIN", 6: "PRODUCT", 7: "STDEV", 9: "SUM"}


def _subtotal(scope: _Scope, arguments: tuple[Node | None, ...]) -> Result:
    """Passes over other subtotals in its areas, and from 101 on over hidden rows."""
    kind = int(as_number(scalar(scope.result(arguments[0]))))
    if kind % 100 not in _SUBTOTALS:
        raise Unsupported("SUBTOTAL")
    values: list[Scalar] = []
    for argument in arguments[1:]:
        sheet, area = scope.area(argument)
        for row, column in scope.evaluator.clipped(sheet, area).cells():
            cell, spec = sheet.cell(row, column), sheet.row_specs.get(row)
            nested = cell is not None and "SUBTOTAL(" in (cell.formula or "").upper()
            if cell is not None and not nested and not (kind > 100 and spec and spec.hidden):
                values.append(scope.evaluator.value(sheet, row, column))
    return FUNCTIONS[_SUBTOTALS[kind % 100]]([values])


def _row_or_column(side: str) -> Lazy:
    def place(scope: _Scope, arguments: tuple[Node | None, ...]) -> Result:
        if not arguments:
            return float(scope.row if side == "top" else scope.column)
        return float(getattr(scope.area(arguments[0])[1], side))

    return place


def _extent(first: str, last: str) -> Lazy:
    def count(scope: _Scope, arguments: tuple[Node | None, ...]) -> Result:
        area = scope.area(arguments[0])[1]
        return float(getattr(area, last) - getattr(area, first) + 1)

    return count


def _today(scope: _Scope, _: tuple[Node | None, ...]) -> Result:
    return float(serial_of(scope.evaluator.now.date(), epoch_1904=scope.evaluator.book.epoch_1904))


def _now(scope: _Scope, arguments: tuple[Node | None, ...]) -> Result:
    now = scope.evaluator.now
    return as_number(scalar(_today(scope, arguments))) + (now.hour * 3600 + now.minute * 60 + now.second) / 86_400


LAZY: dict[str, Lazy] = {
    "IF": _if,
    "IFERROR": _if_error,
    "IFNA": _if_error,
    "CHOOSE": _choose,
    "ISERROR": _is_error(bool),
    "ISERR": _is_error(lambda code: code != "#N/A"),
    "ISNA": _is_error(lambda code: code == "#N/A"),
    "OFFSET": _offset,
    "SUBTOTAL": _subtotal,
    "ROW": _row_or_column("top"),
    "COLUMN": _row_or_column("left"),
    "ROWS": _extent("top", "bottom"),
    "COLUMNS": _extent("left", "right"),
    "TODAY": _today,
    "NOW": _now,
}
