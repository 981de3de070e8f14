"""A cell's content fitted into the cell: wrapped, shrunk, repeated, shortened, or as ####."""

from __future__ import annotations

from booklet.sheets.layout.cell_content import CellContent, narrowed
from booklet.sheets.layout.plain_style import FIT_PT, PADDING_PT
from booklet.sheets.layout.text import Line, Span, make_line, spans_of, wrapped_lines
from booklet.sheets.layout.typeface import face_for
from booklet.sheets.model.cell import Run


def fits(content: CellContent, width: float, height: float, indent: float, *, flowing: bool) -> tuple[bool, bool]:
    """Return (prints as ####, is cut off) for a cell of that size; `flowing` text is cut at the width alone."""
    alignment = content.style.alignment
    if alignment.rotation:
        return False, False
    inner = width - 2 * PADDING_PT - (indent if indented(content) else 0.0)
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


def indented(content: CellContent) -> bool:
    """Return whether the indent of its style moves the content."""
    return content.horizontal in ("left", "right", "distributed")


def arrange(content: CellContent, inner: float) -> tuple[CellContent, list[Line]]:
    """Return the lines of a content in a cell of that inner width, and the content that they show."""
    style = content.style
    if content.number:
        content, spans = _fitting_number(content, inner)
        return content, [make_line(spans, style.font)]
    alignment = style.alignment
    runs = content.runs
    wraps = alignment.wrap or content.horizontal in ("justify", "distributed") or alignment.vertical == "justify"
    if wraps:
        return content, list(wrapped_lines(runs, style.font, max(inner, 1.0), content.base))
    runs = tuple(Run(run.text.replace("\n", ""), run.font) for run in runs)
    spans = spans_of(runs, style.font)
    width = sum(s.width for s in spans)
    if alignment.shrink and width > inner > 0:
        spans = spans_of(runs, style.font, inner / width)
    elif content.horizontal == "fill" and 0 < width <= inner / 2:
        spans = spans_of(runs * int(inner / width), style.font)
    return content, [make_line(spans, style.font, content.base)]


def _fitting_number(content: CellContent, inner: float) -> tuple[CellContent, list[Span]]:
    font = content.style.font
    spans = spans_of(content.runs, font)
    width = sum(s.width for s in spans)
    room = inner + PADDING_PT / 2
    if not content.overflow and width <= room + FIT_PT:
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
    return content._replace(runs=hashes, fill=None), spans_of(hashes, font)
