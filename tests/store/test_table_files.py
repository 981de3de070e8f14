"""Tables as people send them: encodings, separators, workbooks, and what is none."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pandas
import pytest

from booklet.errors import InputError, LimitExceeded, UnsupportedFile
from booklet.store import table_apart
from booklet.store.table_files import read_table, write_csv, write_xlsx


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_csv_is_read_in_any_usual_form(encoding: str, separator: str) -> None:
    """The encodings and separators that Excel writes in one country or another."""
    text = f'Name{separator}Plan\r\nCafé{separator}"Gold{separator} plus"\r\n'
    table = read_table(text.encode(encoding))
    assert (table.header, table.rows) == (("Name", "Plan"), (("Café", f"Gold{separator} plus"),))


def test_rows_keep_the_numbers_that_a_spreadsheet_shows() -> None:
    """Empty rows are left out, but counted; short rows are filled up."""
    table = read_table(b"\n\ncustomer,plan\n\nAcme\nBeta,Gold,extra\n , \n")
    assert table.rows == (("Acme", None), ("Beta", "Gold"))
    assert table.numbers == (5, 6)


def test_the_first_visible_sheet_of_a_workbook_is_read(tmp_path: Path) -> None:
    """With its cells as what they are: numbers, dates, yes/no."""
    workbook = openpyxl.Workbook()
    assert workbook.active
    workbook.active.sheet_state = "hidden"
    sheet = workbook.create_sheet("Values")
    sheet.append(["customer", "assets", "since", "active"])
    sheet.append(["Acme", 1.5, dt.date(2026, 1, 31), True])
    workbook.save(tmp_path / "values.bin")
    assert read_table(tmp_path / "values.bin").rows == (("Acme", 1.5, dt.date(2026, 1, 31), True),)


def test_a_frame_is_a_table_with_its_named_index() -> None:
    """Missing values are empty cells."""
    frame = pandas.DataFrame({"plan": ["Gold", pandas.NA]}, index=pandas.Index(["Acme", "Beta"], name="customer"))
    table = read_table(frame)
    assert table.header == ("customer", "plan")
    assert table.rows == (("Acme", "Gold"), ("Beta", None))


@pytest.mark.parametrize("data", [b"", b"\n \n", b"customer,plan\n"])
def test_a_file_without_rows_is_refused(data: bytes) -> None:
    """The message says what a table needs."""
    with pytest.raises(InputError, match=r"empty\.csv has no table: a row with the names"):
        read_table(data, name="empty.csv")


@pytest.mark.parametrize("data", [b"PK\x03\x04damaged", b"\xd0\xcf\x11\xe0damaged", b"\x00\x01\x02\x00"])
def test_what_is_no_table_is_refused(data: bytes) -> None:
    """A damaged workbook, and bytes that are no text."""
    with pytest.raises(UnsupportedFile, match=r"x\.xlsx"):
        read_table(data, name="x.xlsx")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """Not as a system error."""
    with pytest.raises(InputError, match=r"gone\.csv cannot be read"):
        read_table(tmp_path / "gone.csv")


def test_an_archive_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything of it is unpacked."""
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b"0" * (2 << 20))
    monkeypatch.setattr(table_apart, "_MOST_UNPACKED_BYTES", 1 << 20)
    with pytest.raises(LimitExceeded, match=r"bomb\.xlsx unpacks to 2 MB"):
        table_apart.read_rows({"name": "bomb.xlsx"}, bomb.getvalue())


def _workbook(rows: list[list[Any]], *, stray: str = "") -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet
    for row in rows:
        sheet.append(row)
    if stray:
        sheet[stray] = "stray"
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def test_a_stray_cell_at_the_end_of_a_sheet_is_named() -> None:
    """The reader would make room for 17 billion cells; this process never does."""
    data = _workbook([["customer", "plan"], ["Acme", "Gold"]], stray="XFD1048576")
    with pytest.raises(LimitExceeded, match=r"far\.xlsx: the sheet Sheet reaches to XFD1048576.*stray cell"):
        read_table(data, name="far.xlsx")


def test_a_sheet_that_says_less_than_it_has_harms_nobody() -> None:
    """Its process ends; the next table is read as ever."""
    data = _workbook([["customer", "plan"], ["Acme", "Gold"]], stray="XFD1048576")
    lying = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(lying, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b'ref="A1:XFD1048576"', b'ref="A1:B2"'))
    with pytest.raises(InputError, match=r"far\.xlsx"):
        read_table(lying.getvalue(), name="far.xlsx")
    assert read_table(_workbook([["customer", "plan"], ["Acme", "Gold"]])).rows == (("Acme", "Gold"),)


def test_cells_of_every_kind_come_back_as_they_are() -> None:
    """Across the border of the process that reads the workbook."""
    row = [
        "Ærø",
        12.5,
        3,
        True,
        dt.date(2026, 7, 1),
        dt.datetime(2026, 7, 1, 13, 30),
        dt.time(8, 15),
        dt.timedelta(hours=30),
        None,
    ]
    header = [f"column {number}" for number in range(len(row))]
    (read,) = read_table(_workbook([header, row])).rows
    assert read == tuple(row)
    assert [type(cell) for cell in read[3:8]] == [bool, dt.date, dt.datetime, dt.time, dt.timedelta]


def test_a_csv_runs_nothing_in_a_spreadsheet() -> None:
    """Texts that begin like formulas get an apostrophe, numbers stay numbers; both read back as they were."""
    out = io.BytesIO()
    write_csv(out, ["customer", "note", "assets"], [["=Acme", "@cmd|'/c calc'!A0", Decimal("-5")], ["'+x", "-", None]])
    cells = [line.split(",") for line in out.getvalue().decode("utf-8-sig").splitlines()]
    assert cells[1:] == [["'=Acme", "'@cmd|'/c calc'!A0", "-5"], ["''+x", "'-", ""]]
    assert read_table(out.getvalue()).rows == (("=Acme", "@cmd|'/c calc'!A0", "-5"), ("'+x", "-", None))


def test_a_workbook_runs_nothing_either() -> None:
    """A text that begins with = is a text there, not a formula."""
    out = io.BytesIO()
    write_xlsx(out, ["customer"], [["=1+1"]], title="2026Q3")
    sheet = openpyxl.load_workbook(out).active
    assert sheet
    assert (sheet["A2"].data_type, sheet["A2"].value) == ("s", "=1+1")
