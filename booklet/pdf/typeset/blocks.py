"""The blocks that pages are made of, besides paragraphs: indented blocks, rules, gaps. All are set once, and immutable.

A block is divided between pages by `split`, which gives nothing where that cannot be.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from booklet.pdf.typeset.drawing import Drawing, Sheet, lines, rectangle
from booklet.pdf.typeset.paragraph import Outline, Paragraph
from booklet.pdf.typeset.text_style import HAIRLINE, Color

_BAR_PT, _RULE_PT = 2.5, 0.75


class Block(Protocol):
    """A block that is set for a width. Lengths are in points."""

    @property
    def height(self) -> float:
        """The height."""

    @property
    def space_before(self) -> float:
        """The room that it wants above it, unless it is the first on its page."""

    @property
    def space_after(self) -> float:
        """The room that it wants below it."""

    @property
    def keep_with_next(self) -> bool:
        """True where it stays on a page with the block behind it."""

    @property
    def outline(self) -> Outline | None:
        """Its entry in the outline."""

    def split(self, room: float) -> tuple[Block, ...]:
        """Divide it such that its first piece takes at most `room`."""

    def drawing(self, *, at_top: bool = True) -> Drawing:
        """Return it drawn, as it is at the top of a page or below another block."""


@dataclass(frozen=True)
class Gap:
    """Room without anything in it."""

    height: float
    space_before: float = 0.0
    space_after: float = 0.0
    keep_with_next: bool = False
    outline: Outline | None = None

    def split(self, room: float) -> tuple[Block, ...]:  # noqa: ARG002
        """Return nothing: it cannot be divided."""
        return ()

    def drawing(self, *, at_top: bool = True) -> Drawing:  # noqa: ARG002
        """Return nothing."""
        return Drawing()


@dataclass(frozen=True)
class Rule:
    """A hairline across the measure."""

    width: float
    height: float = _RULE_PT
    space_before: float = 16.0
    space_after: float = 10.0
    keep_with_next: bool = False
    outline: Outline | None = None

    def split(self, room: float) -> tuple[Block, ...]:  # noqa: ARG002
        """Return nothing: it cannot be divided."""
        return ()

    def drawing(self, *, at_top: bool = True) -> Drawing:  # noqa: ARG002
        """Return the line, with round ends."""
        return Drawing(b"1 J " + lines(HAIRLINE, _RULE_PT, [(0, self.width, 0)]))


@dataclass(frozen=True)
class Indented:
    """A block moved to the right, with a list's marker or a quotation's bar in the room that this makes."""

    inner: Block
    indent: float
    marker: Paragraph | None = None
    bar: Color | None = None
    joined: bool = False
    """The bar goes on through the space above: the block before it has the same bar."""

    @property
    def height(self) -> float:
        """The inner block's height."""
        return self.inner.height

    @property
    def space_before(self) -> float:
        """The room that the inner block wants above it."""
        return self.inner.space_before

    @property
    def space_after(self) -> float:
        """The room that the inner block wants below it."""
        return self.inner.space_after

    @property
    def keep_with_next(self) -> bool:
        """True where the inner block stays with the one behind it."""
        return self.inner.keep_with_next

    @property
    def outline(self) -> Outline | None:
        """The inner block's entry in the outline."""
        return self.inner.outline

    def split(self, room: float) -> tuple[Block, ...]:
        """Divide the inner block; the marker stays with the first piece."""
        pieces = [replace(self, inner=piece, marker=None, joined=False) for piece in self.inner.split(room)]
        if pieces:
            pieces[0] = replace(pieces[0], marker=self.marker, joined=self.joined)
        return tuple(pieces)

    def drawing(self, *, at_top: bool = True) -> Drawing:
        """Return the marker, the block and the bar."""
        sheet = Sheet()
        if self.marker is not None:  # first, so that copied text reads "1. Review"
            sheet.put(self.marker.drawing(), 0, self.height - self.marker.height)
        sheet.put(self.inner.drawing(at_top=at_top), self.indent, 0)
        if self.bar is not None:
            above = self.space_before if self.joined and not at_top else 0.0
            sheet.add(rectangle(self.bar, 0, 0, _BAR_PT, self.height + above))
        return sheet.done()
