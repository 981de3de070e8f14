"""A cover from plain Markdown, so that anybody gets a fine cover without knowing how.

What stands before the first heading is a small line at the top (the firm's name, say); the first heading is the
title; what follows it is the subtitle; and after a rule (`---`) each paragraph is a column at the foot, its bold
words its label ("**Prepared for**", a line break, the name).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from booklet.errors import BookletError
from booklet.pdf.typeset.drawing import Drawing, Sheet, lines, rectangle, short
from booklet.pdf.typeset.line_breaking import Span
from booklet.pdf.typeset.markdown import Node, parse
from booklet.pdf.typeset.paragraph import Paragraph, Text
from booklet.pdf.typeset.spans import Inline, Manner, joined
from booklet.pdf.typeset.text_style import INK, QUIET, Look, TextStyle

_EDGE_PT = 68.0
_TITLE_SIZES_PT = (50.0, 44.0, 38.0, 32.0, 27.0, 23.0, 19.0)
_BAR_ROOM_PT = 44.0
_TITLE_TOP_SHARE, _KICKER_SHARE = 0.60, 0.25
"""Of the page's height: where the title begins, from below; how far down the small line may reach, from above."""
_TOO_LONG = "The cover has more words than its page has room for: shorten the title, or what stands around it."
_RINGS = ((1.00, 0.07), (0.82, 0.13), (0.65, 0.24), (0.49, 0.42), (0.34, 0.68), (0.20, 1.0))
"""Radius and strength of the rings in the corner, each a share of the largest."""
_ROUND = 0.5522847498
"""How far the control points of a quarter of a circle are from its ends, as a share of the radius."""


@dataclass(frozen=True)
class _Words:
    """The words of a cover, by place."""

    kicker: list[Node]
    title: list[Node]
    subtitle: list[Node]
    foot: list[Node]


def draw_cover(markdown: str, style: TextStyle) -> Drawing:
    """Draw a cover on a page. Raises BookletError where the words do not fit, whatever their size."""
    words = _by_place(parse(markdown))
    sheet = Sheet()
    sheet.add(_rings(style))
    _draw_kicker(sheet, words.kicker, style)
    foot_top = _draw_foot(sheet, words.foot, style)
    _draw_title(sheet, words, style, room=(foot_top + 36, style.page_size_pt[1] * _TITLE_TOP_SHARE))
    return sheet.done()


def _by_place(blocks: list[Node]) -> _Words:
    first = next((i for i, block in enumerate(blocks) if block.kind == "heading"), 0)
    rule = next((i for i, block in enumerate(blocks) if block.kind == "hr" and i > first), len(blocks))
    kicker = [block for block in blocks[:first] if block.kind != "hr"]
    return _Words(kicker, blocks[first : first + 1], blocks[first + 1 : rule], blocks[rule + 1 :])


@lru_cache(maxsize=16)
def _rings(style: TextStyle) -> bytes:
    """Draw growth rings that run out of the page at its upper right corner."""
    width, height = style.page_size_pt
    return b"\n".join(
        b"%b rg %b" % (style.tint(strength), _disc(width, height, width * 0.58 * share)) for share, strength in _RINGS
    )


def _disc(x: float, y: float, radius: float) -> bytes:
    """Return the operators that fill a circle, of four curves (8.5.2.2)."""
    corners = [(radius, 0.0), (0.0, radius), (-radius, 0.0), (0.0, -radius), (radius, 0.0)]
    path = [b"%b %b m" % (short(x + radius), short(y))]
    for (x0, y0), (x1, y1) in pairwise(corners):
        # At the end of each radius the curve goes on at a right angle to it.
        points = (x0 - y0 * _ROUND, y0 + x0 * _ROUND, x1 + y1 * _ROUND, y1 - x1 * _ROUND, x1, y1)
        shifted = (short(value + (y if i % 2 else x)) for i, value in enumerate(points))
        path.append(b"%b c" % b" ".join(shifted))
    return b" ".join((*path, b"f"))


