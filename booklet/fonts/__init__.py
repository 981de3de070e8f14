"""The typefaces that ship with Booklet, so that a book looks the same on every machine.

Each family is as wide as the family that offices use, letter by letter, so a substitution moves no line:
Carlito for Calibri, Caladea for Cambria, Liberation Sans for Arial and Helvetica, Liberation Serif for Times,
Liberation Mono for Courier. DejaVu has the widest coverage and is asked when another lacks a letter; Droid Sans
Fallback has the Chinese and Japanese letters that DejaVu lacks. This is the catalog of the files; `booklet.text` opens
them and chooses between them.
The licenses stand beside the files.
"""

from pathlib import Path

FOLDER = Path(__file__).parent
"""The folder with the font files."""

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


EAST_ASIAN = FOLDER / "DroidSansFallbackFull.ttf"
"""One upright face with 20,900 Chinese signs and the Japanese kana. It has no Latin letters to speak of."""

KOREAN = FOLDER / "NanumSquareR.ttf"
"""One upright face."""

OTHER_SCRIPTS = (KOREAN, FOLDER / "NotoSansDevanagari-Regular.ttf", FOLDER / "NotoSansThai-Regular.ttf")
"""One upright face each for Korean, for Hindi, Marathi and Nepali, and for Thai."""


def font_file(family: str, *, bold: bool = False, italic: bool = False) -> Path:
    """Return the TrueType file of a shipped family. Raises KeyError for a family that is not in `FAMILIES`."""
    return FOLDER / f"{FAMILIES[family][bold + 2 * italic]}.ttf"
