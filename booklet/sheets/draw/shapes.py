"""Preset shapes and text boxes."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

from booklet.sheets.canvas.dashes import DASHES
from booklet.sheets.canvas.pen import Pen, Rectangle
from booklet.sheets.draw.text_line import draw_line
from booklet.sheets.layout.text import Line as TextLine
from booklet.sheets.layout.text import lines_of, spans_of
from booklet.sheets.model.drawing import Shape
from booklet.sheets.model.style import Font

OutlinePoints = list[tuple[float, float]]


def _polygon(sides: int, turn: float) -> Callable[[Rectangle], OutlinePoints]:
    def outline(box: Rectangle) -> OutlinePoints:
        x, y, width, height = box
        angles = [turn + 2 * pi * n / sides for n in range(sides)]
        return [(x + width / 2 * (1 + cos(a)), y + height / 2 * (1 + sin(a))) for a in angles]

    return outline


def _shares(*places: tuple[float, float]) -> Callable[[Rectangle], OutlinePoints]:
    def outline(box: Rectangle) -> OutlinePoints:
        x, y, width, height = box
        return [(x + width * px, y + height * py) for px, py in places]

    return outline


def _star(box: Rectangle) -> OutlinePoints:
    x, y, width, height = box
    points = []
    for step in range(10):
        angle, radius = -pi / 2 + step * pi / 5, 1.0 if step % 2 == 0 else 0.382
        points.append((x + width / 2 * (1 + radius * cos(angle)), y + height / 2 * (1 + radius * sin(angle))))
    return points


_OUTLINES: dict[str, Callable[[Rectangle], OutlinePoints]] = {
    "triangle": _shares((0.5, 0), (1, 1), (0, 1)),
    "rtTriangle": _shares((0, 0), (1, 1), (0, 1)),
    "diamond": _shares((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    "flowChartDecision": _shares((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    "parallelogram": _shares((0.2, 0), (1, 0), (0.8, 1), (0, 1)),
    "trapezoid": _shares((0.2, 0), (0.8, 0), (1, 1), (0, 1)),
    "hexagon": _shares((0.2, 0), (0.8, 0), (1, 0.5), (0.8, 1), (0.2, 1), (0, 0.5)),
    "octagon": _polygon(8, pi / 8),
    "pentagon": _polygon(5, -pi / 2),
    "rightArrow": _shares((0, 0.25), (0.6, 0.25), (0.6, 0), (1, 0.5), (0.6, 1), (0.6, 0.75), (0, 0.75)),
    "leftArrow": _shares((1, 0.25), (0.4, 0.25), (0.4, 0), (0, 0.5), (0.4, 1), (0.4, 0.75), (1, 0.75)),
    "upArrow": _shares((0.25, 1), (0.25, 0.4), (0, 0.4), (0.5, 0), (1, 0.4), (0.75, 0.4), (0.75, 1)),
    "downArrow": _shares((0.25, 0), (0.25, 0.6), (0, 0.6), (0.5, 1), (1, 0.6), (0.75, 0.6), (0.75, 0)),
    "homePlate": _shares((0, 0), (0.8, 0), (1, 0.5), (0.8, 1), (0, 1)),
    "chevron": _shares((0, 0), (0.8, 0), (1, 0.5), (0.8, 1), (0, 1), (0.2, 0.5)),
    "star5": _star,
}


def draw_shape(pen: Pen, shape: Shape, box: Rectangle) -> None:
    """Draw the outline, then the text; an unknown preset is drawn as its box."""
    _draw_outline(pen, shape, box)
    if any(run.text for paragraph in shape.paragraphs for run in paragraph.runs):
        _draw_text(pen, shape, box)


def _draw_outline(pen: Pen, shape: Shape, box: Rectangle) -> None:
    x, y, width, height = box
    line = shape.line
    dash = DASHES.get(line.dash, ()) if line else ()
    if shape.preset == "line" or ("Connector" in shape.preset and not shape.preset.startswith("flowChart")):
        if line:
            scaled = [d * line.width_pt for d in dash]
            pen.line([(x, y), (x + width, y + height)], line.color, line.width_pt, scaled)
        return
    color, thick = (line.color, line.width_pt) if line else (None, 0.0)
    if not shape.fill and not color:
        return
    if shape.preset in ("ellipse", "flowChartConnector"):
        pen.ellipse(box, shape.fill, color, thick)
    elif shape.preset in ("roundRect", "flowChartAlternateProcess"):
        pen.rounded(box, min(width, height) * 0.16667, shape.fill, color, thick)
    else:
        outline = _OUTLINES.get(shape.preset, _shares((0, 0), (1, 0), (1, 1), (0, 1)))
        pen.shape(outline(box), shape.fill, color, thick, [d * thick for d in dash])


def _text_box(shape: Shape, box: Rectangle) -> Rectangle:
    """Return the box of the text: round shapes keep it off their corners (their preset definitions, 20.1.9.22)."""
    x, y, width, height = box
    if shape.preset == "roundRect":
        across = down = min(width, height) * 0.16667 * 0.29289
    elif shape.preset == "ellipse":
        across, down = width * 0.14645, height * 0.14645
    else:
        return box
    return x + across, y + down, width - 2 * across, height - 2 * down


def _draw_text(pen: Pen, shape: Shape, box: Rectangle) -> None:
    box = _text_box(shape, box)
    left, top, right, bottom = shape.insets_pt
    x, y, width, height = box[0] + left, box[1] + top, box[2] - left - right, box[3] - top - bottom
    placed: list[tuple[TextLine, str]] = []
    for paragraph in shape.paragraphs:
        font = paragraph.runs[0].font or Font()
        lines = lines_of(spans_of(paragraph.runs, font), font, max(width, 1.0) if shape.wrap else None)
        placed.extend((line, paragraph.align) for line in lines)
    heights = [line.height * _spacing(line) for line, _ in placed]
    down = {"t": 0.0, "ctr": (height - sum(heights)) / 2, "b": height - sum(heights)}[shape.vertical]
    down += y
    for (line, align), taken in zip(placed, heights, strict=True):
        start = {"ctr": (width - line.width) / 2, "r": width - line.width}.get(align, 0.0)
        draw_line(pen, line, x + start, down + line.ascent * _spacing(line), None)
        down += taken


def _spacing(line: TextLine) -> float:
    """Return the height of a line as a factor: DrawingML adds the font's own gap, for Carlito a fifth."""
    return 1.22 if any("Carlito" in span.face.name for span in line.spans) else 1.03
