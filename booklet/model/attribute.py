"""Attributes: the facts about a customer as of a quarter, and the definitions that give them a type.

A value travels in two forms: as a Python value (`Value`) in code, rules and templates, and as its canonical
text in the database and in snapshots. `AttributeDefinition.parse` and `.to_text` are the way from one to the other.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from booklet.errors import DefinitionError, ValueRefused
from booklet.model.quarter import Quarter

Value = str | Decimal | date | bool
"""The Python value of an attribute: text and choice are str; number, money, percent Decimal; yes/no bool."""

_KEY = re.compile(r"[a-z][a-z0-9_]{0,62}")
_RESERVED = frozenset(
    {"customer", "quarter", "page", "pages", "title", "book", "year", "quarter_number"}  # what templates and rules know
    | {"true", "false", "null", "none", "inf", "nan", "self", "super", "loop"}  # words of their languages
)
_YES = frozenset({"yes", "y", "true", "1", "x", "on"})
_NO = frozenset({"no", "n", "false", "0", "off"})
_CURRENCY = re.compile(r"^[\s$€£¥]*|[\s$€£¥]*$|^[A-Z]{3}\s|\s[A-Z]{3}$")


class AttributeType(StrEnum):
    """The kind of value that an attribute has."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    YES_NO = "yes/no"
    CHOICE = "choice"


EXPECTED = {
    AttributeType.TEXT: "a text",
    AttributeType.NUMBER: "a number, such as 1250 or 1,250.75",
    AttributeType.MONEY: "an amount, such as 1250000 or $1,250,000.00",
    AttributeType.PERCENT: "a percentage, such as 4.5% or its fraction 0.045",
    AttributeType.DATE: "a date, such as 2026-09-30",
    AttributeType.YES_NO: "yes or no",
    AttributeType.CHOICE: "one of the choices",
}


@dataclass(frozen=True, slots=True)
class AttributeDefinition:
    """The name, type and look of an attribute.

    `format` tells how books write it where a template does not say otherwise: for money a currency code, with
    or without the number of decimals ("USD", "EUR 0"); for number and percent a pattern ("#,##0.00", "0.0%"); for
    a date "short", "medium", "long", "full" or a pattern ("d MMMM yyyy"). Raises DefinitionError when made with a
    key that is not a lower-case identifier, or a choice without choices.
    """

    key: str
    label: str
    type: AttributeType = AttributeType.TEXT
    format: str = ""
    required: bool = False
    description: str = ""
    choices: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not _KEY.fullmatch(self.key) or keyword.iskeyword(self.key):
            raise DefinitionError(
                f'"{self.key}" cannot be an attribute\'s key: use lower-case letters, digits and _, '
                "beginning with a letter, such as plan_name."
            )
        if self.key in _RESERVED:
            raise DefinitionError(f'"{self.key}" has a meaning of its own in templates: choose another key.')
        if self.type is AttributeType.CHOICE and not self.choices:
            raise DefinitionError(f'The attribute "{self.key}" is a choice: list the values to choose from.')

    @property
    def expected(self) -> str:
        """The form that a value must have, in words."""
        if self.type is AttributeType.CHOICE:
            return "one of " + ", ".join(self.choices)
        return EXPECTED[self.type]

    def parse(self, raw: object) -> Value | None:
        """Parse the input of a person, a spreadsheet or a program; return None for "no value".

        Empty text, None and NaN mean no value. Raises ValueRefused, naming key, value and the form expected;
        callers add the customer.
        """
        if raw is None or raw != raw or (isinstance(raw, str) and not raw.strip()):  # NaN differs from itself
            return None
        try:
            value = _PARSERS[self.type](raw)
        except (ValueError, InvalidOperation, TypeError, OverflowError):
            value = None
        if self.type is AttributeType.CHOICE and value is not None:
            value = {choice.casefold(): choice for choice in self.choices}.get(str(value).casefold())
        if value is None:
            raise ValueRefused(f"{self.label} ({self.key}): {self.refusal(raw)}")
        return value

    def refusal(self, raw: object, *, expected: str = "") -> str:
        """Say why `parse` refuses a value, without the attribute's name; `expected` in other words than its type's."""
        return f'"{raw}" does not fit; expected is {expected or self.expected}.'

    def to_text(self, value: Value) -> str:
        """Return the canonical text of a typed value, as the database and snapshots hold it."""
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, Decimal):
            return _digits(value) if value else "0"
        return value.isoformat() if isinstance(value, date) else value

    def from_text(self, text: str) -> Value:
        """Return the value of a canonical text. Raises ValueRefused where it no longer fits the type."""
        value = self.parse(text)
        assert value is not None, "canonical texts are never empty"
        return value


