"""Words of a paragraph and the lines that they are broken into, first fit.

A line may be up to a twentieth of its spaces too long; they are then narrowed. A word that is longer than a line is
divided where the line ends.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from booklet.pdf.typeset import typefaces
from booklet.pdf.typeset.text_style import Color
from booklet.pdf.typeset.typefaces import NO_BREAK_SPACE, SetWord
from booklet.text.faces import FontFile

_SPACES = "".join(map(chr, (*range(9, 14), *range(28, 33), 0x85, 0x1680, *range(0x2000, 0x200C), 0x2028, 0x2029)))
_SPACES += "\u202f\u205f\u3000"
_SPACE = re.compile(f"[{re.escape(_SPACES)}]+")
_SHRINKAGE = 0.05


class Address(NamedTuple):
    """A link; the number tells two links to the same address apart."""

    number: int
    address: str


class Span(NamedTuple):
    """A stretch of text in a single face and color; a line break where `is_break`."""

    text: str
    font: FontFile
    size: float
    color: Color
    link: Address | None = None
    struck: int = 0
    """The number of the stretch that is struck through; 0 where it is not."""
    is_break: bool = False


class Piece(NamedTuple):
    """A word, or where its look changes within it a part of it; `shown` is the same in its face."""

    span: Span
    text: str
    shown: SetWord


class Word(NamedTuple):
    """Pieces that stand together. `space` is the width of the space after it, 0 for none. Lengths are in points."""

    pieces: tuple[Piece, ...]
    width: float
    space: float = 0.0
    has_text: bool = True
    """False where it is there for its space alone, and for a line break."""
    is_break: bool = False
    is_part: bool = False
    """A part of a word that was longer than a line."""


class Line(NamedTuple):
    """Words of a line, and the points that are left of its measure: where negative, its spaces are narrowed."""

    words: tuple[Word, ...]
    left_over: float

    @property
    def size(self) -> float:
        """The largest size on the line."""
        return max((piece.span.size for word in self.words for piece in word.pieces), default=0.0)

    @property
    def narrowed_by(self) -> float:
        """The width that each space is given on top of its own, which is negative; 0 where the line fits."""
        if self.left_over > -1e-8:
            return 0.0
        words = sum(word.has_text for word in self.words)
        fixed = sum(piece.text.count(NO_BREAK_SPACE) for word in self.words for piece in word.pieces)
        spaces = words + fixed - 1
        return self.left_over / spaces if spaces > 0 else 0.0


class PlainLine(NamedTuple):
    """A line in a single face and color, without links or other marks, of words with a space between each two."""

    span: Span
    words: tuple[SetWord, ...]
    left_over: float

    @property
    def size(self) -> float:
        """The size."""
        return self.span.size

    @property
    def narrowed_by(self) -> float:
        """The width that each space is given on top of its own; see `Line`."""
        if self.left_over > -1e-8 or len(self.words) < 2:
            return 0.0
        return self.left_over / (len(self.words) - 1)


def words_of(spans: Sequence[Span], *, kerned: bool = False) -> list[Word]:
    """Return the words of some spans, and their line breaks; a space looks as the word before it."""
    words: list[Word] = []
    pieces: list[Piece] = []
    at_start = True
    for span in spans:
        if span.is_break:
            if pieces:
                words.append(_word(pieces, spaced=False))
                pieces = []
            words.append(Word((_piece(span, "", kerned=False),), 0.0, has_text=False, is_break=True))
            at_start = True
            continue
        text = span.text.lstrip(_SPACES) if at_start else span.text
        if not text:
            continue
        at_start = False
        parts = text.split() if NO_BREAK_SPACE not in text else [part for part in _SPACE.split(text) if part]
        if text[0] in _SPACES:
            after_space = not pieces and bool(words) and words[-1].space > 0
            if pieces:
                words.append(_word(pieces, spaced=False))
                pieces = []
            if not after_space:
                parts.insert(0, "")
            elif not parts:
                continue
        if pieces and len(parts) > 1:
            words.append(_word([*pieces, _piece(span, parts.pop(0), kerned=kerned)], spaced=True))
            pieces = []
        words += _spaced_words(span, parts[:-1], kerned=kerned)
        pieces.append(_piece(span, parts[-1], kerned=kerned))
        if text[-1] in _SPACES:
            words.append(_word(pieces, spaced=True))
            pieces = []
    if pieces:
        words.append(_word(pieces, spaced=False))
    return words


def _spaced_words(span: Span, texts: Sequence[str], *, kerned: bool) -> list[Word]:
    """Return words of a single piece each, with a space after them: nearly all are such."""
    scale = span.size / 1000
    space = typefaces.space(span.font).width * scale
    known = typefaces.plain(span.font)
    shown = [typefaces.kerned(span.font, text, span.size) if kerned else known[text] for text in texts]
    return [
        Word((Piece(span, text, word),), word.width * scale, space, text != "")
        for text, word in zip(texts, shown, strict=True)
    ]


def _piece(span: Span, text: str, *, kerned: bool) -> Piece:
    if kerned:
        return Piece(span, text, typefaces.kerned(span.font, text, span.size))
    return Piece(span, text, typefaces.plain(span.font)[text])


def _word(pieces: Sequence[Piece], *, spaced: bool, is_part: bool = False) -> Word:
    width = sum(piece.shown.width * piece.span.size for piece in pieces) / 1000
    last = pieces[-1].span
    space = typefaces.space(last.font).width * last.size / 1000 if spaced else 0.0
    return Word(tuple(pieces), width, space, any(piece.text for piece in pieces), is_part=is_part)


def break_lines(words: Sequence[Word], width: float) -> list[Line]:
    """Break words into lines of a width in points."""
    lines: list[Line] = []
    queue = deque(words)
    line: list[Word] = []
    used = gap = spaces = 0.0  # of the line: its width, the space after its last word, all spaces before that
    while queue:
        word = queue.popleft()
        if word.is_break:
            lines.append(Line(tuple(line) or (word,), width - used))
            line, used, gap, spaces = [], 0.0, 0.0, 0.0
            continue
        end = used + gap + word.width if word.width > 0 else used
        if end > width + _SHRINKAGE * (gap + spaces):
            if not word.is_part and word.width > width:
                first, *rest = _divided(word, width - gap - used, width)
                queue.extendleft((*rest[::-1], _LINE_END, first))
                continue
            if any(before.has_text for before in line):
                lines.append(Line(tuple(line), width - used))
                line, used, gap, spaces = [], 0.0, 0.0, 0.0
        if word.width > 0:
            used += gap + word.width
            spaces += gap
        line.append(word)
        gap = word.space
    if line:
        lines.append(Line(tuple(line), width - used))
    return lines


def break_plainly(spans: Sequence[Span], width: float) -> list[PlainLine] | None:
    """Break a text of one look into the lines that `break_lines` gives, in a tenth of the time.

    None where there is more to it: several looks, links, struck text, line breaks, spaces that must not be broken,
    words longer than a line.
    """
    if not spans or not all(map(partial(_is_plain, spans[0]), spans)) or _has_joints(spans):
        return None
    size, font = spans[0].size, spans[0].font
    scale, known = size / 1000, typefaces.plain(font)
    words: list[SetWord] = []
    widths: list[float] = []
    for span in spans:
        shown = list(map(known.__getitem__, span.text.split()))
        if shown:
            words += shown
            widths += [word.width * scale for word in shown]
            widths[-1] = shown[-1].width * size / 1000  # as `_word` has it
    if not words or min(widths) <= 0 or max(widths) > width:
        return None
    lines: list[PlainLine] = []
    space = typefaces.space(font).width * scale
    first, used, gap, spaces = 0, 0.0, 0.0, 0.0  # of the line, as in `break_lines`
    for place, own in enumerate(widths):
        if used + gap + own > width + _SHRINKAGE * (gap + spaces) and place > first:
            lines.append(PlainLine(spans[0], tuple(words[first:place]), width - used))
            first, used, gap, spaces = place, 0.0, 0.0, 0.0
        used += gap + own
        spaces += gap
        gap = space
    return [*lines, PlainLine(spans[0], tuple(words[first:]), width - used)]


def _is_plain(first: Span, span: Span) -> bool:
    """Tell whether a span is nothing but text in the look of the first."""
    has_marks = span.link or span.struck or span.is_break or NO_BREAK_SPACE in span.text
    return not has_marks and span[1:4] == first[1:4]


def _has_joints(spans: Sequence[Span]) -> bool:
    """Tell whether a word is made of several spans."""
    return any(
        before.text and after.text and before.text[-1] not in _SPACES and after.text[0] not in _SPACES
        for before, after in pairwise(spans)
    )


_LINE_END = Word((), 0.0, has_text=False, is_break=True)


def _divided(word: Word, first_room: float, room: float) -> list[Word]:
    """Divide a word that is longer than a line into parts, the first of them as wide as what a line has left."""
    parts: list[Word] = []
    pieces: list[Piece] = []
    used, left, text = 0.0, first_room, ""
    for span, letters, _ in word.pieces:
        for letter in letters:
            own = typefaces.plain(span.font)[letter].width * span.size / 1000
            if used + own > left and (pieces or text or own <= room):
                pieces.append(_piece(span, text, kerned=False))
                parts.append(_word(pieces, spaced=False, is_part=True))
                pieces, text, used, left = [], "", 0.0, room
            text += letter
            used += own
        pieces.append(_piece(span, text, kerned=False))
        text = ""
    parts.append(_word(pieces, spaced=word.space > 0, is_part=True))
    return parts
