"""Pages drawn by PDFium: what a process with limits does (`booklet.apart.Work`); nothing else draws a page."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Mapping
from typing import Any

import pypdfium2
import pypdfium2.raw
from PIL import Image, ImageDraw, ImageFont

from booklet.errors import DamagedFile, NotFound
from booklet.fonts import font_file

_MOST_PIXELS = 30_000_000
"""A picture has no more, however long and narrow its page is: it is drawn smaller."""
_SMALLEST_SCALE = 0.01
"""Pixels a point: a page of 200 inches must not become a picture of nothing."""
_INK, _GROUND = (31, 78, 140), (31, 78, 140, 40)
_CHOSEN_INK, _CHOSEN_GROUND = (178, 74, 18), (240, 160, 40, 110)
_NUMBER_PX = 15
_CLOSE_WIDTH, _CLOSE_HEIGHT = 0.52, 0.2
"""Of a close-up, in widths of the page."""

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""


def draw_pages(task: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """Draw pages as PNG, one behind the other; the facts have their lengths."""
    with _opened(data, task["password"]) as document:
        document.init_forms()
        indices = range(len(document)) if task["pages"] is None else task["pages"]
        pictures = [_png(_drawn(document, index, task["width_px"])) for index in indices]
    return {"lengths": [len(picture) for picture in pictures]}, b"".join(pictures)


def draw_fields(task: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """Draw a page of a form as PNG, with a number on each of its fields."""
    with _opened(data, task["password"]) as document:
        picture = _drawn(document, task["page"], task["width_px"]).convert("RGB")
        page = document[task["page"]]
        boxes = {label: _on_picture(page, rect, picture.size) for label, rect in task["marks"].items()}
    chosen = task["chosen"]
    marked = _marked(picture, boxes, chosen)
    if task["close_up"] and chosen in boxes:
        marked = marked.crop(_around(boxes[chosen], picture.size))
    return {}, _png(marked)


def can_be_drawn(data: bytes, password: str | None, pages: int) -> None:
    """Draw the first pages, small: a file that takes all memory does so here. What cannot be shown is no fault."""
    try:
        with _opened(data, password) as document:
            for index in range(min(pages, len(document))):
                _drawn(document, index, 60)
    except (DamagedFile, pypdfium2.PdfiumError):
        return


def _opened(data: bytes, password: str | None) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError as error:
        raise DamagedFile(f"The pages cannot be shown as pictures: {error}.") from error


def _drawn(document: pypdfium2.PdfDocument, index: int, width_px: int) -> Image.Image:
    if not 0 <= index < len(document):
        raise NotFound(f"There is no page {index + 1}: the PDF has {len(document)}.")
    page = document[index]
    width, height = max(page.get_width(), 1.0), max(page.get_height(), 1.0)
    scale = max(min(width_px / width, (_MOST_PIXELS / width / height) ** 0.5), _SMALLEST_SCALE)
    picture: Image.Image = page.render(scale=scale).to_pil()
    return picture


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=False, compress_level=3)
    return out.getvalue()


def _on_picture(page: pypdfium2.PdfPage, rect: tuple[float, ...], size: tuple[int, int]) -> Box:
    """Return the rectangle in pixels; PDFium knows the page's crop box and rotation."""
    corners = [_point(page, rect[0], rect[1], size), _point(page, rect[2], rect[3], size)]
    (x1, y1), (x2, y2) = corners
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _point(page: pypdfium2.PdfPage, x: float, y: float, size: tuple[int, int]) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pypdfium2.raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, across, down)
    return across.value, down.value


def _around(box: Box, size: tuple[int, int]) -> Box:
    """Choose the part of the picture around a box, more of it before and above the box."""
    width, height = size[0] * _CLOSE_WIDTH, size[0] * _CLOSE_HEIGHT
    left = min(max(box[0] - 0.35 * width, 0.0), max(size[0] - width, 0.0))
    top = min(max(box[1] - 0.5 * height, 0.0), max(size[1] - height, 0.0))
    return int(left), int(top), int(min(left + width, size[0])), int(min(top + height, size[1]))


def _marked(picture: Image.Image, boxes: Mapping[str, Box], chosen: str) -> Image.Image:
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


with pypdfium2.PdfDocument.new() as _blank:  # what is set up at the first picture, the helper's processes have then
    _blank.new_page(10, 10)
    _png(_drawn(_blank, 0, 10))
