"""LibreOffice as a program of its own: the fonts it draws with, and what is said where it cannot work."""

from __future__ import annotations

import io
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import openpyxl
import pikepdf
import pytest
from openpyxl.drawing.image import Image as SheetImage
from openpyxl.styles import Font
from PIL import Image

from booklet.errors import DamagedFile, LimitExceeded
from booklet.fonts import font_file
from booklet.sheets import RenderOptions, closed_office, libreoffice
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


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """A server of this machine: its address, and the paths that somebody asked it for."""
    paths: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(404)
            self.end_headers()

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", paths
    server.shutdown()
    server.server_close()
    thread.join()


def _with_linked_picture(address: str) -> bytes:
    """Make a workbook with a picture that is elsewhere, and a link for people to click on."""
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "here"
    book.worksheets[0]["A1"].hyperlink = f"{address}/to-click"
    picture = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(picture, "PNG")
    book.worksheets[0].add_image(SheetImage(picture), "B3")
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(as_bytes(book))) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/drawings/drawing1.xml":
                part = part.replace(b"r:embed=", b"r:link=").replace(b"embed=", b"link=")
            if name == "xl/drawings/_rels/drawing1.xml.rels":
                part = re.sub(
                    rb'Target="[^"]*"', f'Target="{address}/picture.png" TargetMode="External"'.encode(), part
                )
            new.writestr(name, part)
    return made.getvalue()


def test_nothing_is_fetched(asked: tuple[str, list[str]]) -> None:
    """A linked picture is left out; a link to click on stays."""
    address, paths = asked
    pdf = convert(_with_linked_picture(address), "xlsx", "pdf", seconds=60)
    assert paths == []
    with pikepdf.open(io.BytesIO(pdf)) as read:
        links = [str(link.A.URI) for link in read.pages[0].Annots]
    assert links == [f"{address}/to-click"]


@pytest.mark.parametrize("layer", ["no_network", "excel_alone", "write_profile"])
def test_each_layer_alone_keeps_it_from_fetching(
    asked: tuple[str, list[str]], layer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a system gives no network namespace, the others still hold."""
    if layer == "no_network" and not closed_office.no_network():
        pytest.skip("this system gives no network namespace")
    open_ones = {"no_network": list, "excel_alone": bytes, "write_profile": lambda _: None}
    for name, nothing in open_ones.items():
        if name != layer:
            monkeypatch.setattr(libreoffice, name, nothing)
    address, paths = asked
    convert(_with_linked_picture(address), "xlsx", "pdf", seconds=60)
    assert paths == []


def test_without_any_layer_it_would_be_fetched(asked: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    """So the tests above can fail."""
    for name, nothing in {"no_network": list, "excel_alone": bytes, "write_profile": lambda _: None}.items():
        monkeypatch.setattr(libreoffice, name, nothing)
    address, paths = asked
    convert(_with_linked_picture(address), "xlsx", "pdf", seconds=60)
    assert paths != []


def test_a_package_of_another_kind_is_not_read_as_that() -> None:
    """A document of OpenOffice in the clothes of a workbook."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as old, zipfile.ZipFile(made, "w") as new:
        new.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("content.xml", "<office:document-content/>")
        new.writestr("META-INF/manifest.xml", "<manifest:manifest/>")
    with zipfile.ZipFile(io.BytesIO(closed_office.excel_alone(made.getvalue()))) as alone:
        assert sorted(alone.namelist()) == sorted(zipfile.ZipFile(io.BytesIO(WORKBOOK)).namelist())
    assert convert(made.getvalue(), "xlsx", "pdf", seconds=60).startswith(b"%PDF")


def test_it_sees_nothing_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No secret that a server keeps in a variable."""
    monkeypatch.setenv("BOOKLET_SECRET", "do not tell")
    spy = tmp_path / "soffice"
    spy.write_text(f"#!/bin/sh\nenv > {tmp_path}/env\n")
    spy.chmod(0o700)
    monkeypatch.setattr(shutil, "which", lambda name: str(spy) if name == "soffice" else None)
    with pytest.raises(DamagedFile):
        convert(WORKBOOK, "xlsx", "pdf", seconds=60)
    assert "do not tell" not in (tmp_path / "env").read_text()
