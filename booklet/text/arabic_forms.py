"""Arabic letters in the forms that they take beside each other, as letters of their own.

Unicode has them for old programs (U+FB50 to U+FEFF), and who draws letter by letter, as worksheets do, can use them.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_JOINERS = "\u0640\u200d"
"""Tatweel and the zero width joiner, which join to both sides and have one form."""
_LAM = "\u0644"


def joined(text: str) -> list[tuple[str, int]]:
    """Return (letters, index of the first in `text`), in the order of reading; lam and alef are joined."""
    if not any("\u0600" <= letter <= "\u06ff" for letter in text):
        return [(letter, at) for at, letter in enumerate(text)]
    forms, clusters = _forms(), _clusters(text)
    result = []
    for place, (letters, index) in enumerate(clusters):
        shapes = forms.get(letters)
        if shapes is None:
            result.append((letters, index))
            continue
        before, after = _neighbor(clusters, place, -1), _neighbor(clusters, place, 1)
        joins_before = "final" in shapes and ("initial" in forms.get(before, {}) or before in _JOINERS)
        joins_after = "initial" in shapes and ("final" in forms.get(after, {}) or after in _JOINERS)
        form = {(True, True): "medial", (True, False): "final", (False, True): "initial"}.get(
            (joins_before, joins_after), "isolated"
        )
        result.append((shapes.get(form) or shapes.get("isolated") or letters, index))
    return result


@cache
def _forms() -> dict[str, dict[str, str]]:
    """Return letters -> form -> presentation letter, read off Unicode's own decompositions."""
    table: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFC00), *range(0xFE70, 0xFF00)):
        form, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        if form in ("<isolated>", "<final>", "<initial>", "<medial>") and letters:
            base = "".join(chr(int(c, 16)) for c in letters)
            table.setdefault(base, {})[form.strip("<>")] = chr(code)
    return table


def _clusters(text: str) -> list[tuple[str, int]]:
    clusters: list[tuple[str, int]] = []
    at = 0
    while at < len(text):
        pair = text[at : at + 2]
        size = 2 if pair[:1] == _LAM and pair in _forms() else 1
        clusters.append((text[at : at + size], at))
        at += size
    return clusters


def _neighbor(clusters: list[tuple[str, int]], place: int, step: int) -> str:
    """Return the next letter in that direction, " " for none; marks over letters are passed over."""
    place += step
    while 0 <= place < len(clusters):
        if unicodedata.category(clusters[place][0][0]) != "Mn":
            return clusters[place][0]
        place += step
    return " "
