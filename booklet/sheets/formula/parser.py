"""A formula's text as a tree (ECMA-376 part 1, 18.17)."""

from __future__ import annotations

import re
from functools import lru_cache

from booklet.sheets.formula.syntax import (
    Apply,
    Binary,
    Call,
    CellReference,
    Constant,
    FormulaNode,
    NamedReference,
    Reference,
    Rows,
    TableReference,
    Unary,
)
from booklet.sheets.formula.tokens import Token, Unsupported, tokens
from booklet.sheets.model.area import LAST_COLUMN, LAST_ROW, column_number

__all__ = ["Unsupported", "parse_formula"]


_LEVELS: tuple[tuple[str, ...], ...] = (
    ("=", "<>", "<", ">", "<=", ">="), ("&",), ("+", "-"), ("*", "/"), ("^",),
)  # fmt: skip
_CORNER = re.compile(r"(\$?)([A-Za-z]*)(\$?)(\d*)")
_PIECE = re.compile(r"\[((?:[^\[\]']|'.)*)\]")
_DEEPEST = 64


@lru_cache(maxsize=16_384)
def parse_formula(text: str) -> FormulaNode:
    """Return the tree of a formula without its equals sign. Raises Unsupported."""
    reader = _Parser(tokens(text.lstrip("=")))
    node = reader.expression(0, 0)
    if reader.peek() is not None:
        raise Unsupported(text)
    return node


class _Parser:
    def __init__(self, found: list[Token]) -> None:
        self._tokens = found
        self._at = 0

    def peek(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _next_is(self, *signs: str) -> bool:
        token = self.peek()
        return token is not None and token.kind == "sign" and token.text in signs

    def _take(self) -> Token:
        token = self.peek()
        if token is None:
            raise Unsupported("the formula ends too early")
        self._at += 1
        return token

    def expression(self, level: int, depth: int) -> FormulaNode:
        if depth > _DEEPEST:
            raise Unsupported("the formula is nested too deeply")
        if level == len(_LEVELS):
            return self._unary(depth)
        left = self.expression(level + 1, depth)
        while self._next_is(*_LEVELS[level]):
            sign = self._take().text
            left = Binary(sign, left, self.expression(level + 1, depth))
        return left

    def _unary(self, depth: int) -> FormulaNode:
        if self._next_is("-", "+"):
            return Unary(self._take().text, self._unary(depth + 1))
        node = self._joined(depth)
        while self._next_is("%"):
            self._take()
            node = Unary("%", node)
        return node

    def _joined(self, depth: int) -> FormulaNode:
        """Return areas joined by the operators of references."""
        node = self._called(depth)
        while self._next_is(":", " "):
            sign = self._take().text
            node = Binary(sign, node, self._called(depth))
        return node

    def _called(self, depth: int) -> FormulaNode:
        node = self._operand(depth)
        while isinstance(node, Call | Apply) and self._next_is("("):
            self._take()
            node = Apply(node, self._arguments(depth))
        return node

    def _operand(self, depth: int) -> FormulaNode:
        kind, value, sheet = self._take()
        match kind:
            case "number":
                return Constant(float(value))
            case "text":
                return Constant(value[1:-1].replace('""', '"'))
            case "error":
                return Constant(value, error=True)
            case "area":
                return _reference(value, _sheet_name(sheet))
            case "table":
                return _table_reference(value)
            case "call":
                return Call(value.upper(), self._arguments(depth))
            case "name":
                return Constant(value.upper() == "TRUE") if value.upper() in ("TRUE", "FALSE") else _name(value, sheet)
        if value == "(":
            return self._group(depth)
        if value == "{":
            return self._array(depth)
        raise Unsupported(value)

    def _group(self, depth: int) -> FormulaNode:
        node = self.expression(0, depth + 1)
        while self._next_is(","):
            self._take()
            node = Binary(",", node, self.expression(0, depth + 1))
        self._close(")")
        return node

    def _close(self, sign: str) -> None:
        if not self._next_is(sign):
            raise Unsupported(f"{sign} is missing")
        self._take()

    def _arguments(self, depth: int) -> tuple[FormulaNode | None, ...]:
        arguments: list[FormulaNode | None] = []
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
        rows: list[list[FormulaNode]] = [[]]
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


def _sheet_name(text: str) -> str | None:
    """Return the name without its quotes. Raises Unsupported for another workbook's sheet: links are never followed."""
    name = text[:-1]
    if name.startswith("'"):
        name = name[1:-1].replace("''", "'")
    if name.startswith("[0]"):  # this workbook
        return name[3:] or None
    if "[" in name:
        raise Unsupported("a link to another workbook")
    return name or None


def _name(text: str, sheet: str) -> NamedReference:
    return NamedReference(text, _sheet_name(sheet) if sheet else None)


def _reference(text: str, sheet: str | None) -> Reference:
    first, _, last = text.partition(":")
    return Reference(sheet, _corner(first, low=True), _corner(last or first, low=False))


def _corner(text: str, *, low: bool) -> CellReference:
    found = _CORNER.fullmatch(text)
    if found is None:
        raise Unsupported(text)
    letters, digits = found[2], found[4]
    if not letters:  # "$3:4": the dollar stands before the digits
        return CellReference(int(digits), 1 if low else LAST_COLUMN, bool(found[1] or found[3]), True)
    row = int(digits) if digits else (1 if low else LAST_ROW)
    return CellReference(row, column_number(letters), bool(found[3]) or not digits, bool(found[1]))


def _table_reference(text: str) -> TableReference:
    """Parse "Sales[Amount]", "Sales[[#This Row],[Amount]]", "Sales[[#Headers],[Q1]:[Q4]]" … (18.17.2.5)."""
    table, _, inner = text.partition("[")
    inner = inner[:-1].strip()
    parts: list[str] = []
    if inner.startswith("@"):
        parts.append("#this row")
        inner = inner[1:].strip()
    pieces = _PIECE.findall(inner) if inner.startswith("[") else [inner] if inner else []
    columns = [_unescaped(piece) for piece in pieces if not piece.startswith("#")]
    parts += [piece.lower() for piece in pieces if piece.startswith("#")]
    return TableReference(table, tuple(columns), tuple(parts))


def _unescaped(text: str) -> str:
    return re.sub(r"'(.)", r"\1", text)
