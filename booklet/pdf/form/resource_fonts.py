"""The fonts that a form brings for its fields (ISO 32000-2, 9.6): which letters they can show, and how wide.

A font is used only where it is certain to have the letter: a standard font, which readers substitute whole,
or an embedded font that is no subset. For everything else there are the shipped fonts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from booklet.pdf.source.object_table import Source
from booklet.pdf.syntax.objects import Dictionary, Name, string


@dataclass(frozen=True, eq=False, slots=True)
class FormFont:
    """A font of a form's default resources."""

    value: Any
    """The entry of the resources: a reference or a dictionary."""
    codes: Mapping[int, int]
    """Letter -> its code in a byte."""
    widths: Mapping[str, float]
    """Letter -> its width, in 1/1000 of the size."""
    ascent: float
    descent: float

    def width(self, text: str) -> float | None:
        """Return the width of a text; None where it has a letter that the font cannot show."""
        try:
            return sum(map(self.widths.__getitem__, text))
        except KeyError:
            return None

    def string(self, text: str) -> bytes:
        """Write a text whose letters it has as a string object."""
        return string(text.translate(self.codes).encode("latin-1"))


def read_font(source: Source, value: Any) -> FormFont | None:
    """Return the font under a name of the default resources; None where it cannot be relied on."""
    font = source.dictionary(value)
    subtype = source.resolve(font.get("Subtype"))
    if subtype not in ("Type1", "TrueType", "MMType1"):
        return None
    name = str(source.resolve(font.get("BaseFont")) or "")
    descriptor = source.dictionary(font.get("FontDescriptor"))
    embedded = any(key in descriptor for key in ("FontFile", "FontFile2", "FontFile3"))
    if embedded and re.match(r"[A-Z]{6}\+", name):
        return None
    glyphs = _encoding(source, source.resolve(font.get("Encoding")), name, embedded=embedded)
    if not glyphs:
        return None
    widths = _widths(source, font, glyphs, name)
    # Of several codes for one letter the lowest: 32 is the space that readers break words at, 160 is not.
    falling = sorted(glyphs.items(), reverse=True)
    letters = {code: letter for code, glyph in falling if (letter := _letter(glyph)) and widths.get(code)}
    ascent, descent = _vertical(source, descriptor, name)
    return FormFont(
        value,
        {ord(letter): code for code, letter in letters.items()},
        {letter: widths[code] for code, letter in letters.items()},
        ascent,
        descent,
    )


def _encoding(source: Source, encoding: Any, name: str, *, embedded: bool) -> dict[int, str]:
    """Map codes to glyph names (9.6.5); nothing where they are only in the font's own program."""
    tables = _tables()
    base: Any = encoding
    differences: list[Any] = []
    if isinstance(encoding, dict):
        base = source.resolve(encoding.get("BaseEncoding"))
        differences = source.array(encoding.get("Differences"))
    if not isinstance(base, Name) or base not in tables:
        if (embedded and not differences) or "Symbol" in name or "Dingbat" in name:
            return {}
        base = "StandardEncoding"
    glyphs = dict(tables[base])
    code = 0
    for item in differences:
        item = source.resolve(item)
        if isinstance(item, Name):
            glyphs[code] = str(item)
            code += 1
        elif isinstance(item, int):
            code = item
    return {code: glyph for code, glyph in glyphs.items() if 0 <= code < 256}


@cache
def _tables() -> Mapping[str, Mapping[int, str]]:
    """Return the standard encodings (annex D)."""
    from reportlab.pdfbase._fontdata import encodings  # 250 ms to import, and uploads without a form need none of it

    names = ("WinAnsiEncoding", "MacRomanEncoding", "StandardEncoding", "PDFDocEncoding")
    return {
        name: {code: glyph for code, glyph in enumerate(encodings[name]) if glyph and glyph != ".notdef"}
        for name in names
    }


@cache
def _letter(glyph: str) -> str:
    """Return the letter that a glyph name stands for; an empty text where it is none or several."""
    from fontTools.agl import toUnicode  # 50 ms to import

    text = {"nbspace": "\u00a0", "Euro": "€"}.get(glyph) or str(toUnicode(glyph))
    return text if len(text) == 1 else ""


def _widths(source: Source, font: Dictionary, glyphs: Mapping[int, str], name: str) -> dict[int, float]:
    widths = source.array(font.get("Widths"))
    if widths:
        first = source.resolve(font.get("FirstChar", 0))
        first = first if isinstance(first, int) else 0
        values = ((first + i, source.resolve(width)) for i, width in enumerate(widths))
        return {code: float(width) for code, width in values if isinstance(width, (int, float))}
    standard = standard_widths(name)
    return {code: float(standard.get(glyph, 0)) for code, glyph in glyphs.items()}


@cache
def standard_widths(name: str) -> Mapping[str, float]:
    """Map glyph names to widths in that of the fourteen standard fonts that is nearest by name (9.6.2.2)."""
    from reportlab.pdfbase._fontdata import widthsByFontGlyph  # as above

    family, bold, italic = family_of(name)
    slant = "Oblique" if family != "Liberation Serif" else "Italic"
    style = ("Bold" if bold else "") + (slant if italic else "")
    base = {"Liberation Mono": "Courier", "Liberation Serif": "Times"}.get(family, "Helvetica")
    if base == "Times" and not style:
        style = "Roman"
    widths: Mapping[str, float] = widthsByFontGlyph[f"{base}-{style}" if style else base]
    return widths


def family_of(name: str) -> tuple[str, bool, bool]:
    """Return the shipped family that is like a font, by the font's name; whether bold; whether italic."""
    lower = name.lower()
    bold = any(word in lower for word in ("bold", "black", "heavy", "hebo", "tibo", "cobo")) or lower.endswith("-bd")
    italic = any(word in lower for word in ("italic", "oblique"))
    if any(word in lower for word in ("cour", "mono", "consol")):
        return "Liberation Mono", bold, italic
    if any(word in lower for word in ("times", "tiro", "tibo", "serif", "roman", "georgia", "garamond", "minion")):
        return "Liberation Serif", bold, italic
    return "Liberation Sans", bold, italic


def _vertical(source: Source, descriptor: Dictionary, name: str) -> tuple[float, float]:
    """Return ascent and descent."""
    ascent, descent = (source.resolve(descriptor.get(key)) for key in ("Ascent", "Descent"))
    if isinstance(ascent, (int, float)) and isinstance(descent, (int, float)) and 300 < ascent < 1500:
        return float(ascent), -abs(float(descent))
    family = family_of(name)[0]
    return {"Liberation Mono": (629.0, -157.0), "Liberation Serif": (683.0, -217.0)}.get(family, (718.0, -207.0))
