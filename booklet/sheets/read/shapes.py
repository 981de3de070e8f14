"""Shapes and text boxes (ECMA-376 part 1, 20.1 and 21.1)."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from booklet.sheets.model.cell import Run
from booklet.sheets.model.drawing import Shape, ShapeParagraph, Stroke
from booklet.sheets.model.style import Color, Font
from booklet.sheets.read.colors import Palette
from booklet.sheets.read.xml import find, flag, number

_EMU = 12_700
_ANCHORS = {"t": "t", "ctr": "ctr", "b": "b"}


def read_shape(element: Element, palette: Palette) -> Shape:
    """Return a shape or connector with its text."""
    looks, style = element.find("spPr"), element.find("style")
    geometry = find(looks, "prstGeom")
    body = element.find("txBody")
    settings = find(body, "bodyPr")
    name = element.find("./*/cNvPr")
    text_color = palette.drawing_color(find(style, "fontRef"))
    return Shape(
        "line" if element.tag == "cxnSp" else geometry.get("prst", "rect") if geometry is not None else "rect",
        None if element.tag == "cxnSp" else read_fill(looks, style, palette),
        read_line(looks, style, palette),
        tuple(_paragraph(p, palette, text_color) for p in body.iterfind("p")) if body is not None else (),
        _ANCHORS.get(settings.get("anchor", "t") if settings is not None else "t", "t"),
        _insets(settings),
        settings is None or settings.get("wrap") != "none",
        name.get("name", "") if name is not None else "",
    )


def _insets(settings: Element | None) -> tuple[float, float, float, float]:
    left, right = (number(settings, n, 91_440) / _EMU for n in ("lIns", "rIns"))
    top, bottom = (number(settings, n, 45_720) / _EMU for n in ("tIns", "bIns"))
    return left, top, right, bottom


def read_fill(looks: Element | None, style: Element | None, palette: Palette) -> Color | None:
    """Return the color of a fill; of a gradient the middle of its first and last color."""
    if looks is None or looks.find("noFill") is not None:
        return None
    solid, gradient = looks.find("solidFill"), looks.find("gradFill")
    if solid is not None:
        return palette.drawing_color(solid)
    if gradient is not None:
        stops = [palette.drawing_color(stop) for stop in gradient.iterfind("gsLst/gs")]
        return stops[len(stops) // 2] if stops else None
    if looks.find("pattFill") is not None:
        return palette.drawing_color(looks.find("pattFill/bgClr"))
    reference = find(style, "fillRef")
    return palette.drawing_color(reference) if number(reference, "idx", 0) > 0 else None


def read_line(looks: Element | None, style: Element | None, palette: Palette) -> Stroke | None:
    """Return the outline; None where there is none."""
    line, reference = find(looks, "ln"), find(style, "lnRef")
    if line is not None and line.find("noFill") is not None:
        return None
    themed = palette.drawing_color(reference) if number(reference, "idx", 0) > 0 else None
    color = palette.drawing_color(find(line, "solidFill")) or themed
    if color is None:
        return None
    default = {1.0: 6_350, 2.0: 12_700, 3.0: 19_050}.get(number(reference, "idx", 0), 9_525)
    dash = find(line, "prstDash")
    return Stroke(
        color,
        number(line, "w", default) / _EMU,
        dash.get("val", "solid") if dash is not None else "solid",
        _has_end(find(line, "headEnd")),
        _has_end(find(line, "tailEnd")),
    )


def _has_end(element: Element | None) -> bool:
    return element is not None and element.get("type", "none") != "none"


def _paragraph(element: Element, palette: Palette, color: Color | None) -> ShapeParagraph:
    settings = element.find("pPr")
    runs = []
    for child in element:
        if child.tag in ("r", "fld"):
            runs.append(Run(child.findtext("t") or "", read_text_font(child.find("rPr"), palette, color)))
        elif child.tag == "br":
            runs.append(Run("\n", None))
    if not runs:
        runs.append(Run("", read_text_font(element.find("endParaRPr"), palette, color)))
    return ShapeParagraph(tuple(runs), settings.get("algn", "l") if settings is not None else "l")


def read_text_font(looks: Element | None, palette: Palette, color: Color | None = None) -> Font:
    """Return a run's font in DrawingML; sizes are in hundredths of a point there."""
    face = find(looks, "latin")
    name = face.get("typeface", "") if face is not None else ""
    return Font(
        "Calibri" if not name or name.startswith("+") else name,
        number(looks, "sz", 1100) / 100,
        flag(looks, "b"),
        flag(looks, "i"),
        "single" if looks is not None and looks.get("u", "none") != "none" else "",
        looks is not None and looks.get("strike", "noStrike") != "noStrike",
        palette.drawing_color(find(looks, "solidFill")) or color,
    )
