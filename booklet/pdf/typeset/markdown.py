"""Markdown becomes blocks: CommonMark with tables and strikethrough.

What a stretch of a text says decides how it is set, so what is the same in all versions of a text (for one customer
and the next) is parsed and set once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import accumulate

from markdown_it import MarkdownIt
from markdown_it.token import Token

from booklet.errors import BookletError
from booklet.pdf.typeset.blocks import Block, Gap, Indented, Rule
from booklet.pdf.typeset.paragraph import Paragraph, Text
from booklet.pdf.typeset.spans import Inline, Manner, plain_text, spans_of
from booklet.pdf.typeset.tables import Table, code_table, data_table
from booklet.pdf.typeset.text_style import MONO_FAMILY, QUIET, Look, TextStyle, body_look, heading_look

_CODE_SIZE_PT, _CODE_LEADING_PT, _CODE_LETTER_EM = 9.0, 13.0, 0.6
_LIST_INDENT_PT, _QUOTE_INDENT_PT = 22.0, 16.0
_DEEPEST = 12
_NESTING = {"blockquote_open": 1, "list_item_open": 1, "blockquote_close": -1, "list_item_close": -1}
_LONG_HEADING_LETTERS = 400
_REMEMBERED = 1024
_BETWEEN = re.compile(r"\n(?:[ \t]*\n)+(?=\S)(?![-+*](?:[ \t]|$)|\d+[.)])", re.MULTILINE)
"""Blank lines that nothing goes on behind: no list, and no code, whose lines begin with spaces."""
_REACHES_FURTHER = re.compile(r"^[ \t>]*(?:```|~~~|\[[^\]]*\]:)|\r|\0", re.MULTILINE)
"""Fenced code, which may have blank lines in it, and definitions of links, which all of a text may use."""
_SIGNS = ("```", "~~~", "]:", "\r", "\0")
"""One of these is in whatever reaches further, and found in less time."""
_BLOCKS = MarkdownIt("js-default", {"html": False, "linkify": False, "typographer": False})
_BLOCKS.core.ruler.enableOnly(["normalize", "block"])
_BLOCKS.parse("ready")  # it compiles its rules at first use, which two threads must not do at once


@dataclass(slots=True)
class Node:
    """A block of a text, with the blocks in it, or with its inline content."""

    token: Token
    children: list[Node] = field(default_factory=list)
    inline: Inline | None = None

    @property
    def kind(self) -> str:
        """The kind of block, such as "heading"."""
        return self.token.type.removesuffix("_open")

    @property
    def content(self) -> Inline:
        """All inline content of a heading, a paragraph or a cell."""
        return self.inline or Inline("")

    def all_content(self) -> Iterator[Inline]:
        """Yield the inline content of the block and of those in it, in order."""
        if self.inline is not None:
            yield self.inline
        for child in self.children:
            yield from child.all_content()


def parse(markdown: str) -> list[Node]:
    """Parse a Markdown text into blocks. Raises BookletError where lists or quotations nest too deeply to be set."""
    environment: dict[str, dict[str, dict[str, str]]] = {}
    tokens = _BLOCKS.parse(markdown, environment)
    if max(accumulate(_NESTING.get(token.type, 0) for token in tokens), default=0) > _DEEPEST:
        raise BookletError(f"Lists and quotations nest more than {_DEEPEST} levels deep: the text has no room left.")
    references = tuple((label, link["href"]) for label, link in environment.get("references", {}).items())
    levels: list[list[Node]] = [[]]
    for token in tokens:
        if token.nesting < 0:
            levels.pop()
        elif token.type == "inline":
            levels[-2][-1].inline = Inline(token.content, references)
        else:
            levels[-1].append(Node(token))
            if token.nesting > 0:
                levels.append(levels[-1][-1].children)
    return levels[0]


def stretches(markdown: str) -> list[str]:
    """Cut a text into stretches that say the same wherever they stand (CommonMark 0.31, 3.1)."""
    if any(map(markdown.__contains__, _SIGNS)) and _REACHES_FURTHER.search(markdown):
        return [markdown]
    return _BETWEEN.split(markdown)


def blocks_of(markdown: str, style: TextStyle) -> list[Block]:
    """Return the blocks of a text, set for a style's measure. Raises BookletError where one cannot be set."""
    return [block for stretch in stretches(markdown) for block in _set_stretch(stretch, style)]


@lru_cache(maxsize=_REMEMBERED)
def _set_stretch(markdown: str, style: TextStyle) -> tuple[Block, ...]:
    return tuple(_BlockSetter(style).set_blocks(parse(markdown), style.text_width_pt))


@lru_cache(maxsize=_REMEMBERED)
def _text_of(inline: Inline, manner: Manner) -> Text:
    return Text(spans_of(inline, manner), manner.look)


@lru_cache(maxsize=_REMEMBERED)
def _sign(marker: str, manner: Manner) -> Paragraph:
    """Set the marker of an item."""
    return Text(tuple(manner.spans(marker)), manner.look).set(_LIST_INDENT_PT - 6)


