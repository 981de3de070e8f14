"""The older drawing language, in which comments' boxes and form controls still are (ECMA-376 part 4, 19.1 and 19.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from booklet.errors import InputError
from booklet.sheets.model.drawing import Corner, DrawingAnchor
from booklet.sheets.read.package import Package
from booklet.sheets.read.xml import parse

_PIXEL_PT = 0.75
_LENGTH = re.compile(r"(?:^|[;\s])(width|height|margin-left|margin-top)\s*:\s*(-?\d+(?:\.\d+)?|\.\d+)(pt|in|px|mm|cm)?")
_POINTS = {"pt": 1.0, "in": 72.0, "px": _PIXEL_PT, "mm": 72 / 25.4, "cm": 72 / 2.54, None: _PIXEL_PT}


def vml_shapes(package: Package, part: str) -> Iterator[tuple[Element, Element]]:
    """Yield the shapes of the sheet whose part is `part`, each with its ClientData: its role on the sheet."""
    for name in package.related(part, "vmlDrawing"):
        try:
            root = parse(package.read(name), name)
        except InputError:  # VML is often not well-formed; the sheet is good without it
            continue
        for shape in root.iter("shape"):
            data = shape.find("ClientData")
            if data is not None:
                yield shape, data


def is_hidden(shape: Element) -> bool:
    """Return whether the shape is hidden on the sheet."""
    style = shape.get("style", "").replace(" ", "").replace("\n", "").replace("\r", "")
    return "visibility:hidden" in style


def vml_lengths(shape: Element) -> dict[str, float]:
    """Return lengths of the shape's style in points, by name ("width", "margin-left" ...)."""
    return {name: float(size) * _POINTS[unit or None] for name, size, unit in _LENGTH.findall(shape.get("style", ""))}


def vml_anchor(shape: Element, data: Element) -> DrawingAnchor | None:
    """Return column, pixels into it, row, pixels into it; of the left top corner, then of the right bottom corner.

    Where there is no anchor, as openpyxl writes it, the style's place.
    """
    numbers = [vml_number(text) for text in (data.findtext("Anchor") or "").split(",")]
    if len(numbers) != 8:
        place = vml_lengths(shape)
        if not (place.get("width") and place.get("height")):
            return None
        left, top = place.get("margin-left", 0.0), place.get("margin-top", 0.0)
        return DrawingAnchor(None, None, left, top, place["width"], place["height"])
    left, dx, top, dy, right, end_dx, bottom, end_dy = numbers
    return DrawingAnchor(
        Corner(left + 1, top + 1, dx * _PIXEL_PT, dy * _PIXEL_PT),
        Corner(right + 1, bottom + 1, end_dx * _PIXEL_PT, end_dy * _PIXEL_PT),
    )


def vml_number(text: str | None) -> int:
    """Return a whole number of a few digits; 0 for anything else."""
    text = (text or "").strip()
    return int(text) if text.isdigit() and len(text) < 8 else 0
