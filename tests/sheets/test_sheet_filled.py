"""A workbook as a template: what can be filled, and what follows from it."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.workbook.defined_name import DefinedName

from booklet.sheets import CellInput, RenderOptions, inspect, render
from booklet.sheets.model.cell import Cell
from booklet.sheets.template.filled_file import _with_cells
from tests.sheets.paper import Paper, as_bytes


def _statement() -> Workbook:
    """A named cell, texts with templates, and formulas that depend on them or do not."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Statement"
    sheet["A1"], sheet["A2"], sheet["A3"] = "{{ customer }}, {{ plan }}", "{{ assets }}", "{{ opened }}"
    sheet["A2"].number_format = "#,##0.00"
    sheet["B1"], sheet["B2"], sheet["B3"] = 0.5, "=A2*B1", "=Figures!A1+fee"
    sheet["B4"], sheet["B5"] = '=IF(B2>1000,"large","small")', "=1+1"
    sheet["C1"] = 7
    figures = book.create_sheet("Figures")
    figures["A1"], figures["A2"] = "=Statement!B2*2", "untouched"
    book.defined_names["fee"] = DefinedName("fee", attr_text="Statement!$C$1")
    sheet.oddHeader.center.text = "For {{ customer }}"
    for column in "ABC":
        sheet.column_dimensions[column].width = 24
    return book


VALUES = {
    "{{ customer }}, {{ plan }}": CellInput("Ann & Sons, Gold"),
    "{{ customer }}": CellInput("Ann & Sons"),
    "{{ assets }}": CellInput(1_250_000.0, "0"),
    "{{ opened }}": CellInput(date(2026, 3, 31), "d mmm yyyy"),
    "fee": CellInput(100.0),
}


def _drawn(book: Workbook, **options: object) -> Paper:
    return Paper(render(as_bytes(book), values=VALUES, options=RenderOptions(**options)))


def test_what_can_be_filled_is_found() -> None:
    """Texts with templates, spans of headers, and named cells without a formula, with their number formats."""
    places = inspect(as_bytes(_statement())).placeholders
    assert [(p.cell, p.text, p.named) for p in places] == [
        ("A1", "{{ customer }}, {{ plan }}", False), ("A2", "{{ assets }}", False), ("A3", "{{ opened }}", False),
        ("", "{{ customer }}", False), ("C1", "fee", True),
    ]  # fmt: skip
    assert places[1].number_format == "#,##0.00"


def test_values_keep_number_formats_and_formulas_follow() -> None:
    """A number stays one, a date gets a format where its cell has none, and all that depends on them is computed."""
    text = _drawn(_statement()).text()
    for shown in ("Ann & Sons, Gold", "1,250,000.00", "31 Mar 2026", "625000", "1250100", "large", "For Ann & Sons"):
        assert shown in text
    assert "{{" not in text


def test_a_value_is_never_a_formula() -> None:
    """A text that begins with an equals sign is that text."""
    book = Workbook()
    book.active["A1"] = "{{ plan }}"
    made = render(as_bytes(book), values={"{{ plan }}": CellInput("=1+1")})
    assert "=1+1" in Paper(made).text()


def test_only_what_depends_is_computed_anew() -> None:
    """A stored value that Booklet could not compute stays, where no filled cell reaches it; else the cell is named."""
    from booklet.sheets.compute.dependents import forget_dependents
    from booklet.sheets.compute.evaluator import Evaluator
    from booklet.sheets.read.workbook import read_workbook
    from booklet.sheets.render_options import Limits
    from booklet.sheets.template.filling import fill

    book = read_workbook(as_bytes(_statement()), Limits())
    for sheet in book.sheets:
        for cells in sheet.rows.values():
            for cell in cells.values():
                if cell.formula:
                    cell.value, cell.uncached = "stored", False
    evaluator = Evaluator(book, RenderOptions().created)
    forget_dependents(evaluator, fill(book, VALUES))
    stored = {(s.name, r, c) for s in book.sheets for r, row in s.rows.items() for c, x in row.items()
              if x.value == "stored"}  # fmt: skip
    assert stored == {("Statement", 5, 2)}


def test_what_nobody_computes_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """A formula that depends on a filled cell and cannot be computed is named; its old value is not printed."""
    monkeypatch.setenv("PATH", "")
    book = _statement()
    book.active["B6"] = "=GETPIVOTDATA(A2,A3)"
    made = _drawn(book, apart=False).made
    assert [(p.cell, p.severity) for p in made.problems if "computed" in p.message] == [("B6", "error")]


def test_charts_follow() -> None:
    """A chart of filled cells shows the filled values, whatever its file caches."""
    book = Workbook()
    for row in (("Line", "Units"), ("Alder", "{{ assets }}"), ("Birch", 20)):
        book.active.append(row)
    chart = BarChart()
    chart.add_data(Reference(book.active, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    book.active.add_chart(chart, "D2")
    made = render(as_bytes(book), values={"{{ assets }}": CellInput(9_000.0)})
    assert any(word in Paper(made).text() for word in ("10000", "9000\r\n8000"))


def test_libreoffice_gets_the_filled_cells() -> None:
    """The second renderer draws the same values, and only the sheets that are asked for."""
    options = RenderOptions(renderer="libreoffice")
    made = render(as_bytes(_statement()), sheets=["Statement"], values=VALUES, options=options)
    text = Paper(made).text()
    assert "1,250,000.00" in text
    assert "1250100" in text
    assert made.page_count == 1


def test_the_same_values_give_the_same_bytes() -> None:
    """In a process of its own and in this one."""
    assert _drawn(_statement()).made.pdf == _drawn(_statement(), apart=False).made.pdf


def _rewritten(rows: str, cells: dict[str, Cell]) -> str:
    data = f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode()
    found = ElementTree.fromstring(_with_cells(data, cells)).find("sheetData")
    assert found is not None
    return "".join(ElementTree.tostring(row, "unicode") for row in found)


def test_added_rows_and_cells_stand_in_their_order() -> None:
    """Rows by their numbers and cells by their columns, whatever is there: readers refuse a file where they are not."""
    rows = '<row r="2"><c r="B2" /><c r="AA2" /></row><row r="10"><c r="A10" /></row>'
    cells = {place: Cell(1.0, 0) for place in ("C2", "A2", "AB2", "A3", "A1", "A11")}
    root = ElementTree.fromstring(f"<all>{_rewritten(rows, cells)}</all>")
    assert [row.get("r") for row in root] == ["1", "2", "3", "10", "11"]
    assert [cell.get("r") for cell in root[1]] == ["A2", "B2", "C2", "AA2", "AB2"]


def test_a_formula_that_nobody_computed_keeps_no_stored_value() -> None:
    """Its formula stays, for LibreOffice to compute; a filled cell loses both, and its type."""
    rows = '<row r="1"><c r="A1"><f>B1*2</f><v>7</v></c><c r="B1" t="s"><f>1+1</f><v>0</v></c></row>'
    cells = {"A1": Cell(None, 0, formula="B1*2"), "B1": Cell(2.5, 0)}
    assert _rewritten(rows, cells) == '<row r="1"><c r="A1"><f>B1*2</f></c><c r="B1"><v>2.5</v></c></row>'
