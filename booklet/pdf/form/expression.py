"""Acrobat's simplified field notation: sums of fields such as `(price * amount) + shipping`, parsed, never run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+\.?\d*|\.\d+)(?![\w.#\\])|(?P<name>(?:\\.|[^\s+\-*/()\\])+)|(?P<sign>[-+*/()]))"
)
_MAX_DEPTH = 50


@dataclass(frozen=True, slots=True)
class Expression:
    """A calculation: a number, a field's name, or a sign with what stands on its two sides."""

    sign: str
    """One of + - * /; "name" or "number" for what has no sides."""
    leaf: str = ""
    sides: tuple[Expression, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that it needs."""
        own = (self.leaf,) if self.sign == "name" else ()
        return (*own, *(name for side in self.sides for name in side.names))

    def value(self, field: Callable[[str], Decimal]) -> Decimal:
        """Calculate, with `field` giving a field's number. Raises ArithmeticError for a division by zero."""
        if self.sign == "number":
            return Decimal(self.leaf)
        if self.sign == "name":
            return field(self.leaf)
        left, right = (side.value(field) for side in self.sides)
        match self.sign:
            case "+":
                return left + right
            case "-":
                return left - right
            case "*":
                return left * right
        return left / right


def parse_expression(text: str) -> Expression | None:
    """Parse the expression that `text` writes; None where it is none. A backslash makes any sign a part of a name."""
    tokens: list[tuple[str, str]] = []
    at, text = 0, text.strip()
    while at < len(text):
        token = _TOKEN.match(text, at)
        if not token:
            return None
        kind = token.lastgroup or ""
        tokens.append((kind, re.sub(r"\\(.)", r"\1", token[kind]) if kind == "name" else token[kind]))
        at = token.end()
    try:
        reader = _Reader(iter(tokens))
        whole = reader.sum(0)
        return whole if reader.next == ("", "") else None
    except ValueError:
        return None


class _Reader:
    """A reader of tokens; ValueError where they make no expression."""

    def __init__(self, tokens: Iterator[tuple[str, str]]) -> None:
        self._tokens = tokens
        self.next = next(tokens, ("", ""))

    def _take(self) -> tuple[str, str]:
        taken, self.next = self.next, next(self._tokens, ("", ""))
        return taken

    def sum(self, depth: int) -> Expression:
        """Read products with + and - between them."""
        left = self._product(depth)
        while self.next in (("sign", "+"), ("sign", "-")):
            left = Expression(self._take()[1], sides=(left, self._product(depth)))
        return left

    def _product(self, depth: int) -> Expression:
        left = self._one(depth)
        while self.next in (("sign", "*"), ("sign", "/")):
            left = Expression(self._take()[1], sides=(left, self._one(depth)))
        return left

    def _one(self, depth: int) -> Expression:
        if depth > _MAX_DEPTH:
            raise ValueError("nested too deeply")
        kind, text = self._take()
        if kind in ("number", "name"):
            return Expression(kind, text)
        if text == "-":
            return Expression("-", sides=(Expression("number", "0"), self._one(depth + 1)))
        if text != "(":
            raise ValueError(text)
        inner = self.sum(depth + 1)
        if self._take() != ("sign", ")"):
            raise ValueError("not closed")
        return inner
