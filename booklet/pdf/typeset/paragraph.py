"""Paragraphs: spans of text broken into lines of a width, divided between pages, and drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from booklet.pdf.fonts.embedded_font import resource_name
from booklet.pdf.typeset import typefaces
from booklet.pdf.typeset.drawing import Drawing, Link, Sheet, lines, rectangle, short
from booklet.pdf.typeset.line_breaking import (
    Address,
    Line,
    Piece,
    PlainLine,
    Span,
    Word,
    break_lines,
    break_plainly,
    words_of,
)
from booklet.pdf.typeset.text_style import BAR_PT, Color, Look
from booklet.pdf.typeset.typefaces import NO_BREAK_SPACE
from booklet.text.faces import FontFile

_Key = TypeVar("_Key", Address, int)
Outline = tuple[int, str]
"""Level, from 1, and title."""
_UNLIMITED_PT = 100_000.0
_STRUCK_AT, _STRUCK_PT = 0.25, 1.0
"""Height above the baseline as a share of the size, and width, of the line through struck text."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, broken into lines; with `bar` a short bar stands below it, in the space after it."""

    broken: tuple[Line | PlainLine, ...]
    look: Look
    width: float
    is_plain: bool = True
    """All of it looks alike: a link then covers whole lines."""
    outline: Outline | None = None
    bar: Color | None = None
    keep_with_next: bool = False

    @property
    def height(self) -> float:
        """The height in points."""
        return len(self.broken) * self.look.leading

    @property
    def space_before(self) -> float:
        """The room that it wants above it."""
        return self.look.before

    @property
    def space_after(self) -> float:
        """The room that it wants below it."""
        return self.look.after

    @property
    def last_line_width(self) -> float:
        """The width of its last line."""
        return self.width - self.broken[-1].left_over if self.broken else 0.0

    @property
    def last_baseline(self) -> float:
        """The height of the last line's baseline above the lower end."""
        below_first = max(len(self.broken) - 1, 0) * self.look.leading
        return self.height - self.look.size - below_first

    def split(self, room: float) -> tuple[Paragraph, ...]:
        """Divide it where `room` ends, without a lone first line; nothing where it cannot be."""
        fitting, count = int(room / self.look.leading), len(self.broken)
        if fitting <= 1:
            return ()
        if fitting >= count:
            return (self,)
        if not self.look.lone_last_line and count == fitting + 1:
            if count <= 3:
                return ()
            fitting -= 1
        first = replace(self, broken=self.broken[:fitting], bar=None, keep_with_next=False)
        return first, replace(self, broken=self.broken[fitting:], outline=None, keep_with_next=False)

    def drawing(self, *, at_top: bool = True) -> Drawing:  # noqa: ARG002 - the same wherever it stands
        """Return it drawn."""
        return self._drawing

    @cached_property
    def _drawing(self) -> Drawing:
        if not self.broken:
            return Drawing()
        pen = _Pen(self)
        first = self.height - self.broken[0].size
        for number, line in enumerate(self.broken):
            baseline = first - number * self.look.leading
            if isinstance(line, PlainLine):
                pen.draw_plain(line, baseline)
            else:
                pen.draw(line, baseline)
        drawn = pen.done()
        if self.bar is None:
            return drawn
        sheet = Sheet()
        sheet.add(drawn.content)
        sheet.add(bar_below(self.bar, 0.0, 0.0))
        return replace(drawn, content=sheet.done().content)