def _draw_kicker(sheet: Sheet, kicker: list[Node], style: TextStyle) -> None:
    """Draw the small line at the top, which stays clear of the rings."""
    if not kicker:
        return
    look = Look(style.body_family, 12, 16, style.color)
    width, height = style.page_size_pt
    paragraph = _all_of(kicker, look, style, width * 0.38 - _EDGE_PT + 40, bold=True)
    if paragraph.height > height * _KICKER_SHARE:
        raise BookletError(_TOO_LONG)
    sheet.put(paragraph.drawing(), _EDGE_PT, height - _EDGE_PT - paragraph.height)


def _all_of(blocks: Sequence[Node], look: Look, style: TextStyle, width: float, *, bold: bool = False) -> Paragraph:
    manner = replace(Manner.of(look, style.color), bold=bold)
    return Text(_spans(blocks, manner), look).set(width)


def _spans(blocks: Sequence[Node], manner: Manner) -> tuple[Span, ...]:
    """Return all that some blocks say, however they are nested: a line for each inner block."""
    said: list[Inline | str] = []
    for block in blocks:
        said += list(block.all_content()) or [" ".join(block.token.content.split())]
    return tuple(joined(said, manner))


def _draw_title(sheet: Sheet, words: _Words, style: TextStyle, *, room: tuple[float, float]) -> None:
    """Draw title, a short bar and the subtitle, from the upper end of `room` (its ends are heights on the page)."""
    bottom, top = room
    width = style.page_size_pt[0] - 2 * _EDGE_PT
    subtitle = [_subtitle_line(node, style, width) for node in words.subtitle]
    below = sum(paragraph.height + 8 for paragraph in subtitle) + _BAR_ROOM_PT
    title = _largest_title(words.title, style, width, top - bottom - below)
    y = top
    for line in title:
        y -= line.height
        sheet.put(line.drawing(), _EDGE_PT, y)
    sheet.add(rectangle(style.color, _EDGE_PT, y - 22, 54, 3.5))
    y -= _BAR_ROOM_PT
    for line in subtitle:
        y -= line.height + 8
        sheet.put(line.drawing(), _EDGE_PT, y)


def _largest_title(title: Sequence[Node], style: TextStyle, width: float, room: float) -> list[Paragraph]:
    """Return the title in the largest size in which no word of it is longer than a line and all of it fits `room`."""
    for size in _TITLE_SIZES_PT:
        look = Look(style.heading_family, size, size * 1.12, style.color, kerned=True)
        texts = [Text(_spans([node], Manner.of(look, style.color)), look) for node in title]
        if all(text.least_width <= width for text in texts):
            found = [text.set(width) for text in texts]
            if sum(line.height for line in found) <= room:
                return found
    raise BookletError(_TOO_LONG)


def _subtitle_line(node: Node, style: TextStyle, width: float) -> Paragraph:
    large = node.kind == "heading"
    look = Look(style.body_family, 20 if large else 13, 26 if large else 19, INK if large else QUIET)
    return _all_of([node], look, style, width)


def _draw_foot(sheet: Sheet, foot: list[Node], style: TextStyle) -> float:
    """Draw the columns under a hairline at the foot, three in a row, and return how high they reach."""
    nodes = [node for node in foot if node.kind != "hr"]
    if not nodes:
        return _EDGE_PT
    whole = style.page_size_pt[0] - 2 * _EDGE_PT
    count = min(len(nodes), 3)
    width = (whole - 20 * (count - 1)) / count
    columns = [_foot_column(node, style, width) for node in nodes]
    y = _EDGE_PT
    for start in reversed(range(0, len(columns), count)):
        row = columns[start : start + count]
        tallest = max(paragraph.height for paragraph in row)
        for place, paragraph in enumerate(row):
            sheet.put(paragraph.drawing(), _EDGE_PT + place * (width + 20), y + tallest - paragraph.height)
        y += tallest + 16
    sheet.add(lines(style.tint(0.35), 0.75, [(_EDGE_PT, _EDGE_PT + whole, y)]))
    return y


def _foot_column(node: Node, style: TextStyle, width: float) -> Paragraph:
    look = Look(style.body_family, 11, 16, INK)
    manner = Manner.of(look, style.color, bold_color=style.color)
    return Text(_spans([node], manner), look).set(width)
