"""Spaces and signs without a direction, and the levels that follow (UAX #9, rules N1, N2, I1 and I2)."""

from __future__ import annotations

from collections.abc import Sequence

from booklet.text.bidi.classes import NEUTRAL, STRONG, direction
from booklet.text.bidi.sequences import RunSequence

RAISED = ({"L": 0, "R": 1, "EN": 2, "AN": 2}, {"L": 1, "R": 0, "EN": 1, "AN": 1})
"""By the parity of a run's level, the levels that each class adds to it (rules I1 and I2)."""


def resolve_neutral(kinds: Sequence[str], run: RunSequence) -> list[str]:
    """Return the classes with each neutral stretch in the direction of both its sides, else in that of the run."""
    found, at = list(kinds), 0
    while at < len(found):
        end = at
        while end < len(found) and found[end] in NEUTRAL:
            end += 1
        if end > at:
            before = STRONG[found[at - 1]] if at else run.start
            after = STRONG[found[end]] if end < len(found) else run.end
            found[at:end] = [before if before == after else direction(run.level)] * (end - at)
        at = end + 1
    return found
