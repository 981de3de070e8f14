"""Bidirectional classes (UAX #9, table 4), and the questions that several rules ask about them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

EMBEDDINGS = frozenset({"LRE", "RLE", "LRO", "RLO"})
ISOLATES = frozenset({"LRI", "RLI", "FSI"})
REMOVED = frozenset({*EMBEDDINGS, "PDF", "BN"})
"""Classes that the rules from W1 on do not see (rule X9)."""
NEUTRAL = frozenset({"B", "S", "WS", "ON", "PDI", *ISOLATES})
PLAIN = frozenset({"L", "EN", "ES", "ET", "CS", "NSM", "BN", "B", "S", "WS", "ON"})
"""Classes of text that runs to the right as a whole where its paragraph does."""
UNNESTED = PLAIN | {"R", "AL", "AN"}
"""Classes of text that asks for no embedding, override or isolate."""
STRONG = {"L": "L", "R": "R", "AL": "R", "EN": "R", "AN": "R"}
"""The direction that each class gives to brackets and neutrals beside it (rules N0 and N1)."""


def classes_of(text: str) -> list[str]:
    """Return the class of each character; an unassigned character counts as a letter that runs to the right."""
    return [unicodedata.bidirectional(letter) or "L" for letter in text]


def first_strong(classes: Sequence[str], start: int = 0, end: int | None = None) -> str | None:
    """Return the first of L, R and AL outside isolates (rule P2); None where there is none before the paragraph ends.

    The range ends at the PDI that matches an isolate initiator before `start`, if any does.
    """
    depth = 0
    for kind in classes[start:end]:
        if kind in ISOLATES:
            depth += 1
        elif kind == "PDI":
            depth = max(depth - 1, 0)
        elif kind == "B":
            return None
        elif not depth and kind in ("L", "R", "AL"):
            return kind
    return None


def direction(level: int) -> str:
    """Return the direction of a level, "L" or "R"."""
    return "R" if level % 2 else "L"
