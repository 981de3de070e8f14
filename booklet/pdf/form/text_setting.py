"""Setting a value's text into a widget: fonts, size, lines (ISO 32000-2, 12.7.4.3).

Measuring and drawing are apart, so that `check_values` finds before what would not fit or could not be shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from booklet.pdf.form.comb import comb_steps, set_comb
from booklet.pdf.form.field_plan import FieldPlan, ValueStyle, WidgetPlan
from booklet.pdf.form.text_runs import FontChoice, Run, runs
from booklet.pdf.types import SMALLEST_PT
from booklet.text.faces import FontFile, face_of
from booklet.text.shaping import Glyph, needs_shaping

_LARGEST_MULTILINE_PT = 12.0
_LINE = 1.15  # from baseline to baseline, in sizes


class UsedFont(NamedTuple):
    """A font in the resources of an appearance."""

    name: bytes
    resource: bytes
    """Its entry in the resources: name and reference."""
    encode: Callable[[str], bytes]
    """Writes a text as a string of the font."""
    show: Callable[[Sequence[Glyph], str, float], bytes] | None = None
    """Writes shaped text in a size; only fonts from files do."""


UseFont = Callable[[FontChoice], UsedFont]
"""Enters a font into the resources of an appearance."""


@dataclass(frozen=True, slots=True)
class SetText:
    """A value set into a widget."""

    lines: Sequence[Sequence[Run]]
    size: float
    fits: bool


def set_text(field: FieldPlan, widget: WidgetPlan, text: str, smallest_pt: float = SMALLEST_PT) -> SetText:
    """Choose size and lines for a clean text."""
    if field.comb and field.max_length:
        return SetText(*set_comb(widget, text, field.max_length, smallest_pt))
    if field.multiline:
        return _set_lines(widget, text, smallest_pt)
    line = runs(widget.style, text)
    width = sum(run.width for run in line) / 1000
    size = line_size(widget, width, smallest_pt)
    if any(run.glyphs for run in line):
        ascent, descent = _vertical(widget.style, [line])
        size = min(size, max((widget.height - 2 * widget.border) / (ascent - descent), smallest_pt))
    return SetText([line], size, width * size <= widget.room + 0.5)


def line_size(widget: WidgetPlan, width: float, smallest_pt: float = SMALLEST_PT) -> float:
    """Return the size of a line that is `width` wide at size 1: the field's own, less where that is too large."""
    size = widget.style.size or max(smallest_pt, min(widget.height / 1.35, 144.0))
    least = min(smallest_pt, size)  # the form's own size may be smaller
    if width * size > widget.room:
        size = max(least, widget.room / width)
    if size > widget.height - widget.border:
        size = max(least, widget.height - widget.border)
    return size


def _set_lines(widget: WidgetPlan, text: str, smallest_pt: float) -> SetText:
    width, height = widget.room, max(widget.height - 2 * widget.margin, 1.0)
    size = widget.style.size or _LARGEST_MULTILINE_PT
    while True:
        lines = wrap(widget.style, text, width / size * 1000)
        widest = max((sum(run.width for run in line) for line in lines), default=0.0) * size / 1000
        fits = len(lines) * size * _LINE <= height + 0.3 * size and widest <= width + 0.5
        if fits or size <= smallest_pt:
            return SetText(lines, size, fits)
        size = max(smallest_pt, size - (1.0 if size > 14 else 0.5))


def takes_a_line(widget: WidgetPlan, size: float) -> bool:
    """Tell whether a field of several lines is high enough for one of this size."""
    return size * _LINE <= max(widget.height - 2 * widget.margin, 1.0) + 0.3 * size


def wrap(style: ValueStyle, text: str, width: float) -> list[list[Run]]:
    """Break a text into lines no wider than `width` (1/1000 of the size), at spaces where there are any."""
    return [line for paragraph in text.split("\n") for line in _wrap_paragraph(style, paragraph, width)]


