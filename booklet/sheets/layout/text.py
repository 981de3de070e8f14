"""Text as spans and lines: measured, wrapped, in the order in which it is read from left to right."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from booklet.sheets.layout.typeface import SheetFace, face_for, fallback_for
from booklet.sheets.model.cell import Run
from booklet.sheets.model.style import Font
from booklet.text.bidi import Paragraph, is_right_to_left
from booklet.text.fallbacks import UNSEEN
from booklet.text.letter_order import visual_letters

_FIRST_EAST_ASIAN = "\u2e80"
_BREAK = re.compile(r"(?<=[ \t\u200b])(?![ \u00a0)\]}.,;:!?%]|\Z)|(?<=[-–—])(?=[^\W_])")
"""Where a line may end, as `_may_break` tells it, in texts without East Asian signs."""
_RAISED_SIZE = 0.58
_RAISE = {"superscript": 0.33, "subscript": -0.08}


class Span(NamedTuple):
    """Letters in one face; `rise_pt` lifts them off the line."""

    text: str
    face: SheetFace
    size: float
    font: Font
    width: float
    rise_pt: float = 0.0


class Line(NamedTuple):
    """Spans from left to right with the room that they take."""

    spans: tuple[Span, ...]
    width: float
    ascent: float
    descent: float

    @property
    def height(self) -> float:
        """Ascent and descent together."""
        return self.ascent + self.descent


def spans_of(runs: Iterable[Run], font: Font, scale: float = 1.0) -> list[Span]:
    """Return the runs in faces that have their letters; `scale` shrinks them."""
    return [span for text, own in runs for span in _spans(text, own or font, scale)]


@lru_cache(maxsize=20_000)
def _spans(text: str, looks: Font, scale: float) -> tuple[Span, ...]:
    size = looks.size * scale
    rise = 0.0
    if looks.raised:
        rise, size = _RAISE.get(looks.raised, 0.0) * size, size * _RAISED_SIZE
    face = face_for(looks.name, looks.bold, looks.italic)
    return tuple(
        Span(part, used, size, looks, used.width(part, size), rise) for part, used in _by_face(text, face, looks)
    )


def _by_face(text: str, face: SheetFace, font: Font) -> list[tuple[str, SheetFace]]:
    if text.isascii() or face.covers(text):
        return [(text, face)] if text else []
    parts: list[tuple[str, SheetFace]] = []
    for letter in text:
        used = face if letter == "\n" or face.covers(letter) else fallback_for(letter, font.bold, font.italic)
        if parts and parts[-1][1] is used:
            parts[-1] = parts[-1][0] + letter, used
        else:
            parts.append((letter, used))
    return parts


def lines_of(spans: list[Span], font: Font, width: float | None, base: int | None = None) -> list[Line]:
    """Return lines at the text's own breaks, and where they would be wider than `width` points.

    `base` is the direction of each paragraph as in `booklet.text.bidi.Paragraph`.
    """
    lines: list[Line] = []
    for paragraph in _paragraphs(spans):
        if width is None or sum(s.width for s in paragraph) <= width:
            lines.append(make_line(paragraph, font, base))
        else:
            text = _text_of(paragraph)
            whole = None if text.isascii() else Paragraph(text, base)
            lines.extend(_line(_as_drawn(line, whole, start), font) for start, line in _wrapped(paragraph, width))
    return lines


@lru_cache(maxsize=4096)
def wrapped_lines(runs: tuple[Run, ...], font: Font, width: float, base: int | None = None) -> tuple[Line, ...]:
    """Return the lines of a text in a width; kept, because a row's height, the check and the drawing all ask."""
    return tuple(lines_of(spans_of(runs, font), font, width, base))


def make_line(spans: list[Span], font: Font, base: int | None = None) -> Line:
    """Return a line; an empty line is as high as `font`. `base` as in `lines_of`."""
    text = _text_of(spans)
    return _line(spans if text.isascii() and not base else _as_drawn(spans, Paragraph(text, base), 0), font)


def _line(spans: list[Span], font: Font) -> Line:
    if not spans:
        face = face_for(font.name, font.bold, font.italic)
        return Line((), 0.0, face.ascent * font.size, face.descent * font.size)
    return Line(
        tuple(spans),
        sum(s.width for s in spans),
        max(s.face.ascent * s.size + max(s.rise_pt, 0) for s in spans),
        max(s.face.descent * s.size - min(s.rise_pt, 0) for s in spans),
    )


def _text_of(spans: Iterable[Span]) -> str:
    return "".join(span.text for span in spans)


def _as_drawn(spans: list[Span], paragraph: Paragraph | None, start: int) -> list[Span]:
    """Return the spans of a line from left to right, without characters that are not seen.

    The line begins at `start` of its paragraph.
    """
    if paragraph is None:
        return spans
    if paragraph.base or is_right_to_left(paragraph.text):
        ordered = _reordered(spans, paragraph, start)
        return [span._replace(text=text, width=span.face.width(text, span.size)) for span, text in ordered]
    if UNSEEN.search(paragraph.text):
        return [_part(span, text) for span in spans if (text := UNSEEN.sub("", span.text))]
    return spans


def _reordered(spans: list[Span], paragraph: Paragraph, start: int) -> list[tuple[Span, str]]:
    """Return spans and their letters in visual order; the letters carry their span along."""
    owners = [span for span in spans for _ in span.text]
    result: list[tuple[Span, str]] = []
    for text, index in visual_letters(paragraph, start, start + len(owners)):
        span = owners[index - start]
        face = span.face if span.face.covers(text) else fallback_for(text, span.font.bold, span.font.italic)
        if face is not span.face:
            span = span._replace(face=face)
        if result and result[-1][0] == span:
            result[-1] = span, result[-1][1] + text
        else:
            result.append((span, text))
    return result


