"""Pairs of brackets take the same direction (UAX #9, BD14 to BD16 and rule N0)."""

from __future__ import annotations

from collections.abc import Sequence

from booklet.text.bidi.classes import STRONG, direction
from booklet.text.bidi.mirroring import closing_bracket, is_closing_bracket, same_bracket
from booklet.text.bidi.sequences import RunSequence

_MOST_OPEN = 63
"""Opening brackets that may wait for their partners (BD16)."""


def resolve_brackets(
    letters: Sequence[str], weak: Sequence[str], classes: Sequence[str], run: RunSequence
) -> list[str]:
    """Return the classes of a run sequence with brackets resolved.

    `weak` are its classes after the rules for weak characters, `classes` those before. A pair takes the direction of
    the run where it holds such a letter, else the other where it holds only that and also stands behind it.
    """
    kinds = list(weak)
    own = direction(run.level)
    for opening, closing in _bracket_pairs(letters, weak):
        inside = {STRONG[kind] for kind in kinds[opening + 1 : closing] if kind in STRONG}
        if own in inside:
            chosen = own
        elif inside:
            chosen = next((STRONG[kind] for kind in reversed(kinds[:opening]) if kind in STRONG), run.start)
        else:
            continue
        for place in (opening, closing):
            kinds[place] = chosen
            _carry_marks(kinds, classes, place)
    return kinds


def _carry_marks(kinds: list[str], classes: Sequence[str], bracket: int) -> None:
    """Give the marks behind a bracket its direction."""
    at = bracket + 1
    while at < len(kinds) and classes[at] == "NSM":
        kinds[at] = kinds[bracket]
        at += 1


def _bracket_pairs(letters: Sequence[str], kinds: Sequence[str]) -> list[tuple[int, int]]:
    """Return (opening, closing) of each pair, in the order of the opening brackets (BD16)."""
    pairs: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    for at, letter in enumerate(letters):
        if kinds[at] != "ON":
            continue
        if partner := closing_bracket(letter):
            if len(waiting) == _MOST_OPEN:
                break
            waiting.append((partner, at))
        elif is_closing_bracket(letter):
            place = next((n for n in reversed(range(len(waiting))) if same_bracket(waiting[n][0], letter)), None)
            if place is not None:
                pairs.append((waiting[place][1], at))
                del waiting[place:]
    return sorted(pairs)
