"""What is in an upload, in tables."""

from __future__ import annotations

from datetime import datetime

import pytest

from booklet.model import PdfContents, Upload, UploadedField, UploadedSheet, WorkbookContents
from booklet.ui.uploads.file_contents import fields_table, show_contents
from tests.ui.drawn import drawn, html_of


def _upload(contents: PdfContents | WorkbookContents) -> Upload:
    return Upload("id", "file", "0" * 64, 10, contents, "ann", datetime(2026, 9, 30))


def _pdf(*sizes: tuple[float, float], **settings: object) -> PdfContents:
    return PdfContents(page_count=len(sizes), page_sizes_pt=sizes, **settings)


@pytest.mark.parametrize(
    ("size", "paper"),
    [
        ((612, 792), "Letter"),
        ((792, 612), "Letter, landscape"),
        ((595.28, 841.89), "A4"),
        ((841.89, 595.28), "A4, landscape"),
        ((100, 36), "1.4 × 0.5 in"),
    ],
)
def test_papers_have_names(size: tuple[float, float], paper: str) -> None:
    """Others their size in inches."""
    assert f"1 page, {paper}<" in html_of(drawn(show_contents, _upload(_pdf(size))))


def test_several_papers() -> None:
    """Each once, in the order of the pages, and no more than three."""
    sizes = [(612, 792), (595, 842), (612, 792), (72, 72), (144, 72)]
    assert "5 pages, Letter, A4, 1.0 × 1.0 in<" in html_of(drawn(show_contents, _upload(_pdf(*sizes))))


FIELDS = (
    UploadedField("form.name", "text", (1,), "Your name"),
    UploadedField("form.plan[0]", "radio", (1, 3), "", options=(("1", "Gold"), ("2", "Silver"))),
    UploadedField("form.sign", "signature", (1,), "Sign here"),
)


def test_fields_in_a_table() -> None:
    """By label, or the last part of the name; those that nobody can fill are left out."""
    rows = fields_table(_pdf((612, 792), fields=FIELDS)).to_dict("list")
    assert rows["Field"] == ["Your name", "plan[0]"]
    assert rows["Page"] == ["1", "1, 3"]
    assert rows["Choices"] == ["", "Gold, Silver"]
    assert rows["Name in the file"] == ["form.name", "form.plan[0]"]


def test_headings_count() -> None:
    """Form fields and entries of the outline, where there are any."""
    outline = ((0, "One", 1), (1, "Two", None))
    test = drawn(show_contents, _upload(_pdf((612, 792), fields=FIELDS, outline=outline)))
    assert "2 form fields" in html_of(test)
    assert "Outline, 2 entries" in html_of(test)
    assert list(test.dataframe[1].value["Title"]) == ["One", "\u2003Two"]
    bare = drawn(show_contents, _upload(_pdf((612, 792))))
    assert len(bare.dataframe) == 0
    assert "Outline" not in html_of(bare)


def test_sheets_in_a_table() -> None:
    """Hidden sheets are said to be; without a print area all is printed."""
    sheets = (UploadedSheet("One", True, ("A1:B2", "D1")), UploadedSheet("Two", False, ()))
    test = drawn(show_contents, _upload(WorkbookContents(sheets=sheets)))
    rows = test.dataframe[0].value.to_dict("list")
    assert (rows["Shown"], rows["Print area"]) == (["yes", "hidden"], ["A1:B2, D1", "all"])
    assert "2 sheets" in html_of(test)


def test_what_is_odd_is_a_warning() -> None:
    """Each note by itself, as it is written."""
    test = drawn(show_contents, _upload(_pdf((612, 792), notes=("It was *repaired*.", "No fonts."))))
    assert [warning.value for warning in test.warning] == ["It was \\*repaired\\*\\.", "No fonts\\."]
