"""Blocks flow onto pages: as many on each as it has room for, headings with what follows them."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from booklet.errors import BookletError
from booklet.pdf.typeset.blocks import Block, Gap
from booklet.pdf.typeset.drawing import Drawing, Sheet
from booklet.pdf.typeset.drawn_document import Entry
from booklet.pdf.typeset.text_style import MARGIN_BOTTOM_PT, MARGIN_SIDE_PT, MARGIN_TOP_PT, TextStyle

_FUZZ_PT = 1e-6
_ABOVE_HEADING_PT = 12.0
"""Room that a reader shows above the heading that a bookmark leads to."""


@dataclass(slots=True)
class _Page:
    """A page that blocks are put on, from its top down."""

    y: float
    sheet: Sheet = field(default_factory=Sheet)
    room_below: float = 0.0
    """The room that the last block wants below it."""
    is_empty: bool = True

    def above(self, block: Block) -> float:
        """Return the room that a block gets above it."""
        return 0.0 if self.is_empty else max(block.space_before - self.room_below, 0.0)

    def room(self, block: Block) -> float:
        """Return the height that is left for a block."""
        return self.y - MARGIN_BOTTOM_PT - self.above(block)

    def fits(self, block: Block) -> bool:
        """Tell whether the page has room for a block."""
        room = self.room(block)
        return room > 0 and block.height <= room + _FUZZ_PT

    def put(self, block: Block) -> float:
        """Draw a block, and return where it ends, with the room below it."""
        end = self.y - self.above(block) - block.height
        self.sheet.put(block.drawing(at_top=self.is_empty), MARGIN_SIDE_PT, end)
        end -= block.space_after
        self.is_empty = self.is_empty and end == self.y
        self.y, self.room_below = end, block.space_after
        return end


@dataclass(slots=True)
class _Pages:
    """All pages, with the headings on them."""

    top: float
    pages: list[_Page] = field(default_factory=list)
    headings: list[tuple[int, str, int, float]] = field(default_factory=list)
    """Level, title, page and place of each heading."""

    def begin(self) -> _Page:
        self.pages.append(_Page(self.top))
        return self.pages[-1]

    def put(self, block: Block) -> None:
        end = self.pages[-1].put(block)
        if block.outline is not None:
            place = end + block.height + block.space_after + _ABOVE_HEADING_PT
            self.headings.append((*block.outline, len(self.pages) - 1, place))


def flow(blocks: Sequence[Block], style: TextStyle, *, title: str = "") -> tuple[list[Drawing], list[Entry]]:
    """Set blocks in turn onto as many pages as they need; the headings become an outline.

    A first heading that says the same as `title` is not in it. Raises BookletError where a block cannot be set.
    """
    found = _Pages(style.page_size_pt[1] - MARGIN_TOP_PT)
    found.begin()
    queue = deque(blocks or [Gap(1)])
    together = 0
    """The number of blocks at the head of the queue that were looked at together already."""
    while queue:
        if not together:
            group = _group(queue)
            if len(group) > 1 and _height(group) > found.pages[-1].room(group[0]) and not found.pages[-1].is_empty:
                found.begin()
            together = len(group)
        together -= 1
        rest = _place(queue.popleft(), found, title)
        queue.extendleft(rest[::-1])
        together += len(rest)
    return [page.sheet.done() for page in found.pages], _outline(found, title)


def _group(queue: Sequence[Block]) -> list[Block]:
    """Return the blocks at the head of the queue that stay together."""
    group: list[Block] = []
    for block in queue:
        group.append(block)
        if not block.keep_with_next:
            break
    return group


def _height(group: Sequence[Block]) -> float:
    total, below = 0.0, 0.0
    for block in group:
        if block.height > _FUZZ_PT:
            total += block.height + block.space_after + (max(block.space_before - below, 0.0) if total else 0.0)
            below = block.space_after
    return total - below


def _place(block: Block, found: _Pages, title: str) -> Sequence[Block]:
    """Put a block on the page, or what fits of it, and return the rest of it."""
    for _ in range(2):
        page = found.pages[-1]
        if page.fits(block):
            found.put(block)
            return ()
        room = page.room(block)
        pieces = block.split(room) if room > 0 else ()
        if pieces:
            found.put(pieces[0])
            return pieces[1:]
        found.begin()
    raise BookletError(f'A part of the text page "{title}" is larger than a whole page: make it shorter or divide it.')


def _outline(found: _Pages, title: str) -> list[Entry]:
    """Nest the headings: texts may begin at any level and skip some, outlines may not."""
    levels: list[int] = []
    entries: list[Entry] = []
    for level, text, page, place in found.headings:
        if not text or (not entries and text.casefold() == title.strip().casefold()):
            continue
        while levels and levels[-1] >= level:
            levels.pop()
        levels.append(level)
        entries.append(Entry(text, len(levels) - 1, page, place))
    return entries
