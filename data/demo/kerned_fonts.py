"""The shipped typefaces as reportlab takes them: with kerning (GPOS), without ligatures (GSUB)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import uharfbuzz
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from booklet.fonts import font_file

rl_config.useA85 = 0


class _KernedFont(TTFont):  # type: ignore[misc]  # reportlab ships no types
    """A TrueType font whose letters are moved by kerning, and never replaced by other glyphs."""

    def __init__(self, name: str, filename: str) -> None:
        super().__init__(name, filename)
        self._kerning_face = uharfbuzz.Face(uharfbuzz.Blob(_without_substitutions(self.face._ttf_data)))

    def hbFont(self, fontSize: float = 10) -> uharfbuzz.Font:
        """Return what reportlab shapes with: the font without its substitution table."""
        font = uharfbuzz.Font(self._kerning_face)
        font.ptem = fontSize
        return font


def font_name(family: str, *, bold: bool = False, italic: bool = False) -> str:
    """Return the name under which reportlab knows a shipped face; registered at first use."""
    return _registered(font_file(family, bold=bold, italic=italic))


@cache
def _registered(path: Path) -> str:
    name = f"{path.stem}-kerned"
    font = _KernedFont(name, str(path))
    # reportlab keeps one font a face for the whole process: under a name of its own this one is kept too.
    own_name, font.face.name = font.face.name, name.encode()
    pdfmetrics.registerFont(font)
    font.face.name = own_name
    pdfmetrics.registerFontFamily(name, name, name, name, name)  # markup must not pick other faces
    return name


def _without_substitutions(font: bytes) -> bytes:
    """Return the font with its GSUB table under a name that nobody asks for (OpenType 1.9, table directory)."""
    directory_end = 12 + 16 * int.from_bytes(font[4:6], "big")
    records = [font[start : start + 16] for start in range(12, directory_end, 16)]
    renamed = [b"GSUA" + record[4:] if record[:4] == b"GSUB" else record for record in records]
    return font[:12] + b"".join(renamed) + font[directory_end:]
