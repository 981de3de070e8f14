"""Font files opened once: their letters, widths and measures, for whatever draws with them.

HarfBuzz reads them: a face is open in a few hundredths of a millisecond, and letters are looked up when asked for.
"""

from __future__ import annotations

import os
import struct
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache, cached_property
from typing import NamedTuple, TypeVar

import uharfbuzz

from booklet.fonts import FOLDER, font_file

_T = TypeVar("_T")
_OUTLINES = frozenset({"glyf", "CFF "})
_BLANK_CATEGORIES = frozenset({"Zs", "Zl", "Zp", "Cf", "Cc", "Mn"})
_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters whose glyph is rightly blank: the fillers of Hangul, and the braille cell without dots."""
_SPACES = {"\u00a0": " ", " ": "\u00a0"}
_USUAL_CAP_HEIGHT = 700.0


_OWN = f"{FOLDER}{os.sep}"


class FontFile(NamedTuple):
    """A face in a font file; `face` is its place in a collection."""

    path: str
    face: int = 0

    @property
    def is_shipped(self) -> bool:
        """Tell whether it comes with Booklet."""
        return self.path.startswith(_OWN)


@cache
def shipped(family: str, *, bold: bool = False, italic: bool = False) -> FontFile:
    """Return a shipped face. Raises KeyError for a family that does not ship."""
    return FontFile(str(font_file(family, bold=bold, italic=italic)))


class _Memo(dict[str, _T]):
    """The findings on each letter that was asked for."""

    def __init__(self, find: Callable[[str], _T]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, letter: str) -> _T:
        found = self[letter] = self._find(letter)
        return found


class Face:
    """A face of a font file. Lengths are in 1/1000 of the size.

    Raises OSError or uharfbuzz.HarfBuzzError for a file that is no font.
    """

    def __init__(self, file: FontFile) -> None:
        self.file = file
        self.font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(file.path), file.face))
        self.scale = 1000 / self.font.face.upem
        """What a length in the font's own units is multiplied by."""
        self.glyphs: Mapping[str, int] = _Memo(self._glyph)
        """Letter -> the number of its glyph: 0, the empty box, where there is none."""
        self.widths: Mapping[str, float] = _Memo(lambda letter: self.advance(self.glyphs[letter]))
        """Letter -> its width; letters that the face lacks are as wide as its empty box."""
        self.shows: Mapping[str, bool] = _Memo(self._shows)
        """Letter -> whether the face has it: some fonts name blank glyphs for thousands that they do not have."""
        self._tables: dict[str, bytes] = {}

    def has_all(self, text: str) -> bool:
        """Tell whether the face shows every letter of a text."""
        return all(map(self.shows.__getitem__, text))

    def width(self, text: str) -> float:
        """Return the width of a text set letter by letter."""
        return sum(map(self.widths.__getitem__, text))

    def advance(self, glyph: int) -> float:
        """Return how far a glyph moves the pen."""
        return float(self.font.get_glyph_h_advance(glyph) * self.scale)

    def table(self, tag: str) -> bytes:
        """Return a table of the file (OpenType), b"" where there is none."""
        if tag not in self._tables:
            self._tables[tag] = bytes(self.font.face.reference_table(tag).data)
        return self._tables[tag]

    @property
    def glyph_count(self) -> int:
        """The number of glyphs, which are numbered from 0."""
        return int(self.font.face.glyph_count)

    @cached_property
    def has_outlines(self) -> bool:
        """Tell whether it is drawn by outlines, and not made of pictures."""
        return not _OUTLINES.isdisjoint(self.font.face.table_tags)

    @cached_property
    def name(self) -> str:
        """The name for PostScript and PDF (name 6)."""
        return str(self.font.face.get_name(uharfbuzz.OTNameIdPredefined.POSTSCRIPT_NAME, "en") or "Unnamed")

    @cached_property
    def ascent(self) -> float:
        """The height above the baseline that lines keep free (`hhea`)."""
        return float(self._number("hhea", ">h", 4) * self.scale)

    @cached_property
    def descent(self) -> float:
        """The same below the baseline, negative."""
        return float(self._number("hhea", ">h", 6) * self.scale)

    @cached_property
    def cap_height(self) -> float:
        """The height of capital letters (`OS/2`), a usual height where the font does not say."""
        told = self._number("OS/2", ">h", 88) if self._number("OS/2", ">H", 0) >= 2 else 0
        return told * self.scale or _USUAL_CAP_HEIGHT

    @cached_property
    def italic_angle(self) -> float:
        """The slant in degrees, negative to the right (`post`)."""
        return self._number("post", ">l", 4) / 65536

    @cached_property
    def is_fixed_width(self) -> bool:
        """Tell whether all letters are equally wide, as far as the first of them show."""
        return len({self.advance(glyph) for glyph in range(30, min(90, self.glyph_count))}) == 1

    @cached_property
    def box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of all glyphs laid over each other (`head`)."""
        left, bottom, right, top = (self._number("head", ">h", at) * self.scale for at in (36, 38, 40, 42))
        return left, bottom, right, top

    def _number(self, tag: str, form: str, at: int) -> int:
        table = self.table(tag)
        return int(struct.unpack_from(form, table, at)[0]) if len(table) >= at + struct.calcsize(form) else 0

    def _glyph(self, letter: str) -> int:
        """Look a letter up; space and no-break space stand in for each other, as some fonts lack either."""
        found = self.font.get_nominal_glyph(ord(letter))
        if not found and letter in _SPACES:
            found = self.font.get_nominal_glyph(ord(_SPACES[letter]))
        return found or 0

    def _shows(self, letter: str) -> bool:
        glyph = self.glyphs[letter]
        return glyph != 0 and (_may_be_blank(letter) or not self._is_blank(glyph))

    def _is_blank(self, glyph: int) -> bool:
        extents = self.font.get_glyph_extents(glyph)
        return extents is None or (extents.width == 0 and extents.height == 0)


def _may_be_blank(letter: str) -> bool:
    return unicodedata.category(letter) in _BLANK_CATEGORIES or letter in _BLANK_LETTERS


@cache
def face_of(file: FontFile) -> Face:
    """Return the face of a font file. Raises as `Face` does."""
    return Face(file)


def face(family: str, *, bold: bool = False, italic: bool = False) -> Face:
    """Return the face of a shipped family. Raises KeyError for an unknown family."""
    return face_of(shipped(family, bold=bold, italic=italic))
