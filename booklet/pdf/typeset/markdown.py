"""Markdown becomes the blocks that reportlab sets: CommonMark with tables and strikethrough.

Nothing in it is executed or fetched: HTML is shown as the text that it is, an image as its description, and only
web and mail addresses become links.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from xml.sax.saxutils import quoteattr

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, HRFlowable, Paragraph, Spacer, Table, TableStyle, XPreformatted

from booklet.errors import BookletError
from booklet.pdf.typeset.flowables import Heading, Indented, data_table
from booklet.pdf.typeset.text_style import (
    HAIRLINE,
    MONO_FAMILY,
    PANEL,
    QUIET,
    TextStyle,
    body_style,
    heading_style,
)
from booklet.pdf.typeset.typefaces import font_name, markup

_LINKED_SCHEMES = ("http://", "https://", "mailto:")
_CODE_SIZE_PT, _CODE_LEADING_PT, _CODE_LETTER_EM = 9.0, 13.0, 0.6
_LIST_INDENT_PT, _QUOTE_INDENT_PT = 22.0, 16.0
_DEEPEST = 12
_NESTING = {"blockquote_open": 1, "list_item_open": 1, "blockquote_close": -1, "list_item_close": -1}
_LONG_HEADING_LETTERS = 400
_PARSER = MarkdownIt("js-default", {"html": False, "linkify": False, "typographer": False})


def parse(markdown: str) -> list[SyntaxTreeNode]:
    """Parse a Markdown text into blocks. Raises BookletError where lists or quotations nest too deeply to be set."""
    tokens = _PARSER.parse(markdown)
    if max(accumulate(_NESTING.get(token.type, 0) for token in tokens), default=0) > _DEEPEST:
        raise BookletError(f"Lists and quotations nest more than {_DEEPEST} levels deep: the text has no room left.")
    return SyntaxTreeNode(tokens).children


@dataclass(frozen=True, slots=True)
class Look:
    """The face and colors of inline text at a place; a color of None is the paragraph's own."""

    family: str
    link_color: Color
    bold: bool = False
    italic: bool = False
    bold_color: Color | None = None


def inline(nodes: Sequence[SyntaxTreeNode], look: Look) -> str:
    """Return the inline content of a block as reportlab's paragraph markup."""
    return "".join(_inline_node(node, look) for node in nodes)


def lines(node: SyntaxTreeNode, look: Look) -> str:
    """Return all that a block says as a paragraph's markup, however it is nested: a line for each inner block."""
    inner = [each for each in node.walk() if each.type == "inline"]
    if not inner:
        return markup(" ".join(node.content.split()), look.family, bold=look.bold)
    return "<br/>".join(inline(each.children, look) for each in inner)


def plain_text(node: SyntaxTreeNode) -> str:
    """Return what a block says, without any markup."""
    if node.type in ("softbreak", "hardbreak"):
        return " "
    return node.content if not node.children else "".join(plain_text(child) for child in node.children)


def _inline_node(node: SyntaxTreeNode, look: Look) -> str:
    match node.type:
        case "inline":
            return inline(node.children, look)
        case "strong":
            return _colored(inline(node.children, replace(look, bold=True)), look.bold_color)
        case "em":
            return inline(node.children, replace(look, italic=not look.italic))
        case "s":
            return f"<strike>{inline(node.children, look)}</strike>"
        case "link":
            return _link(node, look)
        case "code_inline":
            return _sized(markup(node.content, MONO_FAMILY, bold=look.bold), "-1.3")
        case "image":
            return markup(f"[{node.content or node.attrs.get('src', '')}]", look.family, italic=True)
        case "softbreak":
            return " "
        case "hardbreak":
            return "<br/>"
        case _:
            return markup(node.content, look.family, bold=look.bold, italic=look.italic)


def _sized(marked_up: str, size: str) -> str:
    return f'<font size="{size}">{marked_up}</font>'


def _colored(marked_up: str, color: Color | None) -> str:
    return marked_up if color is None else f'<font color="{_hex(color)}">{marked_up}</font>'


def _hex(color: Color) -> str:
    return str(color.hexval()).replace("0x", "#")


def _link(node: SyntaxTreeNode, look: Look) -> str:
    text = inline(node.children, look)
    address = str(node.attrs.get("href", ""))
    if not address.lower().startswith(_LINKED_SCHEMES):
        return text
    return f'<a href={quoteattr(address)} color="{_hex(look.link_color)}">{text}</a>'


