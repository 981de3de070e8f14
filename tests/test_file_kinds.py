"""Files that are neither a PDF nor a workbook are called by their kind, from their content alone."""

from __future__ import annotations

import io
import zipfile

import pytest

from booklet.file_kinds import other_kind

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CONTENT_TYPES = {"[Content_Types].xml": ""}


def _zip(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ({**CONTENT_TYPES, "word/document.xml": ""}, "a Word document"),
        ({**CONTENT_TYPES, "\\PPT\\slides.xml": ""}, "a PowerPoint presentation"),
        ({**CONTENT_TYPES, "xl/workbook.xml": ""}, ""),
        ({**CONTENT_TYPES, "/xl/workbook.xml": "", "docProps/app.xml": ""}, ""),
        ({**CONTENT_TYPES, "visio/pages.xml": ""}, "a Visio drawing"),
        ({"Index/Document.iwa": ""}, "an Apple iWork file"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "an OpenDocument text"),
        ({"mimetype": "application/vnd.oasis.opendocument.presentation"}, "an OpenDocument presentation"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", **CONTENT_TYPES}, ""),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, ""),
        ({"mimetype": "application/epub+zip"}, "a zip archive"),
        (CONTENT_TYPES, ""),
        ({"photos/xl/one.jpg": ""}, "a zip archive"),
    ],
)
def test_an_archive_is_what_is_in_it(parts: dict[str, str], kind: str) -> None:
    """Office files are archives: a folder's name tells them apart, whatever slashes and case it is written with."""
    assert other_kind(_zip(parts)) == kind


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7", "a PDF"),
        (b"\x89PNG\r\n", "a PNG picture"),
        (b"<!doctype html>", "a web page"),
        (b"\x1f\x8b\x08", "an archive"),
        (OLE + "WordDocument".encode("utf-16-le"), "a Word document"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "a PowerPoint presentation"),
        (OLE + "Workbook".encode("utf-16-le"), ""),
        (b"see WordDocument", ""),
        (b" %PDF-", ""),
        (_zip(CONTENT_TYPES)[:40], ""),
        (b"", ""),
    ],
)
def test_a_file_is_known_by_its_beginning(data: bytes, kind: str) -> None:
    """What is not recognized has no kind, and neither has an archive that cannot be opened."""
    assert other_kind(data) == kind
