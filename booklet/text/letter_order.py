"""A line letter by letter from left to right, for whoever draws without shaping."""

from __future__ import annotations

from booklet.text.arabic_forms import joined
from booklet.text.bidi import Paragraph, mirrored
from booklet.text.fallbacks import UNSEEN


def visual_letters(paragraph: Paragraph, start: int = 0, end: int | None = None) -> list[tuple[str, int]]:
    """Return (letters, index of the first in the paragraph) of the line from `start` to `end`, as they are drawn.

    Arabic letters are joined, brackets that run to the left are mirrored, and characters that only say how to order
    others are left out. Several letters together are a ligature, or could not be joined.
    """
    end = len(paragraph.text) if end is None else end
    forms = {start + at: letters for letters, at in joined(paragraph.text[start:end])}
    found: list[tuple[str, int]] = []
    for first, last, to_left in paragraph.runs(start, end):
        places = range(last - 1, first - 1, -1) if to_left else range(first, last)
        letters = [(forms[at], at) for at in places if at in forms and not UNSEEN.match(forms[at])]
        found += [(mirrored(form), at) for form, at in letters] if to_left else letters
    return found
