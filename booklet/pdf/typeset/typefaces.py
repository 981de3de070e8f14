"""Words in the shipped typefaces: the face of each letter, widths and kerning, and the way out where a face lacks it.

Text is set with kerning (GPOS) but without ligatures: a reader who copies "office" out of a book gets "office".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from html import unescape
from itertools import groupby, product
from typing import NamedTuple

import uharfbuzz

from booklet.errors import BookletError
from booklet.fonts import FAMILIES, KOREAN, OTHER_SCRIPTS
from booklet.pdf.typeset.drawing import short
from booklet.text.faces import FontFile, face_of, shipped
from booklet.text.fallbacks import UNSEEN, font_of

_JOINED = frozenset(FontFile(str(path)) for path in OTHER_SCRIPTS if path != KOREAN)
"""Fonts of scripts whose letters do not stand side by side, Thai and Hindi: these are refused."""

_ALIKE = str.maketrans({"\u2011": "-", "\t": " ", "\n": " "})
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SOFT_HYPHEN = "\u00ad"
NO_BREAK_SPACE = "\u00a0"
_REMEMBERED = 8192


class SetWord(NamedTuple):
    """A word in a face: hexadecimal digits for an array of TJ, between < and >, and what they stand for."""

    digits: bytes
    width: float
    """In 1/1000 of the size."""
    letters: tuple[tuple[int, str], ...]
    """Each glyph with its text."""


def runs(text: str, family: str, *, bold: bool = False, italic: bool = False) -> list[tuple[FontFile, str]]:
    """Cut `text` into (font, piece), each piece in a face that has all its letters.

    Raises BookletError that names the letters which no shipped font has, or that are written from right to left.
    """
    if text.isascii() and text.isprintable():  # every family has these
        return [(_own(family, bold, italic), text)] if text else []
    letters = _drawable(text)
    _refuse_right_to_left(letters)
    faces = [_face_for(letter, (family, bold, italic)) for letter in letters]
    _refuse_missing(letters, faces)
    paired = groupby(zip(faces, letters, strict=True), key=lambda pair: pair[0])
    return [(font, "".join(letter for _, letter in group)) for font, group in paired if font]


def width_pt(text: str, size_pt: float, family: str, *, bold: bool = False) -> float:
    """Measure a line of text in points, kerning left out."""
    return sum(face_of(font).width(piece) for font, piece in runs(text, family, bold=bold)) * size_pt / 1000


class PlainWords(dict[str, SetWord]):
    """Words of a face, set letter by letter when they are first asked for."""

    def __init__(self, font: FontFile) -> None:
        super().__init__()
        self._face = face_of(font)

    def __missing__(self, word: str) -> SetWord:
        if len(self) >= _REMEMBERED:
            self.clear()
        letters = word.replace(NO_BREAK_SPACE, " ")
        glyphs = [self._face.glyphs[letter] for letter in letters]
        digits = b"".join(map(b"%04X".__mod__, glyphs))
        found = SetWord(digits, self._face.width(letters), tuple(zip(glyphs, letters, strict=True)))
        self[word] = found
        return found


@cache
def plain(font: FontFile) -> PlainWords:
    """Return the words of a face."""
    return PlainWords(font)


@cache
def space(font: FontFile) -> SetWord:
    """Return a space."""
    return plain(font)[" "]


@lru_cache(maxsize=_REMEMBERED)
def kerned(font: FontFile, word: str, size: float) -> SetWord:
    """Set a word with its letters moved by kerning, and never replaced by other glyphs."""
    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(word)
    buffer.guess_segment_properties()
    uharfbuzz.shape(_without_substitutions(font), buffer, {"kern": True})
    face, pieces, width, rise = face_of(font), list[bytes](), 0.0, 0.0
    letters = []
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        advance, across, up = (face.scale * v for v in (place.x_advance, place.x_offset, place.y_offset))
        if up != rise:
            pieces.append(b">]TJ %b Ts[<" % short(up * size / 1000))
            rise = up
        after = face.advance(info.codepoint) + across - advance
        pieces += [_moved(-across), b"%04X" % info.codepoint, _moved(after)]
        letters.append((info.codepoint, word[info.cluster]))
        width += advance
    if rise:
        pieces.append(b">]TJ 0 Ts[<")
    return SetWord(b"".join(pieces), width, tuple(letters))


def _moved(back: float) -> bytes:
    """Return a movement of the pen to the left, in 1/1000 of the size, between two strings of TJ."""
    return b">%b<" % short(back) if abs(back) > 1e-4 else b""


@cache
def _without_substitutions(font: FontFile) -> uharfbuzz.Font:
    """Return the font with its GSUB table under a name that nobody asks for (OpenType 1.9, table directory)."""
    with open(font.path, "rb") as file:
        data = file.read()
    directory_end = 12 + 16 * int.from_bytes(data[4:6], "big")
    records = [data[start : start + 16] for start in range(12, directory_end, 16)]
    renamed = [b"GSUA" + record[4:] if record[:4] == b"GSUB" else record for record in records]
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(data[:12] + b"".join(renamed) + data[directory_end:])))


@cache
def _own(family: str, bold: bool, italic: bool) -> FontFile:
    return shipped(family, bold=bold, italic=italic)


def all_faces_show(markdown: str) -> bool:
    """Tell whether every letter of a text can be drawn, whatever face its Markdown sets it in."""
    if markdown.isascii() and "&" not in markdown and not _CONTROL.search(markdown):
        return True
    if "&" in markdown:
        markdown += unescape(markdown)
    if not unicodedata.is_normalized("NFC", markdown):
        markdown = unicodedata.normalize("NFC", markdown)
    return all(map(_every_face_shows, set(markdown)))


@lru_cache(maxsize=16_384)
def _every_face_shows(letter: str) -> bool:
    letter = _drawable(letter)
    if letter.isascii() and (not letter or letter.isprintable()):
        return True
    if unicodedata.bidirectional(letter) in ("R", "AL"):
        return False
    fonts = (font_of(letter, style) for style in product(FAMILIES, (False, True), (False, True)))
    return all(font is not None and font not in _JOINED for font in fonts)


def _drawable(text: str) -> str:
    return UNSEEN.sub("", unicodedata.normalize("NFC", text).translate(_ALIKE).replace(_SOFT_HYPHEN, ""))


@lru_cache(maxsize=_REMEMBERED)
def _face_for(letter: str, family: tuple[str, bool, bool]) -> FontFile | None:
    font = font_of(letter, family)
    return font if font and font not in _JOINED else None


def _refuse_missing(letters: str, faces: list[FontFile | None]) -> None:
    missing = sorted({letter for letter, face in zip(letters, faces, strict=True) if face is None})
    if missing:
        raise BookletError(
            f"Text pages have no font for {_named(missing)}, wanted in the text "
            f'"{letters[:60]}". Write it with other letters, or put it into the book as a PDF.'
        )


def _refuse_right_to_left(letters: str) -> None:
    """Refuse Hebrew and Arabic, which would be set backwards, and nobody in the office might notice."""
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
