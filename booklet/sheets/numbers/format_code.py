"""A format code's sections and tokens.

A section is read once and kept, because a sheet repeats a few codes over many cells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from booklet.sheets.model.palette import PALETTE

_COLORS = {
    "black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "00FF00", "blue": "0000FF", "yellow": "FFFF00",
    "magenta": "FF00FF", "cyan": "00FFFF",
}  # fmt: skip
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+(?:[eE][-+]?\d+)?)$")
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?'
    r"|\\(?P<escaped>.?)"
    r"|\[(?P<bracket>[^\]]*)\]"
    r"|_(?P<skip>.?)"
    r"|\*(?P<fill>.?)"
    r"|(?P<general>General)"
    r"|(?P<ampm>AM/PM|上午/下午|A/P)"
    r"|(?P<calendar>B[12])(?=[a-z])"
    r"|(?P<exponent>E[-+](?=[0#?]))"
    r"|(?P<date>y+|m+|d+|h+|s+|e+|g+|b+|a{3,4})"
    r"|(?P<digit>[0#?])"
    r"|(?P<sign>[.,%/@])"
    r"|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)


class FormatToken(NamedTuple):
    """`kind` is literal, skip, fill, general, ampm, date, elapsed, fraction, digit, exponent, or the sign itself."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class FormatSection:
    """One of a format's up to four parts; `kind` is general, text, date or number."""

    tokens: tuple[FormatToken, ...]
    kind: str
    color: str | None = None
    condition: tuple[str, float] | None = None
    locale: int = 0
    hijri: bool = False


@lru_cache(maxsize=4096)
def sections(code: str) -> tuple[FormatSection, ...]:
    """Return the sections of a format code; there is always at least one."""
    return tuple(_section(part) for part in _split(code)[:4])


def _split(code: str) -> list[str]:
    parts, start, quoted, at = [], 0, False, 0
    while at < len(code):
        sign = code[at]
        if sign == '"':
            quoted = not quoted
        elif sign in "\\_*" and not quoted:
            at += 1
        elif sign == ";" and not quoted:
            parts.append(code[start:at])
            start = at + 1
        at += 1
    return [*parts, code[start:]]


def _section(text: str) -> FormatSection:
    tokens: list[FormatToken] = []
    color: str | None = None
    condition: tuple[str, float] | None = None
    locale, hijri = 0, False
    for found in _TOKEN.finditer(text):
        kind, value = found.lastgroup or "other", found[found.lastgroup or 0] or ""
        if kind == "bracket":
            compared = _CONDITION.match(value)
            if compared:
                condition = compared[1], float(compared[2])
            elif value.startswith("$"):
                money, _, rest = value[1:].partition("-")
                locale = int(rest, 16) if re.fullmatch("[0-9A-Fa-f]{1,8}", rest) else locale
                if money:
                    tokens.append(FormatToken("literal", money))
            elif re.fullmatch("h+|m+|s+", value, re.IGNORECASE):
                tokens.append(FormatToken("elapsed", value.lower()))
            else:
                color = _color(value) or color
        elif kind == "calendar":
            hijri = value[1] == "2"
        else:
            tokens.append(_token(kind, value))
    return _with_kind(tokens, color, condition, locale, hijri)


def _token(kind: str, value: str) -> FormatToken:
    if kind in ("quoted", "escaped", "other"):
        return FormatToken("literal", value)
    if kind == "sign":
        return FormatToken(value, value)
    return FormatToken(kind, value.lower() if kind == "date" else value)


def _color(name: str) -> str | None:
    name = name.strip().lower()
    if name.startswith("color") and name[5:].strip().isdigit():
        index = int(name[5:])
        return PALETTE[index - 1] if 1 <= index <= len(PALETTE) else None
    return _COLORS.get(name)


def _with_kind(
    tokens: list[FormatToken], color: str | None, condition: tuple[str, float] | None, locale: int, hijri: bool
) -> FormatSection:
    kinds = {token.kind for token in tokens}
    if kinds & {"date", "elapsed", "ampm"}:
        kind, tokens = "date", _dated(tokens)
    elif "general" in kinds:
        kind = "general"
    elif "@" in kinds:
        kind = "text"
    else:
        kind = "number"
    return FormatSection(tuple(tokens), kind, color, condition, locale, hijri)


def _dated(tokens: list[FormatToken]) -> list[FormatToken]:
    """Return the tokens of a date: digits after a point are parts of a second, `m` beside h or s is minutes."""
    result: list[FormatToken] = []
    for token in tokens:
        previous = result[-1] if result else None
        if token.kind == "digit" and token.text == "0" and previous and previous.kind in (".", "fraction"):
            result[-1] = FormatToken("fraction", previous.text + "0")
        elif token.kind in ("digit", ",", "%", "/", "exponent", "general"):
            result.append(FormatToken("literal", token.text))
        else:
            result.append(token)
    result = [FormatToken("literal", ".") if t.kind == "." else t for t in result]
    units = [i for i, t in enumerate(result) if t.kind in ("date", "elapsed")]
    for place, index in enumerate(units):
        if result[index].kind != "date" or result[index].text not in ("m", "mm"):
            continue
        before = result[units[place - 1]].text if place else ""
        after = result[units[place + 1]].text if place + 1 < len(units) else ""
        if before[:1] == "h" or after[:1] == "s":
            result[index] = FormatToken("date", "M" * len(result[index].text))
    return result
