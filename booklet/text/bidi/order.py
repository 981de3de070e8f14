"""From levels to the order on paper (UAX #9, rules L1 and L2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from booklet.text.bidi.classes import ISOLATES, REMOVED

_HANGING = frozenset({"WS", "PDI", *ISOLATES, *REMOVED})


class LevelRun(NamedTuple):
    """A stretch of a line whose letters run in the same direction."""

    start: int
    """The index of its first character in the order of reading."""
    end: int
    to_left: bool


def line_levels(classes: Sequence[str], levels: Sequence[int], base: int) -> list[int]:
    """Return the levels of a line: spaces at its end and before tabs have the paragraph's (rule L1).

    `classes` are those before overrides.
    """
    found, hangs = list(levels), True
    for at in reversed(range(len(found))):
        kind = classes[at]
        hangs = kind in ("S", "B") or (hangs and kind in _HANGING)
        if hangs:
            found[at] = base
    return found


def visual_runs(levels: Sequence[int]) -> list[LevelRun]:
    """Return the stretches of equal level of a line, from left to right (rule L2)."""
    runs: list[tuple[int, int, int]] = []
    for at, level in enumerate(levels):
        if runs and runs[-1][2] == level:
            runs[-1] = (runs[-1][0], at + 1, level)
        else:
            runs.append((at, at + 1, level))
    for level in range(max(levels, default=0), 0, -1):
        at = 0
        while at < len(runs):
            end = at
            while end < len(runs) and runs[end][2] >= level:
                end += 1
            runs[at:end] = runs[at:end][::-1]
            at = max(end, at + 1)
    return [LevelRun(start, end, bool(level % 2)) for start, end, level in runs]


def visual_indices(levels: Sequence[int]) -> list[int]:
    """Return the indices of a line's characters from left to right."""
    return [
        at
        for start, end, to_left in visual_runs(levels)
        for at in (range(end - 1, start - 1, -1) if to_left else range(start, end))
    ]
