"""Values as their cells show them."""

from __future__ import annotations

from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne
from typing import NamedTuple

from booklet.sheets.numbers.date_format import date_text
from booklet.sheets.numbers.format_code import FormatSection, FormatToken, sections
from booklet.sheets.numbers.general_format import MOST_CHARACTERS, general
from booklet.sheets.numbers.number_format import number_text
from booklet.sheets.numbers.usual_format import UsualFormat, usual_format

_COMPARE = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq, "<>": ne}

FOR_TRUTH_VALUES = "[Boolean]"
"""Begins number formats of Booklet's own, which show TRUE as they show 1, and FALSE as 0: Excel's say nothing of it."""


class Shown(NamedTuple):
    """Text of a value.

    `fill` is (place in `text`, sign) where a sign is to be repeated up to the cell's width; `overflow` tells of a value
    that the format cannot show, which Excel marks with ####.
    """

    text: str
    color: str | None = None
    fill: tuple[int, str] | None = None
    overflow: bool = False


@lru_cache(maxsize=20_000, typed=True)
def display(
    value: float | str | bool, code: str, *, epoch_1904: bool = False, characters: int = MOST_CHARACTERS
) -> Shown:
    """Format a value; `characters` bounds the length of "General" (the width of the column)."""
    if isinstance(value, bool):
        own = code.removeprefix(FOR_TRUTH_VALUES)
        return display(float(value), own) if own != code else Shown("TRUE" if value else "FALSE")
    if isinstance(value, str):
        return _text(value, code)
    if code in ("General", ""):
        text = general(value, characters)
        return Shown(text, overflow=not text)
    usual, signed = usual_formats(code)[(value > 0) - (value < 0)]
    if usual is not None:
        return Shown(usual.text(abs(value), signed=signed), usual.color)
    section, signed = _choose(sections(code), value)
    if section is None:
        return Shown("", overflow=True)
    return _number(section, value, signed, epoch_1904=epoch_1904, characters=characters)


def _text(value: str, code: str) -> Shown:
    if code in ("General", "@", ""):
        return Shown(value)
    parts = sections(code)
    section = parts[3] if len(parts) > 3 else parts[-1]
    if section.kind != "text" and len(parts) < 4:
        return Shown(value)
    tokens = [FormatToken("literal", value) if t.kind in ("@", "general") else t for t in section.tokens]
    return _joined(tokens, section.color)


@lru_cache(maxsize=4096)
def usual_formats(code: str) -> tuple[tuple[UsualFormat | None, bool], ...]:
    """Return how a code shows 0, positive and negative numbers, as a usual format and whether with a minus sign.

    None stands for what only `display` can show.
    """
    parts = sections(code)
    if any(section.condition is not None for section in parts):
        return ((None, False),) * 3
    chosen = (_choose(parts, float(sign)) for sign in (0, 1, -1))
    return tuple((None if section is None else usual_format(section), signed) for section, signed in chosen)


def _choose(parts: tuple[FormatSection, ...], value: float) -> tuple[FormatSection | None, bool]:
    """Return the section for a number, and whether the minus sign is to be written."""
    if len(parts) > 1 and parts[-1].kind == "text" and len(parts) < 4:
        parts = parts[:-1]
    numeric = parts[:3]
    conditions = [_holds(s, value) for s in numeric]
    if all(s.condition is None for s in numeric[:2]):
        if len(numeric) == 1:
            return numeric[0], value < 0
        if value < 0:
            return numeric[1], False
        return (numeric[2] if value == 0 and len(numeric) > 2 else numeric[0]), False
    if conditions[0] is True or (conditions[0] is None and value > 0):
        return numeric[0], value < 0 and not _only_negative(numeric[0])
    if len(numeric) == 1:
        return None, False
    if conditions[1] is True:
        return numeric[1], value < 0 and not _only_negative(numeric[1])
    if len(numeric) == 2:
        signed = value < 0 and not _all_positive(numeric[0])
        return (numeric[1], signed) if conditions[1] is None else (None, False)
    if conditions[1] is None and value < 0:
        return numeric[1], False
    return numeric[2], value < 0


def _holds(section: FormatSection, value: float) -> bool | None:
    if section.condition is None:
        return None
    sign, bound = section.condition
    return bool(_COMPARE[sign](value, bound))


def _only_negative(section: FormatSection) -> bool:
    sign, bound = section.condition or ("", 0.0)
    return (sign in ("<", "=") and bound <= 0) or (sign == "<=" and bound < 0)


def _all_positive(section: FormatSection) -> bool:
    """Return whether the section takes every number from 0 up, so that the next has only negative numbers."""
    sign, bound = section.condition or (">=", 0.0)
    return sign in (">", ">=") and bound <= 0


def _number(section: FormatSection, value: float, signed: bool, *, epoch_1904: bool, characters: int) -> Shown:
    if section.kind == "date":
        dated = date_text(section, value, epoch_1904=epoch_1904)
        return Shown("", section.color, overflow=True) if dated is None else _joined(dated, section.color)
    if section.kind in ("general", "text"):
        text = general(abs(value), characters)
        tokens = [FormatToken("literal", text) if t.kind in ("general", "@") else t for t in section.tokens]
    else:
        tokens = number_text(section, abs(value))
        # -0.001 shown as 0.00 has no sign, nor has a format without any digit.
        signed = signed and any(a.text.strip("0.,") for a, b in zip(tokens, section.tokens, strict=True) if a != b)
    return _joined([FormatToken("literal", "-"), *tokens] if signed else tokens, section.color)


def _joined(tokens: list[FormatToken], color: str | None) -> Shown:
    text, fill = "", None
    for token in tokens:
        if token.kind == "fill":
            fill = len(text), token.text or " "
        elif token.kind == "skip":
            text += " "
        else:
            text += token.text
    return Shown(text, color, fill)
