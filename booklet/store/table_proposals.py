"""Attributes proposed for the columns of a table that no attribute knows: key, label and type, from the data."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from datetime import date, datetime

from booklet.errors import DefinitionError, ValueRefused
from booklet.model import AttributeDefinition, AttributeType
from booklet.store.table_style import plain_cell, recognized

_YES_NO = frozenset({"yes", "no", "y", "n", "true", "false"})
_CURRENCY = re.compile(r"[$€£¥]|\b(USD|EUR|GBP|CHF)\b")
_CODE = re.compile(r"0\d")
"""Post codes and the like, which are no amounts: as numbers they would lose their noughts."""
_MOST_CHOICES = 8
_MOST_WORDS = 50
_ROWS_A_CHOICE = 3
_LONGEST_CHOICE = 30
_CELLS_A_SLIP = 5
_LONGEST_KEY = 60


def proposed(heading: str, cells: Sequence[object], taken: Collection[str]) -> AttributeDefinition:
    """Return the attribute that a column seems to be, under a key that is none of `taken`."""
    present = [cell for cell in cells if cell is not None]
    type_ = next((type_ for type_ in _LIKELY if _fits(type_, heading, present)), AttributeType.TEXT)
    choices = _choices(present) if type_ is AttributeType.TEXT else ()
    if type_ is AttributeType.TEXT and not choices:
        type_ = next((type_ for type_ in _LIKELY if _mostly_fits(type_, heading, present)), AttributeType.TEXT)
    return AttributeDefinition(
        key=_free_key(heading, taken),
        label=" ".join(heading.split()) if not heading.islower() else heading.replace("_", " ").capitalize(),
        type=AttributeType.CHOICE if choices else type_,
        choices=choices,
    )


_LIKELY = (
    AttributeType.YES_NO,
    AttributeType.PERCENT,
    AttributeType.MONEY,
    AttributeType.DATE,
    AttributeType.NUMBER,
)


def _mostly_fits(type_: AttributeType, heading: str, cells: Sequence[object]) -> bool:
    """Tell whether all cells but a few do: a slip in a cell is then shown; as text it would be taken in silence."""
    if type_ is AttributeType.NUMBER and any(_CODE.match(str(cell).strip()) for cell in cells):
        return False
    slips = 0
    for cell in cells:
        slips += not _fits(type_, heading, [cell])
        if slips * _CELLS_A_SLIP > len(cells):
            return False
    return bool(slips)


def _fits(type_: AttributeType, heading: str, cells: Sequence[object]) -> bool:
    """Tell whether all cells read as the type, and as no plainer type: a number is money only with a currency."""
    texts = [str(cell).strip() for cell in cells]
    marks = {
        AttributeType.YES_NO: all(isinstance(cell, bool) or str(cell).casefold() in _YES_NO for cell in cells),
        AttributeType.PERCENT: any(text.endswith("%") for text in texts) or "%" in heading,
        AttributeType.MONEY: any(_CURRENCY.search(text) for text in texts) or bool(_CURRENCY.search(heading)),
        AttributeType.DATE: any(
            isinstance(cell, date | datetime) or re.search(r"\d[./-]\d", str(cell)) for cell in cells
        ),
        AttributeType.NUMBER: not any(_CODE.match(text) for text in texts),
    }
    if not cells or not marks[type_]:
        return False
    definition = AttributeDefinition("column", heading or "Column", type_)
    style = recognized([(heading, definition, cells)])
    try:
        return all(definition.parse(plain_cell(cell, definition, heading, style)) is not None for cell in cells)
    except ValueRefused:
        return False


def words_of(cells: Sequence[object]) -> tuple[str, ...]:
    """Return a column's different values as texts, to choose between; none where that would be no choice."""
    as_text = AttributeDefinition("column", "Column")
    words = {str(word) for cell in cells if (word := as_text.parse(cell)) is not None}
    return tuple(sorted(words)) if len(words) <= _MOST_WORDS else ()


def _choices(cells: Sequence[object]) -> tuple[str, ...]:
    """Return the options of a choice, which are a few words that come again and again; none for other columns."""
    words = dict.fromkeys(str(cell).strip() for cell in cells)
    few = 2 <= len(words) <= min(_MOST_CHOICES, len(cells) // _ROWS_A_CHOICE)
    return (
        tuple(sorted(words)) if few and all(len(word) <= _LONGEST_CHOICE and "," not in word for word in words) else ()
    )


def _free_key(heading: str, taken: Collection[str]) -> str:
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode().casefold()
    stem = re.sub(r"\W+", "_", plain).strip("_")[:_LONGEST_KEY] or "column"
    stem = stem if stem[0].isalpha() else f"n_{stem}"
    number, key = 1, stem
    while key in taken or not _is_key(key):
        number += 1
        key = f"{stem}_{number}"
    return key


def _is_key(key: str) -> bool:
    try:
        AttributeDefinition(key, key)
    except DefinitionError:
        return False
    return True
