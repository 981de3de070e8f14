"""Values as books show them: by the attribute's definition, in the workspace's locale (CLDR, by babel)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent, get_currency_precision, is_currency

from booklet.errors import DefinitionError
from booklet.model import AttributeDefinition, AttributeType, Quarter, Value

_SAMPLES: dict[AttributeType, Value] = {
    AttributeType.NUMBER: Decimal("1234.5"),
    AttributeType.MONEY: Decimal("1234.5"),
    AttributeType.PERCENT: Decimal(1),
    AttributeType.DATE: date(2026, 9, 30),
    AttributeType.YES_NO: True,
}
_AS_SPREADSHEETS_ROUND = Context(rounding=ROUND_HALF_UP, prec=60)  # half away from zero; babel alone: half to even


@dataclass(frozen=True, slots=True)
class Formats:
    """Formatting for a locale ("en_US") and default currency ("USD").

    Raises DefinitionError when made with a locale or currency that does not exist.
    """

    locale: str = "en_US"
    currency: str = "USD"

    def __post_init__(self) -> None:
        try:
            Locale.parse(self.locale)
        except (UnknownLocaleError, ValueError, TypeError) as error:
            raise DefinitionError(f'"{self.locale}" is not a locale: write it like en_US or de_DE.') from error
        if not is_currency(self.currency):
            raise DefinitionError(f'"{self.currency}" is not a currency: write its code, like USD or EUR.')

    def value(self, value: Value, definition: AttributeDefinition) -> str:
        """Format a value as its definition says. Raises DefinitionError for a format that does not exist."""
        style = definition.format
        match definition.type:
            case AttributeType.MONEY:
                return self.money(_decimal(value), style)
            case AttributeType.NUMBER:
                return self.number(_decimal(value), style)
            case AttributeType.PERCENT:
                return self.percent(_decimal(value), style)
            case AttributeType.DATE if isinstance(value, date):
                return self.date(value, style or "medium")
            case AttributeType.YES_NO:
                return self.yesno(value, style or "Yes,No")
        return str(value)

    def check(self, definition: AttributeDefinition) -> None:
        """Raise DefinitionError, naming the attribute, where no value could be written by the definition's format."""
        sample = _SAMPLES.get(definition.type)
        try:
            if sample is not None and definition.format:
                _refuse_meaningless(definition, self.value(sample, definition))
        except DefinitionError as error:
            raise DefinitionError(
                f"{definition.label} ({definition.key}) has a format that cannot be: {error}"
            ) from error

    def plain(self, value: object) -> str:
        """Format a value for which no definition says how: a computed number, a date, a yes/no."""
        if isinstance(value, bool):
            return self.yesno(value)
        if isinstance(value, int):
            return str(value)
        if isinstance(value, Decimal | float):
            return self.number(_decimal(value))
        if isinstance(value, date):
            return self.date(value)
        return "" if value is None else str(value)

    def money(self, amount: object, style: str = "") -> str:
        """Format an amount; `style` is "USD", "EUR 0" (no decimals), "0" or "2" (decimals of the default currency)."""
        words = style.split()
        currency = next((word.upper() for word in words if not word.isdigit()), self.currency)
        decimals = next((int(word) for word in words if word.isdigit()), None)
        if not is_currency(currency):
            raise DefinitionError(f'"{currency}" is not a currency: write its code, like USD or EUR.')
        if decimals is None:
            decimals = get_currency_precision(currency)
        pattern = copy(Locale.parse(self.locale).currency_formats["standard"])
        pattern.frac_prec = (decimals, decimals)
        with localcontext(_AS_SPREADSHEETS_ROUND):
            return str(pattern.apply(_decimal(amount), self.locale, currency=currency, currency_digits=False))

    def number(self, number: object, style: str = "") -> str:
        """Format a number; `style` is a CLDR pattern ("#,##0.00"), decimals ("2"), or "" for up to three decimals."""
        with localcontext(_AS_SPREADSHEETS_ROUND), _style_refused(style, "a number", "#,##0.00"):
            return str(format_decimal(_decimal(number), format=_with_decimals(style) or None, locale=self.locale))

    def percent(self, fraction: object, style: str = "") -> str:
        """Format a fraction as a percentage; `style` is a CLDR pattern ("0.0%"), decimals ("1"), "" for up to two."""
        pattern = _with_decimals(style, "%") or "#,##0.##%"
        with localcontext(_AS_SPREADSHEETS_ROUND), _style_refused(style, "a percentage", "0.0%"):
            return str(format_percent(_decimal(fraction), format=pattern, locale=self.locale))

    def date(self, day: object, style: str = "medium") -> str:
        """Format a day; `style` is "short", "medium", "long", "full", or a CLDR pattern such as "d MMMM yyyy"."""
        if isinstance(day, Quarter):
            day = day.last_day
        if not isinstance(day, date):
            raise DefinitionError(f'"{day}" is not a date, so it cannot be written as one.')
        with _style_refused(style, "a date", "d MMMM yyyy"):
            return str(format_date(day, format=style, locale=self.locale))

    def yesno(self, value: object, words: str = "Yes,No") -> str:
        """Return the first of two words for yes, the second for no."""
        yes, _, no = words.partition(",")
        return yes.strip() if value else no.strip()


def _refuse_meaningless(definition: AttributeDefinition, written: str) -> None:
    """Refuse formats that babel takes and nobody means: no place for digits, the day of the year, no word for no."""
    style = definition.format
    match definition.type:
        case AttributeType.NUMBER | AttributeType.PERCENT if "1" not in written:
            raise DefinitionError(f'"{style}" has no place for the digits: write it like #,##0.00, or just 2.')
        case AttributeType.DATE if re.search("[YD]", style) and "w" not in style:
            raise DefinitionError(f'"{style}" counts the days of the year: write small letters, like yyyy-MM-dd.')
        case AttributeType.YES_NO if not all(map(str.strip, style.partition(","))):
            raise DefinitionError(f'"{style}" is not two words: write the one for yes and the one for no, like Yes,No.')


@contextmanager
def _style_refused(style: str, what: str, example: str) -> Iterator[None]:
    """Turn babel's errors for a pattern that it cannot read into sentences."""
    try:
        yield
    except (ValueError, LookupError, AttributeError, TypeError) as error:
        raise DefinitionError(f'"{style}" is not a way to write {what}: write it like {example}.') from error


def _with_decimals(style: str, end: str = "") -> str:
    """Return the CLDR pattern of a style that is only a number of decimals; any other style as it is."""
    if not style.isdigit():
        return style
    return "#,##0" + ("." + "0" * int(style) if int(style) else "") + end


def _decimal(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, Decimal | int | float):
        raise DefinitionError(f'"{value}" is not a number, so it cannot be written as one.')
    return value if isinstance(value, Decimal) else Decimal(repr(value))
