"""A page of a form with a number on each of its fields, a chosen field in a color of its own: seen, not guessed."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Mapping
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw
from PIL import Image, ImageDraw, ImageFont

from booklet.errors import DamagedFile
from booklet.fonts import font_file
from booklet.pdf.source.pdfium import PDFIUM

_INK, _GROUND = (31, 78, 140), (31, 78, 140, 40)
_CHOSEN_INK, _CHOSEN_GROUND = (178, 74, 18), (240, 160, 40, 110)
_NUMBER_PX = 15
_CLOSE_WIDTH, _CLOSE_HEIGHT = 0.52, 0.2
"""Of a close-up, in widths of the page."""

Rect = tuple[float, float, float, float]
"""Left, bottom, right, top in points, in the page's default user space."""


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page of a form by its index; `password` is for a form that is locked."""

    pdf: bytes
    index: int
    password: str | None = None


def field_picture(
    page: FormPage, marks: Mapping[str, Rect], *, chosen: str = "", close_up: bool = False, width_px: int = 900
) -> bytes:
    """Draw a PNG of the page, each rectangle of `marks` tinted, with its label in the corner.

    The mark called `chosen` stands out; `close_up` shows only what is around it, at the same scale. Raises DamagedFile
    where PDFium cannot open the file, IndexError for a page that is not there.
    """
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(page.pdf, password=page.password)
        except pypdfium2.PdfiumError as error:
            raise DamagedFile(f"The form cannot be shown as a picture: {error}.") from error
        with document:
            drawn = document[page.index]
            picture = drawn.render(scale=width_px / max(drawn.get_width(), 1.0)).to_pil().convert("RGB")
            boxes = {label: _on_picture(drawn, rect, picture.size) for label, rect in marks.items()}
    out = io.BytesIO()
    marked = _marked(picture, boxes, chosen)
    if close_up and chosen in boxes:
        marked = marked.crop(_around(boxes[chosen], picture.size))
    marked.save(out, "PNG", compress_level=3)
    return out.getvalue()


def _on_picture(page: pypdfium2.PdfPage, rect: Rect, size: tuple[int, int]) -> Rect:
    """Return the rectangle in pixels, left, top, right, bottom; PDFium knows the page's crop box and rotation."""
    corners = [_point(page, rect[0], rect[1], size), _point(page, rect[2], rect[3], size)]
    (x1, y1), (x2, y2) = corners
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _point(page: pypdfium2.PdfPage, x: float, y: float, size: tuple[int, int]) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pypdfium2.raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, across, down)
    return across.value, down.value


def _around(box: Rect, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Choose the part of the picture around a box (left, top, right, bottom), more of it before and above the box."""
    width, height = size[0] * _CLOSE_WIDTH, size[0] * _CLOSE_HEIGHT
    left = min(max(box[0] - 0.35 * width, 0.0), max(size[0] - width, 0.0))
    top = min(max(box[1] - 0.5 * height, 0.0), max(size[1] - height, 0.0))
    return int(left), int(top), int(min(left + width, size[0])), int(min(top + height, size[1]))


def _marked(picture: Image.Image, boxes: Mapping[str, Rect], chosen: str) -> Image.Image:
    tint = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(tint)
    font = ImageFont.truetype(font_file("Carlito", bold=True), _NUMBER_PX)
    for label, (left, top, right, bottom) in sorted(boxes.items(), key=lambda box: box[0] == chosen):
        ink, ground = (_CHOSEN_INK, _CHOSEN_GROUND) if label == chosen else (_INK, _GROUND)
        pen.rectangle((left, top, right, bottom), fill=ground, outline=ink, width=3 if label == chosen else 1)
        width = pen.textlength(label, font) + 6
        pen.rectangle((left, top, left + width, top + _NUMBER_PX), fill=ink)
        pen.text((left + 3, top), label, font=font, fill="white")
    return Image.alpha_composite(picture.convert("RGBA"), tint).convert("RGB")
