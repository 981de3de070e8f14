"""LibreOffice as a program of its own: the fonts it draws with, and what is said where it cannot work."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from openpyxl.styles import Font

from booklet.errors import LimitExceeded
from booklet.fonts import font_file
from booklet.sheets import RenderOptions
from booklet.sheets.libreoffice import convert, is_installed
from booklet.sheets.render_request import RenderRequest
from booklet.sheets.workbook_to_pdf import draw_workbook
from tests.conftest import DEMO
from tests.made_font import make_font
from tests.sheets.paper import as_bytes

pytestmark = pytest.mark.skipif(not is_installed(), reason="needs LibreOffice")
CHEROKEE = "\u13a0"
WORKBOOK = (DEMO / "time-card.xltx").read_bytes()


def test_nothing_is_left_of_a_conversion(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the profile nor its own temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert convert(WORKBOOK, "xlsx", "pdf", seconds=60).startswith(b"%PDF")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_not_the_workbook_s_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told with the folder, instead of a workbook that cannot be read."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    real = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: real._replace(free=1 << 20))
    with pytest.raises(LimitExceeded, match=rf"{tmp_path}, is too full.*TMPDIR"):
        convert(WORKBOOK, "xlsx", "pdf", seconds=60)


def _fonts_of(pdf: bytes) -> set[str]:
    """The fonts embedded in a PDF, without their subset's prefix."""
    with pikepdf.open(io.BytesIO(pdf)) as read:
        files = [part for part in read.objects if isinstance(part, pikepdf.Dictionary) and "/FontFile2" in part]
        return {str(part.FontName).rpartition("+")[2] for part in files}


def _workbook(texts: Mapping[str, str]) -> bytes:
    """One cell for each font, with a text in it."""
    book = openpyxl.Workbook()
    for row, (font, text) in enumerate(texts.items(), 1):
        book.worksheets[0].cell(row, 1, text).font = Font(name=font)
    return as_bytes(book)


def test_pages_have_the_shipped_fonts() -> None:
    """Whatever is installed, a name gets the family that is as wide, and another one that looks like it."""
    names = ("Calibri", "Cambria", "Arial", "Times New Roman", "Courier New", "Georgia", "Consolas", "Segoe UI")
    pdf = convert(_workbook(dict.fromkeys(names, "Text")), "xlsx", "pdf", seconds=60)
    shipped = ("Carlito", "Caladea-Regular", "LiberationSans", "LiberationSerif", "LiberationMono")
    assert _fonts_of(pdf) == {*shipped, "DejaVuSerif", "DejaVuSansMono", "DejaVuSans"}


def test_letters_that_no_shipped_font_has(fonts: Path) -> None:
    """They come from the office's folder of fonts, and nothing else does."""
    make_font(fonts / "office.ttf", 40, CHEROKEE)
    shutil.copy(font_file("Carlito"), fonts / "installed.ttf")
    request = RenderRequest(options=RenderOptions(renderer="libreoffice"))
    assert _fonts_of(draw_workbook(_workbook({"Arial": "Text"}), request).pdf) == {"LiberationSans"}
    drawn = draw_workbook(_workbook({"Arial": f"Text {CHEROKEE}"}), request)
    assert _fonts_of(drawn.pdf) == {"LiberationSans", "An Office (Font)/#1"}
