"""The shipped face that stands for a workbook's font, as worksheets measure and draw it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from booklet.fonts.twins import AS_WIDE, family_for
from booklet.text.faces import Face, FontFile, face_of, shipped
from booklet.text.fallbacks import font_of

_ALPHABETS = (" cyr", " ce", " greek", " tur", " baltic", " (arabic)", " (hebrew)", " (vietnamese)", " (thai)")
"""Older programs named a font's alphabet with it: "Arial Cyr" is Arial."""
_MOST_WORDS = 8192
_NARROW = {"arial narrow": 0.82}


class SheetFace:
    """A face as worksheets draw it.

    `name` is the one that reportlab knows; `ascent` and `descent` are shares of the size. `stretch` narrows the letters
    for a font whose metric twin is not shipped; `slanted` stands for a missing italic.
    """

    def __init__(self, name: str, face: Face, *, stretch: float = 1.0, slanted: bool = False) -> None:
        self.name = name
        self.stretch = stretch
        self.slanted = slanted
        self.ascent = face.ascent / 1000
        self.descent = -face.descent / 1000
        self._face = face
        self._words: dict[str, float] = {}

    def covers(self, letters: str) -> bool:
        """Tell whether the face shows each of the letters."""
        return self._face.has_all(letters)

    def width(self, text: str, size: float) -> float:
        """Return the text's width in points."""
        return self._face.width(text) * size * self.stretch / 1000

    def word_width(self, word: str, size: float) -> float:
        """Return the width of a word, which is kept: texts have the same words again and again."""
        known = self._words.get(word)
        if known is None:
            if len(self._words) > _MOST_WORDS:
                self._words.clear()
            known = self._words[word] = self._face.width(word)
        return known * size * self.stretch / 1000

    def with_stretch(self, stretch: float) -> SheetFace:
        """Return the same face, narrower."""
        return SheetFace(self.name, self._face, stretch=stretch, slanted=self.slanted)


@cache
def face_for(font_name: str, bold: bool, italic: bool) -> SheetFace:
    """Return the face that stands for a font; every name gets a face."""
    key = _key(font_name)
    face = _shipped(family_for(key), bold, italic)
    return face.with_stretch(_NARROW[key]) if key in _NARROW else face


def is_as_wide(font_name: str) -> bool:
    """Tell whether the font's twin is shipped, so that no line moves."""
    return _key(font_name) in AS_WIDE


def _key(font_name: str) -> str:
    key = font_name.strip().strip('"').lower()
    return next((key.removesuffix(end) for end in _ALPHABETS if key.endswith(end)), key)


@cache
def _shipped(family: str, bold: bool, italic: bool) -> SheetFace:
    file = shipped(family, bold=bold, italic=italic)
    return _drawn(file, slanted=italic and file == shipped(family, bold=bold))


@cache
def _drawn(file: FontFile, *, slanted: bool = False) -> SheetFace:
    return SheetFace(_registered(file), face_of(file), slanted=slanted)


@cache
def _registered(file: FontFile) -> str:
    """Return the name under which reportlab knows a file from now on."""
    name = f"Booklet-{Path(file.path).stem}"
    pdfmetrics.registerFont(TTFont(name, file.path))
    return name


@lru_cache(maxsize=65_536)
def fallback_for(letter: str, bold: bool, italic: bool) -> SheetFace:
    """Return a face that has the letter: DejaVu, else a face of another script; DejaVu, which draws a box, for none."""
    file = font_of(letter, ("DejaVu Sans", bold, italic))
    if file is None:
        return _shipped("DejaVu Sans", bold, italic)
    upright = [shipped(family, bold=bold) for family in ("DejaVu Sans", "DejaVu Serif")]
    return _drawn(file, slanted=italic and file in upright)


def missing_letters(letters: Iterable[str]) -> set[str]:
    """Return the letters that no shipped face has."""
    return {letter for letter in letters if font_of(letter, ("DejaVu Sans", False, False)) is None}
