"""The texts printed on a page that belong to the fields of a form, found by where they stand.

Each text near a field is a candidate with a cost: inside the box, left of it on the line, above, below, right of a
check box. The cheapest pairs are taken first and each text serves one field, so that a text that fits two goes to the
nearer. Fields of a table have the heading of their column and the text of their row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from booklet.pdf.labels.page_layout import Phrase, PrintedLayout
from booklet.pdf.labels.page_text import NOWHERE, Box, PageText

_LEFT_MOST_PT, _QUESTION_MOST_PT, _BESIDE_BUTTON_PT = 200.0, 320.0, 22.0
_TALLEST_PT = 360.0
"""A taller button is one over the margin, or over the whole page."""
_MOST_LINES = 4
_SHORT_ANSWER = re.compile(r"(?:yes|no|n/?a|true|false|male|female|m|f|y|ja|nein|oui|non|sí|si|[\W\d]*)[\W]*", re.I)
_ENUMERATOR = re.compile(r"[\W\d]*[a-z]?[\W\d]*|\(?[ivx]{1,4}[.)]", re.I)
_EDGES = " \t.:;,_*•▶►▸>→-–—…|"


@dataclass(frozen=True, slots=True)
class FieldMark:
    """A widget: the field's name, whether it is a check box or radio button, and where it is seen."""

    name: str
    is_button: bool
    state: str = ""
    is_one_of_several: bool = False
    box: Box = NOWHERE

    def at(self, box: Box) -> FieldMark:
        """Return the mark with its place."""
        return replace(self, box=box)


@dataclass(frozen=True, slots=True)
class PrintedLabel:
    """The text beside a widget, and the question that it answers, if any."""

    own: str = ""
    question: str = ""

    @property
    def text(self) -> str:
        """The label: the question and what is printed beside the widget, as far as both are needed."""
        if self.own and self.question and (_SHORT_ANSWER.fullmatch(self.own) or len(self.own) <= 3):
            return f"{shortened(self.question, 150 - len(self.own))}: {self.own}"
        return self.own or self.question


def shortened(text: str, most: int) -> str:
    """Return the text, cut behind a word where it is longer than `most`."""
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"


@dataclass(frozen=True, slots=True)
class _Pair:
    """A text that may be a widget's, and how far-fetched that is."""

    cost: float
    mark: int
    phrase: Phrase
    where: str


def find_labels(marks: Sequence[FieldMark], text: PageText) -> list[PrintedLabel]:
    """Return the label of each widget, in their order; empty where nothing is printed near it."""
    layout = PrintedLayout(text, [mark.box if mark.box.height < _TALLEST_PT else NOWHERE for mark in marks])
    pairs = sorted(_candidates(marks, layout), key=lambda pair: pair.cost)
    own: dict[int, _Pair] = {}
    lefts: dict[int, _Pair] = {}
    taken: set[Phrase] = set()
    served: set[tuple[Phrase, bool]] = set()
    for pair in pairs:
        if pair.where == "left":
            lefts.setdefault(pair.mark, pair)
        use = (pair.phrase, marks[pair.mark].is_button)  # "Other (explain)" is a check box's and the line's behind it
        if pair.mark not in own and use not in served:
            own[pair.mark] = pair
            taken.add(pair.phrase)
            served.add(use)
    found = _Found(own, lefts, taken, layout)
    return [_label(index, mark, found) for index, mark in enumerate(marks)]


class _Found(NamedTuple):
    """The findings about the widgets of a page, by their places in the list."""

    own: dict[int, _Pair]
    lefts: dict[int, _Pair]
    """The nearest text on each widget's left, whether it is its own or not."""
    taken: set[Phrase]
    layout: PrintedLayout

    def text(self, pair: _Pair) -> str:
        return _whole(pair, self.taken, self.layout)


def _label(index: int, mark: FieldMark, found: _Found) -> PrintedLabel:
    pair, layout = found.own.get(index), found.layout
    text = found.text(pair) if pair else ""
    text = text if any(map(str.isalnum, text)) or mark.is_button else ""  # a mere "$" is no label
    heading = _heading(index, found)
    if mark.is_button:
        return PrintedLabel(text or _in_row(heading, index, found), _question(index, found))
    of_table = heading and (layout.row_length(index) > 1 or len(text) <= 3)
    if of_table and not (pair and pair.where in ("above", "below") and text != heading):
        return PrintedLabel(_in_row(heading, index, found))
    if text:
        over = layout.over(mark.box, most=16.0) if _ENUMERATOR.fullmatch(text) else None
        return PrintedLabel(f"{text} {tidy(over.text)}" if over and over.says_something else text)
    for part, left in enumerate(layout.leftwards(index), start=2):
        before = found.text(found.own[left]) if left in found.own else ""
        if any(map(str.isalpha, before)):
            return PrintedLabel(f"{before} (part {part})")
    return PrintedLabel()


