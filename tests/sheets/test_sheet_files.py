"""Files: what opens, what is refused with a sentence, and how the result is delivered."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import Workbook

from booklet.errors import (
    BookletError,
    DamagedFile,
    InputError,
    LimitExceeded,
    NotFound,
    PasswordNeeded,
    UnsupportedFile,
)
from booklet.sheets import Limits, RenderOptions, inspect, render
from tests.sheets.paper import as_bytes
from tests.sheets.real_files import here, path_of


def _book() -> bytes:
    book = Workbook()
    book.active["A1"] = "first"
    book.create_sheet("Second")["B2"] = "second"
    return as_bytes(book)


def test_inspect() -> None:
    """Sheets are listed in order with their extent."""
    info = inspect(_book())
    assert [(s.name, s.visible, s.rows, s.columns) for s in info.sheets] == [
        ("Sheet", True, 1, 1),
        ("Second", True, 2, 2),
    ]


def test_sheets_in_the_order_asked_for() -> None:
    """Chosen sheets come in the order of the choice; a name that is not there names those that are."""
    made = render(_book(), sheets=["Second", "Sheet"])
    assert [page.sheet for page in made.pages] == ["Second", "Sheet"]
    with pytest.raises(NotFound, match="'Sheet', 'Second'"):
        render(_book(), sheets=["Third"])


def test_written_to_a_path_and_a_file(tmp_path: Path) -> None:
    """A path gets the whole PDF and nothing is left beside it; a binary file gets the same bytes."""
    target, stream = tmp_path / "out.pdf", io.BytesIO()
    made = render(_book(), target)
    render(_book(), stream)
    assert target.read_bytes() == made.pdf == stream.getvalue()
    assert list(tmp_path.iterdir()) == [target]


def test_a_failed_rendering_leaves_the_old_file(tmp_path: Path) -> None:
    """When rendering fails, what was at the path stays."""
    target = tmp_path / "out.pdf"
    target.write_bytes(b"old")
    with pytest.raises(DamagedFile):
        render(b"no workbook", target)
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("broken--CorruptExcelFileTest.xlsx", DamagedFile),
        ("hostile--attack_quadratic_blowup.xlsx", UnsupportedFile),
        ("encrypted--agile_AES256_SHA512_CBC_pwd_password.xlsx", PasswordNeeded),
    ],
)
def test_refused_with_a_sentence(name: str, error: type[BookletError]) -> None:
    """Damaged, hostile and locked files end in an error that says what to do."""
    with pytest.raises(error, match=r"\. .+\."):
        render(path_of(name))


def test_a_sheet_of_nothing_but_spaces_is_too_large() -> None:
    """A part of 25 KB that unpacks to 25 MB is refused before it is read."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_book())) as source, zipfile.ZipFile(target, "w") as bomb:
        for name in source.namelist():
            if name != "xl/worksheets/sheet1.xml":
                bomb.writestr(name, source.read(name))
        spaces = zipfile.ZipInfo("xl/worksheets/sheet1.xml")
        spaces.compress_type = zipfile.ZIP_DEFLATED
        with bomb.open(spaces, "w") as part:
            for _ in range(25):
                part.write(b" " * 1_000_000)
    with pytest.raises(LimitExceeded, match=r"\. .+\."):
        render(target.getvalue())


@pytest.mark.parametrize(
    "name",
    here("broken--49609.xlsx", "broken--issue_419.xlsx", "hostile--dde-test.xlsx",
         "hostile--derived_path_traversal.xlsx", "hostile--issue_174.xlsx", "strict--issue.3843a.template.xlsx"),
)  # fmt: skip
def test_files_that_openpyxl_refuses(name: str) -> None:
    """Mangled names, missing parts, strict files and endless dimensions are drawn."""
    assert render(path_of(name)).page_count > 0


@pytest.mark.parametrize(
    ("name", "pages", "words"),
    [
        ("charts--charts.xlsx", 14, {"Series1", "10", "-6"}),
        ("real-gov--03FAC_example.xlsx", 9, {"Offeror", "Products", "course,"}),
        ("rtl--file.xlsx", 2, {"הכנסה", "130,000", "9.00%"}),
        ("print--21d_FitToHeightPdf.xlsx", 1, {"26-Nov-22", "36.00", "TOTAL"}),
    ],
)
def test_real_files_are_drawn(name: str, pages: int, words: set[str]) -> None:
    """On as many pages as LibreOffice needs, with their words, and nothing is reported as wrong."""
    made = render(path_of(name))
    text = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made.pdf))
    assert made.page_count == pages
    assert words <= set(text.split())
    assert [problem.message for problem in made.problems if problem.severity == "error"] == []


def test_password() -> None:
    """The right password opens, a wrong one does not."""
    locked = path_of("encrypted--agile_AES256_SHA512_CBC_pwd_password.xlsx")
    assert render(locked, password="password").page_count > 0
    with pytest.raises(PasswordNeeded):
        render(locked, password="wrong")


def test_truncated_files_end_in_a_sentence() -> None:
    """A file cut anywhere, or with bytes turned over, is drawn or refused; nothing else comes out."""
    data = _book()
    said = []
    for cut in range(0, len(data), max(len(data) // 60, 1)):
        for broken in (data[:cut], data[:cut] + bytes(40) + data[cut + 40 :]):
            try:
                render(broken)
            except InputError as error:
                said.append(str(error))
    assert said
    assert all(sentence.endswith(".") for sentence in said)


def test_limits() -> None:
    """Cells, merges and pages over a limit are refused by name."""
    book = Workbook()
    for row in range(1, 400):
        book.active.cell(row, 1, row)
    data = as_bytes(book)
    for limits, name in ((Limits(cells=100), "cells"), (Limits(pages=3), "pages")):
        with pytest.raises(LimitExceeded, match=f"`{name}`"):
            render(data, options=RenderOptions(limits=limits))


def test_entities_are_refused() -> None:
    """A document type in a part, where entity bombs live, is refused before it is parsed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_book())) as source, zipfile.ZipFile(target, "w") as changed:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = b'<!DOCTYPE x [<!ENTITY a "b">]>' + data
            changed.writestr(name, data)
    with pytest.raises(UnsupportedFile, match="document type"):
        render(target.getvalue())


def test_a_document_of_another_kind_is_no_workbook_of_no_sheets() -> None:
    """A letter is packed like a workbook; what it has is no book."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_book())) as source, zipfile.ZipFile(target, "w") as changed:
        for name in source.namelist():
            changed.writestr(name, b"<document/>" if name == "xl/workbook.xml" else source.read(name))
    with pytest.raises(UnsupportedFile, match="no Excel workbook"):
        render(target.getvalue())


@pytest.mark.parametrize("name", ["xls--03FAC_template.xls", "xlsb--apachepoi_WithThreeCharts.xlsx.xlsb"])
def test_older_formats_by_libreoffice(name: str) -> None:
    """Files of Excel 97 and binary workbooks are converted where LibreOffice is installed."""
    assert render(path_of(name)).page_count > 0


def test_libreoffice_as_renderer() -> None:
    """The second renderer gives a PDF of the same sheets."""
    made = render(_book(), options=RenderOptions(renderer="libreoffice"))
    assert made.pdf.startswith(b"%PDF")
    assert made.page_count == 2


def test_blank_workbook() -> None:
    """A workbook with nothing to print gives one blank page, and an error that says so."""
    made = render(as_bytes(Workbook()))
    assert made.page_count == 1
    assert [p.severity for p in made.problems] == ["error"]
