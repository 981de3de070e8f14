"""Rules: yes/no questions about a customer's attributes, such as `plan == "Gold" and assets > 1000000`.

The language is rule-engine's (https://zerosteiner.github.io/rule-engine/). A rule is checked against the attributes'
definitions when it is written, so that at generation only one thing can still go wrong: a value that is missing. A
missing value is an error, not a "no", unless the rule itself asks about it (`plan == null`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

import rule_engine
from rule_engine import ast

from booklet.errors import MissingValue, RuleError
from booklet.model import AttributeDefinition, AttributeType, Quarter, Value
from booklet.model.nearest import did_you_mean
from booklet.rule_limits import refuse_endless

_TYPES = {
    AttributeType.TEXT: rule_engine.DataType.STRING,
    AttributeType.CHOICE: rule_engine.DataType.STRING,
    AttributeType.NUMBER: rule_engine.DataType.FLOAT,
    AttributeType.MONEY: rule_engine.DataType.FLOAT,
    AttributeType.PERCENT: rule_engine.DataType.FLOAT,
    AttributeType.DATE: rule_engine.DataType.DATETIME,
    AttributeType.YES_NO: rule_engine.DataType.BOOLEAN,
}
_ALWAYS_KNOWN = {
    "customer": rule_engine.DataType.STRING,
    "quarter": rule_engine.DataType.STRING,
    "year": rule_engine.DataType.FLOAT,
    "quarter_number": rule_engine.DataType.FLOAT,
}
_NUMBER = re.compile(r"[$€£]?(?<![\w\"])\d(?:[\d.,'’]*\d)?(?: \d{3}\b)*(?: ?%)?")
_HINT = 'Write it like: plan == "Gold" and assets > 1000000.'


@dataclass(frozen=True)
class Rule:
    """A checked rule. `keys` are the attributes that it reads, `may_miss` those that it compares with null."""

    text: str
    keys: frozenset[str]
    may_miss: frozenset[str]
    asks_who: bool
    """True where it reads the customer's name."""
    compiled: Any

    @cached_property
    def _needs(self) -> tuple[str, ...]:
        return tuple(sorted(self.keys - self.may_miss))

    def missing(self, values: Mapping[str, Value]) -> list[str]:
        """Return the keys that the rule needs and `values` lacks, sorted."""
        return [key for key in self._needs if key not in values]

    def holds(self, values: Mapping[str, Value], customer: str, quarter: Quarter) -> bool:
        """Return whether the rule holds for a customer.

        Raises MissingValue where a value that it needs is missing, RuleError where it cannot be answered.
        """
        if missing := self.missing(values):
            raise MissingValue(f"The rule {self.text} needs {_listed(missing)}.", missing)
        thing = {key: _plain(values.get(key)) for key in self.keys}
        thing |= {
            "customer": customer,
            "quarter": str(quarter),
            "year": quarter.year,
            "quarter_number": quarter.number,
        }
        try:
            return bool(self.compiled.matches(thing))
        except rule_engine.errors.EngineError as error:
            raise RuleError(f"The rule {self.text} cannot be answered for {customer}: {_said(error)}.") from error


def check_rule(text: str, definitions: Sequence[AttributeDefinition]) -> Rule:
    """Read a rule and check it against the definitions.

    Raises RuleError for a syntax error, an unknown key (naming the nearest), a comparison of unlike types, a text
    that is none of an attribute's choices, and for what is not a yes/no question.
    """
    return _check(text.strip(), tuple(definitions))


@lru_cache(maxsize=1024)
def _check(text: str, definitions: tuple[AttributeDefinition, ...]) -> Rule:
    if not text:
        raise RuleError(f"The rule is empty. {_HINT}")
    refuse_endless(text)
    by_key = {definition.key: definition for definition in definitions}
    compiled = _compile(text, by_key)
    nodes = list(_walk(compiled.statement.expression))
    for node in nodes:
        _check_node(node, text, by_key)
    result = compiled.statement.expression.result_type
    if result not in (rule_engine.DataType.BOOLEAN, rule_engine.DataType.UNDEFINED):
        raise RuleError(f"The rule {text} is not a yes/no question. {_HINT}")
    return Rule(
        text=text,
        keys=frozenset(compiled.context.symbols) & by_key.keys(),
        may_miss=frozenset(key for node in nodes for key in _compared_with_null(node)),
        asks_who="customer" in compiled.context.symbols,
        compiled=compiled,
    )


