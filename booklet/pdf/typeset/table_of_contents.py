"""Draws the table of contents: titles, dot leaders, page numbers, and where the links on it have to go."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from booklet.pdf.types import PageLink
from booklet.pdf.typeset.flowables import draw_bar
from booklet.pdf.typeset.text_style import (
    BAR_ROOM_PT,
    INK,
    MARGIN_BOTTOM_PT,
    MARGIN_SIDE_PT,
    MARGIN_TOP_PT,
    QUIET,
    TextStyle,
    heading_style,
)
from booklet.pdf.typeset.typefaces import DRAWING, font_name, markup, runs, width_pt

_INDENT_PT, _DEEPEST = 18.0, 4
_DOT_STEP_PT, _DOT_PT, _DOT_COLOR = 5.0, 0.95, HexColor("#98a1ab")


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents.

    `level` 0 is a page's title, 1 and more come from the outlines inside; `page` is an index in the book, `number` what
    is printed for it ("3", "iv").
    """

    title: str
    level: int
    page: int
    number: str


@dataclass(frozen=True)
class _Row:
    """An entry, set: how high it is with the space above it, and its lines."""

    entry: ContentsEntry
    paragraph: Paragraph
    indent_pt: float
    above_pt: float

    @property
    def height_pt(self) -> float:
        return self.above_pt + float(self.paragraph.height)


def draw_contents(
    entries: Sequence[ContentsEntry], style: TextStyle, *, heading: str = "Contents"
) -> tuple[bytes, tuple[PageLink, ...]]:
    """Draw the contents as a PDF, with a link for each entry, from its whole line to `entry.page` of the book.

    It has as many pages as the entries need, even without any a page. An entry that only repeats the title above it
    (a document's outline often begins with its own title) is left out. Raises BookletError for letters that no font
    has.
    """
    with DRAWING:
        return _draw(_without_echoes(entries), style, heading)


def _draw(entries: Sequence[ContentsEntry], style: TextStyle, heading: str) -> tuple[bytes, tuple[PageLink, ...]]:
    number_width = max((_number_width(entry, style) for entry in entries), default=0.0) + 14
    rows = [_set_row(entry, style, number_width) for entry in entries]
    out = io.BytesIO()
    canvas = Canvas(
        out,
        pagesize=style.page_size_pt,
        invariant=1,
        pageCompression=1,
        lang=style.language or None,
        initialFontName=font_name(style.body_family),
    )
    canvas.setTitle(heading)
    links: list[PageLink] = []
    left, top = MARGIN_SIDE_PT, style.page_size_pt[1] - MARGIN_TOP_PT
    heading_height = _draw_heading(canvas, heading, style, left, top)
    room = top - MARGIN_BOTTOM_PT
    for page, chunk in enumerate(_paginate(rows, room - heading_height, room)):
        if page:
            canvas.showPage()
        y = top - (heading_height if page == 0 else 0)
        for row in chunk:
            y -= row.height_pt
            _draw_row(canvas, row, style, left, y)
            rect = (left + row.indent_pt, y - 2, left + style.text_width_pt, y + row.paragraph.height + 2)
            links.append(PageLink(page, rect, row.entry.page))
    canvas.showPage()
    canvas.save()
    return out.getvalue(), tuple(links)


def _without_echoes(entries: Sequence[ContentsEntry]) -> list[ContentsEntry]:
    kept: list[ContentsEntry] = []
    for entry in entries:
        above = next((one for one in reversed(kept) if one.level < entry.level), None)
        same_place = above is not None and above.page == entry.page
        if not (above and same_place and above.title.casefold() == entry.title.casefold()):
            kept.append(entry)
    return kept


def _paginate(rows: list[_Row], first_room: float, room: float) -> Iterator[list[_Row]]:
    """Yield the rows by page; a title moves to the next page rather than stand alone above its first sub-entry."""
    page: list[_Row] = []
    left = first_room
    for i, row in enumerate(rows):
        following = rows[i + 1] if i + 1 < len(rows) else None
        needed = row.height_pt
        if following and following.entry.level > row.entry.level:
            needed += following.height_pt
        if page and needed > left:
            yield page
            page, left = [], room
        page.append(row)
        left -= row.height_pt
    yield page


