"""Formulas computed over a workbook."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from booklet.sheets.formula.functions import FUNCTIONS, LAZY
from booklet.sheets.formula.parse import (
    Binary,
    Call,
    Constant,
    Name,
    Node,
    Reference,
    Rows,
    Unary,
    Unsupported,
    parse_formula,
)
from booklet.sheets.formula.values import (
    Array,
    FormulaError,
    Result,
    Scalar,
    as_number,
    as_text,
    compare,
    raised,
    scalar,
)
from booklet.sheets.model.area import Area
from booklet.sheets.model.cell import Cell, ErrorValue, RichText
from booklet.sheets.model.sheet import Sheet, Workbook

_DEEPEST = 200


class Evaluator:
    """Computes formulas of one workbook; what uncached formulas give is kept in their cells."""

    def __init__(self, book: Workbook, now: datetime) -> None:
        self.book = book
        self.now = now
        self._running: set[tuple[str, int, int]] = set()
        self._last: dict[str, tuple[int, int]] = {}

    def value(self, sheet: Sheet, row: int, column: int) -> Scalar:
        """A cell's value; a formula without one is computed. Raises Unsupported."""
        cell = sheet.cell(row, column)
        if cell is None:
            return None
        if cell.uncached and cell.formula:
            self._compute(sheet, row, column, cell)
        return str(cell.value) if isinstance(cell.value, RichText) else cell.value

    def _compute(self, sheet: Sheet, row: int, column: int, cell: Cell) -> None:
        key = sheet.name, row, column
        if key in self._running or len(self._running) > _DEEPEST:
            raise Unsupported("the formula refers to itself, or over too many others")
        self._running.add(key)
        try:
            text, rows, columns = shared_formula(cell.formula or "", row, column)
            value = self.formula(text, sheet, row, column, (rows, columns))
            cell.value = 0.0 if value is None else value
            cell.uncached = False
        finally:
            self._running.discard(key)

    def formula(self, text: str, sheet: Sheet, row: int, column: int, moved: tuple[int, int] = (0, 0)) -> Scalar:
        """The result of a formula in a cell; `moved` is how far it was copied. Raises Unsupported."""
        try:
            return scalar(_Scope(self, sheet, row, column, moved).result(parse_formula(text), alone=True))
        except FormulaError as error:
            return ErrorValue(error.code)
        except (ZeroDivisionError, OverflowError):
            return ErrorValue("#DIV/0!")
        except (ValueError, IndexError, RecursionError) as error:
            raise Unsupported(str(error)) from error

    def array(self, text: str, sheet: Sheet) -> Result:
        """The values of an area or a formula that gives several. Raises Unsupported."""
        try:
            return _Scope(self, sheet, 1, 1, (0, 0)).result(parse_formula(text))
        except (FormulaError, ValueError, IndexError, ZeroDivisionError) as error:
            raise Unsupported(str(error)) from error

    def clipped(self, sheet: Sheet, area: Area) -> Area:
        """The part of an area that can hold anything: whole columns have a million rows."""
        if sheet.name not in self._last:
            last_column = max((max(cells) for cells in sheet.rows.values() if cells), default=1)
            self._last[sheet.name] = max(sheet.rows, default=1), last_column
        rows, columns = self._last[sheet.name]
        bottom, right = min(area.bottom, max(rows, area.top)), min(area.right, max(columns, area.left))
        return area._replace(bottom=bottom, right=right)


def shared_formula(text: str, row: int, column: int) -> tuple[str, int, int]:
    """The text of a cell's formula, and how far it was copied from where it is written."""
    if not text.startswith("\0"):
        return text, 0, 0
    top, left, master = text[1:].split(",", 2)
    return master, row - int(top), column - int(left)


