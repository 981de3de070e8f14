"""Stamps, and the fields of a flattened form, drawn over a page (ISO 32000-2, 8.10)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from booklet.pdf.book.tail import PageDrawing, Placing, Tail
from booklet.pdf.document.page_tree import visible_box
from booklet.pdf.fonts.embedded_font import resource_name
from booklet.pdf.form.field_plan import ValueStyle
from booklet.pdf.form.text_runs import Run, runs
from booklet.pdf.syntax.objects import Dictionary, number
from booklet.pdf.types import Stamp
from booklet.text.faces import Face, FontFile, face, face_of, shipped


def write_overlays(tail: Tail) -> None:
    """Write the form XObjects that pages have left room for."""
    for placing in tail.placings:
        block = placing.piece.block
        for position, local in block.overlays.items():
            drawing = placing.drawings.setdefault(position, PageDrawing())
            stamps = tail.options.stamps.get(placing.piece.first_page + position, ())
            draw_stamps(tail, drawing, block.page_entries[position], stamps)
            box = block.page_entries[position]["MediaBox"]
            _write(tail, placing, local, drawing, box)


def _write(tail: Tail, placing: Placing, local: int, drawing: PageDrawing, box: Sequence[float]) -> None:
    resources = b"".join(
        b"/%b<<%b>>" % (category, b"".join(b"/%b %b" % item for item in entries.items()))
        for category, entries in drawing.resources.items()
    )
    head = b"/Type/XObject/Subtype/Form/BBox[%b]/Resources<<%b>>" % (b" ".join(map(number, box)), resources)
    tail.writer.stream(placing.table.number(local), head, b"\n".join(drawing.content))


def draw_stamps(tail: Tail, drawing: PageDrawing, page: Dictionary, stamps: Sequence[Stamp]) -> None:
    """Draw lines of text where the reader sees their anchors, however the page is cropped, turned or scaled."""
    if not stamps:
        return
    unit = page.get("UserUnit", 1)
    unit = unit if isinstance(unit, (int, float)) and unit > 0 else 1
    begin, width, height = _seen(visible_box(page), page["Rotate"], unit)
    drawing.content.append(begin)
    for stamp in stamps:
        placed = _placed(stamp, width, height)
        if placed.state:
            drawing.use(b"ExtGState", *placed.state)
        for file, letters in placed.letters:
            font = tail.font_of(file)
            font.take(letters)
            drawing.use(b"Font", font.name, font.reference)
        drawing.content.append(b"%b%b ET Q" % (placed.begin, placed.shown or _shown(tail, drawing, placed)))
    drawing.content.append(b"Q")


@lru_cache(maxsize=256)
def _seen(box: tuple[float, float, float, float], rotate: int, unit: float) -> tuple[bytes, float, float]:
    """Return how to get to the page as it is seen, in points, and its width and height."""
    left, bottom, right, top = box
    seen = ((right - left) * unit, (top - bottom) * unit)
    # From the page as seen to user space; the inverse of what the reader does (8.3.2.3).
    turn = {
        0: (1, 0, 0, 1, left, bottom),
        90: (0, 1, -1, 0, right, bottom),
        180: (-1, 0, 0, -1, right, top),
        270: (0, -1, 1, 0, left, top),
    }[rotate]
    width, height = seen[::-1] if rotate % 180 else seen
    matrix = (*(value / unit for value in turn[:4]), *turn[4:])
    return b"q %b cm" % b" ".join(map(_precise, matrix)), width, height


class _Placed(NamedTuple):
    """A stamp on pages of a size, as far as it is the same in all books."""

    begin: bytes
    """The operators before its text."""
    state: tuple[bytes, bytes] | None
    """Its graphics state, by name."""
    line: tuple[Run, ...]
    size: float
    shown: bytes
    """Its text; empty where it is shaped: which codes show it is then told by its fonts in the book."""
    letters: tuple[tuple[FontFile, Mapping[int, str]], ...]


@lru_cache(maxsize=4096)
def _placed(stamp: Stamp, width: float, height: float) -> _Placed:
    line = tuple(_line(stamp))
    angle = math.radians(stamp.angle_degrees)
    length = sum(run.width for run in line) / 1000
    size = stamp.size_pt
    if stamp.fit_width and length:
        span = min(width / max(abs(math.cos(angle)), 1e-6), height / max(abs(math.sin(angle)), 1e-6))
        size = 0.75 * span / length
    x, y, shift = _anchor(stamp, (width, height), (length * size, size))
    cos, sin = math.cos(angle), math.sin(angle)
    x, y = x + shift[0] * cos - shift[1] * sin, y + shift[0] * sin + shift[1] * cos
    state = None
    if stamp.opacity < 1:
        alpha = number(round(max(0.0, stamp.opacity), 3))
        state = (b"A" + alpha.replace(b".", b"_"), b"<</ca %b>>" % alpha)
    begin = b"q %b%b rg BT %b Tm " % (
        b"/%b gs " % state[0] if state else b"",
        color(stamp.color),
        b" ".join(map(_precise, (cos, sin, -sin, cos, x, y))),
    )
    if any(run.glyphs for run in line):
        return _Placed(begin, state, line, size, b"", ())
    shown, letters = [], []
    for run in line:
        assert isinstance(run.font, FontFile)
        glyphs = [face_of(run.font).glyphs[letter] for letter in run.text]
        shown.append(_in(resource_name(run.font), size, b"<%b> Tj" % b"".join(map(b"%04X".__mod__, glyphs))))
        letters.append((run.font, dict(zip(glyphs, run.text, strict=True))))
    return _Placed(begin, state, line, size, b" ".join(shown), tuple(letters))


def _shown(tail: Tail, drawing: PageDrawing, placed: _Placed) -> bytes:
    """Return the operators that show shaped text."""
    shown = []
    for run in placed.line:
        assert isinstance(run.font, FontFile)
        font = tail.font_of(run.font)
        drawing.use(b"Font", font.name, font.reference)
        text = font.show(run.glyphs, run.text, placed.size) if run.glyphs else font.encode(run.text) + b" Tj"
        shown.append(_in(font.name, placed.size, text))
    return b" ".join(shown)


def _in(name: bytes, size: float, shown: bytes) -> bytes:
    return b"/%b %b Tf %b" % (name, number(size), shown)


def letters_without_font(text: str, family: str) -> str:
    """Return the letters of a stamp's text that no font which ships with Booklet has, each once."""
    stamp = Stamp(text, family=family)
    lacking = (run.text for run in runs(_style(stamp), _clean(text)) if run.font is None or not _is_shipped(run))
    return "".join(dict.fromkeys("".join(lacking)))


