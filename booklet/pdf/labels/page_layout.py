"""The texts of a page as phrases between columns, rules and fields, and which fields stand in rows and columns."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from booklet.pdf.labels.page_text import Box, PageText, Word

_LEADER = re.compile(r"[._·…‧•\-–—]*[._·…‧]{2,}[._·…‧\-–—]*|[._·…‧]")
_GAP = 0.95
"""Of the size: a wider gap between two words is that between two columns."""
_LINE, _WIDE_LINE = 1.45, 1.9
"""From line to line of one text, in sizes: usually, and where the second goes on with a small letter."""
_SAME_EDGE_PT, _WIDEST_GAP_PT, _PAGE_WIDE_PT = 4.5, 130.0, 400.0


@dataclass(frozen=True, eq=False, slots=True)
class Phrase:
    """Words that stand together on a line; `reach` is where the dots or the line behind them end."""

    text: str
    box: Box
    baseline: float
    size_pt: float
    reach: float

    @property
    def says_something(self) -> bool:
        """True where there is a word in it."""
        return sum(letter.isalpha() for letter in self.text) > 1


class PrintedLayout:
    """The phrases and rules of a page, by their places; `boxes` are the fields."""

    def __init__(self, text: PageText, boxes: Sequence[Box]) -> None:
        self.boxes = boxes
        self._levels = sorted((rule for rule in text.rules if rule.level), key=lambda rule: rule.box.top)
        self._level_tops = [rule.box.top for rule in self._levels]
        self._uprights = sorted((rule for rule in text.rules if not rule.level), key=lambda rule: rule.box.left)
        self._upright_lefts = [rule.box.left for rule in self._uprights]
        self._by_top = sorted(range(len(boxes)), key=lambda index: boxes[index].top)
        self._tops = [boxes[index].top for index in self._by_top]
        self._tallest = max((box.height for box in boxes), default=0.0)
        self._phrases = sorted(self._phrases_of(text.words), key=lambda phrase: phrase.baseline)
        self._baselines = [phrase.baseline for phrase in self._phrases]

    # -- texts -------------------------------------------------------------------------------------------------

    def near(self, box: Box, *, above: float, below: float) -> list[Phrase]:
        """Return the phrases that begin so far above a box or below it, at any distance to the side."""
        return self._between(box.top - above, box.bottom + below)

    def over(self, box: Box, *, most: float, aside: float = 14.0) -> Phrase | None:
        """Return the nearest phrase above a box that begins over it or `aside` to its left."""
        found = [
            phrase
            for phrase in self._between(box.top - most, box.top + 1.0)
            if box.left - aside < phrase.box.left < box.right or phrase.box.left < box.middle[0] < phrase.box.right
        ]
        nearest = max(found, key=lambda phrase: phrase.baseline, default=None)
        if nearest and self.levels_between(nearest.baseline + 0.5, box.top - 1.5, box) > 1:
            return None
        return nearest

    def on_line(self, phrase: Phrase) -> list[Phrase]:
        """Return the phrases on the line of a phrase, itself too."""
        return self._between(phrase.baseline - 1.5, phrase.baseline + 1.5)

    def before_on_line(self, phrase: Phrase) -> Phrase | None:
        """Return the phrase to the left on the line of a phrase, if no field is between."""
        line = self._between(phrase.baseline - 0.5 * phrase.size_pt, phrase.baseline + 0.55 * phrase.size_pt)
        before = max(
            (one for one in line if one is not phrase and one.reach <= phrase.box.left + 2.0),
            key=lambda one: one.reach,
            default=None,
        )
        if before is None:
            return None
        middle = phrase.baseline - phrase.size_pt * 0.3
        between = (
            box
            for box in self.boxes
            if box.top - 1 < middle < box.bottom + 1 and before.box.right - 2 < box.middle[0] < phrase.box.left
        )
        return None if next(between, None) else before

    def is_small_print(self, phrase: Phrase, box: Box) -> bool:
        """Tell whether a text below a box is its caption: smaller than most, and nearer to it than to a field beneath.

        Such is the "(name of the person)" under a line to write on.
        """
        if phrase.size_pt > 0.93 * self._usual_size_pt or self._is_page_rule(box.bottom, phrase.box.top + 1.0):
            return False
        drop = max(phrase.box.top - box.bottom, 0.0)
        beneath = (self.boxes[other] for other in self._indices_between(phrase.baseline - 4.0, phrase.baseline + 15.0))
        return not any(
            abs(one.left - phrase.box.left) < 14.0 and one.top - phrase.baseline < drop + 3.0 for one in beneath
        )

    def _is_page_rule(self, top: float, bottom: float) -> bool:
        """Tell whether a rule nearly as wide as the page ends what is above."""
        rules = self._levels[bisect_left(self._level_tops, top - 3.0) : bisect_right(self._level_tops, bottom)]
        return any(rule.box.width > _PAGE_WIDE_PT for rule in rules)

    @cached_property
    def _usual_size_pt(self) -> float:
        """The size of most of the text."""
        sizes = Counter[float]()
        for phrase in self._phrases:
            sizes[round(phrase.size_pt * 2) / 2] += len(phrase.text)
        return sizes.most_common(1)[0][0] if sizes else 0.0

    def line_before(self, phrase: Phrase) -> Phrase | None:
        """Return the line above that the same text begins with: same edge, same size, near, and no rule between."""
        return self._next_line(phrase, -1)

    def line_after(self, phrase: Phrase) -> Phrase | None:
        """Return the line below on which the same text goes on."""
        return self._next_line(phrase, 1)

    def _next_line(self, phrase: Phrase, step: int) -> Phrase | None:
        reach = _WIDE_LINE * phrase.size_pt
        low, high = sorted((phrase.baseline + step * 0.6 * phrase.size_pt, phrase.baseline + step * reach))
        for other in self._between(low, high):
            upper, lower = (other, phrase) if step < 0 else (phrase, other)
            near = abs(other.baseline - phrase.baseline) < _LINE * phrase.size_pt or lower.text[0].islower()
            alike = abs(other.size_pt - phrase.size_pt) < 2.0
            if near and alike and _aligned(upper, lower, may_hang=step < 0):
                at = Box(lower.box.left, upper.baseline, lower.box.left + 20.0, lower.baseline)
                if not self.level_between(upper.baseline + 0.8, lower.baseline - 0.5 * lower.size_pt, at):
                    return other
        return None

    def _between(self, top: float, bottom: float) -> list[Phrase]:
        return self._phrases[bisect_left(self._baselines, top) : bisect_right(self._baselines, bottom)]

    def _phrases_of(self, words: Sequence[Word]) -> Iterator[Phrase]:
        for line in _lines(words):
            group: list[Word] = []
            for word in line:
                if group and self._parts(group[-1], word):
                    yield from _phrase(group)
                    group = []
                group.append(word)
            yield from _phrase(group)

    def _parts(self, before: Word, word: Word) -> bool:
        """Tell whether two words of a line are of different texts: a gap, a rule or a field is between."""
        gap = word.box.left - before.box.right
        if len(before.text) > 2 and _LEADER.fullmatch(before.text) and not _LEADER.fullmatch(word.text):
            return True
        size = min(before.size_pt, word.size_pt)
        leaders = _LEADER.fullmatch(word.text)
        if gap > (3.0 if leaders else _GAP) * size or before.size_pt > 1.6 * word.size_pt:
            return True
        between = Box(before.box.right, before.box.top, word.box.left, before.box.bottom)
        if self.upright_between(between.left - 0.4, between.right + 0.4, between):
            return True
        if gap < 3.0:
            return False
        middle = word.baseline - 0.3 * word.size_pt
        return any(
            box.top < middle < box.bottom and between.left - 3 < box.middle[0] < between.right + 3
            for box in self._boxes_at(middle)
        )

    # -- rules -------------------------------------------------------------------------------------------------

    def level_between(self, top: float, bottom: float, box: Box) -> bool:
        """Tell whether a level rule over the left part of a box lies between two heights."""
        at = box.left + min(box.width / 2, 12.0)
        rules = self._levels[bisect_left(self._level_tops, top) : bisect_right(self._level_tops, bottom)]
        return any(rule.box.left - 1 <= at <= rule.box.right + 1 for rule in rules)

    def levels_between(self, top: float, bottom: float, box: Box) -> int:
        """Count the level rules between two heights; two that touch count once."""
        at = box.left + min(box.width / 2, 12.0)
        rules = self._levels[bisect_left(self._level_tops, top) : bisect_right(self._level_tops, bottom)]
        heights = [rule.box.top for rule in rules if rule.box.left - 1 <= at <= rule.box.right + 1]
        return sum(1 for place, height in enumerate(heights) if not place or height - heights[place - 1] > 2.5)

    def upright_between(self, left: float, right: float, box: Box) -> bool:
        """Tell whether an upright rule beside a box lies between two places."""
        rules = self._uprights[bisect_left(self._upright_lefts, left) : bisect_right(self._upright_lefts, right)]
        middle = box.middle[1] if box.height < 20 else box.top + 8
        return any(rule.box.top - 1 <= middle <= rule.box.bottom + 1 for rule in rules)

    # -- fields among each other -------------------------------------------------------------------------------

    def mark_between(self, text: Box, box: Box, index: int) -> bool:
        """Tell whether another field stands between a text above and a box."""
        return any(
            other != index
            and text.bottom - 3.0 < self.boxes[other].middle[1] < box.top + 1.0
            and self.boxes[other].left < min(box.right, max(text.right, box.left + 10)) - 1.0
            and self.boxes[other].right > max(box.left, min(text.left, box.right - 10)) + 1.0
            for other in self._indices_between(text.top - self._tallest, box.top)
        )

    def left_neighbor_edge(self, index: int) -> float:
        """Return where the nearest field to the left on the same line ends."""
        left = self._neighbors[index][0]
        return self.boxes[left].right - 2.0 if left is not None else float("-inf")

    def right_neighbor_edge(self, index: int) -> float:
        """Return where the nearest field to the right on the same line begins."""
        right = self._neighbors[index][1]
        return self.boxes[right].left + 1.0 if right is not None else float("inf")

    def row_start(self, index: int) -> int:
        """Return the first field of a row of fields, each right behind that before it."""
        return self._row(index)[0]

    def leftwards(self, index: int) -> list[int]:
        """Return the fields before a field in its row, the nearest first."""
        return self._row(index)[-2::-1]

    def _row(self, index: int) -> list[int]:
        row, current = [index], index
        while (left := self._neighbors[current][0]) is not None and left not in row:
            row.insert(0, left)
            current = left
        return row

    def column_top(self, index: int) -> int:
        """Return the uppermost of the equal boxes that stand above one another."""
        return self._column(index)[0]

    def column_length(self, index: int) -> int:
        """Count the equal boxes of its column."""
        return len(self._column(index)) + (index in self._below)

    def row_length(self, index: int) -> int:
        """Count the fields on its line, to both sides."""
        length, current = len(self._row(index)), index
        while (right := self._neighbors[current][1]) is not None and length < 50:
            length, current = length + 1, right
        return length

    def row_number(self, index: int) -> int:
        """Return its place from the top, from 1, among the equal boxes of its column."""
        return len(self._column(index))

    def _column(self, index: int) -> list[int]:
        column, current = [index], index
        while (above := self._above.get(current)) is not None and above not in column:
            column.insert(0, above)
            current = above
        return column

    @cached_property
    def _above(self) -> dict[int, int]:
        """Field -> the equal field right above it, with no text between."""
        found: dict[int, int] = {}
        for index, box in enumerate(self.boxes):
            reach = 1.6 * box.height + 8.0
            for other in self._indices_between(box.top - reach - box.height, box.top - 0.5 * box.height):
                over = self.boxes[other]
                same = abs(over.left - box.left) < _SAME_EDGE_PT and abs(over.right - box.right) < _SAME_EDGE_PT
                alike = 0.6 < over.height / max(box.height, 0.1) < 1.7
                nearest = index not in found or self.boxes[found[index]].top < over.top
                below = other != index and same and alike and -2.0 < box.top - over.bottom < reach
                if below and nearest and not self._text_between(over, box):
                    found[index] = other
        return found

    @cached_property
    def _below(self) -> set[int]:
        return set(self._above.values())

    def _text_between(self, over: Box, box: Box) -> bool:
        return any(
            phrase.box.right > box.left + 1 and phrase.box.left < box.right - 1 and phrase.says_something
            for phrase in self._between(over.bottom + 1.0, box.top + 1.0)
        )

    @cached_property
    def _neighbors(self) -> list[tuple[int | None, int | None]]:
        """For each field the nearest to its left and to its right on the same line."""
        return [(self._beside(index, -1), self._beside(index, 1)) for index in range(len(self.boxes))]

    def _beside(self, index: int, side: int) -> int | None:
        box, best, nearest = self.boxes[index], None, float("inf")
        for other in self._indices_between(box.top - self._tallest, box.bottom):
            beside = self.boxes[other]
            shared = min(box.bottom, beside.bottom) - max(box.top, beside.top)
            gap = box.left - beside.right if side < 0 else beside.left - box.right
            if (
                other != index
                and shared > 0.5 * min(box.height, beside.height)
                and -3.0 <= gap < min(nearest, _WIDEST_GAP_PT)
            ):
                best, nearest = other, gap
        return best

    def _boxes_at(self, height: float) -> Iterator[Box]:
        for index in self._indices_between(height - self._tallest, height):
            yield self.boxes[index]

    def _indices_between(self, top: float, bottom: float) -> list[int]:
        return self._by_top[bisect_left(self._tops, top) : bisect_right(self._tops, bottom)]


def _aligned(upper: Phrase, lower: Phrase, *, may_hang: bool) -> bool:
    """Tell whether two lines have the same left edge or middle; `may_hang`: the first may begin further left."""
    indent = lower.box.left - upper.box.left
    centered = abs(upper.box.middle[0] - lower.box.middle[0]) < 3.0
    return abs(indent) < 3.0 or centered or (may_hang and -1.0 < indent < 22.0)


def _lines(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield words by the line that they stand on, from left to right."""
    line: list[Word] = []
    for word in sorted(words, key=lambda word: word.baseline):
        if line and word.baseline - line[0].baseline > 0.3 * min(word.size_pt, line[0].size_pt):
            yield sorted(line, key=lambda one: one.box.left)
            line = []
        line.append(word)
    if line:
        yield sorted(line, key=lambda one: one.box.left)


def _phrase(words: Sequence[Word]) -> Iterator[Phrase]:
    said = [word for word in words if not _LEADER.fullmatch(word.text)]
    if not said:
        return
    box = Box(
        said[0].box.left,
        min(word.box.top for word in said),
        max(word.box.right for word in said),
        max(word.box.bottom for word in said),
    )
    text = " ".join(word.text for word in said)
    yield Phrase(text, box, said[0].baseline, said[0].size_pt, max(word.box.right for word in words))
