"""Digits put into a number format's placeholders."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from booklet.sheets.numbers.format_code import FormatSection, FormatToken
from booklet.sheets.numbers.fraction_format import nearest_fraction
from booklet.sheets.numbers.usual_format import EXACT


@dataclass(frozen=True, slots=True)
class _Plan:
    """Placeholders of a section; indexes count tokens."""

    whole: tuple[int, ...]
    point: int | None
    decimals: tuple[int, ...]
    exponent: int | None
    exponent_digits: tuple[int, ...]
    slash: int | None
    grouped: bool
    divisor: int
    percents: int
    numerator: tuple[int, ...]
    denominator: tuple[int, ...]


@lru_cache(maxsize=4096)
def _plan(section: FormatSection) -> _Plan:
    tokens = section.tokens
    digits = [i for i, t in enumerate(tokens) if t.kind == "digit"]
    exponent = next((i for i, t in enumerate(tokens) if t.kind == "exponent"), None)
    slash = next((i for i, t in enumerate(tokens) if t.kind == "/"), None)
    point = next((i for i, t in enumerate(tokens) if t.kind == "."), None)
    if slash is not None and (not digits or digits[0] > slash or exponent is not None):
        slash = None
    end = len(tokens) if exponent is None else exponent
    whole = [i for i in digits if i < (end if point is None or point > end else point)]
    decimals = [] if point is None else [i for i in digits if point < i < end]
    mantissa = [i for i in digits if i < end]
    commas = [i for i, t in enumerate(tokens) if t.kind == ","]
    grouped = bool(whole) and any(whole[0] < i < whole[-1] for i in commas)
    # A comma behind the last digit of all, or right before the point, divides by a thousand.
    last_whole = whole[-1] if whole else -1
    trailing = [i for i in commas if mantissa and (i > mantissa[-1] or (point and last_whole < i < point))]
    numerator, denominator = _fraction_parts(tokens, digits, slash)
    if slash is not None:
        whole = [i for i in whole if i < (numerator[0] if numerator else slash) and i not in numerator]
    return _Plan(
        tuple(whole),
        point,
        tuple(decimals),
        exponent,
        tuple(i for i in digits if exponent is not None and i > exponent),
        slash,
        grouped,
        1000 ** len(trailing),
        sum(t.kind == "%" for t in tokens),
        numerator,
        denominator,
    )


def _fraction_parts(
    tokens: tuple[FormatToken, ...], digits: list[int], slash: int | None
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    if slash is None:
        return (), ()
    before = [i for i in digits if i < slash]
    numerator: list[int] = []
    for index in reversed(before):
        if numerator and any(t.kind != "digit" for t in tokens[index + 1 : numerator[0]]):
            break
        numerator.insert(0, index)
    denominator = []
    for index in range(slash + 1, len(tokens)):
        token = tokens[index]
        if token.kind == "digit" or (token.kind == "literal" and token.text.isdigit()):
            denominator.append(index)
        elif denominator:
            break
    return tuple(numerator), tuple(denominator)


def number_text(section: FormatSection, value: float) -> list[FormatToken]:
    """Return the section's tokens with the digits of `value`, which is not negative, as literals."""
    plan = _plan(section)
    exact = Decimal(f"{value:.15g}") * Decimal(100) ** plan.percents / plan.divisor
    if plan.slash is not None and plan.denominator:
        filled = _fraction(section, plan, float(exact))
    elif plan.exponent is not None:
        filled = _scientific(section, plan, exact)
    else:
        filled = _decimal(section, plan, exact)
    return [
        FormatToken("literal", filled[i]) if i in filled else _plain(token, section, plan)
        for i, token in enumerate(section.tokens)
    ]


def _plain(token: FormatToken, section: FormatSection, plan: _Plan) -> FormatToken:
    if token.kind in (".", "%", "/"):
        return FormatToken("literal", token.text)
    if token.kind == ",":
        return FormatToken("literal", "" if plan.whole or plan.decimals else ",")
    if token.kind == "digit" and not section.tokens:
        return FormatToken("literal", "")
    return token


