"""The shipped family that stands for a font that a workbook names."""

from __future__ import annotations

AS_WIDE = {
    "calibri": "Carlito", "calibri light": "Carlito", "carlito": "Carlito",
    "cambria": "Caladea", "cambria math": "Caladea", "caladea": "Caladea",
    "arial": "Liberation Sans", "helvetica": "Liberation Sans", "helvetica neue": "Liberation Sans",
    "liberation sans": "Liberation Sans", "arial unicode ms": "Liberation Sans", "arial narrow": "Liberation Sans",
    "microsoft sans serif": "Liberation Sans", "albany": "Liberation Sans", "times new roman": "Liberation Serif",
    "times": "Liberation Serif", "liberation serif": "Liberation Serif", "courier new": "Liberation Mono",
    "courier": "Liberation Mono", "liberation mono": "Liberation Mono", "verdana": "DejaVu Sans",
    "dejavu sans": "DejaVu Sans", "dejavu serif": "DejaVu Serif", "dejavu sans mono": "DejaVu Sans Mono",
}  # fmt: skip
"""A font's name in lower case -> the shipped family whose letters are as wide, so that no line moves."""

SERIF = (
    "georgia", "garamond", "palatino", "book antiqua", "bookman", "century schoolbook", "constantia", "serif", "roman",
    "times", "cambria", "baskerville", "didot", "minion", "rockwell", "明朝", "mincho",
)  # fmt: skip
"""Words by which a font's name tells that its letters have serifs, where the word "sans" is not in it."""

MONO = ("consolas", "mono", "courier", "lucida console", "typewriter", "menlo", "monaco")
"""Words by which a font's name tells that all its letters are equally wide."""


def family_for(font_name: str) -> str:
    """Return the shipped family for a font's name in lower case."""
    known = AS_WIDE.get(font_name)
    if known:
        return known
    if any(word in font_name for word in MONO):
        return "DejaVu Sans Mono"
    if any(word in font_name for word in SERIF) and "sans" not in font_name:
        return "DejaVu Serif"
    return "DejaVu Sans"