def _is_shipped(run: Run) -> bool:
    return isinstance(run.font, FontFile) and run.font.is_shipped


def _line(stamp: Stamp) -> list[Run]:
    """Return the text in stretches of the same font; letters that no font has show as the face's empty box."""
    own = shipped(stamp.family, bold=stamp.bold)
    return [
        run if run.font else Run(own, run.text, face(stamp.family, bold=stamp.bold).width(run.text))
        for run in runs(_style(stamp), _clean(stamp.text))
    ]


def _style(stamp: Stamp) -> ValueStyle:
    return ValueStyle(None, (stamp.family, stamp.bold, False), stamp.size_pt, b"", 0)


def _clean(text: str) -> str:
    """Make tabs and line breaks spaces."""
    return " ".join(text.split("\n")).replace("\t", " ")


def _anchor(
    stamp: Stamp, page: tuple[float, float], text: tuple[float, float]
) -> tuple[float, float, tuple[float, float]]:
    """Return the point of the page that the text hangs on, and the way from there to where its baseline begins.

    `text` is its length and its size.
    """
    (width, height), (across, down), (length, size) = page, stamp.margin_pt, text
    own: Face = face(stamp.family, bold=stamp.bold)
    cap, descent = own.cap_height / 1000 * size, own.descent / 1000 * size
    horizontal = "left" if "left" in stamp.anchor else "right" if "right" in stamp.anchor else "center"
    vertical = "top" if "top" in stamp.anchor else "bottom" if "bottom" in stamp.anchor else "center"
    x = {"left": across, "right": width - across, "center": width / 2}[horizontal]
    y = {"top": height - down, "bottom": down, "center": height / 2}[vertical]
    along = {"left": 0.0, "right": -length, "center": -length / 2}[horizontal]
    above = {"top": -cap, "bottom": -descent, "center": -cap / 2}[vertical]
    return x, y, (along, above)


def color(text: str) -> bytes:
    """Return the operands of rg for #rgb or #rrggbb; black for what is neither."""
    digits = text.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    try:
        red, green, blue = bytes.fromhex(digits)
    except ValueError:
        red = green = blue = 0
    return b" ".join(number(round(part / 255, 4)) for part in (red, green, blue))


def _precise(value: float) -> bytes:
    return number(round(value, 6))
