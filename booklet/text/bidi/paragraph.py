"""The levels of a paragraph, and of the lines into which it is broken."""

from __future__ import annotations

import unicodedata
from functools import cached_property

from booklet.text.bidi.brackets import resolve_brackets
from booklet.text.bidi.classes import PLAIN, REMOVED, classes_of, first_strong
from booklet.text.bidi.explicit import explicit_levels, matching_isolates
from booklet.text.bidi.neutral import RAISED, resolve_neutral
from booklet.text.bidi.order import LevelRun, line_levels, visual_runs
from booklet.text.bidi.sequences import RunSequence, run_sequences
from booklet.text.bidi.weak import resolve_weak

_TO_LEFT = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})
_FIRST_TO_LEFT = "\u0590"
"""Hebrew is the first block of letters that run to the left: European texts are known by their highest letter."""


def is_right_to_left(text: str) -> bool:
    """Return whether anything in a text runs to the left: without it the order on paper is the order of reading."""
    return _may_run_to_left(text) and any(unicodedata.bidirectional(letter) in _TO_LEFT for letter in text)


def _may_run_to_left(text: str) -> bool:
    return not text.isascii() and max(text) >= _FIRST_TO_LEFT


def base_level(text: str) -> int:
    """Return the level by a text's first letter with a direction (rules P2, P3): 1 if it runs to the left, else 0."""
    return _base_of(classes_of(text)) if _may_run_to_left(text) else 0


def _base_of(classes: list[str]) -> int:
    return int(first_strong(classes) in ("R", "AL"))


class Paragraph:
    """A text without line ends, whose lines are taken out of it; `base` is 0, 1, or None for the text's own."""

    def __init__(self, text: str, base: int | None = None) -> None:
        self.text = text
        self.base = base_level(text) if base is None else base

    @cached_property
    def _classes(self) -> list[str]:
        return classes_of(self.text)

    @cached_property
    def _levels(self) -> list[int]:
        return _resolved(self.text, self._classes, self.base)

    def line(self, start: int = 0, end: int | None = None) -> list[int]:
        """Return the levels of the characters from `start` to `end` as a line of their own."""
        return line_levels(self._classes[start:end], self._levels[start:end], self.base)

    def runs(self, start: int = 0, end: int | None = None) -> list[LevelRun]:
        """Return the stretches of such a line from left to right; their indices are those of the paragraph."""
        return [LevelRun(start + first, start + last, left) for first, last, left in visual_runs(self.line(start, end))]


def levels(text: str, base: int | None = None) -> list[int]:
    """Return the level of each character of a text on a single line; `base` as in `Paragraph`."""
    return Paragraph(text, base).line()


def _resolved(text: str, classes: list[str], base: int) -> list[int]:
    if not base and PLAIN.issuperset(classes):
        return [0] * len(classes)
    matches = matching_isolates(classes)
    found, kinds = explicit_levels(classes, base, matches)
    for run in run_sequences(classes, found, base, matches):
        for place, kind in zip(run.places, _directions(text, kinds, run), strict=True):
            found[place] += RAISED[run.level % 2][kind]
    for at, kind in enumerate(classes):
        if kind in REMOVED:  # they have no level; with that of their neighbor they cut no run in two
            found[at] = found[at - 1] if at else base
    return found


def _directions(text: str, kinds: list[str], run: RunSequence) -> list[str]:
    own = [kinds[place] for place in run.places]
    weak = resolve_weak(own, run.start)
    paired = resolve_brackets([text[place] for place in run.places], weak, own, run)
    return resolve_neutral(paired, run)
