"""A cover from plain Markdown, so that anybody gets a fine cover without knowing how.

What stands before the first heading is a small line at the top (the firm's name, say); the first heading is the
title; what follows it is the subtitle; and after a rule (`---`) each paragraph is a column at the foot, its bold
words its label ("**Prepared for**", a line break, the name).
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from markdown_it.tree import SyntaxTreeNode
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from booklet.errors import BookletError
from booklet.pdf.typeset.markdown import Look, kerned_if_plain, lines, plain_text
from booklet.pdf.typeset.text_style import INK, QUIET, TextStyle
from booklet.pdf.typeset.typefaces import font_name

_EDGE_PT = 68.0
_TITLE_SIZES_PT = (50.0, 44.0, 38.0, 32.0, 27.0, 23.0, 19.0)
_BAR_ROOM_PT = 44.0
_TITLE_TOP_SHARE, _KICKER_SHARE = 0.60, 0.25
"""Of the page's height: where the title begins, from below; how far down the small line may reach, from above."""
_TOO_LONG = "The cover has more words than its page has room for: shorten the title, or what stands around it."
_RINGS = ((1.00, 0.07), (0.82, 0.13), (0.65, 0.24), (0.49, 0.42), (0.34, 0.68), (0.20, 1.0))
"""Radius and strength of the rings in the corner, each a share of the largest."""


@dataclass(frozen=True)
class _Words:
    """The words of a cover, by place."""

    kicker: list[SyntaxTreeNode]
    title: list[SyntaxTreeNode]
    subtitle: list[SyntaxTreeNode]
    foot: list[SyntaxTreeNode]


def draw_cover(blocks: list[SyntaxTreeNode], style: TextStyle, *, title: str = "") -> bytes:
    """Draw a cover on a page. Raises BookletError where the words do not fit, whatever their size."""
    words = _by_place(blocks)
    width, height = style.page_size_pt
    out = io.BytesIO()
    canvas = Canvas(
        out,
        pagesize=(width, height),
        invariant=1,
        pageCompression=1,
        lang=style.language or None,
        initialFontName=font_name(style.body_family),
    )
    canvas.setTitle(title or (plain_text(words.title[0]) if words.title else ""))
    _draw_rings(canvas, style)
    _draw_kicker(canvas, words.kicker, style)
    foot_top = _draw_foot(canvas, words.foot, style)
    _draw_title(canvas, words, style, room=(foot_top + 36, height * _TITLE_TOP_SHARE))
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _by_place(blocks: list[SyntaxTreeNode]) -> _Words:
    first = next((i for i, block in enumerate(blocks) if block.type == "heading"), 0)
    rule = next((i for i, block in enumerate(blocks) if block.type == "hr" and i > first), len(blocks))
    kicker = [block for block in blocks[:first] if block.type != "hr"]
    return _Words(kicker, blocks[first : first + 1], blocks[first + 1 : rule], blocks[rule + 1 :])


def _draw_rings(canvas: Canvas, style: TextStyle) -> None:
    """Draw growth rings that run out of the page at its upper right corner."""
    width, height = style.page_size_pt
    largest = width * 0.58
    for share, strength in _RINGS:
        canvas.setFillColor(style.tint(strength))
        canvas.circle(width, height, largest * share, stroke=0, fill=1)


def _draw_kicker(canvas: Canvas, kicker: list[SyntaxTreeNode], style: TextStyle) -> None:
    """Draw the small line at the top, which stays clear of the rings."""
    if not kicker:
        return
    look = ParagraphStyle(
        "kicker", fontName=font_name(style.body_family), fontSize=12, leading=16, textColor=style.color
    )
    words = Look(style.body_family, style.color, bold=True)
    paragraph = Paragraph("<br/>".join(lines(block, words) for block in kicker), look)
    width, height = style.page_size_pt
    _, used = paragraph.wrap(width * 0.38 - _EDGE_PT + 40, height)
    if used > height * _KICKER_SHARE:
        raise BookletError(_TOO_LONG)
    paragraph.drawOn(canvas, _EDGE_PT, height - _EDGE_PT - used)


