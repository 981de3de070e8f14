"""Isolating run sequences: what the rules for weak and neutral characters look at together (UAX #9, rule X10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from booklet.text.bidi.classes import ISOLATES, REMOVED, UNNESTED, direction


class RunSequence(NamedTuple):
    """Characters of equal level that stand beside each other once removed characters and isolates are left out."""

    places: list[int]
    """Their indices in the paragraph."""
    level: int
    start: str
    """The direction before the first, "L" or "R" (sos)."""
    end: str
    """The direction behind the last (eos)."""


def run_sequences(
    classes: Sequence[str], levels: Sequence[int], base: int, matches: Mapping[int, int]
) -> list[RunSequence]:
    """Return the sequences of a paragraph of level `base`, given the classes before overrides."""
    if UNNESTED.issuperset(classes) and "BN" not in classes and classes:
        return [RunSequence(list(range(len(classes))), base, direction(base), direction(base))]
    kept = [at for at, kind in enumerate(classes) if kind not in REMOVED]
    runs = _level_runs(kept, levels)
    starting_at = {run[0]: run for run in runs}
    continued = {matches[run[-1]] for run in runs if run[-1] in matches}
    before, after = {two: one for one, two in pairwise(kept)}, dict(pairwise(kept))
    found: list[RunSequence] = []
    for run in runs:
        if run[0] in continued:
            continue
        places = list(run)
        while places[-1] in matches:
            places += starting_at[matches[places[-1]]]
        level = levels[places[0]]
        follows = None if classes[places[-1]] in ISOLATES else after.get(places[-1])
        start, end = (_side(level, place, levels, base) for place in (before.get(places[0]), follows))
        found.append(RunSequence(places, level, start, end))
    return found


def _level_runs(kept: Sequence[int], levels: Sequence[int]) -> list[list[int]]:
    """Return the stretches of kept characters that have the same level (BD7)."""
    runs: list[list[int]] = []
    for at in kept:
        if runs and levels[runs[-1][-1]] == levels[at]:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _side(level: int, neighbor: int | None, levels: Sequence[int], base: int) -> str:
    return direction(max(level, base if neighbor is None else levels[neighbor]))
