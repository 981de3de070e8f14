"""A cell's text in its box: aligned, wrapped, shrunk, rotated, cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from booklet.sheets.canvas.pen import Pen, Point
from booklet.sheets.layout.cell_content import CellContent, aligned, narrowed
from booklet.sheets.layout.sheet_view import PADDING_PT
from booklet.sheets.layout.text import Line, Span, make_line, spans_of, wrapped_lines
from booklet.sheets.layout.typeface import face_for
from booklet.sheets.model.cell import Run
from booklet.sheets.model.style import Color

_FIT_PT = 0.3


@dataclass(frozen=True, slots=True)
class CellBox:
    """Left, top, width and height of a cell; text may be shown from `first` to `last`."""

    left: float
    top: float
    width: float
    height: float
    first: float
    last: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height


def draw_cell_text(pen: Pen, content: CellContent, box: CellBox, indent: float) -> None:
    """Draws the content of one cell."""
    alignment = content.style.alignment
    if alignment.rotation:
        from booklet.sheets.draw.rotated_text import draw_rotated

        draw_rotated(pen, content, box, indent)
        return
    inner = box.width - 2 * PADDING_PT - (indent if _indented(content) else 0.0)
    content, lines = arrange(content, inner)
    if content.fill and len(lines) == 1 and _draw_filled(pen, content, box):
        return
    height = sum(line.height for line in lines)
    top = _top(alignment.vertical, box, height)
    widest = max((line.width for line in lines), default=0.0)
    cut = height > box.height + _FIT_PT or widest > box.last - box.first - 2 * PADDING_PT + _FIT_PT
    if cut or (widest > inner + _FIT_PT and aligned(content) != "left"):
        with pen.kept():
            pen.clip(box.first, box.top, box.last - box.first, box.height)
            _draw_lines(pen, content, lines, box, (top, inner, indent))
    else:
        _draw_lines(pen, content, lines, box, (top, inner, indent))


def fits(content: CellContent, width: float, height: float, indent: float, *, flowing: bool) -> tuple[bool, bool]:
    """(prints as ####, is cut off) for a cell of that size; `flowing` text is cut at the width alone."""
    alignment = content.style.alignment
    if alignment.rotation:
        return False, False
    inner = width - 2 * PADDING_PT - (indent if _indented(content) else 0.0)
    wraps = alignment.wrap or content.horizontal in ("justify", "distributed") or alignment.vertical == "justify"
    if (
        not wraps
        and not content.overflow
        and sum([s.width for s in spans_of(content.runs, content.style.font)]) <= inner
    ):
        return False, False
    shown, lines = arrange(content, inner)
    if content.number:
        return shown.text != content.text and not shown.text.strip("#"), False
    tall = sum(line.height for line in lines) > height + lines[0].height * 0.5
    wide = not alignment.shrink and max(line.width for line in lines) > inner + 1.0
    return False, wide or (tall and not flowing)


def _indented(content: CellContent) -> bool:
    return content.horizontal in ("left", "right", "distributed")


def arrange(content: CellContent, inner: float) -> tuple[CellContent, list[Line]]:
    """The lines of a content in a cell of that inner width, and the content that they show."""
    style = content.style
    if content.number:
        content, spans = _fitting_number(content, inner)
        return content, [make_line(spans, style.font)]
    alignment = style.alignment
    runs = content.runs
    wraps = alignment.wrap or content.horizontal in ("justify", "distributed") or alignment.vertical == "justify"
    if wraps:
        return content, list(wrapped_lines(runs, style.font, max(inner, 1.0)))
    runs = tuple(Run(run.text.replace("\n", ""), run.font) for run in runs)
    spans = spans_of(runs, style.font)
    width = sum(s.width for s in spans)
    if alignment.shrink and width > inner > 0:
        spans = spans_of(runs, style.font, inner / width)
    elif content.horizontal == "fill" and 0 < width <= inner / 2:
        spans = spans_of(runs * int(inner / width), style.font)
    return content, [make_line(spans, style.font)]


def _fitting_number(content: CellContent, inner: float) -> tuple[CellContent, list[Span]]:
    font = content.style.font
    spans = spans_of(content.runs, font)
    width = sum(s.width for s in spans)
    room = inner + PADDING_PT / 2
    if not content.overflow and width <= room + _FIT_PT:
        return content, spans
    if content.style.alignment.shrink and width and not content.overflow:
        return content, spans_of(content.runs, font, max(inner, 1) / width)
    face = face_for(font.name, font.bold, font.italic)
    digit = face.width("0", font.size)
    for characters in range(int(inner / digit) + 1, 0, -1):
        shorter = narrowed(content, characters)
        if shorter:
            spans = spans_of(shorter.runs, font)
            if sum(s.width for s in spans) <= room:
                return shorter, spans
    signs = max(int(inner / face.width("#", font.size)), 1)
    hashes = (Run("#" * signs, None),)
    return replace(content, runs=hashes, fill=None), spans_of(hashes, font)


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
    alignment = content.style.alignment
    for number, line in enumerate(lines):
        last = number == len(lines) - 1
        stretched = content.horizontal == "distributed" or (content.horizontal == "justify" and not last)
        if stretched and (not last or alignment.justify_last_line or len(lines) == 1 or number < len(lines)):
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


def draw_line(pen: Pen, line: Line, x: float, baseline: float, color: Color | None) -> None:
    """Draws the spans of a line one after the other; `color` overrides theirs."""
    for span in line.spans:
        pen.text(x, baseline, span, color or span.font.color or "000000")
        x += span.width


def _draw_justified(pen: Pen, line: Line, start: Point, room: float, color: Color | None) -> None:
    """With the words spread over the room; `start` is where the line's baseline begins."""
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
    """A format with a repeated sign: what stands before it goes to the left edge, the rest to the right."""
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
