"""The name that somebody probably meant, for all refusals of unknown names."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, names: Iterable[str], *, kind: str = "names") -> str:
    """Return a sentence with the nearest of `names`, or, where none is near, with all of them (the first twenty)."""
    known = list(names)
    folded = {name.casefold(): name for name in reversed(known)}
    if near := get_close_matches(word.casefold(), folded, n=1, cutoff=0.55):
        return f'Did you mean "{folded[near[0]]}"?'
    if not known:
        return f"There are no {kind} yet."
    return f"The {kind} are: {', '.join(known[:20])}{' …' if len(known) > 20 else ''}."
