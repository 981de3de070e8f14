"""A page of a form with a number on each of its fields, a chosen field in a color of its own: seen, not guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from booklet.apart import run_apart
from booklet.pdf.pictures.page_to_png import PICTURE_BOUNDS

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
    where PDFium cannot open the file, LimitExceeded where drawing takes too long or too much memory, NotFound for a
    page that is not there.
    """
    task = {
        "page": page.index,
        "password": page.password,
        "marks": dict(marks),
        "chosen": chosen,
        "close_up": close_up,
        "width_px": width_px,
    }
    return run_apart("booklet.pdf.pictures.apart_tasks:draw_fields", task, page.pdf, PICTURE_BOUNDS)[1]
