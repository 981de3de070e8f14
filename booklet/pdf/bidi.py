"""The order in which a line of text stands on paper where it has letters that run to the left (UAX 9).

Without the explicit embeddings, overrides and isolates of the algorithm: values of forms have none.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_STRONG = {"L": "L", "R": "R", "AL": "R", "EN": "R", "AN": "R"}
"""What each class counts as for the neutrals beside it (rule N1)."""


def is_right_to_left(text: str) -> bool:
    """Whether any letter of a text runs to the left."""
    return not text.isascii() and any(unicodedata.bidirectional(letter) in ("R", "AL", "AN") for letter in text)


def levels(text: str) -> list[int]:
    """The embedding level of each character of a line: odd ones run to the left. The first strong letter leads."""
    classes = [unicodedata.bidirectional(letter) or "L" for letter in text]
    base = next((int(kind != "L") for kind in classes if kind in ("L", "R", "AL")), 0)
    start = "R" if base else "L"
    kinds = _neutrals(_brackets(text, _weak(classes, start), start), start)
    found = [base + _STEP[base][kind] for kind in kinds]
    end = len(classes)
    while end and classes[end - 1] in ("WS", "BN", "S", "B"):  # rule L1
        end -= 1
        found[end] = base
    return found


_STEP = ({"L": 0, "R": 1, "EN": 2, "AN": 2}, {"L": 1, "R": 0, "EN": 1, "AN": 1})
"""By the base level's parity, what each class adds to it (rules I1 and I2)."""


def _weak(classes: Sequence[str], start: str) -> list[str]:
    """Rules W1 to W7."""
    kinds = list(classes)
    for at, kind in enumerate(kinds):
        if kind in ("NSM", "BN"):
            kinds[at] = kinds[at - 1] if at else start
    strong = start
    for at, kind in enumerate(kinds):
        if kind == "EN" and strong == "AL":
            kinds[at] = "AN"
        elif kind in ("L", "R", "AL"):
            strong = kind
    kinds = ["R" if kind == "AL" else kind for kind in kinds]
    for at in range(1, len(kinds) - 1):
        sides = {kinds[at - 1], kinds[at + 1]}
        if (kinds[at] in ("ES", "CS") and sides == {"EN"}) or (kinds[at] == "CS" and sides == {"AN"}):
            kinds[at] = kinds[at - 1]
    _beside_numbers(kinds)
    strong = start
    for at, kind in enumerate(kinds):
        if kind == "EN" and strong == "L":
            kinds[at] = "L"
        elif kind in ("L", "R"):
            strong = kind
    return kinds


def _beside_numbers(kinds: list[str]) -> None:
    """Rules W5 and W6: currency and percent signs beside a number belong to it; other separators are neutral."""
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        if end > at:
            beside = (at and kinds[at - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN")
            kinds[at:end] = ["EN" if beside else "ON"] * (end - at)
        at = max(end, at + 1)
    kinds[:] = ["ON" if kind in ("ES", "CS") else kind for kind in kinds]


_PAIRS = {"(": ")", "[": "]", "{": "}", "（": "）", "「": "」", "⟨": "⟩"}


def _brackets(text: str, kinds: Sequence[str], start: str) -> list[str]:
    """Rule N0: a pair of brackets takes one direction, from what it holds or from what stands before it."""
    found, other = list(kinds), "L" if start == "R" else "R"
    for opening, closing in _bracket_pairs(text, kinds):
        inside = {_STRONG[kind] for kind in found[opening:closing] if kind in _STRONG}
        if start in inside:
            found[opening] = found[closing] = start
        elif inside:
            before = next((_STRONG[kind] for kind in reversed(found[:opening]) if kind in _STRONG), start)
            found[opening] = found[closing] = other if before == other else start
    return found


def _bracket_pairs(text: str, kinds: Sequence[str]) -> list[tuple[int, int]]:
    pairs, stack = [], []
    for at, letter in enumerate(text):
        if kinds[at] != "ON":
            continue
        if letter in _PAIRS:
            stack.append((_PAIRS[letter], at))
        elif any(letter == closing for closing, _ in stack):
            while True:
                closing, opening = stack.pop()
                if closing == letter:
                    pairs.append((opening, at))
                    break
    return sorted(pairs)


def _neutrals(kinds: Sequence[str], start: str) -> list[str]:
    """Rules N1 and N2: neutrals take the direction that both their sides have, else the line's."""
    found, at = list(kinds), 0
    while at < len(found):
        end = at
        while end < len(found) and found[end] not in _STRONG:
            end += 1
        if end > at:
            before = _STRONG[found[at - 1]] if at else start
            after = _STRONG[found[end]] if end < len(found) else start
            found[at:end] = [before if before == after else start] * (end - at)
        at = end + 1
    return found


def visual_runs(line_levels: Sequence[int]) -> list[tuple[int, int, bool]]:
    """(start, end, whether it runs to the left) of each stretch of one level, from left to right (rule L2)."""
    runs: list[tuple[int, int, int]] = []
    for at, level in enumerate(line_levels):
        if runs and runs[-1][2] == level:
            runs[-1] = (runs[-1][0], at + 1, level)
        else:
            runs.append((at, at + 1, level))
    for level in range(max(line_levels, default=0), 0, -1):
        at = 0
        while at < len(runs):
            end = at
            while end < len(runs) and runs[end][2] >= level:
                end += 1
            runs[at:end] = runs[at:end][::-1]
            at = max(end, at + 1)
    return [(start, end, bool(level % 2)) for start, end, level in runs]
