"""What an upload is, by what was found in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from booklet.model import PdfContents, Upload, UploadedField, UploadedSheet, WorkbookContents

_PDF = PdfContents(2)
_FORM = PdfContents(1, fields=(UploadedField("name", "text", (1,)), UploadedField("sign", "signature", (1,))))
_BOOK = WorkbookContents((UploadedSheet("Sheet1"),))


def _upload(contents: PdfContents | WorkbookContents) -> Upload:
    return Upload("u", "file", "0" * 64, 1, contents, "ann", datetime(2026, 9, 30))


def test_kinds_of_uploads() -> None:
    """A form is a PDF too; a workbook is neither."""
    kinds = [(one.is_pdf, one.is_form, one.is_workbook) for one in map(_upload, (_PDF, _FORM, _BOOK))]
    assert kinds == [(True, False, False), (True, True, False), (False, False, True)]


def test_what_people_fill_by_hand_is_not_fillable() -> None:
    """Signatures and buttons take no value."""
    button = UploadedField("send", "button", (1,))
    contents = replace(_FORM, fields=(*_FORM.fields, button))
    assert [field.name for field in contents.fillable] == ["name"]
    assert _upload(replace(_FORM, fields=(button,))).is_form
