"""The font that shows a letter: of those that ship with Booklet, then of a folder of the office's, then of the machine.

Fonts that ship are the same everywhere; for others a book depends on the machine that made it, so whoever uses
them is told (see `FontFile.is_shipped`).
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

import uharfbuzz

from booklet.fonts import EAST_ASIAN, OTHER_SCRIPTS
from booklet.text.faces import FontFile, face_of, shipped

FOLDER_SETTING = "BOOKLET_FONTS"
"""The environment variable that names a folder with fonts of the office's own."""
UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
"""Characters that only say how others are to be joined or ordered: they need no glyph and are not drawn."""
Family = tuple[str, bool, bool]
"""A shipped family, bold, italic."""
_MACHINE = (
    *("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts"),
    *("/Library/Fonts", "/System/Library/Fonts", "~/Library/Fonts", "C:/Windows/Fonts"),
)
_KINDS = (".ttf", ".otf", ".ttc", ".otc")


@lru_cache(maxsize=65_536)
def has(font: FontFile, letter: str) -> bool:
    """Tell whether a face shows a letter; False for a file that is no font, or only has pictures."""
    return _is_font(font) and face_of(font).shows[letter]


@cache
def _is_font(font: FontFile) -> bool:
    try:
        return face_of(font).has_outlines
    except (OSError, uharfbuzz.HarfBuzzError):
        return False


@cache
def order(family: str, bold: bool, italic: bool) -> tuple[FontFile, ...]:
    """Return the shipped faces to ask for a letter of a text in this style, the closest in style first."""
    likest = shipped(family, bold=bold, italic=italic)
    wide = (shipped(name, bold=bold, italic=italic) for name in ("DejaVu Sans", "DejaVu Serif"))
    return (likest, *wide, *(FontFile(str(path)) for path in (EAST_ASIAN, *OTHER_SCRIPTS)))


def font_of(letter: str, family: Family) -> FontFile | None:
    """Return the shipped font that shows a letter in a style; None where none does."""
    return next((font for font in order(*family) if has(font, letter)), None)


@cache
def elsewhere(letter: str) -> FontFile | None:
    """Return the first font with a letter in the folder that BOOKLET_FONTS names, else on this machine."""
    return next((font for font in _found() if has(font, letter)), None)


def by_font(family: Family, text: str) -> list[tuple[FontFile | None, str]]:
    """Return the text in stretches of a font, None where no font has the letters.

    A font that has all of them is taken for all; else marks, joiners and spaces stay with the letter before them.
    """
    seen = UNSEEN.sub("", text)
    whole = next((font for font in order(*family) if all(has(font, letter) for letter in seen)), None)
    if whole:
        return [(whole, text)]
    pieces: list[tuple[FontFile | None, str]] = []
    for letter in text:
        before = pieces[-1][0] if pieces else None
        font = before if before and _stays(letter, before) else font_of(letter, family) or elsewhere(letter)
        if pieces and before == font:
            pieces[-1] = (font, pieces[-1][1] + letter)
        else:
            pieces.append((font, letter))
    return pieces


def _stays(letter: str, font: FontFile) -> bool:
    """Tell whether a mark, joiner or space goes on in the font of the letter before it."""
    if UNSEEN.match(letter):
        return True
    return (letter == " " or unicodedata.category(letter)[0] == "M") and has(font, letter)


def without_font(letters: Sequence[str]) -> str:
    """Return the end of a sentence that names the letters that no font has, and a sentence on what to do."""
    first = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in letters[:10])
    more = " …" if len(letters) > 10 else ""
    return (
        f"letters that no font here has: {first}{more}. Install a font package that has them, such as Debian's "
        f"fonts-noto-core, or put a font file into the folder that the environment variable {FOLDER_SETTING} names; "
        "or write the value without them."
    )


def _found() -> Iterator[FontFile]:
    own = os.environ.get(FOLDER_SETTING)
    for folder in (own, *_MACHINE) if own else _MACHINE:
        yield from _faces(folder)


@cache
def _faces(folder: str) -> tuple[FontFile, ...]:
    """Return the first face of each font file in a folder and those below it, upright and regular faces first."""
    root = Path(folder).expanduser()
    files = [path for path in root.rglob("*") if path.suffix.lower() in _KINDS] if root.is_dir() else []
    return tuple(FontFile(str(path)) for path in sorted(files, key=_rank))


def _rank(path: Path) -> tuple[int, str, str]:
    name = path.stem.lower()
    heavy = any(word in name for word in ("bold", "italic", "oblique", "black", "light", "thin", "medium", "condensed"))
    return 2 * heavy + ("regular" not in name), name, str(path)
