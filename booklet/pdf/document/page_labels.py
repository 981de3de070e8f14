"""Page labels (ISO 32000-2, 12.4.2): reading those of an upload, and joining those of a book's parts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from booklet.pdf.document.trees import read_tree
from booklet.pdf.source.object_table import Source
from booklet.pdf.syntax.objects import Dictionary, Name, text_of


def read(source: Source, catalog: Dictionary) -> list[tuple[int, Dictionary]]:
    """Return (index of the first page, label dictionary) of each range, in order; nothing where there are no labels."""
    ranges = [
        (key, {k: source.resolve(v) for k, v in source.dictionary(value).items() if k in ("S", "P", "St")})
        for key, value in read_tree(source, catalog.get("PageLabels"), "Nums")
        if key >= 0
    ]
    return sorted(ranges, key=lambda item: item[0])


def label_of(ranges: list[tuple[int, Dictionary]], index: int) -> Dictionary:
    """Return the label of a page: style, prefix and its number; an empty dictionary before the first range."""
    for first, label in reversed(ranges):
        if first <= index:
            start = label.get("St", 1)
            number = (start if isinstance(start, int) else 1) + index - first
            return label | {"St": number} if "S" in label else dict(label)
    return {}


def texts(source: Source, catalog: Dictionary, page_count: int) -> list[str | None]:
    """Return what a reader shows as each page's number; None for all where the upload has no labels."""
    ranges = read(source, catalog)
    if not ranges:
        return [None] * page_count
    return [_text(label_of(ranges, index)) for index in range(page_count)]


def _text(label: Dictionary) -> str:
    return text_of(label.get("P")) + _number(label.get("S"), label.get("St", 1))


def _number(style: Any, number: int) -> str:
    if style == "D":
        return str(number)
    if style in ("r", "R"):
        roman = _roman(number)
        return roman if style == "R" else roman.lower()
    if style in ("a", "A"):
        letter = chr(ord(style) + (number - 1) % 26)
        return letter * min((number - 1) // 26 + 1, 100)
    return ""


_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
_ROMAN_ONES = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def _roman(number: int) -> str:
    text, number = "", max(0, min(number, 100_000))
    for value, sign in (*_ROMAN, *_ROMAN_ONES):
        text += sign * (number // value)
        number %= value
    return text


def joined(parts: Iterable[list[Dictionary] | int]) -> list[Any]:
    """Join the labels of parts as /Nums; a part is its pages' labels, or the number of pages, which are counted on."""
    labels: list[Dictionary] = []
    for part in parts:
        first = len(labels) + 1
        labels += (
            part
            if isinstance(part, list)
            else [{"S": Name("D"), "St": number} for number in range(first, first + part)]
        )
    nums: list[Any] = []
    for index, label in enumerate(labels):
        if index == 0 or label != _following(labels[index - 1]):
            nums += [index, label]
    return nums


def _following(label: Dictionary) -> Dictionary:
    """Return the label of the next page in the same range."""
    return label | {"St": label["St"] + 1} if "S" in label else label
