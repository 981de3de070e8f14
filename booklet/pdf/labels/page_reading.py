"""The words and ruled lines of a page, read by PDFium."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from booklet.pdf.labels.page_text import Box, PageText, RuledLine, Word

_MOST_LETTERS, _MOST_SEGMENTS = 60_000, 20_000
_DEEPEST = 4
_LINE = 1.2
_STRAIGHT_PT = 1.0
_SHORTEST_RULE_PT = 8.0


def read_page_text(page: pypdfium2.PdfPage) -> PageText:
    """Read words and rules of a page; the caller holds `booklet.pdf.source.pdfium.PDFIUM`."""
    place = _placing(page)
    words = tuple(_words(page, place))
    return PageText(words, tuple(_rules(page, place)), place)


def _placing(page: pypdfium2.PdfPage) -> Callable[[float, float, float, float], Box]:
    left, bottom, right, top = page.get_bbox()
    turn = page.get_rotation()

    def point(x: float, y: float) -> tuple[float, float]:
        match turn:
            case 90:
                return y - bottom, x - left
            case 180:
                return right - x, y - bottom
            case 270:
                return top - y, right - x
        return x - left, top - y

    def place(x1: float, y1: float, x2: float, y2: float) -> Box:
        (a, b), (c, d) = point(x1, y1), point(x2, y2)
        return Box(min(a, c), min(b, d), max(a, c), max(b, d))

    return place


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    box: Box
    baseline: float
    size_pt: float
    upright: bool


def _words(page: pypdfium2.PdfPage, place: Callable[..., Box]) -> Iterator[Word]:
    """Yield words: letters that stand next to each other on a line."""
    word: list[_Letter] = []
    for letter in _letters(page, place):
        if word and not (letter and _continues(word[-1], letter)):
            yield _word(word)
            word = []
        if letter and letter.upright:
            word.append(letter)
    if word:
        yield _word(word)


def _continues(before: _Letter, letter: _Letter) -> bool:
    gap = letter.box.left - before.box.right
    size = max(before.size_pt, letter.size_pt)
    if (letter.text == "_") != (before.text == "_"):
        return False  # a line to write on is no part of the word before it
    return abs(letter.baseline - before.baseline) < 0.3 * size and -0.5 * size < gap < 0.25 * size


def _word(letters: list[_Letter]) -> Word:
    box = Box(
        min(letter.box.left for letter in letters),
        min(letter.box.top for letter in letters),
        max(letter.box.right for letter in letters),
        max(letter.box.bottom for letter in letters),
    )
    size = max(letter.size_pt for letter in letters)
    return Word("".join(letter.text for letter in letters), box, letters[0].baseline, size)


def _letters(page: pypdfium2.PdfPage, place: Callable[..., Box]) -> Iterator[_Letter | None]:
    """Yield the letters in the order of the file; None for a space."""
    text = page.get_textpage()
    edges = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    turn = math.radians(page.get_rotation())
    for index in range(min(text.count_chars(), _MOST_LETTERS)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        letter = chr(code) if 0 < code < 0x110000 else " "
        if letter.isspace() or not letter.isprintable():
            yield None
            continue
        pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(edges))
        pdfium.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(y))
        origin = place(x.value, y.value, x.value, y.value)
        box = place(edges.left, edges.bottom, edges.right, edges.top)
        slant = math.remainder(pdfium.FPDFText_GetCharAngle(text, index) + turn, 2 * math.pi)
        # The size in the file may be 1, scaled up by a matrix; a letter's box is as high as its line.
        yield _Letter(letter, box, origin.top, max(box.height / _LINE, 1.0), abs(slant) < 0.2)
    text.close()


def _rules(page: pypdfium2.PdfPage, place: Callable[..., Box]) -> Iterator[RuledLine]:
    for x1, y1, x2, y2 in _Paths().segments(_on_page(page.raw)):
        box = place(x1, y1, x2, y2)
        if min(box.width, box.height) <= _STRAIGHT_PT and max(box.width, box.height) >= _SHORTEST_RULE_PT:
            yield RuledLine(box)


_Segment = tuple[float, float, float, float]
_Matrix = tuple[float, float, float, float, float, float]
_PLAIN: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _on_page(page: Any) -> Iterator[Any]:
    return (pdfium.FPDFPage_GetObject(page, index) for index in range(pdfium.FPDFPage_CountObjects(page)))


def _in_form(form: Any) -> Iterator[Any]:
    return (pdfium.FPDFFormObj_GetObject(form, index) for index in range(pdfium.FPDFFormObj_CountObjects(form)))


@dataclass(slots=True)
class _Paths:
    """Goes through the drawn objects of a page until it has seen enough of them."""

    left_over: int = _MOST_SEGMENTS

    def segments(self, items: Iterator[Any], above: _Matrix = _PLAIN, depth: int = 0) -> Iterator[_Segment]:
        """Yield the straight pieces of all paths, those of form XObjects too, in the page's user space."""
        for item in items:
            kind = pdfium.FPDFPageObj_GetType(item)
            if self.left_over <= 0 or kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM):
                continue
            self.left_over -= 1
            matrix = _joined(_matrix(item), above)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                yield from self._path(item, matrix)
            elif depth < _DEEPEST:
                yield from self.segments(_in_form(item), matrix, depth + 1)

    def _path(self, item: Any, matrix: _Matrix) -> Iterator[_Segment]:
        x, y = ctypes.c_float(), ctypes.c_float()
        before = start = (0.0, 0.0)
        for index in range(pdfium.FPDFPath_CountSegments(item)):
            self.left_over -= 1
            if self.left_over <= 0:
                return
            segment = pdfium.FPDFPath_GetPathSegment(item, index)
            pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            a, b, c, d, e, f = matrix
            point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                start = point
            elif kind == pdfium.FPDF_SEGMENT_LINETO:
                yield (*before, *point)
            if pdfium.FPDFPathSegment_GetClose(segment):
                yield (*point, *start)
            before = point


def _matrix(item: Any) -> _Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(found))
    return found.a, found.b, found.c, found.d, found.e, found.f


def _joined(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
