"""Objects of a document that Booklet makes itself, as values: there is no file, and nothing to parse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from booklet.pdf.source.object_table import Source
from booklet.pdf.syntax.objects import Dictionary, Ref, write
from booklet.text.faces import FontFile

Letters = Mapping[int, str]
"""Glyph -> the text that it stands for."""


class MadeObjects(Source):
    """Objects by number, from 1: each a value, of a stream its dictionary, with the data of a stream.

    The last numbers are fonts, which are not among the objects: each book has one object for a font, with the letters
    of all its pages.
    """

    def __init__(
        self, objects: Sequence[tuple[Any, bytes | None]], fonts: Sequence[tuple[FontFile, Letters]] = ()
    ) -> None:
        self.buffer = b""
        self.trailer: Dictionary = {"Root": Ref(1)}
        self._objects = objects
        self.count = len(objects) + 1
        self.fonts = {self.count + place: font for place, font in enumerate(fonts)}

    def head(self, number: int) -> bytes:
        """Return the object without the data of its stream."""
        return write(self._objects[number - 1][0])

    def value(self, number: int) -> Any:
        """Return the object (of a stream, its dictionary); None for an object that is not there."""
        if not 0 < number < self.count:
            return None
        value = self._objects[number - 1][0]
        return dict(value) if isinstance(value, dict) else value

    def stream(self, number: int) -> memoryview | None:
        """Return the data of a stream as stored, filters and all; None where the object is no stream."""
        data = self._objects[number - 1][1]
        return None if data is None else memoryview(data)