def _paragraphs(spans: list[Span]) -> list[list[Span]]:
    if not any("\n" in span.text for span in spans):
        return [spans]
    paragraphs: list[list[Span]] = [[]]
    for span in spans:
        for number, text in enumerate(span.text.split("\n")):
            if number:
                paragraphs.append([])
            if text:
                paragraphs[-1].append(_part(span, text))
    return paragraphs


def _part(span: Span, text: str) -> Span:
    return span if text == span.text else span._replace(text=text, width=span.face.width(text, span.size))


def _wrapped(spans: list[Span], width: float) -> list[tuple[int, list[Span]]]:
    """Break at spaces, after hyphens and around East Asian signs; a word wider than the line breaks anywhere.

    Return (index of its first letter among all, spans) of each line.
    """
    if len(spans) == 1 and (made := _wrapped_words(spans[0], width)):
        return made
    lines: list[list[Span]] = [[]]
    starts = [0]
    at, room = 0, width
    for piece in _pieces(spans):
        visible = sum(s.width for s in _stripped(piece))
        if visible > room + 0.01 and lines[-1]:
            lines[-1] = _stripped(lines[-1])
            lines.append([])
            starts.append(at)
            room = width
        for part in [piece] if visible <= width + 0.01 else _letters(piece, width):
            taken = sum(s.width for s in part)
            if lines[-1] and taken > room + 0.01 and part is not piece:
                lines.append([])
                starts.append(at)
                room = width
            lines[-1].extend(part)
            at += sum(len(span.text) for span in part)
            room -= taken
    return [(start, _merged(line)) for start, line in zip(starts, lines, strict=True)]


def _wrapped_words(span: Span, width: float) -> list[tuple[int, list[Span]]] | None:
    """Return the lines of a text in one face; None where it has East Asian signs, or a word that is no piece of a line.

    It does what `_wrapped` does, and adds widths up in the same order.
    """
    if max(span.text) >= _FIRST_EAST_ASIAN:
        return None
    lines: list[tuple[int, list[Span]]] = []
    start, line, before, last, bare = 0, "", 0.0, 0.0, 0.0  # widths: of the words but the last, of that, of its letters
    room = width
    for word in _BREAK.split(span.text):
        letters = word.rstrip(" ")
        full = seen = span.face.word_width(word, span.size)
        if letters != word:
            seen = span.face.word_width(letters, span.size)
        if not letters or seen > width + 0.01:
            return None
        if line and seen > room + 0.01:
            lines.append((start, [span._replace(text=line.rstrip(" "), width=before + bare)]))
            start, line, before, last, room = start + len(line), "", 0.0, 0.0, width
        line, before, last, bare, room = line + word, before + last, full, seen, room - full
    return [*lines, (start, [span._replace(text=line, width=before + last)])]


def _pieces(spans: list[Span]) -> list[list[Span]]:
    """Return the pieces that must stay together on a line, with the spaces behind them."""
    pieces: list[list[Span]] = [[]]
    before = ""
    for span in spans:
        start = 0
        for at, letter in enumerate(span.text):
            if before and _may_break(before, letter):
                if at > start:
                    pieces[-1].append(_part(span, span.text[start:at]))
                pieces.append([])
                start = at
            before = letter
        if start < len(span.text):
            pieces[-1].append(_part(span, span.text[start:]))
    return [piece for piece in pieces if piece]


def _may_break(before: str, after: str) -> bool:
    if after in " \u00a0)]}.,;:!?%、。，．）」』】!？" or before in "\u00a0([{（「『【":
        return False
    if before in " \t\u200b":
        return True
    if before in "-–—" and after.isalnum():
        return True
    return _east_asian(before) or _east_asian(after)


def _east_asian(letter: str) -> bool:
    return 0x2E80 <= ord(letter) <= 0x9FFF or 0xAC00 <= ord(letter) <= 0xD7AF or 0xF900 <= ord(letter) <= 0xFFDC


def _letters(piece: list[Span], width: float) -> list[list[Span]]:
    """Cut a word that is wider than a line into parts that fill a line each."""
    parts: list[list[Span]] = [[]]
    room = width
    for span in piece:
        text = ""
        for letter in span.text:
            taken = span.face.width(letter, span.size)
            if taken > room and (text or parts[-1]):
                if text:
                    parts[-1].append(_part(span, text))
                parts.append([])
                text, room = "", width
            text += letter
            room -= taken
        if text:
            parts[-1].append(_part(span, text))
    return parts


def _stripped(spans: list[Span]) -> list[Span]:
    """Return the spans without the spaces at the end, which hang over the line's edge."""
    result = list(spans)
    while result:
        text = result[-1].text.rstrip(" ")
        if text:
            result[-1] = _part(result[-1], text)
            return result
        result.pop()
    return result


def _merged(spans: list[Span]) -> list[Span]:
    """Join neighbors in the same face, which makes the PDF smaller and its words whole."""
    result: list[Span] = []
    for span in spans:
        last = result[-1] if result else None
        if last and (last.face, last.size, last.font) == (span.face, span.size, span.font):
            result[-1] = last._replace(text=last.text + span.text, width=last.width + span.width)
        else:
            result.append(span)
    return result
