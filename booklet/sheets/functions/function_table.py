"""The table of functions, and how their arguments reach them.

A signature has a letter for each argument: n a number, s a text, b a truth value, v any value (of an error the
function never hears), e any value or error; r all values of an area, a the values where areas count cell by cell
(as in SUMPRODUCT), q an area as such or values, l an area as such or
values where areas count cell by cell (as in LOOKUP), p an area only, x the unread argument. What comes after "|" may be
missing; "*" repeats the last letter, "**" the last two. "@" before all hands the function the scope too.

Where n, s, b, v or e gets several values, the function is called for each of them (`_lifted`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from booklet.sheets.formula.broadcast import at
from booklet.sheets.formula.parser import Unsupported
from booklet.sheets.formula.protocols import Operand, Place, Places, Scope
from booklet.sheets.formula.scalars import (
    FormulaError,
    Result,
    Scalar,
    as_bool,
    as_number,
    as_text,
    cells,
    is_number,
    raised,
    scalar,
)
from booklet.sheets.formula.syntax import FormulaNode
from booklet.sheets.model.cell import ErrorValue

Body = Callable[..., Any]

FUNCTIONS: dict[str, Function] = {}
_CONVERT: dict[str, Callable[[Scalar], Any]] = {
    "n": as_number,
    "s": as_text,
    "b": as_bool,
    "v": raised,
    "e": lambda v: v,
}


@dataclass(frozen=True, slots=True)
class Function:
    """A function of formulas."""

    name: str
    fixed: str
    optional: str
    repeated: str
    with_scope: bool
    body: Body

    def call(self, scope: Scope, nodes: tuple[FormulaNode | None, ...]) -> Operand:
        """Return the result; an error that the function meets is its result. Raises Unsupported."""
        letters = self._letters(len(nodes))
        try:
            values = [_argument(scope, letter, node) for letter, node in zip(letters, nodes, strict=True)]
            before = [scope] if self.with_scope else []
            if any(isinstance(v, list) and letter in _CONVERT for letter, v in zip(letters, values, strict=True)):
                return self._lifted(before, letters, values)
            return self._single(before, letters, values)
        except FormulaError as error:
            return ErrorValue(error.code)

    def _letters(self, count: int) -> str:
        most = self.fixed + self.optional
        if self.repeated and len(most) < count:
            most += self.repeated * -(-(count - len(most)) // len(self.repeated))
        if self.repeated and len(self.repeated) > 1 and count > len(self.fixed) and count != len(most):
            raise Unsupported(f"{self.name} with a half pair of arguments")
        if not len(self.fixed) <= count <= len(most):
            raise Unsupported(f"{self.name} with {count} arguments")
        return most[:count]

    def _single(self, before: list[Scope], letters: str, values: list[Any]) -> Operand:
        try:
            given = [_CONVERT[k](v) if k in _CONVERT else v for k, v in zip(letters, values, strict=True)]
            made: Operand = self.body(*before, *given)
        except FormulaError as error:
            return ErrorValue(error.code)
        except ZeroDivisionError:
            return ErrorValue("#DIV/0!")
        except (OverflowError, ValueError):
            return ErrorValue("#NUM!")
        if isinstance(made, float) and made - made != 0:  # infinite, or not a number
            return ErrorValue("#NUM!")
        return float(made) if isinstance(made, int) and not isinstance(made, bool) else made

    def _lifted(self, before: list[Scope], letters: str, values: list[Any]) -> Result:
        lists = [k in _CONVERT and isinstance(v, list) for k, v in zip(letters, values, strict=True)]
        height = max(len(v) for v, many in zip(values, lists, strict=True) if many)
        width = max(len(v[0]) for v, many in zip(values, lists, strict=True) if many)

        def one(row: int, column: int) -> Scalar:
            given = [at(v, row, column) if many else v for v, many in zip(values, lists, strict=True)]
            made = self._single(before, letters, given)
            if isinstance(made, Place | Places):
                made = before[0].read(made) if before else None
            return scalar(made)  # type: ignore[arg-type]

        return [[one(row, column) for column in range(width)] for row in range(height)]


def _argument(scope: Scope, letter: str, node: FormulaNode | None) -> Any:
    match letter:
        case "x":
            return node
        case "p":
            return scope.place(node)
        case "q":
            return scope.raw(node)
        case "l":
            return scope.arrayed().raw(node)
        case "a":
            return scope.arrayed().value(node)
        case "r":
            return all_values(scope, scope.raw(node))
    return scope.value(node)


def all_values(scope: Scope, found: Operand) -> Result:
    """Return the values of areas, all of them, and of anything else as they are."""
    if isinstance(found, Place):
        return scope.evaluator.read(found.sheet, found.area)
    if isinstance(found, Places):
        return [row for part in found.parts for row in scope.evaluator.read(part.sheet, part.area)]
    return scope.read(found)


def define(names: str, signature: str, body: Body) -> None:
    """Put a function into the table, under one name or several."""
    with_scope = signature.startswith("@")
    fixed, _, optional = signature.lstrip("@").partition("|")
    stars = len(signature) - len(signature.rstrip("*"))
    letters = (fixed + optional).rstrip("*")
    for name in names.split():
        FUNCTIONS[name] = Function(
            name, fixed.rstrip("*"), optional.rstrip("*"), letters[-stars:] if stars else "", with_scope, body
        )


def function(names: str, signature: str) -> Callable[[Body], Body]:
    """Define the function that is written below; see `define`."""

    def defined(body: Body) -> Body:
        define(names, signature, body)
        return body

    return defined


def numbers(*results: Result) -> list[float]:
    """Return the numbers among values; in areas texts and truth values are passed over. Errors are raised."""
    found: list[float] = []
    for result in results:
        if isinstance(result, list):
            found.extend(_numbers_in(result))
        elif result is not None:
            found.append(as_number(result))
    return found


def _numbers_in(result: Result) -> Iterator[float]:
    for value in cells(result):
        if isinstance(value, float):
            yield value
        elif isinstance(value, ErrorValue):
            raise FormulaError(value.code)
        elif is_number(value):
            yield float(value)  # type: ignore[arg-type]


def some(values: list[float], code: str = "#DIV/0!") -> list[float]:
    """Return the values; an empty list is an error."""
    if not values:
        raise FormulaError(code)
    return values


def whole(value: float) -> int:
    """Return a number cut to a whole number."""
    return int(value)
