"""What a file is by its content, whatever it is called."""

from __future__ import annotations

import io
import zipfile

import pytest

from booklet.file_kinds import other_kind


def _archive(*names: str, mimetype: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0" + b"\0" * 600


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"\x89PNG\r\n", "a PNG picture"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"GIF89a", "a GIF picture"),
        (b"II*\x00", "a TIFF picture"),
        (b"MM\x00*", "a TIFF picture"),
        (b"{\\rtf1", "an RTF document"),
        (b"<!DOCTYPE html>", "a web page"),
        (b"<!doctype html>", "a web page"),
        (b"<html>", "a web page"),
        (b"Rar!\x1a", "an archive"),
        (b"7z\xbc\xaf", "an archive"),
        (b"\x1f\x8b\x08", "an archive"),
        (b"customer,plan\n", ""),
        (b"", ""),
        (b"a %PDF-", ""),
        (b" %PDF-", ""),
        (b"see WordDocument", ""),
    ],
)
def test_a_file_by_its_beginning(data: bytes, kind: str) -> None:
    """Only by that: what stands further on may be anything."""
    assert other_kind(data) == kind


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (("[Content_Types].xml", "word/document.xml"), "a Word document"),
        (("[Content_Types].xml", "ppt/presentation.xml"), "a PowerPoint presentation"),
        (("[Content_Types].xml", "xl/workbook.xml"), ""),
        (("[Content_Types].xml", "XL\\workbook.xml"), ""),
        (("[Content_Types].xml", "/word/document.xml"), "a Word document"),
        (("[Content_Types].xml", "visio/document.xml"), "a Visio drawing"),
        (("Index/Document.iwa",), "an Apple iWork file"),
        (("[Content_Types].xml",), ""),
        (("[Content_Types].xml", "\\PPT\\slides.xml"), "a PowerPoint presentation"),
        (("[Content_Types].xml", "/xl/workbook.xml", "docProps/app.xml"), ""),
        (("[Content_Types].xml", "visio/pages.xml"), "a Visio drawing"),
        (("holiday.jpg", "words/x"), "a zip archive"),
        (("photos/xl/one.jpg",), "a zip archive"),
    ],
)
def test_an_archive_by_what_is_in_it(names: tuple[str, ...], kind: str) -> None:
    """Office files are archives; a workbook is no other kind, however its names are written."""
    assert other_kind(_archive(*names)) == kind


@pytest.mark.parametrize(
    ("mimetype", "kind"),
    [
        ("application/vnd.oasis.opendocument.text", "an OpenDocument text"),
        ("application/vnd.oasis.opendocument.presentation", "an OpenDocument presentation"),
        ("application/vnd.oasis.opendocument.spreadsheet", ""),
        ("application/epub+zip", "a zip archive"),
    ],
)
def test_an_archive_that_says_what_it_is(mimetype: str, kind: str) -> None:
    """An OpenDocument spreadsheet is read as one, and refused with its own words."""
    assert other_kind(_archive("content.xml", mimetype=mimetype)) == kind
    assert other_kind(_archive(mimetype=mimetype)) == kind
    if not kind:
        assert other_kind(_archive("[Content_Types].xml", mimetype=mimetype)) == ""


@pytest.mark.parametrize(
    ("stream", "kind"),
    [("WordDocument", "a Word document"), ("PowerPoint Document", "a PowerPoint presentation"), ("Workbook", "")],
)
def test_an_old_office_file_by_its_streams(stream: str, kind: str) -> None:
    """Whose names are UTF-16 in the file."""
    assert other_kind(OLE + stream.encode("utf-16-le")) == kind
    assert other_kind(stream.encode("utf-16-le")) == ""


def test_a_damaged_archive_is_nobody_s() -> None:
    """Whoever reads it as a workbook says how it is damaged."""
    assert other_kind(b"PK\x03\x04 and no more") == ""
    assert other_kind(_archive("word/document.xml")[:60]) == ""
    assert other_kind(_archive("[Content_Types].xml")[:40]) == ""
