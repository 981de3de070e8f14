"""A formula's text as a tree (ECMA-376 part 1, 18.17)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from booklet.sheets.model.area import LAST_COLUMN, LAST_ROW, column_number


class Unsupported(Exception):
    """The formula has something that Booklet does not compute; never leaves this package uncaught."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A number, text, truth value or error ("#N/A" as text with `error`)."""

    value: float | str | bool
    error: bool = False


@dataclass(frozen=True, slots=True)
class Corner:
    """A cell; what is not `fixed` moves with the formula."""

    row: int
    column: int
    fixed_row: bool
    fixed_column: bool

    def moved(self, rows: int, columns: int) -> tuple[int, int]:
        """Row and column for a formula that was copied so far; it wraps at the sheet's end as Excel's does."""
        row = self.row if self.fixed_row else (self.row + rows - 1) % LAST_ROW + 1
        column = self.column if self.fixed_column else (self.column + columns - 1) % LAST_COLUMN + 1
        return row, column


@dataclass(frozen=True, slots=True)
class Reference:
    """A cell or an area; `sheet` None is the formula's own."""

    sheet: str | None
    first: Corner
    last: Corner


@dataclass(frozen=True, slots=True)
class Name:
    """A defined name."""

    text: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments; a missing argument is None."""

    name: str
    arguments: tuple[Node | None, ...]


@dataclass(frozen=True, slots=True)
class Unary:
    """`sign` is +, - or %."""

    sign: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Binary:
    """`sign` is an arithmetic, text or comparison operator."""

    sign: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Rows:
    """An array constant."""

    rows: tuple[tuple[Node, ...], ...]


Node = Constant | Reference | Name | Call | Unary | Binary | Rows

_TOKEN = re.compile(
    r"\s*(?:"
    r'(?P<text>"(?:[^"]|"")*")'
    r"|(?P<error>#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A))"
    r"|(?P<sheet>(?:'(?:[^']|'')+'|[A-Za-z_\u0080-\uffff][\w.\u0080-\uffff]*)!)?"
    r"(?P<area>\$?[A-Za-z]{1,3}\$?\d{1,7}(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?(?![\w(.])"
    r"|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?![\w(])|\$?\d{1,7}:\$?\d{1,7})"
    r"|(?P<number>\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?)"
    r"|(?P<call>[A-Za-z_][\w.]*)\("
    r"|(?P<name>[A-Za-z_\\\u0080-\uffff][\w.\u0080-\uffff]*)"
    r"|(?P<sign><=|>=|<>|[-+*/^&=<>%(),;{}])"
    r")"
)
_LEVELS: tuple[tuple[str, ...], ...] = (("=", "<>", "<", ">", "<=", ">="), ("&",), ("+", "-"), ("*", "/"), ("^",))
_CORNER = re.compile(r"(\$?)([A-Za-z]*)(\$?)(\d*)")
_DEEPEST = 64


@lru_cache(maxsize=8192)
def parse_formula(text: str) -> Node:
    """The tree of a formula without its equals sign. Raises Unsupported."""
    reader = _Reader(_tokens(text.lstrip("=").replace("_xlfn.", "").replace("_xlws.", "")))
    node = reader.expression(0, 0)
    if reader.peek() is not None:
        raise Unsupported(text)
    return node


def _tokens(text: str) -> list[tuple[str, str, str]]:
    tokens, at = [], 0
    while at < len(text.rstrip()):
        found = _TOKEN.match(text, at)
        if not found or found.end() == at:
            raise Unsupported(text)
        kind = found.lastgroup or ""
        tokens.append((kind, found[kind], found["sheet"] or ""))
        at = found.end()
    return tokens


class _Reader:
    def __init__(self, tokens: list[tuple[str, str, str]]) -> None:
        self._tokens = tokens
        self._at = 0

    def peek(self) -> tuple[str, str, str] | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _next_is(self, *signs: str) -> bool:
        token = self.peek()
        return token is not None and token[0] == "sign" and token[1] in signs

    def _take(self) -> tuple[str, str, str]:
        token = self.peek()
        if token is None:
            raise Unsupported("the formula ends too early")
        self._at += 1
        return token

    def expression(self, level: int, depth: int) -> Node:
        if depth > _DEEPEST:
            raise Unsupported("the formula is nested too deeply")
        if level == len(_LEVELS):
            return self._unary(depth)
        left = self.expression(level + 1, depth)
        while self._next_is(*_LEVELS[level]):
            sign = self._take()[1]
            left = Binary(sign, left, self.expression(level + 1, depth))
        return left

    def _unary(self, depth: int) -> Node:
        if self._next_is("-", "+"):
            return Unary(self._take()[1], self._unary(depth))
        node = self._operand(depth)
        while self._next_is("%"):
            self._take()
            node = Unary("%", node)
        return node

    def _operand(self, depth: int) -> Node:
        kind, value, sheet = self._take()
        match kind:
            case "number":
                return Constant(float(value))
            case "text":
                return Constant(value[1:-1].replace('""', '"'))
            case "error":
                return Constant(value, error=True)
            case "area":
                return _reference(value, sheet)
            case "call":
                return Call(value.upper(), self._arguments(depth))
            case "name":
                return Constant(value.upper() == "TRUE") if value.upper() in ("TRUE", "FALSE") else Name(value)
        if value == "(":
            node = self.expression(0, depth + 1)
            self._close(")")
            return node
        if value == "{":
            return self._array(depth)
        raise Unsupported(value)

    def _close(self, sign: str) -> None:
        if not self._next_is(sign):
            raise Unsupported(f"{sign} is missing")
        self._take()

    def _arguments(self, depth: int) -> tuple[Node | None, ...]:
        arguments: list[Node | None] = []
        if self._next_is(")"):
            self._take()
            return ()
        while True:
            arguments.append(None if self._next_is(",", ")") else self.expression(0, depth + 1))
            if self._next_is(","):
                self._take()
                continue
            self._close(")")
            return tuple(arguments)

    def _array(self, depth: int) -> Rows:
        rows: list[list[Node]] = [[]]
        while True:
            rows[-1].append(self.expression(0, depth + 1))
            if self._next_is(","):
                self._take()
            elif self._next_is(";"):
                self._take()
                rows.append([])
            else:
                self._close("}")
                return Rows(tuple(tuple(row) for row in rows))


def _reference(text: str, sheet: str) -> Reference:
    first, _, last = text.partition(":")
    name = sheet[:-1].strip("'").replace("''", "'") if sheet else None
    start, end = _corner(first, low=True), _corner(last or first, low=False)
    return Reference(name, start, end)


def _corner(text: str, *, low: bool) -> Corner:
    found = _CORNER.fullmatch(text)
    if found is None:
        raise Unsupported(text)
    letters, digits = found[2], found[4]
    if not letters:  # "$3:4": the dollar stands before the digits
        return Corner(int(digits), 1 if low else LAST_COLUMN, bool(found[1] or found[3]), True)
    row = int(digits) if digits else (1 if low else LAST_ROW)
    return Corner(row, column_number(letters), bool(found[3]) or not digits, bool(found[1]))
