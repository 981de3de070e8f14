"""Which shipped face stands for a workbook's font, and how wide its letters are."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from booklet.fonts import EAST_ASIAN, FAMILIES, OTHER_SCRIPTS, font_file
from booklet.fonts.twins import AS_WIDE, family_for

_ALPHABETS = (" cyr", " ce", " greek", " tur", " baltic", " (arabic)", " (hebrew)", " (vietnamese)", " (thai)")
"""Older programs named a font's alphabet with it: "Arial Cyr" is Arial."""
_NARROW = {"arial narrow": 0.82}


class _Widths(dict[str, float]):
    """Width of a letter in thousandths of the size."""

    def __init__(self, known: dict[int, float], default: float) -> None:
        super().__init__({chr(code): width for code, width in known.items()})
        self._default = default

    def __missing__(self, letter: str) -> float:
        return self._default


class Face:
    """One face: `name` is what the PDF library knows it by; `ascent` and `descent` are shares of the size.

    `stretch` narrows the letters for a font whose metric twin is not shipped.
    """

    def __init__(self, name: str, *, ascent: float, descent: float, widths: _Widths, stretch: float = 1.0) -> None:
        self.name = name
        self.ascent = ascent
        self.descent = descent
        self.stretch = stretch
        self.slanted = False
        self._widths = widths

    def covers(self, letter: str) -> bool:
        """Whether the face has a glyph for it."""
        return letter in self._widths

    def covers_all(self, text: str) -> bool:
        """Whether the face has a glyph for every letter."""
        return self._widths.keys() >= set(text)

    def width(self, text: str, size: float) -> float:
        """The text's width in points."""
        widths = self._widths
        return sum([widths[letter] for letter in text]) * size * self.stretch / 1000

    def with_stretch(self, stretch: float) -> Face:
        """The same face, narrower."""
        made = Face(self.name, ascent=self.ascent, descent=self.descent, widths=self._widths, stretch=stretch)
        made.slanted = self.slanted
        return made


@cache
def face_for(font_name: str, bold: bool, italic: bool) -> Face:
    """The face that stands for a font; every name gets one."""
    key = _key(font_name)
    face = _shipped(family_for(key), bold, italic)
    return face.with_stretch(_NARROW[key]) if key in _NARROW else face


def is_as_wide(font_name: str) -> bool:
    """Whether the font's twin is shipped, so that no line moves."""
    return _key(font_name) in AS_WIDE


def _key(font_name: str) -> str:
    key = font_name.strip().strip('"').lower()
    return next((key.removesuffix(end) for end in _ALPHABETS if key.endswith(end)), key)


@cache
def _shipped(family: str, bold: bool, italic: bool) -> Face:
    face = _opened(font_file(family, bold=bold, italic=italic))
    face.slanted = italic and FAMILIES[family][2] == FAMILIES[family][0]
    return face


def _opened(path: Path) -> Face:
    name = f"Booklet-{path.stem}"
    font = TTFont(name, str(path))
    pdfmetrics.registerFont(font)
    ascent, descent = _line_metrics(path)
    widths = _Widths({c: float(w) for c, w in font.face.charWidths.items()}, float(font.face.defaultWidth))
    return Face(name, ascent=ascent, descent=descent, widths=widths)


@cache
def _line_metrics(path: Path) -> tuple[float, float]:
    """Ascent and descent of the `hhea` table, which line heights are made of."""
    from fontTools.ttLib import TTFont as Tables  # 60 ms to import

    with Tables(path, lazy=True) as font:
        units, header = font["head"].unitsPerEm, font["hhea"]
        return header.ascent / units, -header.descent / units


@cache
def fallback_for(letter: str, bold: bool, italic: bool) -> Face:
    """A face that has the letter: DejaVu, else one of another script; DejaVu, which draws a box, where none has it."""
    for family in ("DejaVu Sans", "DejaVu Serif"):
        face = _shipped(family, bold, italic)
        if face.covers(letter):
            return face
    scripts = (_of_script(path) for path in (EAST_ASIAN, *OTHER_SCRIPTS))
    return next((face for face in scripts if face.covers(letter)), _shipped("DejaVu Sans", bold, italic))


@cache
def _of_script(path: Path) -> Face:
    return _opened(path)


def missing_letters(letters: Iterable[str]) -> set[str]:
    """Those of the letters that no shipped face has."""
    return {c for c in letters if not fallback_for(c, False, False).covers(c)}
