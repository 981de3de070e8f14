"""Pages as pictures, for screens and notebooks; drawn by PDFium in a process of its own, with limits."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from booklet.apart import Bounds, run_apart

PICTURE_BOUNDS = Bounds(
    seconds=20.0, memory_bytes=2 << 30, file="The PDF", remedy="Print it anew from where it comes from."
)


def page_pictures(
    pdf: bytes, pages: Sequence[int] | None = None, *, width_px: int = 200, password: str | None = None
) -> list[bytes]:
    """Draw the pages with these indices (all by default) as PNG, each `width_px` wide, form fields included.

    A page so long that its picture would be too large is drawn smaller. Raises DamagedFile where PDFium cannot open
    the file, LimitExceeded where drawing takes too long or too much memory, NotFound for a page that is not there.
    """
    task = {"pages": None if pages is None else list(pages), "width_px": width_px, "password": password}
    facts, drawn = run_apart("booklet.pdf.pictures.apart_tasks:draw_pages", task, pdf, PICTURE_BOUNDS)
    ends = accumulate(map(int, facts["lengths"]), initial=0)
    return [drawn[start:end] for start, end in pairwise(ends)]
