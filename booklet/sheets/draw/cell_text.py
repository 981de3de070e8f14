"""A cell's text in its box: aligned, wrapped, shrunk, rotated, cut."""

from __future__ import annotations

from collections.abc import Sequence

from booklet.sheets.canvas.pen import Pen, Point
from booklet.sheets.draw.rotated_text import draw_rotated
from booklet.sheets.draw.text_line import CellBox, draw_line
from booklet.sheets.layout.cell_content import CellContent, aligned
from booklet.sheets.layout.fitted_text import arrange, indented
from booklet.sheets.layout.plain_style import FIT_PT, PADDING_PT
from booklet.sheets.layout.text import Line, make_line, spans_of
from booklet.sheets.model.cell import Run
from booklet.sheets.model.style import Color


def draw_cell_text(pen: Pen, content: CellContent, box: CellBox, indent: float) -> None:
    """Draw the content of one cell."""
    alignment = content.style.alignment
    if alignment.rotation:
        draw_rotated(pen, content, box, indent)
        return
    inner = box.width - 2 * PADDING_PT - (indent if indented(content) else 0.0)
    content, lines = arrange(content, inner)
    if content.fill and len(lines) == 1 and _draw_filled(pen, content, box):
        return
    height = sum(line.height for line in lines)
    top = _top(alignment.vertical, box, height)
    widest = max((line.width for line in lines), default=0.0)
    cut = height > box.height + FIT_PT or widest > box.last - box.first - 2 * PADDING_PT + FIT_PT
    if cut or (widest > inner + FIT_PT and aligned(content) != "left"):
        with pen.kept():
            pen.clip(box.first, box.top, box.last - box.first, box.height)
            _draw_lines(pen, content, lines, box, (top, inner, indent))
    else:
        _draw_lines(pen, content, lines, box, (top, inner, indent))


def _top(vertical: str, box: CellBox, height: float) -> float:
    if vertical == "top" or (vertical in ("justify", "distributed") and height >= box.height):
        return box.top + PADDING_PT
    if vertical in ("center", "distributed", "justify"):
        return box.top + (box.height - height) / 2
    return box.bottom - PADDING_PT - height


def _draw_lines(
    pen: Pen, content: CellContent, lines: Sequence[Line], box: CellBox, placing: tuple[float, float, float]
) -> None:
    top, inner, indent = placing
    y = top
    for number, line in enumerate(lines):
        last = number == len(lines) - 1
        stretched = content.horizontal == "distributed" or (content.horizontal == "justify" and not last)
        if stretched:
            _draw_justified(pen, line, (box.left + PADDING_PT, y + line.ascent), inner, content.color)
        else:
            draw_line(pen, line, _x(content, box, line.width, indent), y + line.ascent, content.color)
        y += line.height


def _x(content: CellContent, box: CellBox, width: float, indent: float) -> float:
    align = aligned(content)
    if align == "right":
        return box.right - PADDING_PT - indent - width
    if align in ("center", "centerContinuous"):
        return box.left + (box.width - width) / 2
    return box.left + PADDING_PT + indent


def _draw_justified(pen: Pen, line: Line, start: Point, room: float, color: Color | None) -> None:
    """Draw the line with its words spread over the room; `start` is the beginning of its baseline."""
    x, baseline = start
    words = [(span, word) for span in line.spans for word in span.text.split()]
    taken = sum(span.face.width(word, span.size) for span, word in words)
    gap = (room - taken) / (len(words) - 1) if len(words) > 1 else 0.0
    if gap < 0 or len(words) < 2:
        draw_line(pen, line, x, baseline, color)
        return
    for span, word in words:
        pen.text(x, baseline, span, color or span.font.color or "000000", text=word)
        x += span.face.width(word, span.size) + gap


def _draw_filled(pen: Pen, content: CellContent, box: CellBox) -> bool:
    """Draw a text with a repeated sign: the part before the sign at the left edge, the rest at the right."""
    place, sign = content.fill or (0, " ")
    font = content.style.font
    before, after = (spans_of((Run(t, None),), font) for t in (content.text[:place], content.text[place:]))
    left, right = sum(s.width for s in before), sum(s.width for s in after)
    gap = box.width - 2 * PADDING_PT - left - right
    if gap < 0:
        return False
    line = make_line([*before, *after], font)
    baseline = _top(content.style.alignment.vertical, box, line.height) + line.ascent
    color = content.color
    draw_line(pen, make_line(before, font), box.left + PADDING_PT, baseline, color)
    if sign != " ":
        width = spans_of((Run(sign, None),), font)[0].width
        repeated = make_line(spans_of((Run(sign * int(gap / width), None),), font), font)
        draw_line(pen, repeated, box.left + PADDING_PT + left, baseline, color)
    draw_line(pen, make_line(after, font), box.right - PADDING_PT - right, baseline, color)
    return True