class _Scope:
    """One formula in one cell."""

    def __init__(
        self, evaluator: Evaluator, sheet: Sheet, row: int, column: int, moved: tuple[int, int], depth: int = 0
    ) -> None:
        self.evaluator = evaluator
        self.sheet = sheet
        self.row = row
        self.column = column
        self._moved = moved
        self._depth = depth

    def result(self, node: Node | None, *, alone: bool = False) -> Result:
        """The value of a part; `alone` asks for one value where an area is given."""
        match node:
            case None:
                return None
            case Constant(value, error):
                return ErrorValue(str(value)) if error else value
            case Reference():
                return self._read(node, alone=alone)
            case Name(text):
                return self._named(text, alone=alone)
            case Unary(sign, operand):
                return _each(lambda v: _unary(sign, v), self.result(operand, alone=alone))
            case Binary(sign, left, right):
                one, other = self.result(left, alone=alone), self.result(right, alone=alone)
                return _pairs(lambda a, b: _binary(sign, a, b), one, other)
            case Rows(rows):
                return [[scalar(self.result(cell)) for cell in row] for row in rows]
            case Call(name, arguments):
                return self._call(name, arguments)

    def area(self, node: Node | None) -> tuple[Sheet, Area]:
        """The place that a reference means. Raises Unsupported for anything else."""
        if isinstance(node, Name):
            node = self._name_node(node.text)
        if not isinstance(node, Reference):
            raise Unsupported("a reference is needed")
        sheet = self.evaluator.book.sheet(node.sheet) if node.sheet else self.sheet
        if sheet is None:
            raise FormulaError("#REF!")
        top, left = node.first.moved(*self._moved)
        bottom, right = node.last.moved(*self._moved)
        return sheet, Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))

    def read(self, sheet: Sheet, area: Area) -> Array:
        """The values of an area."""
        value = self.evaluator.value
        area = self.evaluator.clipped(sheet, area)
        if (area.bottom - area.top + 1) * (area.right - area.left + 1) > 2_000_000:
            raise Unsupported("the area is too large")
        columns = range(area.left, area.right + 1)
        return [[value(sheet, row, column) for column in columns] for row in range(area.top, area.bottom + 1)]

    def _read(self, node: Reference, *, alone: bool) -> Result:
        sheet, area = self.area(node)
        if (area.top, area.left) == (area.bottom, area.right):
            return self.evaluator.value(sheet, area.top, area.left)
        if alone and area.left == area.right and area.top <= self.row <= area.bottom:
            return self.evaluator.value(sheet, self.row, area.left)
        if alone and area.top == area.bottom and area.left <= self.column <= area.right:
            return self.evaluator.value(sheet, area.top, self.column)
        return self.read(sheet, area)

    def _name_node(self, name: str) -> Node:
        names = self.evaluator.book.names
        text = names.get((name.lower(), self.sheet.name)) or names.get((name.lower(), None))
        if text is None or self._depth > 8:
            raise FormulaError("#NAME?")
        return parse_formula(text)

    def _named(self, name: str, *, alone: bool) -> Result:
        inner = _Scope(self.evaluator, self.sheet, self.row, self.column, (0, 0), self._depth + 1)
        return inner.result(self._name_node(name), alone=alone)

    def _call(self, name: str, arguments: tuple[Node | None, ...]) -> Result:
        if name in LAZY:
            return LAZY[name](self, arguments)
        function = FUNCTIONS.get(name)
        if function is None:
            raise Unsupported(name)
        values = [self.result(a) for a in arguments]
        try:
            return function(*values)
        except TypeError as error:
            raise Unsupported(f"{name} with {len(values)} arguments") from error


def _each(change: Callable[[Scalar], Scalar], value: Result) -> Result:
    return [[change(v) for v in row] for row in value] if isinstance(value, list) else change(value)


def _pairs(join: Callable[[Scalar, Scalar], Scalar], left: Result, right: Result) -> Result:
    """Element by element; a single value, row or column is repeated."""
    if not isinstance(left, list) and not isinstance(right, list):
        return join(left, right)
    one: Array = left if isinstance(left, list) else [[left]]
    other: Array = right if isinstance(right, list) else [[right]]
    height, width = max(len(one), len(other)), max(len(one[0]), len(other[0]))
    return [[join(_at(one, r, c), _at(other, r, c)) for c in range(width)] for r in range(height)]


def _at(array: Array, row: int, column: int) -> Scalar:
    line = array[0] if len(array) == 1 else array[row] if row < len(array) else None
    if line is None:
        return ErrorValue("#N/A")
    return line[0] if len(line) == 1 else line[column] if column < len(line) else ErrorValue("#N/A")


def _unary(sign: str, value: Scalar) -> Scalar:
    if isinstance(value, ErrorValue):
        return value
    try:
        size = as_number(value)
    except FormulaError as error:
        return ErrorValue(error.code)
    return -size if sign == "-" else size / 100 if sign == "%" else value


def _binary(sign: str, left: Scalar, right: Scalar) -> Scalar:
    try:
        raised(left), raised(right)
        if sign == "&":
            return as_text(left) + as_text(right)
        if sign in ("=", "<>", "<", ">", "<=", ">="):
            return compare(sign, left, right)
        a, b = as_number(left), as_number(right)
        match sign:
            case "+":
                return a + b
            case "-":
                return a - b
            case "*":
                return a * b
            case "/":
                return a / b if b else ErrorValue("#DIV/0!")
        power = a**b
        return power if isinstance(power, float) else ErrorValue("#NUM!")
    except FormulaError as error:
        return ErrorValue(error.code)
    except (OverflowError, ZeroDivisionError):
        return ErrorValue("#NUM!")