class BlockSetter:
    """Turns blocks into flowables, for a style and a measure."""

    def __init__(self, style: TextStyle, *, width_pt: float) -> None:
        self._style, self._width_pt = style, width_pt
        self._body = body_style(style)
        self._look = Look(style.body_family, style.color)

    def set_blocks(self, nodes: Sequence[SyntaxTreeNode], *, indent_pt: float = 0.0) -> list[Flowable]:
        """Return the flowables of some blocks; `indent_pt` is what the blocks around them take of the measure."""
        return [flowable for node in nodes for flowable in self._set_block(node, indent_pt)]

    def _set_block(self, node: SyntaxTreeNode, indent_pt: float) -> list[Flowable]:
        match node.type:
            case "heading":
                return [self._heading(node)]
            case "paragraph":
                return [Paragraph(inline(node.children, self._look), self._body)]
            case "bullet_list" | "ordered_list":
                return self._list(node, indent_pt)
            case "blockquote":
                return self._quotation(node, indent_pt)
            case "fence" | "code_block":
                return [self._code(node.content, indent_pt)]
            case "hr":
                return [HRFlowable("100%", 0.75, color=HAIRLINE, spaceBefore=16, spaceAfter=10)]
            case "table":
                return [self._table(node, indent_pt)]
            case _:
                return [Paragraph(markup(node.content, self._style.body_family), self._body)]

    def _heading(self, node: SyntaxTreeNode) -> Heading:
        level = int(node.tag[1])
        style = heading_style(self._style, level)
        family = self._style.heading_family if level <= 2 else self._style.body_family
        look = replace(self._look, family=family, bold=level > 1, italic=level > 4)
        heading = Heading(*kerned_if_plain(inline(node.children, look), style))
        title = plain_text(node).strip()
        heading.outline = (level, title)
        if len(title) > _LONG_HEADING_LETTERS:
            heading.keepWithNext = 0  # reportlab never comes to an end with one that is longer than a page
        heading.bar = self._style.color if level == 1 else None
        return heading

    def _list(self, node: SyntaxTreeNode, indent_pt: float) -> list[Flowable]:
        number = int(node.attrs.get("start", 1))
        flowables: list[Flowable] = []
        for offset, item in enumerate(node.children):
            marker = f"{number + offset}." if node.type == "ordered_list" else "•"
            inner = self.set_blocks(item.children, indent_pt=indent_pt + _LIST_INDENT_PT) or [Spacer(1, 17)]
            tight = bool(item.children) and any(child.type == "paragraph" and child.hidden for child in item.children)
            flowables += self._marked(inner, marker, tight=tight and offset > 0)
        return flowables

    def _marked(self, inner: list[Flowable], marker: str, *, tight: bool) -> list[Flowable]:
        family = self._style.body_family
        style = ParagraphStyle("marker", self._body, textColor=self._style.color, spaceBefore=0)
        if tight and isinstance(inner[0], Paragraph):
            inner[0].style = ParagraphStyle("tight", inner[0].style, spaceBefore=3)
        sign = Paragraph(markup(marker, family, bold=marker != "•"), style)
        return [Indented(f, _LIST_INDENT_PT, marker=sign if i == 0 else None) for i, f in enumerate(inner)]

    def _quotation(self, node: SyntaxTreeNode, indent_pt: float) -> list[Flowable]:
        inner = self.set_blocks(node.children, indent_pt=indent_pt + _QUOTE_INDENT_PT)
        quoted = [Indented(flowable, _QUOTE_INDENT_PT, bar=self._style.tint(0.45)) for flowable in inner]
        for flowable in quoted[1:]:
            flowable.joined = True
        return quoted

    def _code(self, content: str, indent_pt: float) -> Flowable:
        width = self._width_pt - indent_pt - 20
        letters = max(int(width / (_CODE_SIZE_PT * _CODE_LETTER_EM)), 8)
        lines = [
            line[start : start + letters]
            for line in content.expandtabs(4).rstrip("\n").split("\n")
            for start in range(0, max(len(line), 1), letters)
        ]
        style = ParagraphStyle(
            "code", self._body, fontSize=_CODE_SIZE_PT, leading=_CODE_LEADING_PT, textColor=QUIET, spaceBefore=0
        )
        rows = [[XPreformatted(markup(line, MONO_FAMILY) or " ", style)] for line in lines]
        table = Table(rows, colWidths=[self._width_pt - indent_pt], spaceBefore=12, spaceAfter=8, hAlign="LEFT")
        table.setStyle(
            TableStyle(
                [
                    ("FONTNAME", (0, 0), (-1, -1), font_name(MONO_FAMILY)),
                    ("BACKGROUND", (0, 0), (-1, -1), PANEL),
                    ("LEFTPADDING", (0, 0), (-1, -1), 10),
                    ("TOPPADDING", (0, 0), (-1, -1), 0),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
                    ("TOPPADDING", (0, 0), (-1, 0), 8),
                    ("BOTTOMPADDING", (0, -1), (-1, -1), 9),
                    ("NOSPLIT", (0, 0), (0, 1)),
                    ("NOSPLIT", (0, -2), (0, -1)),
                ]
            )
        )
        return table

    def _table(self, node: SyntaxTreeNode, indent_pt: float) -> Flowable:
        rows = [
            [self._cell(cell, header=section.type == "thead") for cell in row.children]
            for section in node.children
            for row in section.children
        ]
        headed = any(plain_text(cell).strip() for cell in node.children[0].children[0].children)
        if not headed and len(rows) > 1:
            del rows[0]  # Markdown has no table without a header, so people leave it empty
        return data_table(rows, self._width_pt - indent_pt, self._style, headed=headed)

    def _cell(self, node: SyntaxTreeNode, *, header: bool) -> Paragraph:
        side = str(node.attrs.get("style", "")).removeprefix("text-align:")
        style = ParagraphStyle(
            "cell",
            body_style(self._style, size_pt=10.0, leading_pt=13.5),
            alignment={"center": 1, "right": 2}.get(side, 0),
            textColor=self._style.color if header else self._body.textColor,
            spaceBefore=0,
        )
        return Paragraph(inline(node.children, replace(self._look, bold=header)), style)


def kerned_if_plain(marked_up: str, style: ParagraphStyle) -> tuple[str, ParagraphStyle]:
    """Take kerning away where two faces meet: reportlab then shapes a word with the wrong face of the two."""
    if marked_up.count("<font face=") > 1:
        return marked_up, ParagraphStyle(f"{style.name}, mixed", style, shaping=0)
    return marked_up, style