def _decimal(section: FormatSection, plan: _Plan, exact: Decimal) -> dict[int, str]:
    places = len(plan.decimals)
    rounded = f"{exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, EXACT):f}" if exact else "0"
    whole, _, decimals = rounded.partition(".")
    filled = _whole(section, plan.whole, whole.lstrip("0"), grouped=plan.grouped)
    if plan.point is not None and not plan.whole:
        filled[plan.point] = whole.lstrip("0") + "."
    filled.update(_decimals(section, plan.decimals, decimals.ljust(places, "0")))
    return filled


def _decimals(section: FormatSection, places: tuple[int, ...], digits: str) -> dict[int, str]:
    needed = len(digits.rstrip("0"))
    filled = {}
    for position, index in enumerate(places):
        mark = section.tokens[index].text
        beyond = position >= needed and all(section.tokens[i].text != "0" for i in places[position:])
        filled[index] = digits[position] if not beyond else (" " if mark == "?" else "")
    return filled


def _whole(section: FormatSection, places: tuple[int, ...], digits: str, *, grouped: bool) -> dict[int, str]:
    """Fill placeholders from the right; digits without a placeholder go to the first."""
    filled: dict[int, str] = {}
    left, count = digits, 0
    for position in range(len(places) - 1, -1, -1):
        mark = section.tokens[places[position]].text
        if position == 0:
            piece = left or ("0" if mark == "0" else " " if mark == "?" else "")
        elif left:
            piece = left[-1]
        else:
            piece = "0" if mark == "0" else " " if mark == "?" else ""
        left = left[:-1] if position else ""
        text = ""
        for digit in reversed(piece):
            if grouped and count and count % 3 == 0:
                text = ("," if digit != " " else " ") + text
            text = digit + text
            count += 1
        filled[places[position]] = text
    return filled


def _scientific(section: FormatSection, plan: _Plan, exact: Decimal) -> dict[int, str]:
    step = max(len(plan.whole), 1)
    places = len(plan.decimals)
    power = exact.adjusted() // step * step if exact else 0
    mantissa = exact.scaleb(-power)
    if mantissa.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, EXACT) >= Decimal(10) ** step:
        power += step
        mantissa = exact.scaleb(-power)
    filled = _decimal(section, plan, mantissa)
    sign_token = section.tokens[plan.exponent or 0].text
    sign = "-" if power < 0 else "+" if sign_token[1] == "+" else ""
    filled.update(_whole(section, plan.exponent_digits, str(abs(power)), grouped=False))
    filled[plan.exponent or 0] = sign_token[0].upper() + sign
    return filled


def _fraction(section: FormatSection, plan: _Plan, value: float) -> dict[int, str]:
    code = "".join(section.tokens[i].text for i in plan.denominator)
    fixed = code if code.strip("0#?") or code.strip("0").isdigit() else ""
    width = min(max(len(code), len(plan.numerator)), 7)
    if fixed:
        below = int("".join(c for c in fixed if c.isdigit()))
        above = int(Decimal(value * below).quantize(Decimal(1), ROUND_HALF_UP, EXACT))
        width = len(plan.numerator)
    else:
        above, below = nearest_fraction(value, 10 ** min(len(code), 7) - 1)
    whole = above // below if plan.whole else 0
    above -= whole * below
    filled = _whole(section, plan.whole, str(whole) if whole else "", grouped=plan.grouped)
    if plan.whole and not above:
        return filled | _no_fraction(section, plan, width) | ({} if whole else {plan.whole[-1]: "0"})
    filled |= dict.fromkeys((*plan.numerator, *plan.denominator), "")
    filled[plan.numerator[0]] = _padded(str(above), section.tokens[plan.numerator[0]].text, width, left=True)
    filled[plan.denominator[0]] = fixed or _padded(str(below), code[0], width, left=False)
    return filled


def _padded(digits: str, mark: str, width: int, *, left: bool) -> str:
    fill = {"0": "0", "?": " "}.get(mark, "")
    if not fill:
        return digits
    return digits.rjust(width, fill) if left or fill == "0" else digits.ljust(width, fill)


def _no_fraction(section: FormatSection, plan: _Plan, width: int) -> dict[int, str]:
    """Return spaces as wide as the fraction, which a whole number leaves free."""
    filled = {i: " " * len(section.tokens[i].text) for i in range(plan.numerator[0], plan.denominator[-1] + 1)}
    filled[plan.numerator[0]] = " " * max(width - len(plan.numerator) + 1, 1)
    return filled