def _compile(text: str, by_key: Mapping[str, AttributeDefinition]) -> Any:
    types = {key: _TYPES[definition.type] for key, definition in by_key.items()} | _ALWAYS_KNOWN
    context = rule_engine.Context(
        type_resolver=rule_engine.type_resolver_from_dict(types),
        default_timezone="utc",
    )
    try:
        return rule_engine.Rule(text, context=context)
    except RecursionError as error:
        raise RuleError(f"The rule {text[:60]}… is nested too deeply.") from error
    except rule_engine.errors.SymbolResolutionError as error:
        choices = {choice.casefold(): choice for known in by_key.values() for choice in known.choices}
        if choice := choices.get(error.symbol_name.casefold()):
            hint = f'A text stands in quotes: "{choice}".'
        else:
            hint = did_you_mean(error.symbol_name, types, kind="attributes")
        raise RuleError(
            f'The rule {text} speaks of "{error.symbol_name}", which is not an attribute. {hint}'
        ) from error
    except rule_engine.errors.EngineError as error:
        raise RuleError(f"The rule {text} cannot be read: {_unreadable(text, error)}. {_HINT}") from error


def _unreadable(text: str, error: Exception) -> str:
    """Say in words why a rule cannot be read."""
    message = _said(error)
    token = getattr(error, "token", None)
    at = token.lexpos if token else len(text)
    for number in _NUMBER.finditer(text):
        stops_here = number.start() <= at <= number.end() + 1 or "leading zeros" in message
        if stops_here and (plain := _plainly_written(number[0])) != number[0]:
            return f"write {plain} for {number[0]}"
    if "syntax error" not in message or "illegal" in message:
        return message.partition(" at: ")[0]
    return f'it makes no sense from "{text[at:]}" on' if text[at:] else "it ends too early"


def _plainly_written(number: str) -> str:
    """Return 1,000 and 1.000,5 and $5 and 5% as a rule has them: 1000, 1000.5, 5 and 0.05; others as they are."""
    body = number.strip("$€£% ")
    if re.fullmatch(r"\d{1,3}([,'’ ]\d{3})+(\.\d+)?", body):
        body = re.sub("[,'’ ]", "", body)
    elif re.fullmatch(r"\d{1,3}(\.?\d{3})*,\d+", body):
        body = body.replace(".", "").replace(",", ".")
    if not re.fullmatch(r"\d+(\.\d+)?", body):
        return number
    return f"{Decimal(body) / 100}" if number.endswith("%") else body


def _said(error: Exception) -> str:
    message = str(getattr(error, "message", "") or error)
    if "illegal character '='" in message:
        return "a single = compares nothing, it is ==, >= or <="
    if "illegal character '\"'" in message:
        return "a quotation mark is not closed"
    return message.replace("data type mismatch", "it compares or joins values of different types")


def _plain(value: Value | None) -> Any:
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    return value


def _walk(node: Any) -> Iterator[Any]:
    """Yield the expressions of a rule, outermost first: rule-engine keeps children in slots and in attributes."""
    if isinstance(node, ast.ExpressionBase):
        yield node
        slots = {name for kind in type(node).__mro__ for name in getattr(kind, "__slots__", ())}
        for name in sorted((slots | vars(node).keys() if hasattr(node, "__dict__") else slots) - {"context"}):
            yield from _walk(getattr(node, name, None))
    elif isinstance(node, list | tuple):
        for item in node:
            yield from _walk(item)


def _check_node(node: Any, text: str, by_key: Mapping[str, AttributeDefinition]) -> None:
    if isinstance(node, ast.ContainsExpression) and isinstance(node.member, ast.SymbolExpression):
        for item in getattr(node.container, "value", ()) if isinstance(node.container, ast.ArrayExpression) else ():
            _check_pair(node.member, item, text, by_key)
    elif isinstance(node, ast.ComparisonExpression):
        _check_pair(node.left, node.right, text, by_key)
        _check_pair(node.right, node.left, text, by_key)


def _check_pair(symbol: Any, literal: Any, text: str, by_key: Mapping[str, AttributeDefinition]) -> None:
    """Refuse a comparison that can never hold: unlike types, or a text that is none of the choices."""
    definition = by_key.get(symbol.name) if isinstance(symbol, ast.SymbolExpression) else None
    if (
        definition is None
        or not isinstance(literal, ast.LiteralExpressionBase)
        or isinstance(literal, ast.NullExpression)
    ):
        return
    if literal.result_type != _TYPES[definition.type]:
        raise RuleError(
            f'The rule {text} compares "{definition.key}" with {literal.value!r}, but it is {definition.expected}. '
            + ('A date is written d"2026-09-30".' if definition.type is AttributeType.DATE else _HINT)
        )
    if definition.type is AttributeType.CHOICE and literal.value not in definition.choices:
        hint = did_you_mean(literal.value, definition.choices, kind="choices")
        raise RuleError(f'The rule {text}: "{literal.value}" is none of the choices of "{definition.key}". {hint}')


def _compared_with_null(node: Any) -> Iterator[str]:
    if isinstance(node, ast.ComparisonExpression):
        for one, other in ((node.left, node.right), (node.right, node.left)):
            if isinstance(one, ast.SymbolExpression) and isinstance(other, ast.NullExpression):
                yield one.name


def _listed(keys: Sequence[str]) -> str:
    return " and ".join(f'"{key}"' for key in keys)
