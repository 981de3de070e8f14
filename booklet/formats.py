"""Values as books show them: by the attribute's definition, in the workspace's locale (CLDR, by babel)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import lru_cache

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

    def sample(self, definition: AttributeDefinition) -> str | None:
        """Return a value written by the definition's format; None where it has none. Raises as `value` does."""
        sample = _SAMPLES.get(definition.type)
        return self.value(sample, definition) if sample is not None and definition.format else None

    def check(self, definition: AttributeDefinition) -> None:
        """Raise DefinitionError, naming the attribute, where no value could be written by the definition's format."""
        try:
            written = self.sample(definition)
            if written is not None:
                _refuse_meaningless(definition, written)
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
        return _writer("money", self.locale, currency, decimals)(_decimal(amount))

    def number(self, number: object, style: str = "") -> str:
        """Format a number; `style` is a CLDR pattern ("#,##0.00"), decimals ("2"), or "" for up to three decimals."""
        with _style_refused(style, "a number", "#,##0.00"):
            return _writer("number", self.locale, style)(_decimal(number))

    def percent(self, fraction: object, style: str = "") -> str:
        """Format a fraction as a percentage; `style` is a CLDR pattern ("0.0%"), decimals ("1"), "" for up to two."""
        with _style_refused(style, "a percentage", "0.0%"):
            return _writer("percent", self.locale, style)(_decimal(fraction))

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


Writer = Callable[[Decimal], str]

_TRIED = tuple(
    Decimal(sign + text)
    for text in (
        "0",
        "0.004",
        "0.005",
        "0.095",
        "0.12345",
        "1",
        "9.995",
        "12.5",
        "123",
        "1234.5678",
        "1234567.89",
        "7e11",
    )
    for sign in ("", "-")
)
_QUICK_BELOW = Decimal(10) ** 12
_SHAPE = re.compile(r"(\D*)1(?P<group>\D?)111(?P=group)111(?:(\D)(3+))?(\D*)")


@lru_cache(maxsize=256)
def _writer(kind: str, locale: str, *style: object) -> Writer:
    """Return what writes numbers in a style: as babel does, and where that is simple ten times as fast.

    Raises DefinitionError for a currency that does not exist; what else babel refuses, it refuses when it writes.
    """
    makers: Mapping[str, Callable[..., Writer]] = {"money": _money, "number": _number, "percent": _percent}
    babels = makers[kind](locale, *style)

    def slow(number: Decimal) -> str:
        with localcontext(_AS_SPREADSHEETS_ROUND):
            return babels(number)

    try:
        quick = _quick(slow, 2 if kind == "percent" else 0)
        simple = quick if quick and all(quick(number) == slow(number) for number in _TRIED) else None
    except Exception:  # a pattern by which nothing can be written
        simple = None
    if simple is None:
        return slow
    return lambda number: simple(number) if abs(number) < _QUICK_BELOW else slow(number)


def _quick(slow: Writer, shift: int) -> Writer | None:
    """Return what writes as a few examples of `slow` are written; None where they are not as simple as that."""
    sample = Decimal("1111111.333333333").scaleb(-shift)
    plus, minus = _SHAPE.fullmatch(slow(sample)), _SHAPE.fullmatch(slow(-sample))
    whole = re.fullmatch(r"\D*1\D?111\D?111(?:\D(0+))?\D*", slow(Decimal(1111111).scaleb(-shift)))
    if not (plus and minus and whole):
        return None
    before, group, point, decimals, after = plus.groups(default="")
    before_minus, after_minus = minus[1], minus[5]
    most, least = len(decimals), len(whole[1] or "")
    unit, context = Decimal(1).scaleb(-most), _AS_SPREADSHEETS_ROUND

    def write(number: Decimal) -> str:
        rounded = context.quantize(context.scaleb(number, shift), unit)
        digits, _, rest = f"{rounded.copy_abs():,f}".partition(".")
        while len(rest) > least and rest[-1] == "0":
            rest = rest[:-1]
        text = digits.replace(",", group) + (point + rest if rest else "")
        return f"{before_minus}{text}{after_minus}" if number.is_signed() else f"{before}{text}{after}"

    return write


def _money(locale: str, currency: str, decimals: int | None) -> Writer:
    if not is_currency(currency):
        raise DefinitionError(f'"{currency}" is not a currency: write its code, like USD or EUR.')
    places = get_currency_precision(currency) if decimals is None else decimals
    pattern = copy(Locale.parse(locale).currency_formats["standard"])
    pattern.frac_prec = (places, places)
    return lambda amount: str(pattern.apply(amount, locale, currency=currency, currency_digits=False))


def _number(locale: str, style: str) -> Writer:
    return lambda number: str(format_decimal(number, format=_with_decimals(style) or None, locale=locale))


def _percent(locale: str, style: str) -> Writer:
    pattern = _with_decimals(style, "%") or "#,##0.##%"
    return lambda fraction: str(format_percent(fraction, format=pattern, locale=locale))


def _with_decimals(style: str, end: str = "") -> str:
    """Return the CLDR pattern of a style that is only a number of decimals; any other style as it is."""
    if not style.isdigit():
        return style
    return "#,##0" + ("." + "0" * int(style) if int(style) else "") + end


def _decimal(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, Decimal | int | float):
        raise DefinitionError(f'"{value}" is not a number, so it cannot be written as one.')
    return value if isinstance(value, Decimal) else Decimal(repr(value))
