"""Drawings: content of pages (ISO 32000-2, 7.8.2) with the letters and links in it, joined without being read again.

A drawing has coordinates of its own, from its lower left corner, so a paragraph that stands in a thousand books is
drawn once. It names fonts by their files: the same on every page and in every book.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from booklet.text.faces import FontFile

Letters = Mapping[FontFile, Mapping[int, str]]
"""Font -> the glyphs that are drawn in it, each with the text that it stands for."""
Link = tuple[tuple[float, float, float, float], str]
"""A rectangle, and the address that it leads to."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Content that leaves the graphics state as it was, with all that it refers to."""

    content: bytes = b""
    letters: Letters = field(default_factory=dict)
    links: tuple[Link, ...] = ()


class Sheet:
    """Collects drawings on a page, or in a larger drawing."""

    def __init__(self) -> None:
        self._content: list[bytes] = []
        self._letters: dict[FontFile, dict[int, str]] = {}
        self._links: list[Link] = []

    def put(self, drawing: Drawing, x: float, y: float) -> None:
        """Draw a drawing with its corner at a place."""
        if drawing.content:
            self._content.append(b"q 1 0 0 1 %b %b cm\n%b\nQ" % (short(x), short(y), drawing.content))
        for font, letters in drawing.letters.items():
            known = self._letters.get(font)
            if known is None:
                self._letters[font] = dict(letters)
            else:
                known.update(letters)
        for (left, bottom, right, top), address in drawing.links:
            self._links.append(((left + x, bottom + y, right + x, top + y), address))

    def add(self, content: bytes) -> None:
        """Draw something with operators that set all that they need and draw no text."""
        self._content.append(content)

    def done(self) -> Drawing:
        """Return all of it."""
        return Drawing(b"\n".join(self._content), self._letters, tuple(self._links))


def short(value: float) -> bytes:
    """Write a length, to 1/10,000 of a point."""
    return (b"%.4f" % value).rstrip(b"0").rstrip(b".")


def rectangle(color: bytes, left: float, bottom: float, width: float, height: float) -> bytes:
    """Return the operators that fill a rectangle; `color` has the operands of rg."""
    box = b" ".join(map(short, (left, bottom, width, height)))
    return b"%b rg %b re f" % (color, box)


def lines(color: bytes, width: float, ends: Iterable[tuple[float, float, float]]) -> bytes:
    """Return the operators that draw level lines, each from x to x at a height."""
    path = b" ".join(b"%b %b m %b %b l S" % (short(x0), short(y), short(x1), short(y)) for x0, x1, y in ends)
    return b"%b RG %b w %b" % (color, short(width), path)
