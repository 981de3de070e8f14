"""Embeddings, overrides and isolates that a text itself asks for (UAX #9, rules X1 to X8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from booklet.text.bidi.classes import EMBEDDINGS, ISOLATES, UNNESTED, first_strong

MAX_DEPTH = 125
"""The deepest level that an embedding may have (BD2)."""


class _Status(NamedTuple):
    """An entry of the directional status stack."""

    level: int
    override: str | None
    is_isolate: bool


def matching_isolates(classes: Sequence[str]) -> dict[int, int]:
    """Return, by the place of each isolate initiator that has a matching PDI, the place of that PDI (BD9)."""
    matches: dict[int, int] = {}
    opened: list[int] = []
    for at, kind in enumerate(classes):
        if kind in ISOLATES:
            opened.append(at)
        elif kind == "PDI" and opened:
            matches[opened.pop()] = at
        elif kind == "B":
            opened.clear()
    return matches


class _Stack:
    """The directional status stack with its counters (rule X1)."""

    def __init__(self, base: int) -> None:
        self.entries = [_Status(base, None, False)]
        self._overflow_isolates = 0
        self._overflow_embeddings = 0
        self._valid_isolates = 0

    @property
    def last(self) -> _Status:
        """The entry that counts for the next character."""
        return self.entries[-1]

    def embed(self, kind: str) -> None:
        """Enter an embedding or an override (rules X2 to X5)."""
        level = _next_level(self.last.level, to_left=kind in ("RLE", "RLO"))
        if level <= MAX_DEPTH and not self._overflow_isolates and not self._overflow_embeddings:
            override = {"LRO": "L", "RLO": "R"}.get(kind)
            self.entries.append(_Status(level, override, False))
        elif not self._overflow_isolates:
            self._overflow_embeddings += 1

    def isolate(self, *, to_left: bool) -> None:
        """Enter an isolate (rules X5a to X5c)."""
        level = _next_level(self.last.level, to_left=to_left)
        if level <= MAX_DEPTH and not self._overflow_isolates and not self._overflow_embeddings:
            self._valid_isolates += 1
            self.entries.append(_Status(level, None, True))
        else:
            self._overflow_isolates += 1

    def end_isolate(self) -> None:
        """Leave an isolate and what was opened inside it (rule X6a)."""
        if self._overflow_isolates:
            self._overflow_isolates -= 1
        elif self._valid_isolates:
            self._overflow_embeddings = 0
            while not self.last.is_isolate:
                self.entries.pop()
            self.entries.pop()
            self._valid_isolates -= 1

    def end_embedding(self) -> None:
        """Leave an embedding or an override (rule X7)."""
        if self._overflow_isolates:
            return
        if self._overflow_embeddings:
            self._overflow_embeddings -= 1
        elif not self.last.is_isolate and len(self.entries) > 1:
            self.entries.pop()


def _next_level(level: int, *, to_left: bool) -> int:
    return level + 1 + (level % 2 == to_left)


def explicit_levels(classes: Sequence[str], base: int, matches: Mapping[int, int]) -> tuple[list[int], list[str]]:
    """Return the level of each character before its own direction counts, and the classes after overrides.

    `matches` is what `matching_isolates` returned.
    """
    found, kinds = [base] * len(classes), list(classes)
    if UNNESTED.issuperset(classes):
        return found, kinds
    stack = _Stack(base)
    for at, kind in enumerate(classes):
        if kind in EMBEDDINGS:
            stack.embed(kind)
        elif kind == "PDF":
            stack.end_embedding()
        elif kind == "B":  # rule X8
            stack = _Stack(base)
        elif kind != "BN":
            if kind == "PDI":
                stack.end_isolate()
            found[at] = stack.last.level
            kinds[at] = stack.last.override or kind
            if kind in ISOLATES:
                stack.isolate(to_left=_isolate_is_to_left(classes, at, matches))
    return found, kinds


def _isolate_is_to_left(classes: Sequence[str], at: int, matches: Mapping[int, int]) -> bool:
    if classes[at] == "FSI":
        return first_strong(classes, at + 1, matches.get(at)) in ("R", "AL")
    return classes[at] == "RLI"
