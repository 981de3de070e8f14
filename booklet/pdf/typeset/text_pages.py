"""Draws new pages from Markdown, in a book's style: text pages and covers.

The same input gives the same pages: no clock, no chance, fonts from the package.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from booklet.errors import DefinitionError
from booklet.pdf.prepared import Prepared
from booklet.pdf.typeset.cover import draw_cover
from booklet.pdf.typeset.drawn_document import drawn_document
from booklet.pdf.typeset.flow import flow
from booklet.pdf.typeset.markdown import blocks_of
from booklet.pdf.typeset.text_style import TextStyle

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&])")


@lru_cache(maxsize=128)  # a text without a customer in it is drawn once for a whole batch
def typeset(
    markdown: str,
    style: TextStyle,
    *,
    title: str = "",
    layout: Literal["text", "cover"] = "text",
    lasting: bool = False,
) -> Prepared:
    """Set the text of `markdown` (CommonMark, tables, strikethrough) on as many pages as it needs.

    Headings become the outline, but for a first heading that says the same as `title`: the book's own entry leads
    there already. An empty text gives an empty page. `layout="cover"` gives a single page on which the first heading
    is the title; see `booklet.pdf.typeset.cover`. HTML is shown as text, images are never fetched, http, https and
    mailto links work. `lasting` says that further books will have the same pages. Raises BookletError naming the
    letters that no shipped font has, or saying what does not fit the page.
    """
    if layout == "cover":
        return drawn_document([draw_cover(markdown, style)], style, lasting=lasting)
    if layout != "text":
        raise DefinitionError(f'"{layout}" is not a layout of a text page: choose text or cover.')
    pages, outline = flow(blocks_of(markdown, style), style, title=title)
    return drawn_document(pages, style, outline=outline, lasting=lasting)


@lru_cache(maxsize=512)  # the same value stands on several pages of a book
def escape_markdown(text: str) -> str:
    """Escape `text` such that Markdown shows it as it is, with its line breaks (CommonMark 0.31, 2.4 and 6.7)."""
    return "\\\n".join(_SPECIAL.sub(r"\\\1", " ".join(line.split())) for line in text.splitlines())
