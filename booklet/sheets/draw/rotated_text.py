"""Text at an angle, or with its letters one below the other."""

from __future__ import annotations

from math import cos, radians, sin

from booklet.sheets.canvas.pen import Pen
from booklet.sheets.draw.text_line import CellBox, draw_line
from booklet.sheets.layout.cell_content import CellContent
from booklet.sheets.layout.plain_style import PADDING_PT
from booklet.sheets.layout.sheet_view import STACKED
from booklet.sheets.layout.text import lines_of, make_line, spans_of
from booklet.sheets.model.cell import Run


def draw_rotated(pen: Pen, content: CellContent, box: CellBox, indent: float) -> None:
    """Draw the text of a cell turned by its style's angle."""
    style = content.style
    if style.alignment.rotation == STACKED:
        _draw_stacked(pen, content, box)
        return
    angle = style.alignment.rotation
    along = _room_along(box, angle) if style.alignment.wrap and abs(angle) == 90 else None
    lines = lines_of(spans_of(content.runs, style.font), style.font, along, content.base)
    width, height = max(line.width for line in lines), sum(line.height for line in lines)
    turned_width = abs(width * cos(radians(angle))) + abs(height * sin(radians(angle)))
    turned_height = abs(width * sin(radians(angle))) + abs(height * cos(radians(angle)))
    x, y = _center(content, box, turned_width, turned_height, indent)
    with pen.kept():
        if turned_height > box.height or (abs(angle) == 90 and turned_width > box.width):
            pen.clip(box.first, box.top, box.last - box.first, box.height)
        pen.move(x, y)
        pen.turn(angle)
        down = -height / 2
        for line in lines:
            start = -width / 2 if style.alignment.vertical == "bottom" else -line.width / 2
            draw_line(pen, line, start, down + line.ascent, content.color)
            down += line.height


def _room_along(box: CellBox, angle: int) -> float:
    return max((box.height if abs(angle) == 90 else box.width) - 2 * PADDING_PT, 1.0)


def _center(content: CellContent, box: CellBox, width: float, height: float, indent: float) -> tuple[float, float]:
    """Return the middle of the turned text."""
    alignment = content.style.alignment
    across = content.horizontal if alignment.horizontal != "general" else _general(alignment.rotation)
    x = box.left + box.width / 2
    if across == "left":
        x = box.left + PADDING_PT + indent + width / 2
    elif across == "right":
        x = box.right - PADDING_PT - indent - width / 2
    y = box.top + box.height / 2
    if alignment.vertical == "top":
        y = box.top + PADDING_PT + height / 2
    elif alignment.vertical == "bottom":
        y = box.bottom - PADDING_PT - height / 2
    return x, y


def _general(rotation: int) -> str:
    """Return the side at which rotated text begins: Excel leans it to that side."""
    return "left" if rotation == 90 else "right" if rotation == -90 else "left" if rotation > 0 else "right"


def _draw_stacked(pen: Pen, content: CellContent, box: CellBox) -> None:
    font = content.style.font
    letters = [make_line(spans_of((Run(c, None),), font), font) for c in content.text if c != "\n"]
    height = sum(line.height for line in letters)
    vertical = content.style.alignment.vertical
    y = box.bottom - PADDING_PT - height
    if vertical == "top" or height > box.height:
        y = box.top + PADDING_PT
    elif vertical in ("center", "distributed", "justify"):
        y = box.top + (box.height - height) / 2
    with pen.kept():
        if height > box.height:
            pen.clip(box.first, box.top, box.last - box.first, box.height)
        for line in letters:
            draw_line(pen, line, box.left + (box.width - line.width) / 2, y + line.ascent, content.color)
            y += line.height