@dataclass(frozen=True)
class Text:
    """Text that paragraphs of any width are made of."""

    spans: tuple[Span, ...]
    look: Look

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words, kerned where the look says so and all are in one face: in a heading others are rare."""
        return tuple(words_of(self.spans, kerned=self._is_kerned))

    @property
    def _is_kerned(self) -> bool:
        return self.look.kerned and len(self.spans) <= 1

    @cached_property
    def least_width(self) -> float:
        """The width of the longest word."""
        return max((word.width for word in self.words), default=0.0)

    @cached_property
    def natural_width(self) -> float:
        """The width that it takes where no line is broken."""
        return max((_UNLIMITED_PT - line.left_over for line in break_lines(self.words, _UNLIMITED_PT)), default=0.0)

    def set(self, width: float) -> Paragraph:
        """Break it into lines of a width in points."""
        is_plain = len(self.spans) == 1 and not self._is_kerned
        plain = None if self._is_kerned else break_plainly(self.spans, width)
        broken = break_lines(self.words, width) if plain is None else plain
        return Paragraph(tuple(broken), self.look, width, is_plain, keep_with_next=self.look.keep_with_next)


def set_as_it_is(spans: Sequence[Span], look: Look, width: float) -> Paragraph:
    """Set spans as one line, with all their spaces; without any it has no height."""
    pieces = tuple(Piece(span, span.text, typefaces.plain(span.font)[span.text]) for span in spans)
    return Paragraph((Line((Word(pieces, 0.0),), 0.0),) if spans else (), look, width)


def bar_below(color: Color, left: float, title_bottom: float) -> bytes:
    """Return the operators that draw the short bar under a title."""
    return rectangle(color, left, title_bottom - 13, *BAR_PT)


@dataclass(slots=True)
class _Extent:
    """The part of a line that is a link, or is struck through."""

    left: float
    right: float
    size: float
    color: Color


class _Pen:
    """Writes the lines of a paragraph as one text object (9.4)."""

    def __init__(self, paragraph: Paragraph) -> None:
        self._paragraph = paragraph
        self._text: list[bytes] = []
        self._struck: list[bytes] = []
        self._links: list[Link] = []
        self._letters: dict[FontFile, dict[int, str]] = {}
        self._place = (0.0, 0.0)
        self._look: tuple[FontFile, float, Color] | None = None

    def draw_plain(self, line: PlainLine, baseline: float) -> None:
        """Draw a line of one look."""
        self._begin(line, baseline)
        shown = self._go_on(line.span, [])
        letters = self._letters[line.span.font]
        for word in line.words:
            letters.update(word.letters)
        space = self._space(line.span, line.narrowed_by) if len(line.words) > 1 else b""
        self._flush([*shown, space.join([word.digits for word in line.words])])

    def _begin(self, line: Line | PlainLine, baseline: float) -> float:
        """Go to where a line begins; return the place across."""
        x = 0.0 if line.narrowed_by else self._paragraph.look.align * line.left_over
        self._text.append(b"%b %b Td" % (short(x - self._place[0]), short(baseline - self._place[1])))
        self._place = (x, baseline)
        return x

    def draw(self, line: Line, baseline: float) -> None:
        """Draw a line."""
        narrow, x = line.narrowed_by, self._begin(line, baseline)
        links: dict[Address, _Extent] = {}
        struck: dict[int, _Extent] = {}
        shown: list[bytes] = []
        pending: Span | None = None  # the span of a space that is drawn if a word follows it
        before: Span | None = None
        for pieces, _, space, has_text, _, _ in line.words:
            if has_text and pending is not None:
                if pending is not before:
                    shown = self._go_on(pending, shown)
                    before = pending
                shown.append(self._space(pending, narrow))
                x += typefaces.space(pending.font).width * pending.size / 1000 + narrow
                pending = None
            for piece in pieces:
                span, text, word = piece
                if not text:
                    continue
                if span is not before:
                    shown = self._go_on(span, shown)
                    before = span
                self._letters[span.font].update(word.letters)
                shown.append(word.digits if not narrow else self._narrowed(piece, narrow))
                start, x = x, x + word.width * span.size / 1000
                if span.link or span.struck:
                    _extend(links, span.link, span, start, x)
                    _extend(struck, span.struck, span, start, x)
            if space:
                pending = pieces[-1].span
        self._flush(shown)
        self._finish(baseline, links, struck)

    def done(self) -> Drawing:
        """Return the paragraph drawn."""
        content = b"\n".join((*self._struck, b"BT", *self._text, b"ET"))
        return Drawing(content, self._letters, tuple(self._links))

    def _go_on(self, span: Span, shown: list[bytes]) -> list[bytes]:
        """Go on in the look of a span."""
        self._letters.setdefault(span.font, {})
        look = (span.font, span.size, span.color)
        if look == self._look:
            return shown
        self._flush(shown)
        before, self._look = self._look, look
        if before is None or before[:2] != look[:2]:
            self._text.append(b"/%b %b Tf" % (resource_name(span.font), short(span.size)))
        if before is None or before[2] != span.color:
            self._text.append(b"%b rg" % span.color)
        return []

    def _flush(self, shown: list[bytes]) -> None:
        if shown:
            digits = b"".join(shown)
            self._text.append((b"[<%b>]TJ" % digits).replace(b"<>", b"") if b"<" in digits else b"<%b>Tj" % digits)

    def _narrowed(self, piece: Piece, narrow: float) -> bytes:
        """Return a word with its own spaces narrowed."""
        if NO_BREAK_SPACE not in piece.text:
            return piece.shown.digits
        parts = (typefaces.plain(piece.span.font)[part].digits for part in piece.text.split(NO_BREAK_SPACE))
        return self._space(piece.span, narrow).join(parts)

    def _space(self, span: Span, narrow: float) -> bytes:
        own = typefaces.space(span.font)
        self._letters[span.font].update(own.letters)
        return own.digits + b">%b<" % short(-narrow * 1000 / span.size) if narrow else own.digits

    def _finish(self, baseline: float, links: dict[Address, _Extent], struck: dict[int, _Extent]) -> None:
        for address, extent in links.items():
            bottom, top = baseline - 0.2 * extent.size, baseline + extent.size
            if self._paragraph.is_plain:
                bottom = baseline - extent.size / 8
                top = bottom + self._paragraph.look.leading
            self._links.append(((extent.left, bottom, extent.right, top), address.address))
        for extent in struck.values():
            height = baseline + _STRUCK_AT * extent.size
            self._struck.append(lines(extent.color, _STRUCK_PT, [(extent.left, extent.right, height)]))


def _extend(extents: dict[_Key, _Extent], key: _Key | None, span: Span, left: float, right: float) -> None:
    if not key:
        return
    extent = extents.get(key)
    if extent is None:
        extents[key] = _Extent(left, right, span.size, span.color)
    else:
        extent.right, extent.size = right, max(extent.size, span.size)
