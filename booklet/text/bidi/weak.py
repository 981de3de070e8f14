"""Marks, numbers and the signs beside them (UAX #9, rules W1 to W7)."""

from __future__ import annotations

from collections.abc import Sequence

from booklet.text.bidi.classes import ISOLATES


def resolve_weak(classes: Sequence[str], start: str) -> list[str]:
    """Return the classes of a run sequence with only L, R, EN, AN and neutral classes left; `start` is its sos."""
    kinds = _marks(classes, start)
    _numbers_after_arabic(kinds, start)
    kinds = ["R" if kind == "AL" else kind for kind in kinds]  # rule W3
    _separators(kinds)
    _terminators(kinds)
    kinds = ["ON" if kind in ("ES", "ET", "CS") else kind for kind in kinds]  # rule W6
    _numbers_after_latin(kinds, start)
    return kinds


def _marks(classes: Sequence[str], start: str) -> list[str]:
    """Give a mark the class of what it stands on (rule W1)."""
    kinds: list[str] = []
    before = start
    for kind in classes:
        if kind == "NSM":
            kind = "ON" if before in ISOLATES or before == "PDI" else before
        kinds.append(kind)
        before = kind
    return kinds


def _numbers_after_arabic(kinds: list[str], start: str) -> None:
    """Turn European numbers after an Arabic letter into Arabic numbers (rule W2)."""
    strong = start
    for at, kind in enumerate(kinds):
        if kind == "EN" and strong == "AL":
            kinds[at] = "AN"
        elif kind in ("L", "R", "AL"):
            strong = kind


def _separators(kinds: list[str]) -> None:
    """Join a single separator between two numbers of the same kind to them (rule W4)."""
    for at in range(1, len(kinds) - 1):
        before, kind, after = kinds[at - 1 : at + 2]
        if before == after and ((kind in ("ES", "CS") and before == "EN") or (kind == "CS" and before == "AN")):
            kinds[at] = before


def _terminators(kinds: list[str]) -> None:
    """Join currency and percent signs beside a European number to it (rule W5)."""
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        if end > at and ((at and kinds[at - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN")):
            kinds[at:end] = ["EN"] * (end - at)
        at = end + 1


def _numbers_after_latin(kinds: list[str], start: str) -> None:
    """Let European numbers after a letter that runs to the right run on with it (rule W7)."""
    strong = start
    for at, kind in enumerate(kinds):
        if kind == "EN" and strong == "L":
            kinds[at] = "L"
        elif kind in ("L", "R"):
            strong = kind