def _in_row(heading: str, index: int, found: _Found) -> str:
    """Return the heading of a column with what its row is called, or its number."""
    start = found.layout.row_start(index)
    pair = found.lefts.get(index) or found.own.get(start)
    if heading and pair and pair.where == "left" and _names_a_row(pair.phrase, found.layout):
        return f"{found.text(pair)}: {heading}"
    row = found.layout.row_number(index)
    return f"{heading} (row {row})" if row > 1 and heading else heading


def _names_a_row(phrase: Phrase, layout: PrintedLayout) -> bool:
    """Tell whether the text left of a row is its own, and no line of a text that runs on past several rows."""
    above, below = layout.line_before(phrase), layout.line_after(phrase)
    runs_on = (above and phrase.text[0].islower()) or (below and below.text[0].islower())
    return not runs_on


# -- candidates ------------------------------------------------------------------------------------------------


def _candidates(marks: Sequence[FieldMark], layout: PrintedLayout) -> Iterator[_Pair]:
    for index, mark in enumerate(marks):
        if mark.box.height >= _TALLEST_PT:
            continue
        near = layout.near(mark.box, above=44.0, below=14.0)
        is_button = mark.is_button or _is_like_a_check_box(mark.box)
        yield from (_of_button if is_button else _of_box)(mark.box, index, near, layout)


def _is_like_a_check_box(box: Box) -> bool:
    """Tell whether a text field is as small and square as a check box: many forms have those for an X."""
    return box.width <= 16.0 and box.height <= 18.0 and 0.6 < box.width / max(box.height, 0.1) < 1.6


def _of_box(box: Box, index: int, near: Iterable[Phrase], layout: PrintedLayout) -> Iterator[_Pair]:
    left_limit = layout.left_neighbor_edge(index)
    for phrase in near:
        where, cost = _beside_box(box, phrase, left_limit)
        if not where or not (phrase.says_something or where == "left" or _heads_a_column(phrase, index, layout)):
            continue
        if where == "above":
            cost += 4.0 if layout.level_between(phrase.baseline + 0.8, box.top - 0.8, box) else 0.0
            if layout.mark_between(phrase.box, box, index):
                continue
        elif where == "left":
            if not any(map(str.isalnum, phrase.text)):  # "$", which is worth what stands before it
                before = layout.before_on_line(phrase)
                if before is None or phrase.box.left - before.reach > 90.0:
                    continue
            cost += 2.5 if layout.upright_between(phrase.box.right + 0.5, box.left - 0.5, box) else 0.0
            cost += 7.0 if len(phrase.text) > 60 and layout.line_before(phrase) and layout.line_after(phrase) else 0.0
        elif where == "below":
            cost += 14.0 if layout.level_between(box.bottom + 2.5, phrase.box.top - 0.2, box) else 0.0
            cost -= 10.6 if abs(phrase.box.left - box.left) < 9.0 and layout.is_small_print(phrase, box) else 0.0
        yield _Pair(cost, index, phrase, where)


def _heads_a_column(phrase: Phrase, index: int, layout: PrintedLayout) -> bool:
    """Tell whether a single letter or number is the name of a column of a table."""
    box = layout.boxes[index]
    centered = abs(phrase.box.middle[0] - box.middle[0]) < 0.2 * box.width
    return centered and layout.column_length(index) > 1 and any(map(str.isalnum, phrase.text))


