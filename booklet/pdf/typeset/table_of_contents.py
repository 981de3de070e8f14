"""Draws the table of contents: titles, dot leaders, page numbers, and where the links on it have to go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from booklet.pdf.prepared import Part
from booklet.pdf.types import ContentsEntry, PageLink
from booklet.pdf.typeset.drawing import Drawing, Sheet, short
from booklet.pdf.typeset.drawn_document import drawn_document
from booklet.pdf.typeset.line_breaking import Span
from booklet.pdf.typeset.paragraph import Paragraph, Text, bar_below, set_as_it_is
from booklet.pdf.typeset.text_style import (
    BAR_ROOM_PT,
    INK,
    MARGIN_BOTTOM_PT,
    MARGIN_SIDE_PT,
    MARGIN_TOP_PT,
    QUIET,
    Look,
    TextStyle,
    color_of,
    heading_look,
)
from booklet.pdf.typeset.typefaces import runs, width_pt

_INDENT_PT, _DEEPEST = 18.0, 4
_DOT_STEP_PT, _DOT_PT, _DOT_COLOR = 5.0, 0.95, color_of("#98a1ab")


@dataclass(frozen=True)
class _Row:
    """An entry, set: how high it is with the space above it, and itself drawn."""

    entry: ContentsEntry
    drawing: Drawing
    title_height_pt: float
    indent_pt: float
    above_pt: float

    @property
    def height_pt(self) -> float:
        return self.above_pt + self.title_height_pt


def draw_contents(entries: Sequence[ContentsEntry], style: TextStyle, *, heading: str = "Contents") -> Part:
    """Draw the contents, with a link for each entry, from its whole line to `entry.page` of the book.

    It has as many pages as the entries need, even without any a page. An entry that only repeats the title above it
    (a document's outline often begins with its own title) is left out. Raises BookletError for letters that no font
    has.
    """
    entries = _without_echoes(entries)
    number_width = max((_number_width(entry, style) for entry in entries), default=0.0) + 14
    rows = [_set_row(entry, style, number_width) for entry in entries]
    left, top = MARGIN_SIDE_PT, style.page_size_pt[1] - MARGIN_TOP_PT
    title = _heading(heading, style)
    heading_height = title.height + BAR_ROOM_PT - 8 if title else 0.0
    room = top - MARGIN_BOTTOM_PT
    pages: list[Drawing] = []
    links: list[PageLink] = []
    for chunk in _paginate(rows, room - heading_height, room):
        sheet, y = Sheet(), top
        if title and not pages:
            sheet.put(title.drawing(), left, top - title.height)
            sheet.add(bar_below(style.color, left, top - title.height))
            y -= heading_height
        for row in chunk:
            y -= row.height_pt
            sheet.put(row.drawing, left + row.indent_pt, y)
            rect = (left + row.indent_pt, y - 2, left + style.text_width_pt, y + row.title_height_pt + 2)
            links.append(PageLink(len(pages), rect, row.entry.page))
        pages.append(sheet.done())
    return drawn_document(pages, style).part().linked(links)


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
    drawing, height = _drawn_row(" ".join(entry.title.split()), entry.number, level, style, number_width)
    return _Row(entry, drawing, height, level * _INDENT_PT, above_pt=10.0 if level == 0 else 4.0)


def _spans(text: str, look: Look) -> tuple[Span, ...]:
    return tuple(Span(piece, font, look.size, look.color) for font, piece in runs(text, look.family, bold=look.bold))


def _look(level: int, style: TextStyle) -> Look:
    size, leading, color = (11.5, 15.0, INK) if level == 0 else (10.5, 13.5, INK) if level == 1 else (10.0, 13.0, QUIET)
    return Look(style.body_family, size, leading, color, bold=level == 0)


def _number_width(entry: ContentsEntry, style: TextStyle) -> float:
    look = _look(entry.level, style)
    return width_pt(entry.number, look.size, look.family, bold=look.bold)


def _heading(heading: str, style: TextStyle) -> Paragraph | None:
    if not heading.strip():
        return None
    look = heading_look(style, 1)
    return Text(_spans(heading, look), look).set(style.text_width_pt)


@lru_cache(maxsize=2048)
def _drawn_row(title: str, number: str, level: int, style: TextStyle, number_width: float) -> tuple[Drawing, float]:
    """Draw a title with its leader and number, the last two on its last line; return its height too."""
    look, measure = _look(level, style), style.text_width_pt - level * _INDENT_PT
    paragraph = Text(_spans(title, look), look).set(measure - number_width)
    sheet = Sheet()
    sheet.put(paragraph.drawing(), 0, 0)
    number_left = measure - width_pt(number, look.size, look.family, bold=look.bold)
    x = number_left - width_pt(" ", look.size, look.family, bold=look.bold)  # copied text must not run into the number
    shown = set_as_it_is(_spans(f" {number}", look), look, measure - x)
    baseline = paragraph.last_baseline
    sheet.put(shown.drawing(), x, baseline - shown.last_baseline)
    sheet.add(_leader(paragraph.last_line_width + 8, number_left - 7, measure, baseline))
    return sheet.done(), paragraph.height


def _leader(start: float, end: float, right: float, baseline: float) -> bytes:
    """Return the operators that draw dots on a grid that all lines share, counted from the right margin."""
    first = right - int((right - end) / _DOT_STEP_PT + 1) * _DOT_STEP_PT
    if first - start < 2 * _DOT_STEP_PT:
        return b""
    height = short(baseline + _DOT_PT / 2)
    line = b"%b %b m %b %b l S" % (short(first), height, short(start), height)
    return b"q %b RG %b w 1 J [0 %b] 0 d %b Q" % (_DOT_COLOR, short(_DOT_PT), short(_DOT_STEP_PT), line)
