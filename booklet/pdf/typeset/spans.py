"""Inline Markdown becomes spans: stretches of text in a single face.

Nothing in it is executed or fetched: HTML is shown as the text that it is, an image as its description, and only
web and mail addresses become links.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from booklet.pdf.typeset.line_breaking import Address, Span
from booklet.pdf.typeset.text_style import MONO_FAMILY, Color, Look
from booklet.pdf.typeset.typefaces import runs
from booklet.text.faces import shipped

_PARSER = MarkdownIt("js-default", {"html": False, "linkify": False, "typographer": False})
_PARSER.parseInline("ready")  # it compiles its rules at first use, which two threads must not do at once
_LINKED_SCHEMES = ("http://", "https://", "mailto:")
_CODE_SMALLER_PT = 1.3
_REMEMBERED = 2048


class Inline(NamedTuple):
    """The inline content of a block as it is written, and the links that the text around it defines."""

    text: str
    references: tuple[tuple[str, str], ...] = ()
    """Label -> address."""


@lru_cache(maxsize=_REMEMBERED)
def tokens_of(inline: Inline) -> tuple[Token, ...]:
    """Parse inline content. The tokens are shared: they are read only."""
    known = {label: {"href": address, "title": ""} for label, address in inline.references}
    (parsed,) = _PARSER.parseInline(inline.text, {"references": known})
    return tuple(parsed.children or ())


def plain_text(inline: Inline) -> str:
    """Return what inline content says, without any markup."""
    return "".join(" " if token.type in ("softbreak", "hardbreak") else token.content for token in tokens_of(inline))


@dataclass(frozen=True, slots=True)
class Manner:
    """The face and colors of inline text at a place."""

    look: Look
    """That of the paragraph."""
    family: str
    link_color: Color
    color: Color
    bold: bool = False
    italic: bool = False
    size: float = 0.0
    bold_color: Color | None = None
    """None where bold text keeps its color."""
    link: Address | None = None
    struck: int = 0

    @classmethod
    def of(cls, look: Look, link_color: Color, *, bold_color: Color | None = None) -> Manner:
        """Return the manner in which the text of a paragraph begins."""
        return cls(look, look.family, link_color, look.color, look.bold, look.italic, look.size, bold_color)

    def spans(self, text: str) -> Iterator[Span]:
        """Yield a text in this manner; letters that the face lacks in others."""
        for font, piece in runs(text, self.family, bold=self.bold, italic=self.italic):
            yield Span(piece, font, self.size, self.color, self.link, self.struck)

    def between(self, text: str = " ", *, is_break: bool = False) -> Span:
        """Return a space or a line break in the paragraph's own face."""
        own = shipped(self.look.family, bold=self.look.bold, italic=self.look.italic)
        return Span(text, own, self.look.size, self.color, self.link, self.struck, is_break)

    def inside(self, token: Token, number: int) -> Manner:
        """Return the manner of what a token opens; `number` tells it apart from others on its line."""
        match token.type:
            case "strong_open":
                return replace(self, bold=True, color=self.bold_color or self.color)
            case "em_open":
                return replace(self, italic=not self.italic)
            case "s_open":
                return replace(self, struck=number)
            case "link_open":
                address = str(token.attrs.get("href", ""))
                if address.lower().startswith(_LINKED_SCHEMES):
                    return replace(self, color=self.link_color, link=Address(number, address))
        return self


@lru_cache(maxsize=_REMEMBERED)
def spans_of(inline: Inline, manner: Manner) -> tuple[Span, ...]:
    """Return inline content in a manner."""
    return tuple(_spans(tokens_of(inline), manner))


def _spans(tokens: Sequence[Token], manner: Manner, first: int = 1) -> Iterator[Span]:
    manners = [manner]
    for number, token in enumerate(tokens, start=first):
        if token.nesting > 0:
            manners.append(manners[-1].inside(token, number))
        elif token.nesting < 0:
            manners.pop()
        else:
            yield from _text(token, manners[-1])


def _text(token: Token, manner: Manner) -> Iterator[Span]:
    match token.type:
        case "code_inline":
            smaller = manner.size - _CODE_SMALLER_PT
            yield from replace(manner, family=MONO_FAMILY, italic=False, size=smaller).spans(token.content)
        case "image":
            shown = f"[{token.content or token.attrs.get('src', '')}]"
            yield from replace(manner, bold=False, italic=True).spans(shown)
        case "softbreak":
            yield manner.between()
        case "hardbreak":
            yield manner.between("", is_break=True)
        case _:
            yield from manner.spans(token.content)


def joined(contents: Sequence[Inline | str], manner: Manner) -> list[Span]:
    """Return some contents, each on lines of its own; a `str` is shown as it is."""
    spans: list[Span] = []
    count = 1
    for content in contents:
        if spans:
            spans.append(manner.between("", is_break=True))
        if isinstance(content, str):
            spans += manner.spans(content)
        else:
            spans += _spans(tokens_of(content), manner, count)
            count += len(tokens_of(content))
    return spans
