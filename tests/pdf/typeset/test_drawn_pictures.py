"""Pictures of drawn pages, compared with those that reportlab drew before Booklet broke its lines itself.

Kept small: the mean gray of each square of 15 points. A change that is meant to change pictures renews them:
`BOOKLET_RENEW_GOLDEN=1 python -m pytest tests/pdf/typeset/test_drawn_pictures.py`.
"""

from __future__ import annotations

import base64
import json
import os
import zlib
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pypdfium2
import pytest

from booklet.pdf import Part, Prepared, assemble
from booklet.pdf.types import ContentsEntry
from booklet.pdf.typeset.table_of_contents import draw_contents
from booklet.pdf.typeset.text_pages import typeset
from tests.conftest import ROOT
from tests.pdf.typeset.drawn_texts import COVERS, STYLES, TEXTS

KEPT = ROOT / "tests" / "golden" / "drawn-pages.json"
ACROSS, DOWN = 40, 52
NOT_SEEN = 2.0
"""Of 255: less than a line of text that moves by a point."""
CONTENTS = [ContentsEntry(f"Chapter {i} " + "word " * (i % 30), i % 3, 0, str(i + 1)) for i in range(120)]


def squares(pdf: bytes) -> list[np.ndarray[Any, Any]]:
    """The mean gray of the squares of each page."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        size = (page.get_width(), page.get_height())
        picture = page.render(scale=1).to_pil().convert("L").resize((ACROSS * 12, DOWN * 12))
        gray = np.asarray(picture, dtype=float).reshape(DOWN, 12, ACROSS, 12).mean(axis=(1, 3))
        assert size[0] < size[1]
        found.append(gray)
    return found


def packed(pages: list[np.ndarray[Any, Any]]) -> list[str]:
    """The squares of some pages as text."""
    return [base64.b85encode(zlib.compress(page.round().astype(np.uint8).tobytes(), 9)).decode() for page in pages]


def unpacked(kept: list[str]) -> list[np.ndarray[Any, Any]]:
    """The squares that a text holds."""
    flat = (np.frombuffer(zlib.decompress(base64.b85decode(page)), np.uint8) for page in kept)
    return [page.reshape(DOWN, ACROSS).astype(float) for page in flat]


def drawn(kind: str, name: str, style: str) -> Prepared | Part:
    """One of the texts, drawn."""
    if kind == "contents":
        return draw_contents(CONTENTS, STYLES[style])
    layout: Literal["text", "cover"] = "cover" if kind == "cover" else "text"
    return typeset((COVERS if kind == "cover" else TEXTS)[name], STYLES[style], layout=layout)


CASES = [
    (kind, name, style)
    for kind, names in {"text": TEXTS, "cover": COVERS, "contents": {"many": ""}}.items()
    for name in names
    for style in (STYLES if name in ("letter", "everything", "many", "kerned headings") else ["usual"])
]


@pytest.mark.parametrize(("kind", "name", "style"), CASES, ids=" ".join)
def test_a_drawn_page_looks_as_ever(kind: str, name: str, style: str) -> None:
    """Each text is on as many pages as before, and no square of one is lighter or darker than the eye would miss."""
    pages = squares(assemble([drawn(kind, name, style)]).pdf)
    key = f"{kind} {name} {style}"
    if os.environ.get("BOOKLET_RENEW_GOLDEN"):
        all_kept = json.loads(KEPT.read_text()) if KEPT.exists() else {}
        KEPT.write_text(json.dumps(all_kept | {key: packed(pages)}, indent=1) + "\n")
    kept = unpacked(json.loads(Path(KEPT).read_text())[key])
    assert len(pages) == len(kept)
    assert max(np.abs(page - one).max() for page, one in zip(pages, kept, strict=True)) < NOT_SEEN
