"""Right-to-left text in visual order, Arabic letters in the forms that they take beside each other.

A simplification of the Unicode bidirectional algorithm (UAX 9) for the texts of cells: one level of embedding.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

_MIRRORED = dict(zip("()[]{}<>«»", ")(][}{><»«", strict=True))


def is_right_to_left(text: str) -> bool:
    """Whether the text has Hebrew, Arabic or other letters that run to the left."""
    return not text.isascii() and any(unicodedata.bidirectional(c) in ("R", "AL") for c in text)


def first_strong_is_right(text: str) -> bool:
    """Whether the first letter with a direction runs to the left."""
    if text.isascii():
        return False
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL", "L"):
            return kind != "L"
    return False


@lru_cache(maxsize=8192)
def visual_order(text: str) -> list[tuple[str, int]]:
    """(letters, index of the first in `text`) from left to right, Arabic ones joined."""
    base = first_strong_is_right(text)
    levels = _levels(text, base)
    shaped = _joined(text)
    order = _reorder([levels[index] for _, index in shaped])
    result = []
    for place in order:
        letters, index = shaped[place]
        result.append((_MIRRORED.get(letters, letters) if levels[index] % 2 else letters, index))
    return result


def _levels(text: str, base: bool) -> list[int]:
    kinds = [_resolved(c) for c in text]
    for at in range(1, len(kinds) - 1):  # rule W4: a separator between digits belongs to the number
        if kinds[at - 1] == kinds[at + 1] == "N" and text[at] in "+-.,:/":
            kinds[at] = "N"
    strong = 1 if base else 0
    levels: list[int] = []
    for at, kind in enumerate(kinds):
        if kind == "R":
            levels.append(1)
        elif kind == "L":
            levels.append(2 if base else 0)
        elif kind == "N":
            levels.append(2 if base or _last_strong(kinds, at) == "R" else 0)
        else:
            before, after = _last_strong(kinds, at), _next_strong(kinds, at)
            same = before if before == after else None
            levels.append({"R": 1, "L": 2 if base else 0}.get(same or "", strong))
    return levels


def _resolved(letter: str) -> str:
    kind = unicodedata.bidirectional(letter)
    if kind in ("R", "AL"):
        return "R"
    if kind == "L":
        return "L"
    return "N" if kind in ("EN", "AN") else "O"


def _last_strong(kinds: list[str], at: int) -> str:
    return next((k for k in reversed(kinds[:at]) if k in "RL"), "")


def _next_strong(kinds: list[str], at: int) -> str:
    return next((("R" if k == "N" else k) for k in kinds[at + 1 :] if k in "RLN"), "")


def _reorder(levels: list[int]) -> list[int]:
    """UAX 9, rule L2."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end + 1
    return order


@cache
def _forms() -> dict[str, dict[str, str]]:
    """letters -> form -> presentation letter, read off Unicode's own decompositions."""
    table: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFC00), *range(0xFE70, 0xFF00)):
        form, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        if form in ("<isolated>", "<final>", "<initial>", "<medial>") and letters:
            base = "".join(chr(int(c, 16)) for c in letters)
            table.setdefault(base, {})[form.strip("<>")] = chr(code)
    return table


def _joined(text: str) -> list[tuple[str, int]]:
    if not any("\u0600" <= c <= "\u06ff" for c in text):
        return [(c, i) for i, c in enumerate(text)]
    forms, clusters = _forms(), _clusters(text)
    result = []
    for place, (letters, index) in enumerate(clusters):
        shapes = forms.get(letters)
        if shapes is None:
            result.append((letters, index))
            continue
        before, after = _neighbor(clusters, place, -1), _neighbor(clusters, place, 1)
        joins_before = "initial" in forms.get(before, {}) or before == "\u0640"
        joins_after = "initial" in shapes and ("final" in forms.get(after, {}) or after == "\u0640")
        form = {(True, True): "medial", (True, False): "final", (False, True): "initial"}.get(
            (joins_before and "final" in shapes, joins_after), "isolated"
        )
        result.append((shapes.get(form) or shapes.get("isolated") or letters, index))
    return result


def _clusters(text: str) -> list[tuple[str, int]]:
    """Letters, with lam and alef as one."""
    clusters: list[tuple[str, int]] = []
    at = 0
    while at < len(text):
        pair = text[at : at + 2]
        size = 2 if pair[:1] == "\u0644" and pair in _forms() else 1
        clusters.append((text[at : at + size], at))
        at += size
    return clusters


def _neighbor(clusters: list[tuple[str, int]], place: int, step: int) -> str:
    """The next letter in that direction; marks over letters are passed over."""
    place += step
    while 0 <= place < len(clusters):
        if unicodedata.category(clusters[place][0][0]) != "Mn":
            return clusters[place][0]
        place += step
    return ""
