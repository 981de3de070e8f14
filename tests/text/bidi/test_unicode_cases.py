"""Unicode's own cases for the bidirectional algorithm decide (UAX #9, part 4.2)."""

from __future__ import annotations

import lzma
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from booklet.text.bidi import base_level, levels, visual_indices
from booklet.text.bidi.classes import REMOVED, classes_of

UNICODE = Path(__file__).parents[1] / "unicode"
LETTERS = {
    "L": "a", "R": "\u05d0", "AL": "\u0639", "EN": "1", "AN": "\u0663", "ES": "+", "ET": "%", "CS": ",",
    "NSM": "\u0300", "BN": "\u200b", "B": "\u2029", "S": "\t", "WS": " ", "ON": "!", "LRE": "\u202a", "RLE": "\u202b",
    "LRO": "\u202d", "RLO": "\u202e", "PDF": "\u202c", "LRI": "\u2066", "RLI": "\u2067", "FSI": "\u2068",
    "PDI": "\u2069",
}  # fmt: skip
"""A character of each class; none is a bracket."""


def _lines(name: str) -> Iterator[str]:
    with lzma.open(UNICODE / f"{name}.xz", "rt", encoding="utf-8") as file:
        yield from (line.strip() for line in file if line.strip() and not line.startswith("#"))


def _resolved(text: str, base: int | None) -> tuple[list[str], list[int]]:
    """(level of each character, order on paper), without the characters that have no level."""
    classes, found = classes_of(text), levels(text, base)
    shown = ["x" if kind in REMOVED else str(level) for kind, level in zip(classes, found, strict=True)]
    return shown, [at for at in visual_indices(found) if classes[at] not in REMOVED]


def _character_cases() -> Iterator[tuple[str, int | None, int, tuple[list[str], list[int]]]]:
    for line in _lines("BidiCharacterTest.txt"):
        codes, direction, base, wanted, order = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        given = None if direction == "2" else int(direction)
        yield text, given, int(base), (wanted.split(), [int(at) for at in order.split()])


def _class_cases() -> Iterator[tuple[str, int | None, tuple[list[str], list[int]]]]:
    wanted: list[str] = []
    order: list[int] = []
    for line in _lines("BidiTest.txt"):
        head, _, rest = line.partition(":" if line[0] == "@" else ";")
        if head == "@Levels":
            wanted = rest.split()
        elif head == "@Reorder":
            order = [int(at) for at in rest.split()]
        else:
            text = "".join(LETTERS[kind] for kind in head.split())
            bases = ((1, None), (2, 0), (4, 1))
            yield from ((text, base, (wanted, order)) for bit, base in bases if int(rest, 16) & bit)


def test_levels_and_order_of_characters() -> None:
    """Characters, brackets among them, have the levels and the order of BidiCharacterTest.txt."""
    cases = list(_character_cases())
    assert len(cases) > 9_000
    wrong = [(text, base) for text, base, _, wanted in cases if _resolved(text, base) != wanted]
    assert wrong == []


def test_base_direction_of_characters() -> None:
    """Where a case leaves the paragraph's direction open, it is the one of BidiCharacterTest.txt."""
    found = [(base_level(text), base) for text, given, base, _ in _character_cases() if given is None]
    assert len(found) > 20
    assert [one for one, other in found if one != other] == []


def test_levels_and_order_of_classes() -> None:
    """Sequences of all classes have the levels and the order of BidiTest.txt, in every base direction."""
    assert [unicodedata.bidirectional(letter) for letter in LETTERS.values()] == list(LETTERS)
    cases = list(_class_cases())
    assert len(cases) > 25_000
    wrong = [(text, base) for text, base, wanted in cases if _resolved(text, base) != wanted]
    assert wrong == []
