"""Pages look as they did: one small picture a feature. BOOKLET_RENEW_GOLDEN=1 draws the pictures anew."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter

from tests.sheets.golden_books import BOOKS
from tests.sheets.paper import Paper

GOLDEN = Path(__file__).parents[1] / "golden" / "sheets"
_SCALE = 1.25
_MOST_DIFFERENT = 0.0003
"""The share of the page that may differ once the edges of letters, which PDFium's versions smooth differently, are
blurred: a border or a word that is gone is several times as much."""


@pytest.mark.parametrize("feature", BOOKS)
def test_the_page_looks_as_before(draw: Callable[..., Paper], feature: str) -> None:
    """Drawn by PDFium, the first page is the picture in tests/golden/sheets."""
    now = _picture(draw(BOOKS[feature]()).made.pdf)
    path = GOLDEN / f"{feature}.png"
    if os.environ.get("BOOKLET_RENEW_GOLDEN"):
        now.quantize(256).save(path, optimize=True)
    before = Image.open(path).convert("RGB")
    assert now.size == before.size
    assert _different(now, before) <= _MOST_DIFFERENT


def _picture(pdf: bytes) -> Image.Image:
    page = pypdfium2.PdfDocument(pdf)[0]
    return page.render(scale=_SCALE).to_pil().convert("RGB")


def _different(one: Image.Image, other: Image.Image) -> float:
    blur = ImageFilter.GaussianBlur(1)
    difference = ImageChops.difference(one.filter(blur), other.filter(blur)).convert("L")
    return sum(difference.histogram()[24:]) / (one.width * one.height)