def _wrap_paragraph(style: ValueStyle, text: str, width: float) -> list[list[Run]]:
    lines: list[list[Run]] = []
    start = end = at = 0
    for word in text.split(" "):
        begin, at = at, at + len(word) + 1
        if start == end:
            start, end = begin, at - 1
        elif _width(style, text, start, at - 1) <= width:
            end = at - 1
        else:
            lines.append(runs(style, text, start, end))
            start, end = begin, at - 1
        while _width(style, text, start, end) > width and end - start > 1:
            cut = _fitting(style, text, (start, end), width)
            lines.append(runs(style, text, start, cut))
            start = cut
    lines.append(runs(style, text, start, end))
    return lines


def _width(style: ValueStyle, text: str, start: int, end: int) -> float:
    return sum(run.width for run in runs(style, text, start, end))


def _fitting(style: ValueStyle, text: str, line: tuple[int, int], width: float) -> int:
    """Return the end of as many letters of a line as are no wider than `width`; at least one."""
    start, high = line
    low = start + 1
    while low < high:
        middle = (low + high + 1) // 2
        if _width(style, text, start, middle) <= width:
            low = middle
        else:
            high = middle - 1
    return low


def draw_plain_line(field: FieldPlan, widget: WidgetPlan, text: str, use: UseFont, smallest_pt: float) -> bytes | None:
    """Draw as `set_text` and `draw` do, faster, what most values are: a line in the form's own font; else None."""
    font = widget.style.font
    if font is None or field.multiline or field.comb or needs_shaping(text):
        return None
    width = font.width(text)
    if width is None:
        return None
    size = line_size(widget, width / 1000, smallest_pt)
    used, length = use(font), width / 1000 * size
    x = (widget.margin, (widget.width - length) / 2, widget.width - widget.margin - length)[widget.style.align]
    y = widget.height / 2 - (font.ascent + font.descent) / 2000 * size
    return b"%b %.2f %.2f Td /%b %.2f Tf %b Tj ET Q EMC" % (widget.opening, x, y, used.name, size, used.encode(text))


def draw(field: FieldPlan, widget: WidgetPlan, setting: SetText, use: UseFont) -> bytes:
    """Return the marked content that shows a text in a widget."""
    width, height, size, style = widget.width, widget.height, setting.size, widget.style
    ascent, descent = _vertical(style, setting.lines)
    margin = widget.margin
    if field.multiline:
        y = height - margin - ascent * size
    else:
        y = (height - (ascent - descent) * size) / 2 - descent * size
    parts = [widget.opening]
    if field.comb and field.max_length:
        parts += [
            b"%b %b Td %b" % (_short(dx), _short(dy), show(run, size, use))
            for run, dx, dy in comb_steps(widget, setting.lines[0], size, field.max_length, y)
        ]
    else:
        at = (0.0, 0.0)
        for line in setting.lines:
            length = sum(run.width for run in line) / 1000 * size
            x = {0: margin, 1: (width - length) / 2, 2: width - margin - length}[style.align]
            if line and line[0].text:
                parts.append(b"%b %b Td" % (_short(x - at[0]), _short(y - at[1])))
                at = (x, y)
                parts += [show(run, size, use) for run in line]
            y -= size * _LINE
    return b" ".join((*parts, b"ET Q EMC"))


def show(run: Run, size: float, use: UseFont) -> bytes:
    """Return the operators that show a run where the pen is."""
    if run.font is None:
        return b""
    font = use(run.font)
    shown = font.show(run.glyphs, run.text, size) if run.glyphs and font.show else font.encode(run.text) + b" Tj"
    return b"/%b %b Tf %b" % (font.name, _short(size), shown)


def _vertical(style: ValueStyle, lines: Sequence[Sequence[Run]]) -> tuple[float, float]:
    """Return ascent and descent in sizes: the font's, more where a script with marks above and below needs it."""
    own = (style.font.ascent / 1000, style.font.descent / 1000) if style.font else (0.718, -0.207)
    shaped = {run.font for line in lines for run in line if run.glyphs}
    faces = [face_of(font) for font in shaped if isinstance(font, FontFile)]
    ascent, descent = (max(face.ascent for face in faces), min(face.descent for face in faces)) if faces else (0.0, 0.0)
    return max(own[0], ascent / 1000), min(own[1], descent / 1000)


def _short(value: float) -> bytes:
    return b"%.2f" % value
