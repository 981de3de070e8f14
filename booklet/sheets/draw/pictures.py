"""Images: cropped, sized and turned as anchored."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, UnidentifiedImageError
from reportlab.lib.utils import ImageReader

from booklet.errors import LimitExceeded
from booklet.sheets.canvas.pen import Pen, Rectangle
from booklet.sheets.model.drawing import Picture


class Gallery:
    """The images of one document, each decoded once."""

    def __init__(self, most_pixels: int) -> None:
        self._most_pixels = most_pixels
        self._readers: dict[bytes, Any] = {}

    def reader(self, data: bytes) -> Any:
        """Return the image as the canvas draws it; None for a kind that cannot be read. Raises LimitExceeded."""
        if data not in self._readers:
            self._readers[data] = self._opened(data)
        return self._readers[data]

    def _opened(self, data: bytes) -> Any:
        try:
            image = Image.open(io.BytesIO(data))
            if image.width * image.height > self._most_pixels:
                raise LimitExceeded(
                    f"A picture of {image.width:,} × {image.height:,} pixels is larger than is allowed. Make it "
                    "smaller, or raise the limit `drawing_pixels`."
                )
            if image.format not in ("JPEG", "PNG") or image.mode not in ("RGB", "L", "RGBA", "P", "1"):
                return ImageReader(image.convert("RGBA"))
            return ImageReader(io.BytesIO(data))
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            return None


def draw_picture(pen: Pen, picture: Picture, box: Rectangle, gallery: Gallery) -> bool:
    """Draw an image into a box (left, top, width, height); return False where it cannot be read."""
    reader = gallery.reader(picture.data)
    if reader is None:
        return False
    x, y, width, height = box
    left, top, right, bottom = picture.crop
    across, down = 1 - left - right, 1 - top - bottom
    if width <= 0 or height <= 0 or across <= 0 or down <= 0:
        return True
    if picture.crop == (0, 0, 0, 0):
        pen.image(reader, x, y, width, height)
        return True
    full_width, full_height = width / across, height / down
    with pen.kept():
        pen.clip(x, y, width, height)
        pen.image(reader, x - left * full_width, y - top * full_height, full_width, full_height)
    return True
