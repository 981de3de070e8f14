"""The typefaces that ship with Booklet, so that a book looks the same on every machine.

Each family is as wide as the one that offices use, letter by letter, so a substitution moves no line:
Carlito for Calibri, Caladea for Cambria, Liberation Sans for Arial and Helvetica, Liberation Serif for Times,
Liberation Mono for Courier. DejaVu has the widest coverage and is asked when another lacks a letter; Droid Sans
Fallback has the Chinese and Japanese letters that DejaVu lacks.
The licenses stand beside the files.
"""

import logging
from functools import cache
from pathlib import Path

# It warns of the dates inside the shipped fonts each time one is opened; nobody can do anything about them.
logging.getLogger("fontTools.ttLib.tables._h_e_a_d").setLevel(logging.ERROR)

_FOLDER = Path(__file__).parent

FAMILIES: dict[str, tuple[str, str, str, str]] = {
    "Carlito": ("Carlito-Regular", "Carlito-Bold", "Carlito-Italic", "Carlito-BoldItalic"),
    "Caladea": ("Caladea-Regular", "Caladea-Bold", "Caladea-Italic", "Caladea-BoldItalic"),
    "Liberation Sans": (
        "LiberationSans-Regular",
        "LiberationSans-Bold",
        "LiberationSans-Italic",
        "LiberationSans-BoldItalic",
    ),
    "Liberation Serif": (
        "LiberationSerif-Regular",
        "LiberationSerif-Bold",
        "LiberationSerif-Italic",
        "LiberationSerif-BoldItalic",
    ),
    "Liberation Mono": (
        "LiberationMono-Regular",
        "LiberationMono-Bold",
        "LiberationMono-Italic",
        "LiberationMono-BoldItalic",
    ),
    "DejaVu Sans": ("DejaVuSans", "DejaVuSans-Bold", "DejaVuSans", "DejaVuSans-Bold"),
    "DejaVu Serif": ("DejaVuSerif", "DejaVuSerif-Bold", "DejaVuSerif", "DejaVuSerif-Bold"),
    "DejaVu Sans Mono": ("DejaVuSansMono", "DejaVuSansMono-Bold", "DejaVuSansMono", "DejaVuSansMono-Bold"),
}
"""Family name -> file stems of regular, bold, italic, bold italic (DejaVu ships upright faces only)."""


EAST_ASIAN = _FOLDER / "DroidSansFallbackFull.ttf"
"""One upright face with 20,900 Chinese signs and the Japanese kana. It has no Latin letters to speak of."""

KOREAN = _FOLDER / "NanumSquareR.ttf"
"""One upright face."""

OTHER_SCRIPTS = (KOREAN, _FOLDER / "NotoSansDevanagari-Regular.ttf", _FOLDER / "NotoSansThai-Regular.ttf")
"""One upright face each for Korean, for Hindi, Marathi and Nepali, and for Thai."""


def font_file(family: str, *, bold: bool = False, italic: bool = False) -> Path:
    """The TrueType file of a shipped family. Raises KeyError for a family that is not in `FAMILIES`."""
    return _FOLDER / f"{FAMILIES[family][bold + 2 * italic]}.ttf"


@cache
def covered(family: str, *, bold: bool = False, italic: bool = False) -> frozenset[int]:
    """The Unicode code points that a shipped face has a glyph for."""
    from fontTools.ttLib import TTFont  # 60 ms to import, and most books never ask

    with TTFont(font_file(family, bold=bold, italic=italic), lazy=True) as font:
        return frozenset(font.getBestCmap())