@dataclass(frozen=True, slots=True)
class ValueChange:
    """An entry of an attribute's history; `value` is canonical text, None for "no value from here on"."""

    customer_id: str
    key: str
    value: str | None
    quarter: Quarter
    recorded_at: datetime
    recorded_by: str


def _digits(number: Decimal) -> str:
    """Write a number without exponent and trailing zeros; not by `normalize`, which rounds to 28 digits."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _parse_text(raw: object) -> str:
    if isinstance(raw, float) and raw.is_integer():  # spreadsheets have no whole numbers
        raw = int(raw)
    return str(raw).strip()


def _parse_number(raw: object) -> Decimal:
    if isinstance(raw, bool):
        raise ValueError("a yes/no is not a number")
    if isinstance(raw, int | Decimal):
        return _finite(Decimal(raw))
    text = str(raw).strip().replace("\u00a0", "").replace("\u202f", "")
    negative = text.startswith("(") and text.endswith(")")
    text = (text[1:-1] if negative else text).replace("−", "-").replace("'", "")
    if "," in text and not re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d*)?", text):
        raise ValueError("commas that do not separate thousands")
    number = _finite(Decimal(text.replace(",", "")))
    return _in_parentheses(number) if negative else number


def _in_parentheses(number: Decimal) -> Decimal:
    """Return what accountants mean by (5); nobody can say what (-5) means."""
    if number < 0:
        raise ValueError("a minus sign in parentheses")
    return -number


def _finite(number: Decimal) -> Decimal:
    if not number.is_finite() or abs(number.adjusted()) > 60:
        raise ValueError("not a finite number of a sensible size")
    return number


def _parse_money(raw: object) -> Decimal:
    if not isinstance(raw, str):
        return _parse_number(raw)
    text = raw.strip()
    negative = text.startswith("(") and text.endswith(")")  # as accountants write it, the currency inside
    text = text[1:-1].strip() if negative else text
    sign = "-" if text.startswith("-") else ""
    text = _CURRENCY.sub("", text.removeprefix("-").strip())
    number = _parse_number(sign + _CURRENCY.sub("", text))
    return _in_parentheses(number) if negative else number


def _parse_percent(raw: object) -> Decimal:
    if isinstance(raw, str) and raw.strip().endswith("%"):
        return _parse_number(raw.strip()[:-1].strip()) / 100
    return _parse_number(raw)


def _parse_date(raw: object) -> date:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    text = str(raw).strip()
    return datetime.fromisoformat(text).date() if "T" in text or " " in text else date.fromisoformat(text)


def _parse_yes_no(raw: object) -> bool | None:
    if isinstance(raw, float) and raw in (0.0, 1.0):
        raw = int(raw)
    word = str(raw).strip().casefold()
    return True if word in _YES else False if word in _NO else None


_PARSERS: dict[AttributeType, Callable[[object], Value | None]] = {
    AttributeType.TEXT: _parse_text,
    AttributeType.NUMBER: _parse_number,
    AttributeType.MONEY: _parse_money,
    AttributeType.PERCENT: _parse_percent,
    AttributeType.DATE: _parse_date,
    AttributeType.YES_NO: _parse_yes_no,
    AttributeType.CHOICE: _parse_text,
}