def _beside_box(box: Box, phrase: Phrase, left_limit: float) -> tuple[str, float]:
    """Return where a text stands to a text field, and how well: "", if nowhere near."""
    text = phrase.box
    across, down = text.middle
    if box.left - 2 < across < box.right + 2 and box.top - 1 < down < box.bottom + 1:
        if box.height > 1.55 * phrase.size_pt and text.left < box.left + 0.75 * box.width:
            return "inside", 1.0 + max(text.top - box.top, 0.0) * 0.2
        return "", 0.0
    gap = box.left - phrase.reach
    if text.right <= box.left + 4.0 and gap < 0:
        gap = 0.0  # the line to write on runs on below the field
    lines = 2.2 * phrase.size_pt + 4.0
    on_line = box.top - 1.0 < phrase.baseline < min(box.bottom + 4.5, box.top + max(lines, 16.0) + 4.5)
    if on_line and -4.0 < gap < _LEFT_MOST_PT and text.right > left_limit:
        return "left", 2.0 + max(gap, 0.0) * 0.12
    aside = min(abs(text.left - box.left), abs(across - (box.left + box.right) / 2))
    rise = box.top - phrase.baseline
    starts_over = box.left - 14.0 < text.left < box.right - 3.0 or (box.left < across < box.right)
    if starts_over and -4.0 < rise < 38.0:
        return "above", 3.0 + max(rise, 0.0) * 0.6 + min(aside * 0.15, 10.0)
    if on_line and -2.0 < text.left - box.right < 7.0:
        return "right", 10.0 + max(text.left - box.right, 0.0)
    drop = text.top - box.bottom
    if starts_over and -4.0 < drop < 9.0 and phrase.size_pt <= 10.5:
        return "below", 12.0 + max(drop, 0.0) + min(aside * 0.15, 8.0)
    return "", 0.0


def _of_button(box: Box, index: int, near: Iterable[Phrase], layout: PrintedLayout) -> Iterator[_Pair]:
    left_limit = layout.left_neighbor_edge(index)
    right_limit = layout.right_neighbor_edge(index)
    for phrase in near:
        text = phrase.box
        if not any(map(str.isalnum, phrase.text)) or (len(phrase.text) < 2 and not phrase.text.isalpha()):
            continue
        on_line = box.top - 3.0 < phrase.baseline < box.bottom + 4.0
        if on_line and -3.0 < text.left - box.right < _BESIDE_BUTTON_PT and text.left < right_limit:
            cost = 1.0 + max(text.left - box.right, 0.0) * 0.25 + _off_line(box, phrase)
            yield _Pair(cost, index, phrase, "right")
        elif on_line and -3.0 < box.left - phrase.reach < _BESIDE_BUTTON_PT and text.right > left_limit:
            cost = 2.0 + max(box.left - phrase.reach, 0.0) * 0.25 + _off_line(box, phrase)
            yield _Pair(cost, index, phrase, "left")
        elif (
            0.0 < box.top - phrase.baseline < 16.0 and text.left - 6.0 < sum((box.left, box.right)) / 2 < text.right + 6
        ):
            aside = abs(text.middle[0] - box.middle[0])
            if aside < 24.0 and not layout.mark_between(text, box, index):
                yield _Pair(7.0 + (box.top - phrase.baseline) * 0.4 + aside * 0.15, index, phrase, "above")


def _off_line(box: Box, phrase: Phrase) -> float:
    """Measure how far a text is from a box's middle: of boxes set tightly in a list, each has two texts beside it."""
    return 0.25 * abs(phrase.baseline - 0.35 * phrase.size_pt - box.middle[1])


# -- the whole text of a label ---------------------------------------------------------------------------------


def _whole(pair: _Pair, taken: set[Phrase], layout: PrintedLayout) -> str:
    """Return the label with the lines that belong to it, and without dots, colons and lines to write on."""
    phrases = [pair.phrase]
    if pair.where == "left":
        return _of_line(pair.phrase, taken, layout)
    if pair.where in ("above", "inside", "below"):
        if beside := _beside(pair, taken, layout):
            return ", ".join(tidy(phrase.text) for phrase in beside)
        if pair.where == "above":
            phrases = [*_lines_before(phrases[0], taken, layout), *phrases]
        else:
            phrases = [*phrases, *_lines_after(phrases[-1], taken, layout, most=2)]
    elif pair.where == "right":
        phrases = [*phrases, *_lines_after(phrases[-1], taken, layout, most=_MOST_LINES)]
    return tidy(" ".join(phrase.text for phrase in phrases))


def _beside(pair: _Pair, taken: set[Phrase], layout: PrintedLayout) -> list[Phrase]:
    """Return all captions of a field that takes several things: "First name   Middle name   Last name"."""
    box = layout.boxes[pair.mark]
    line = [
        phrase
        for phrase in layout.on_line(pair.phrase)
        if phrase is pair.phrase
        or (phrase not in taken and box.left - 5.0 < phrase.box.left < box.right - 5.0 and phrase.says_something)
    ]
    return sorted(line, key=lambda phrase: phrase.box.left) if len(line) > 1 else []