def _draw_title(canvas: Canvas, words: _Words, style: TextStyle, *, room: tuple[float, float]) -> None:
    """Draw title, a short bar and the subtitle, from the upper end of `room` (its ends are heights on the page)."""
    bottom, top = room
    width = style.page_size_pt[0] - 2 * _EDGE_PT
    for size in _TITLE_SIZES_PT:
        title = [_title_line(node, style, size) for node in words.title]
        subtitle = [_subtitle_line(node, style) for node in words.subtitle]
        heights = [paragraph.wrap(width, 10_000)[1] for paragraph in (*title, *subtitle)]
        long_words = any(paragraph.minWidth() > width for paragraph in title)
        if sum(heights) + _BAR_ROOM_PT + 8 * len(subtitle) <= top - bottom and not long_words:
            break
    else:
        raise BookletError(_TOO_LONG)
    y = top
    for paragraph in title:
        y -= paragraph.height
        paragraph.drawOn(canvas, _EDGE_PT, y)
    canvas.setFillColor(style.color)
    canvas.rect(_EDGE_PT, y - 22, 54, 3.5, stroke=0, fill=1)
    y -= _BAR_ROOM_PT
    for paragraph in subtitle:
        y -= paragraph.height + 8
        paragraph.drawOn(canvas, _EDGE_PT, y)


def _title_line(node: SyntaxTreeNode, style: TextStyle, size: float) -> Paragraph:
    look = ParagraphStyle(
        "cover title",
        fontName=font_name(style.heading_family),
        fontSize=size,
        leading=size * 1.12,
        textColor=style.color,
        shaping=1,
        splitLongWords=size == _TITLE_SIZES_PT[-1],
    )
    return Paragraph(*kerned_if_plain(lines(node, Look(style.heading_family, style.color)), look))


def _subtitle_line(node: SyntaxTreeNode, style: TextStyle) -> Paragraph:
    large = node.type == "heading"
    look = ParagraphStyle(
        "cover subtitle",
        fontName=font_name(style.body_family),
        fontSize=20 if large else 13,
        leading=26 if large else 19,
        textColor=INK if large else QUIET,
    )
    return Paragraph(lines(node, Look(style.body_family, style.color)), look)


def _draw_foot(canvas: Canvas, foot: list[SyntaxTreeNode], style: TextStyle) -> float:
    """Draw the columns under a hairline at the foot, three in a row, and return how high they reach."""
    paragraphs = [_foot_column(node, style) for node in foot if node.type != "hr"]
    if not paragraphs:
        return _EDGE_PT
    whole = style.page_size_pt[0] - 2 * _EDGE_PT
    columns = min(len(paragraphs), 3)
    width = (whole - 20 * (columns - 1)) / columns
    rows = [paragraphs[start : start + columns] for start in range(0, len(paragraphs), columns)]
    y = _EDGE_PT
    for row in reversed(rows):
        tallest = max(paragraph.wrap(width, 10_000)[1] for paragraph in row)
        for column, paragraph in enumerate(row):
            paragraph.drawOn(canvas, _EDGE_PT + column * (width + 20), y + tallest - paragraph.height)
        y += tallest + 16
    canvas.setStrokeColor(style.tint(0.35))
    canvas.setLineWidth(0.75)
    canvas.line(_EDGE_PT, y, _EDGE_PT + whole, y)
    return y


def _foot_column(node: SyntaxTreeNode, style: TextStyle) -> Paragraph:
    look = ParagraphStyle("cover foot", fontName=font_name(style.body_family), fontSize=11, leading=16, textColor=INK)
    return Paragraph(lines(node, Look(style.body_family, style.color, bold_color=style.color)), look)
