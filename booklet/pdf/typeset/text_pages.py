"""Draws new pages from Markdown, in a book's style: text pages and covers.

The same input gives the same bytes: no clock, no chance, fonts from the package.
"""

from __future__ import annotations

import io
import re
from functools import lru_cache
from typing import Any, Literal

from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Spacer
from reportlab.platypus.doctemplate import LayoutError

from booklet.errors import BookletError, DefinitionError
from booklet.pdf.typeset.cover import draw_cover
from booklet.pdf.typeset.markdown import BlockSetter, parse
from booklet.pdf.typeset.text_style import MARGIN_BOTTOM_PT, MARGIN_SIDE_PT, MARGIN_TOP_PT, TextStyle
from booklet.pdf.typeset.typefaces import DRAWING, font_name

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&])")


@lru_cache(maxsize=128)  # a text without a customer in it is drawn once for a whole batch, not in 20 ms for each
def typeset(markdown: str, style: TextStyle, *, title: str = "", layout: Literal["text", "cover"] = "text") -> bytes:
    """Set the text of `markdown` (CommonMark, tables, strikethrough) as a PDF of as many pages as it needs.

    Headings become the PDF's outline, but for a first heading that says the same as `title`: the book's own entry
    leads there already. An empty text gives an empty page. `layout="cover"` gives a single page on which the
    first heading is the title; see `booklet.pdf.typeset.cover`. HTML is shown as text, images are never fetched,
    http, https and mailto links work. Raises BookletError naming the letters that no shipped font has, or saying
    what does not fit the page.
    """
    if layout not in ("text", "cover"):
        raise DefinitionError(f'"{layout}" is not a layout of a text page: choose text or cover.')
    with DRAWING:
        if layout == "cover":
            return draw_cover(parse(markdown), style, title=title)
        blocks = BlockSetter(style, width_pt=style.text_width_pt).set_blocks(parse(markdown))
        return flow(blocks, style, title=title)


def escape_markdown(text: str) -> str:
    """Escape `text` such that Markdown shows it as it is, with its line breaks (CommonMark 0.31, 2.4 and 6.7)."""
    return "\\\n".join(_SPECIAL.sub(r"\\\1", " ".join(line.split())) for line in text.splitlines())


def flow(blocks: list[Flowable], style: TextStyle, *, title: str = "") -> bytes:
    """Set blocks in turn onto as many pages as they need. Raises BookletError where a block cannot be set."""
    story = blocks or [Spacer(1, 1)]
    story[-1].keepWithNext = 0
    out = io.BytesIO()
    document = _Document(out, style, title)
    try:
        document.build(story)
    except LayoutError as error:
        raise BookletError(
            f'A part of the text page "{title}" is larger than a whole page: make it shorter or divide it.'
        ) from error
    return out.getvalue()


class _Document(BaseDocTemplate):  # type: ignore[misc]  # reportlab ships no types
    """Pages with a frame each, and an outline made from the headings as they are drawn."""

    def __init__(self, out: io.BytesIO, style: TextStyle, title: str) -> None:
        width, height = style.page_size_pt
        super().__init__(
            out,
            pagesize=(width, height),
            title=title or "",
            invariant=1,
            pageCompression=1,
            lang=style.language or None,
            initialFontName=font_name(style.body_family),
            allowSplitting=1,
        )
        frame = Frame(
            MARGIN_SIDE_PT,
            MARGIN_BOTTOM_PT,
            style.text_width_pt,
            height - MARGIN_TOP_PT - MARGIN_BOTTOM_PT,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        self.addPageTemplates(PageTemplate("text", [frame]))
        self._title = title
        self._levels: list[int] = []
        self._outlined = 0

    def afterFlowable(self, flowable: Any) -> None:
        """Enter headings into the outline; reportlab calls it after each block that was drawn."""
        outline = getattr(flowable, "outline", None)
        if outline is None:
            return
        level, text = outline
        if not text or (not self._outlined and text.casefold() == self._title.strip().casefold()):
            return
        self._outlined += 1
        key = f"heading-{self._outlined}"
        self.canv.bookmarkHorizontalAbsolute(key, self.frame._y + flowable.height + flowable.getSpaceAfter() + 12)
        self.canv.addOutlineEntry(text, key, level=self._depth(level))

    def _depth(self, level: int) -> int:
        """Return the nesting of a heading: texts may begin at any level and skip some, outlines may not."""
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self._levels.append(level)
        return len(self._levels) - 1
