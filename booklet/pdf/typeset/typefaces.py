"""The shipped typefaces as reportlab takes them, and the way out where a face lacks a letter.

Text is set with kerning (GPOS) but without ligatures: a reader who copies "office" out of a book gets "office".
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from html import unescape
from itertools import groupby, product
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import uharfbuzz
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from booklet.errors import BookletError
from booklet.fonts import FAMILIES, KOREAN, OTHER_SCRIPTS, font_file
from booklet.text.faces import FontFile
from booklet.text.fallbacks import UNSEEN, font_of

# reportlab's switch is one for the whole process, and the sheets turn it off too: without this line the bytes of a text
# page would depend on whether a worksheet was drawn before it.
rl_config.useA85 = 0

_JOINED = frozenset(FontFile(str(path)) for path in OTHER_SCRIPTS if path != KOREAN)
"""Fonts of scripts whose letters do not stand side by side, Thai and Hindi: these are refused."""

DRAWING = threading.RLock()
"""Held while a page is drawn: reportlab's parser and its fonts are shared by all threads, and keep a position."""

_BEYOND_BMP = re.compile(r"<([0-9A-F]{5,6})>")
_ALIKE = str.maketrans({"\u2011": "-", "\t": " ", "\n": " "})
_SOFT_HYPHEN = "\u00ad"


class _KernedFont(TTFont):  # type: ignore[misc]  # reportlab ships no types
    """A TrueType font whose letters are moved by kerning, and never replaced by other glyphs."""

    def __init__(self, name: str, filename: str) -> None:
        super().__init__(name, filename)
        self._kerning_face: uharfbuzz.Face | None = None
        self.face.makeSubset = _remembering(self.face.makeSubset)

    def hbFont(self, fontSize: float = 10) -> uharfbuzz.Font:
        """Return what reportlab shapes with: the font without its substitution table (GSUB)."""
        if self._kerning_face is None:
            self._kerning_face = uharfbuzz.Face(uharfbuzz.Blob(_without_substitutions(self.face._ttf_data)))
        font = uharfbuzz.Font(self._kerning_face)
        font.ptem = fontSize
        return font

    def addObjects(self, doc: Any) -> None:
        """Embed the subsets; letters beyond U+FFFF get a readable entry (UTF-16) in the table for copying."""
        before = set(doc.idToObject)
        super().addObjects(doc)
        for key in set(doc.idToObject) - before:
            if key.startswith("toUnicodeCMap:"):
                stream = doc.idToObject[key]
                stream.content = _BEYOND_BMP.sub(_as_utf16, stream.content)


def _remembering(make_subset: Callable[[list[int]], bytes]) -> Callable[[Sequence[int]], bytes]:
    """Remember subsets: most texts need the same letters, and subsets took a fifth of the time of a page."""

    @lru_cache(maxsize=8)
    def subset_of(letters: tuple[int, ...]) -> bytes:
        return make_subset(list(letters))

    return lambda letters: subset_of(tuple(letters))


def _as_utf16(entry: re.Match[str]) -> str:
    return f"<{chr(int(entry[1], 16)).encode('utf-16-be').hex().upper()}>"


def _without_substitutions(font: bytes) -> bytes:
    """Return the font with its GSUB table under a name that nobody asks for (OpenType 1.9, table directory)."""
    directory_end = 12 + 16 * int.from_bytes(font[4:6], "big")
    records = [font[start : start + 16] for start in range(12, directory_end, 16)]
    renamed = [b"GSUA" + record[4:] if record[:4] == b"GSUB" else record for record in records]
    return font[:12] + b"".join(renamed) + font[directory_end:]


def font_name(family: str, *, bold: bool = False, italic: bool = False) -> str:
    """Return the name under which reportlab knows a shipped face; registered at first use."""
    return _registered(font_file(family, bold=bold, italic=italic))


@cache
def _registered(path: Path) -> str:
    name = f"{path.stem}-kerned"
    if name not in pdfmetrics.getRegisteredFontNames():
        font = _KernedFont(name, str(path))
        # reportlab keeps one font a face for the whole process, the first that comes, and the sheets draw with the
        # same faces unkerned: under a name of its own this one is kept too, and put back it is embedded as itself.
        own_name, font.face.name = font.face.name, name.encode()
        pdfmetrics.registerFont(font)
        font.face.name = own_name
        pdfmetrics.registerFontFamily(name, name, name, name, name)  # markup must not pick other faces
    return name