def tidy(text: str) -> str:
    """Take away leaders, underlines and what else stands around a label."""
    text = re.sub(r"(?:[._…]\s?){3,}", " ", text)
    text = " ".join(text.split()).strip(_EDGES)
    return re.sub(r"\s+([,;:.)])", r"\1", text)


def _of_line(phrase: Phrase, taken: set[Phrase], layout: PrintedLayout) -> str:
    """Return the text left of a field. Where the nearest is a mere "$" or "12a", with what stands before it.

    The number of a line is often printed at both ends of it: it comes once, in front.
    """
    numbers: list[str] = []
    current: Phrase | None = phrase
    while current and _ENUMERATOR.fullmatch(current.text) and len(numbers) < 3:
        numbers.insert(0, current.text)
        current = layout.before_on_line(current)
    if current is None:
        return tidy(" ".join(numbers))
    phrases = [current]
    number = next((tidy(text) for text in reversed(numbers) if any(map(str.isalnum, text))), "")
    before = layout.before_on_line(current)
    if before and _ENUMERATOR.fullmatch(before.text) and before.reach > current.box.left - 40:
        number = number if number.endswith(tidy(before.text)) else tidy(before.text) or number
    else:
        phrases = [*_lines_before(current, taken, layout), current]
    below = layout.line_after(current)
    runs_on = below and below.says_something and below.text[0].islower() and not _starts_anew(below)
    if below and runs_on and below not in taken and not current.text.rstrip().endswith((":", ".")):
        phrases.append(below)
    text = tidy(" ".join(one.text for one in phrases))
    if number and re.match(rf"{re.escape(number[-1])}\s", text):
        text = text[1:].lstrip()  # "24g" at the end of the line is the "g" at its beginning
    return f"{number} {text}" if number and not text.startswith(number) else text


def _starts_anew(phrase: Phrase) -> bool:
    """Tell whether a line is the first of its text: it begins with a number or a letter that counts."""
    return bool(re.match(r"\(?\d{1,3}[a-z]?\b|\(?[a-z][.)]|[A-Z][.)]\s|[a-z]\s+[A-Z]", phrase.text))


def _lines_before(
    phrase: Phrase, taken: set[Phrase], layout: PrintedLayout, *, most: int = _MOST_LINES
) -> list[Phrase]:
    found: list[Phrase] = []
    current = phrase
    start = layout.before_on_line(phrase)
    if _starts_anew(phrase) or (start and _ENUMERATOR.fullmatch(start.text)):
        return found
    while len(found) < most:
        above = layout.line_before(current)
        if (
            above is None
            or above in taken
            or not above.says_something
            or above.text.rstrip().endswith((".", ":", "?", ")"))
        ):
            break
        found.insert(0, above)
        current = above
        before = layout.before_on_line(above)
        if _starts_anew(above) or (before and _ENUMERATOR.fullmatch(before.text)):
            break
    return found


def _lines_after(phrase: Phrase, taken: set[Phrase], layout: PrintedLayout, *, most: int) -> list[Phrase]:
    found: list[Phrase] = []
    current = phrase
    while len(found) < most:
        below = layout.line_after(current)
        if below is None or below in taken or _starts_anew(below) or current.text.rstrip().endswith((".", ":", "?")):
            break
        found.append(below)
        current = below
    return found


# -- tables and questions --------------------------------------------------------------------------------------


def _heading(index: int, found: _Found) -> str:
    """Find what stands over the column of equal boxes that a widget is in."""
    layout = found.layout
    top = layout.column_top(index)
    if top == index and layout.column_length(index) < 2:
        return ""
    pair = found.own.get(top)
    if pair and pair.where == "above":
        return found.text(pair)
    over = layout.over(layout.boxes[top], most=26.0)
    return tidy(over.text) if over and over not in found.taken else ""


def _question(index: int, found: _Found) -> str:
    """Find what a row of check boxes answers: the text left of the first of them, else the line above."""
    layout = found.layout
    start = layout.row_start(index)
    box = layout.boxes[start]
    near = [
        phrase
        for phrase in layout.near(box, above=2.0, below=4.0)
        if phrase not in found.taken
        and phrase.says_something
        and box.top - 3.0 < phrase.baseline < box.bottom + 4.0
        and -3.0 < box.left - phrase.reach < _QUESTION_MOST_PT
    ]
    if near:
        return found.text(_Pair(0.0, start, max(near, key=lambda phrase: phrase.reach), "left"))
    over = layout.over(layout.boxes[layout.column_top(start)], most=22.0, aside=60.0)
    return found.text(_Pair(0.0, start, over, "above")) if over and over not in found.taken else ""