@lru_cache(maxsize=_REMEMBERED)
def _paragraph(inline: Inline, manner: Manner, width: float) -> Paragraph:
    """Set a paragraph; most in a list or a table are the same whoever the others are for."""
    return _text_of(inline, manner).set(width)


class _BlockSetter:
    """Sets blocks in a style."""

    def __init__(self, style: TextStyle) -> None:
        self._style = style
        self._body = body_look(style)

    def set_blocks(self, nodes: Sequence[Node], width: float) -> list[Block]:
        """Return blocks that are set for a width."""
        return [block for node in nodes for block in self._set_block(node, width)]

    def _manner(self, look: Look) -> Manner:
        return Manner.of(look, self._style.color)

    def _set_block(self, node: Node, width: float) -> Sequence[Block]:
        match node.kind:
            case "heading":
                return [self._heading(node, width)]
            case "paragraph":
                return [_paragraph(node.content, self._manner(self._body), width)]
            case "bullet_list" | "ordered_list":
                return self._list(node, width)
            case "blockquote":
                return self._quotation(node, width)
            case "fence" | "code_block":
                return [self._code(node.token.content, width)]
            case "hr":
                return [Rule(width)]
            case "table":
                return [self._table(node, width)]
            case _:
                spans = tuple(self._manner(self._body).spans(node.token.content))
                return [Text(spans, self._body).set(width)]

    def _heading(self, node: Node, width: float) -> Paragraph:
        level = int(node.token.tag[1])
        look = heading_look(self._style, level)
        title = plain_text(node.content).strip()
        if len(title) > _LONG_HEADING_LETTERS:
            look = replace(look, keep_with_next=False)
        set_ = _paragraph(node.content, self._manner(look), width)
        return replace(set_, outline=(level, title), bar=self._style.color if level == 1 else None)

    def _list(self, node: Node, width: float) -> list[Block]:
        number = int(node.token.attrs.get("start", 1))
        blocks: list[Block] = []
        for offset, item in enumerate(node.children):
            marker = f"{number + offset}." if node.kind == "ordered_list" else "•"
            inner = self.set_blocks(item.children, width - _LIST_INDENT_PT) or [Gap(17)]
            tight = any(child.kind == "paragraph" and child.token.hidden for child in item.children)
            blocks += self._marked(inner, marker, tight=tight and offset > 0)
        return blocks

    def _marked(self, inner: list[Block], marker: str, *, tight: bool) -> list[Block]:
        first = inner[0]
        if tight and isinstance(first, Paragraph):
            inner[0] = replace(first, look=replace(first.look, before=3.0))
        look = replace(self._body, color=self._style.color, before=0.0, bold=marker != "•")
        sign = _sign(marker, self._manner(look))
        return [Indented(block, _LIST_INDENT_PT, marker=None if i else sign) for i, block in enumerate(inner)]

    def _quotation(self, node: Node, width: float) -> list[Block]:
        inner = self.set_blocks(node.children, width - _QUOTE_INDENT_PT)
        bar = self._style.tint(0.45)
        return [Indented(block, _QUOTE_INDENT_PT, bar=bar, joined=i > 0) for i, block in enumerate(inner)]

    def _code(self, content: str, width: float) -> Table:
        letters = max(int((width - 20) / (_CODE_SIZE_PT * _CODE_LETTER_EM)), 8)
        lines = [
            line[start : start + letters]
            for line in content.expandtabs(4).rstrip("\n").split("\n")
            for start in range(0, max(len(line), 1), letters)
        ]
        look = replace(
            self._body, family=MONO_FAMILY, size=_CODE_SIZE_PT, leading=_CODE_LEADING_PT, color=QUIET, before=0.0
        )
        spans = [list(self._manner(look).spans(line)) if line.strip() else [] for line in lines]
        return code_table(spans, look, width)

    def _table(self, node: Node, width: float) -> Table:
        rows = [
            [self._cell(cell, header=section.kind == "thead") for cell in row.children]
            for section in node.children
            for row in section.children
        ]
        headed = any(plain_text(cell.content).strip() for cell in node.children[0].children[0].children)
        if not headed and len(rows) > 1:
            del rows[0]  # Markdown has no table without a header, so people leave it empty
        return data_table(rows, width, self._style.color, headed)

    def _cell(self, node: Node, *, header: bool) -> Text:
        side = str(node.token.attrs.get("style", "")).removeprefix("text-align:")
        manner = _cell_manner(self._style, {"center": 0.5, "right": 1.0}.get(side, 0.0), header)
        return _text_of(node.content, manner)


@lru_cache(maxsize=256)
def _cell_manner(style: TextStyle, align: float, header: bool) -> Manner:
    body = body_look(style, size_pt=10.0, leading_pt=13.5)
    look = replace(body, align=align, color=style.color if header else body.color, before=0.0)
    return replace(Manner.of(look, style.color), bold=header)
