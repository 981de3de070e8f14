"""Colors as six hexadecimal digits.

They come from themes, palettes and tints (ECMA-376 part 1, 18.3.1.15), and from DrawingML (20.1.2.3).
"""

from __future__ import annotations

import colorsys
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from booklet.sheets.model.color_mixing import blend, from_floats, tinted, to_floats
from booklet.sheets.model.palette import PALETTE
from booklet.sheets.model.style import Color
from booklet.sheets.read.xml import find, flag, number, whole

DEFAULT_THEME = (
    "FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646", "0000FF",
    "800080",
)  # fmt: skip
"""In the order in which cells count them: light 1, dark 1, light 2, dark 2, accents, links."""

INDEXED = (*PALETTE[:8], *PALETTE)
"""Colors by a cell's color index: the first eight twice (18.8.27)."""
_SCHEME = {
    "lt1": 0, "bg1": 0, "dk1": 1, "tx1": 1, "lt2": 2, "bg2": 2, "dk2": 3, "tx2": 3, "accent1": 4, "accent2": 5,
    "accent3": 6, "accent4": 7, "accent5": 8, "accent6": 9, "hlink": 10, "folHlink": 11,
}  # fmt: skip
_NAMED = {
    "black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "008000", "blue": "0000FF", "yellow": "FFFF00",
    "gray": "808080", "grey": "808080", "orange": "FFA500", "purple": "800080", "lightGray": "D3D3D3",
    "darkGray": "A9A9A9", "silver": "C0C0C0", "navy": "000080", "maroon": "800000",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Palette:
    """The colors that a workbook's other colors are counted in."""

    theme: tuple[Color, ...] = DEFAULT_THEME
    indexed: tuple[Color, ...] = INDEXED

    def cell_color(self, element: Element | None) -> Color | None:
        """Return a `<color>` of a style; None where it is missing or automatic."""
        if element is None or flag(element, "auto"):
            return None
        base: Color | None = None
        if element.get("rgb"):
            base = read_rgb(element.get("rgb", ""))
        elif element.get("theme") is not None:
            index = whole(element, "theme", -1)
            base = self.theme[index] if 0 <= index < len(self.theme) else None
        elif element.get("indexed") is not None:
            base = self._indexed(whole(element, "indexed", -1))
        return tinted(base, number(element, "tint", 0)) if base else None

    def _indexed(self, index: int) -> Color | None:
        if index in (64, 65):
            return None if index == 64 else "FFFFFF"
        return self.indexed[index] if 0 <= index < len(self.indexed) else None

    def drawing_color(self, parent: Element | None, placeholder: Color | None = None) -> Color | None:
        """Return the color inside a `<solidFill>` or its like, blended with white where it is transparent."""
        for element in () if parent is None else parent:
            base = self._drawing_base(element, placeholder)
            if base:
                return _modified(base, element)
        return None

    def _drawing_base(self, element: Element, placeholder: Color | None) -> Color | None:
        value = element.get("val", "")
        match element.tag:
            case "srgbClr":
                return read_rgb(value)
            case "schemeClr":
                return placeholder if value == "phClr" else self.theme[_SCHEME.get(value, 1)]
            case "sysClr":
                return read_rgb(element.get("lastClr", "")) or ("FFFFFF" if value == "window" else "000000")
            case "prstClr":
                return _NAMED.get(value, "000000")
            case "scrgbClr":
                return from_floats(*(number(element, c, 0) / 100_000 for c in "rgb"))
        return None


def read_theme(root: Element | None) -> tuple[Color, ...]:
    """Return a theme part's colors in the order of `DEFAULT_THEME`."""
    scheme = find(root, ".//clrScheme")
    if scheme is None:
        return DEFAULT_THEME
    names = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
    plain = Palette()
    return tuple(plain.drawing_color(scheme.find(name)) or DEFAULT_THEME[i] for i, name in enumerate(names))


def read_rgb(value: str) -> Color | None:
    """Return the last six digits of an ARGB color; None where they are none."""
    digits = value.strip().lstrip("#")
    value = digits[-6:].rjust(6, "0").upper()
    return value if digits and all(c in "0123456789ABCDEF" for c in value) else None


def _modified(color: Color, element: Element) -> Color:
    """Apply the changes listed inside a DrawingML color (20.1.2.3)."""
    for change in element:
        share = number(change, "val", 100_000) / 100_000
        match change.tag:
            case "tint":
                color = blend("FFFFFF", color, share)
            case "shade":
                color = blend("000000", color, share)
            case "alpha":
                color = blend("FFFFFF", color, share)
            case "lumMod" | "lumOff" | "satMod":
                hue, light, saturation = colorsys.rgb_to_hls(*to_floats(color))
                if change.tag == "satMod":
                    saturation = min(saturation * share, 1)
                else:
                    light = light * share if change.tag == "lumMod" else light + share
                color = from_floats(*colorsys.hls_to_rgb(hue, min(max(light, 0), 1), saturation))
    return color