def runs(text: str, family: str, *, bold: bool = False, italic: bool = False) -> list[tuple[str, str]]:
    """Cut `text` into (reportlab font name, piece), each piece in a face that has all its letters.

    Raises BookletError that names the letters which no shipped font has, or that are written from right to left.
    """
    letters = _drawable(text)
    if letters.isascii() and letters.isprintable():  # every family has these
        return [(font_name(family, bold=bold, italic=italic), letters)] if letters else []
    _refuse_right_to_left(letters)
    faces = [_face_for(letter, family, bold, italic) for letter in letters]
    _refuse_missing(letters, faces)
    paired = groupby(zip(faces, letters, strict=True), key=lambda pair: pair[0])
    return [(str(face), "".join(letter for _, letter in group)) for face, group in paired]


def markup(text: str, family: str, *, bold: bool = False, italic: bool = False) -> str:
    """Write `text` as reportlab's paragraph markup, escaped, every piece with its own face."""
    pieces = runs(text, family, bold=bold, italic=italic)
    return "".join(f'<font face="{name}">{escape(piece)}</font>' for name, piece in pieces)


def width_pt(text: str, size_pt: float, family: str, *, bold: bool = False, italic: bool = False) -> float:
    """Measure a line of text in points, kerning left out."""
    pieces = runs(text, family, bold=bold, italic=italic)
    return sum(float(pdfmetrics.stringWidth(piece, name, size_pt)) for name, piece in pieces)


def all_faces_show(markdown: str) -> bool:
    """Tell whether every letter of a text can be drawn, whatever face its Markdown sets it in."""
    if "&" in markdown:
        markdown += unescape(markdown)
    if markdown.isascii():
        return all(letter.isprintable() or letter in "\n\t" for letter in set(markdown))
    return all(map(_every_face_shows, set(_drawable(markdown))))


@lru_cache(maxsize=16_384)
def _every_face_shows(letter: str) -> bool:
    if letter.isascii() and letter.isprintable():
        return True
    if unicodedata.bidirectional(letter) in ("R", "AL"):
        return False
    fonts = (font_of(letter, style) for style in product(FAMILIES, (False, True), (False, True)))
    return all(font is not None and font not in _JOINED for font in fonts)


def _drawable(text: str) -> str:
    return UNSEEN.sub("", unicodedata.normalize("NFC", text).translate(_ALIKE).replace(_SOFT_HYPHEN, ""))


def _face_for(letter: str, family: str, bold: bool, italic: bool) -> str | None:
    font = font_of(letter, (family, bold, italic))
    return _registered(Path(font.path)) if font and font not in _JOINED else None


def _refuse_missing(letters: str, faces: list[str | None]) -> None:
    missing = sorted({letter for letter, face in zip(letters, faces, strict=True) if face is None})
    if missing:
        raise BookletError(
            f"Text pages have no font for {_named(missing)}, wanted in the text "
            f'"{letters[:60]}". Write it with other letters, or put it into the book as a PDF.'
        )


def _refuse_right_to_left(letters: str) -> None:
    """Refuse Hebrew and Arabic, which reportlab would set backwards, and nobody in the office might notice."""
    backward = sorted({letter for letter in letters if unicodedata.bidirectional(letter) in ("R", "AL")})
    if backward:
        raise BookletError(
            f"Booklet cannot draw text that is written from right to left yet ({_named(backward)}). "
            "Write it with Latin letters, or put it into the book as a PDF."
        )


def _named(letters: list[str]) -> str:
    return ", ".join(_spelled(letters[:10])) + (" …" if len(letters) > 10 else "")


def _spelled(letters: list[str]) -> Iterator[str]:
    for letter in letters:
        name = unicodedata.name(letter, "a control character")
        shown = f"{letter} " if letter.isprintable() else ""
        yield f"{shown}(U+{ord(letter):04X}, {name.lower()})"
