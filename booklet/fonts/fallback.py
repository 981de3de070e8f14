"""Which font has a letter: of those that ship with Booklet, then of a folder of the office's, then of the machine.

Fonts that ship are the same everywhere; for others a book depends on the machine that made it, so whoever uses
them is told (see `FontFile.is_shipped`).
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import uharfbuzz

from booklet.fonts import EAST_ASIAN, OTHER_SCRIPTS, font_file

FOLDER_SETTING = "BOOKLET_FONTS"
"""The environment variable that names a folder with fonts of the office's own."""
_MACHINE = (
    *("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts"),
    *("/Library/Fonts", "/System/Library/Fonts", "~/Library/Fonts", "C:/Windows/Fonts"),
)
_KINDS = (".ttf", ".otf", ".ttc", ".otc")


class FontFile(NamedTuple):
    """A face in a font file; `face` is its place in a collection."""

    path: str
    face: int = 0

    @property
    def is_shipped(self) -> bool:
        """Whether it comes with Booklet."""
        return Path(self.path).parent == EAST_ASIAN.parent


def shipped(family: str, *, bold: bool = False, italic: bool = False) -> FontFile:
    """A shipped face. Raises KeyError for a family that does not ship."""
    return FontFile(str(font_file(family, bold=bold, italic=italic)))


@cache
def _opened(font: FontFile) -> tuple[uharfbuzz.Font, frozenset[int]] | None:
    """A face, and the code points that it names a glyph for; None for a file that is no font, or only has pictures."""
    try:
        face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(font.path), font.face)
    except (OSError, uharfbuzz.HarfBuzzError):
        return None
    return (uharfbuzz.Font(face), frozenset(face.unicodes)) if {"glyf", "CFF "} & set(face.table_tags) else None


@lru_cache(maxsize=65536)
def has(font: FontFile, letter: str) -> bool:
    """Whether a face has a letter; a blank glyph is none, which some fonts have for thousands of letters."""
    opened = _opened(font)
    if opened is None or ord(letter) not in opened[1]:
        return False
    extents = opened[0].get_glyph_extents(opened[0].get_nominal_glyph(ord(letter)) or 0)
    is_blank = extents is None or (extents.width == 0 and extents.height == 0)
    return not is_blank or unicodedata.category(letter) in ("Zs", "Cf", "Mn", "Cc")


@cache
def order(family: str, bold: bool, italic: bool) -> tuple[FontFile, ...]:
    """The shipped faces to ask for a letter of a text in this style, the likest first."""
    likest = (shipped(family, bold=bold, italic=italic), shipped("DejaVu Sans", bold=bold))
    return (*likest, *(FontFile(str(path)) for path in (EAST_ASIAN, *OTHER_SCRIPTS)))


@cache
def elsewhere(letter: str) -> FontFile | None:
    """The first font that has a letter in the folder that BOOKLET_FONTS names, else on this machine; None for none."""
    return next((font for font in _found() if has(font, letter)), None)


def without_font(letters: str) -> str:
    """Which letters no font has, and what to do about it, as the end of a sentence and a further one."""
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
    """The first face of each font file in a folder and those below it, upright and regular ones first."""
    root = Path(folder).expanduser()
    files = [path for path in root.rglob("*") if path.suffix.lower() in _KINDS] if root.is_dir() else []
    return tuple(FontFile(str(path)) for path in sorted(files, key=_rank))


def _rank(path: Path) -> tuple[int, str, str]:
    name = path.stem.lower()
    heavy = any(word in name for word in ("bold", "italic", "oblique", "black", "light", "thin", "medium", "condensed"))
    return 2 * heavy + ("regular" not in name), name, str(path)