def _set_row(entry: ContentsEntry, style: TextStyle, number_width: float) -> _Row:
    level = min(max(entry.level, 0), _DEEPEST)
    size, leading, color = _look(level)
    look = ParagraphStyle(
        f"contents {level}",
        fontName=font_name(style.body_family, bold=level == 0),
        fontSize=size,
        leading=leading,
        textColor=color,
    )
    indent = level * _INDENT_PT
    title = " ".join(entry.title.split())
    paragraph = Paragraph(markup(title, style.body_family, bold=level == 0), look)
    paragraph.wrap(style.text_width_pt - indent - number_width, 10_000)
    return _Row(entry, paragraph, indent, above_pt=10.0 if level == 0 else 4.0)


def _look(level: int) -> tuple[float, float, object]:
    return (11.5, 15.0, INK) if level == 0 else (10.5, 13.5, INK) if level == 1 else (10.0, 13.0, QUIET)


def _number_width(entry: ContentsEntry, style: TextStyle) -> float:
    return width_pt(entry.number, _look(entry.level)[0], style.body_family, bold=entry.level == 0)


def _draw_heading(canvas: Canvas, heading: str, style: TextStyle, left: float, top: float) -> float:
    """Draw the heading, and return the height taken."""
    if not heading.strip():
        return 0.0
    look = heading_style(style, 1)
    paragraph = Paragraph(markup(heading, style.heading_family), look)
    _, height = paragraph.wrap(style.text_width_pt, 10_000)
    paragraph.drawOn(canvas, left, top - height)
    draw_bar(canvas, left, top - height, style.color)
    return float(height) + BAR_ROOM_PT - 8


def _draw_row(canvas: Canvas, row: _Row, style: TextStyle, left: float, bottom: float) -> None:
    """Draw a title with its leader and number, the last two on the title's last line."""
    row.paragraph.drawOn(canvas, left + row.indent_pt, bottom)
    line_widths = row.paragraph.getActualLineWidths0()
    baseline = bottom + _last_baseline(row.paragraph)
    right = left + style.text_width_pt
    size, _, color = _look(row.entry.level)
    bold = row.entry.level == 0
    number_left = right - width_pt(row.entry.number, size, style.body_family, bold=bold)
    x = number_left - width_pt(" ", size, style.body_family, bold=bold)  # copied text must not run into the number
    canvas.setFillColor(color)
    for name, piece in runs(f" {row.entry.number}", style.body_family, bold=bold):
        canvas.setFont(name, size)
        canvas.drawString(x, baseline, piece)
        x += canvas.stringWidth(piece, name, size)
    _draw_leader(canvas, left + row.indent_pt + max(line_widths[-1:], default=0) + 8, number_left - 7, right, baseline)


def _last_baseline(paragraph: Paragraph) -> float:
    """Return the height of the last line's baseline above the paragraph's lower end."""
    below_first = (len(paragraph.blPara.lines) - 1) * paragraph.style.leading
    return float(paragraph.height - paragraph.style.fontSize - max(below_first, 0))


def _draw_leader(canvas: Canvas, start: float, end: float, right: float, baseline: float) -> None:
    """Draw dots on a grid that all lines share, counted from the right margin."""
    first = right - int((right - end) / _DOT_STEP_PT + 1) * _DOT_STEP_PT
    if first - start < 2 * _DOT_STEP_PT:
        return
    canvas.saveState()
    canvas.setStrokeColor(_DOT_COLOR)
    canvas.setLineWidth(_DOT_PT)
    canvas.setLineCap(1)
    canvas.setDash([0, _DOT_STEP_PT])
    canvas.line(first, baseline + _DOT_PT / 2, start, baseline + _DOT_PT / 2)
    canvas.restoreState()
