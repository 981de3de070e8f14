"""Places that can be filled, the filling, what depends on it, and the file that LibreOffice gets."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from booklet.sheets import CellInput, Limits
from booklet.sheets.compute.dependents import forget_dependents
from booklet.sheets.compute.missing_values import fill_from
from booklet.sheets.model.area import Area, parse_area
from booklet.sheets.model.cell import Cell, RichText, Run
from booklet.sheets.model.drawing import Drawing, DrawingAnchor, Shape, ShapeParagraph
from booklet.sheets.model.page_setup import HeaderFooter, PageSetup
from booklet.sheets.model.sheet import Sheet, Workbook
from booklet.sheets.model.style import CellStyle, Font
from booklet.sheets.read.workbook import read_workbook
from booklet.sheets.template.filled_file import edited
from booklet.sheets.template.filling import fill, shown
from booklet.sheets.template.placeholders import placeholders_of
from tests.sheets.model_sheets import book_of, evaluator_of, sheet_of
from tests.sheets.paper import as_bytes

MONEY = CellStyle(number_format="#,##0.00")


def _value(sheet: Sheet, address: str) -> object:
    area = parse_area(address)
    cell = sheet.cell(area.top, area.left) if area else None
    return cell.value if cell else None


def _box(*runs: Run) -> Drawing:
    return Drawing(DrawingAnchor(), Shape("rect", paragraphs=(ShapeParagraph(runs),)))


def test_texts_with_templates_are_places() -> None:
    """In cells as a whole, rich or plain; a formula's text is none, nor is a text without marks."""
    rich = RichText((Run("Dear {{ na", None), Run("me }}", Font(bold=True))))
    cells = {"A1": "{{ plan }}", "B1": "plain", "A3": Cell(rich, 0), "A2": "{% if x %}", "C1": Cell("{{ x }}", 0, "B1")}
    assert [(p.cell, p.text) for p in placeholders_of(book_of(sheet_of(cells)))] == [
        ("A1", "{{ plan }}"), ("A2", "{% if x %}"), ("A3", "Dear {{ name }}"),
    ]  # fmt: skip


def test_headers_and_text_boxes_have_spans() -> None:
    """Each template within a header, a footer or a text box is a place by itself, without a cell."""
    texts = HeaderFooter(odd_header="&L{{ a }} and {{ b }}", first_footer="{{ c }}")
    sheet = sheet_of(
        {}, page_setup=PageSetup(header_footer=texts), drawings=[_box(Run("x {{ d", None), Run(" }}", None))]
    )
    places = placeholders_of(book_of(sheet))
    assert [(p.cell, p.text) for p in places] == [("", f"{{{{ {name} }}}}") for name in "abcd"]


@pytest.mark.parametrize(
    ("reference", "cell"),
    [
        ("Plan!$B$2", "B2"), ("'My Plan'!$B$2", "B2"), ("'Ann''s'!B2", "B2"), ("Plan!$A$1:$B$2", None),
        ("Plan!$A$1,Plan!$B$1", None), ("Missing!$B$2", None), ("#REF!", None), ("1+1", None), ("Plan!$C$1", None),
    ],
)  # fmt: skip
def test_names_of_one_cell_are_places(reference: str, cell: str | None) -> None:
    """A name of one cell that is there and has no formula; whatever the sheet's name needs for quotes."""
    sheets = [sheet_of({"C1": "=1+1"}, name) for name in ("Plan", "My Plan", "Ann's")]
    book = book_of(*sheets, names={("fee", None): reference, ("_xlnm.print_area", "Plan"): "Plan!$A$1"})
    assert [(p.text, p.cell, p.named) for p in placeholders_of(book)] == ([("fee", cell, True)] if cell else [])


def test_values_go_into_their_places() -> None:
    """By template, by name and by address; what gets no value stays, and the filled cells are told."""
    sheet = sheet_of({"A1": "{{ plan }}", "A2": "{{ other }}", "A3": "=A1"})
    book = book_of(sheet, names={("fee", None): "S!$B$5"})
    values = {"{{ plan }}": CellInput("Gold"), "fee": CellInput(7.0), "S!C9": CellInput(True), "'S'!D9": CellInput(2)}
    filled = fill(book, values)
    assert [(row, column) for _, row, column in filled] == [(1, 1), (5, 2), (9, 3), (9, 4)]
    assert [_value(sheet, place) for place in ("A1", "A2", "B5", "C9", "D9")] == ["Gold", "{{ other }}", 7.0, True, 2.0]


def test_a_named_formula_gives_way_to_its_value() -> None:
    """What is filled by address holds the value, and is computed no more."""
    sheet = sheet_of({"A1": "=1+1"})
    fill(book_of(sheet), {"S!A1": CellInput(9)})
    cell = sheet.rows[1][1]
    assert (cell.value, cell.formula, cell.uncached) == (9.0, None, False)


def test_number_formats_of_filled_cells() -> None:
    """A cell's own format stays; a plain cell takes the value's, a text takes none, and a date its serial number."""
    sheet = sheet_of({"A1": "{{ n }}", "A2": Cell("{{ n }}", 1), "A3": "{{ t }}", "A4": "{{ d }}"})
    book = book_of(sheet, styles=[MONEY, CellStyle(font=Font(bold=True))])
    fill(book, {"{{ n }}": CellInput(5, "0.0"), "{{ t }}": CellInput("x", "0.0"),
                "{{ d }}": CellInput(date(2026, 5, 13), "d mmm")})  # fmt: skip
    formats = [book.number_format(sheet.rows[row][1]) for row in (1, 2, 3, 4)]
    assert formats == ["0.0", "#,##0.00", "General", "d mmm"]
    assert _value(sheet, "A4") == 46155.0


def test_a_filled_cell_keeps_its_looks() -> None:
    """Only the number format changes; cells of one look and format share a style."""
    bold = CellStyle(font=Font(bold=True))
    sheet = sheet_of({"A1": Cell("{{ n }}", 1), "A2": Cell("{{ n }}", 1)})
    book = book_of(sheet, styles=[bold])
    fill(book, {"{{ n }}": CellInput(5, "0.0")})
    assert [book.styles[sheet.rows[row][1].style] for row in (1, 2)] == [
        CellStyle(font=Font(bold=True), number_format="0.0")
    ] * 2
    assert len(book.styles) == 3


def test_dates_count_in_the_workbook_s_calendar() -> None:
    """In the calendar of 1904 a day has a number that is 1,462 smaller."""
    sheet = sheet_of({"A1": "{{ d }}"})
    fill(book_of(sheet, epoch_1904=True), {"{{ d }}": CellInput(date(2026, 5, 13))})
    assert _value(sheet, "A1") == 46155.0 - 1462


def test_headers_are_filled_with_the_text_of_the_value() -> None:
    """An ampersand is doubled, since it begins a code; the value's own text counts, and a span without value stays."""
    texts = HeaderFooter(odd_header="&L{{ n }} for {{ who }}", even_footer="{{ missing }}")
    sheet = sheet_of({}, page_setup=PageSetup(header_footer=texts))
    fill(book_of(sheet), {"{{ n }}": CellInput(5.0, text="$5"), "{{ who }}": CellInput("A & B")})
    made = sheet.page_setup.header_footer
    assert (made.odd_header, made.even_footer) == ("&L$5 for A && B", "{{ missing }}")


def test_text_boxes_keep_their_fonts() -> None:
    """Templates within a run keep its font; one over several runs takes the font of the first."""
    bold, plain = Font(bold=True), Font()
    sheet = sheet_of(
        {}, drawings=[_box(Run("{{ a }}", bold), Run(" & {{ a }}", plain)), _box(Run("{{", bold), Run("a }}", plain))]
    )
    fill(book_of(sheet), {"{{ a }}": CellInput("1"), "{{a }}": CellInput("2")})
    runs = [[(run.text, run.font) for run in d.content.paragraphs[0].runs] for d in sheet.drawings]
    assert runs == [[("1", bold), (" & 1", plain)], [("2", bold)]]


@pytest.mark.parametrize(
    ("given", "own", "text"),
    [
        (CellInput(1234.5, "0.00"), "General", "1234.50"),
        (CellInput(1234.5, "0.00"), "#,##0", "1,235"),
        (CellInput(1234.5, "0.00"), "@", "1234.50"),
        (CellInput(date(2026, 5, 13), "d/m/yy"), "General", "13/5/26"),
        (CellInput(True), "General", "TRUE"),
        (CellInput(False, '"yes";;"no"'), "General", "no"),
        (CellInput("x", "0.00"), "General", "x"),
    ],
)
def test_what_a_cell_will_show(given: CellInput, own: str, text: str) -> None:
    """The cell's own format wins over the value's, except where it is General or Text."""
    assert shown(given, own) == text


def _forgotten(formulas: dict[str, str], filled: str, **settings: object) -> list[str]:
    """The cells whose stored values go when one cell of the sheet S is filled."""
    cells: dict[str, object] = {a: Cell(1.0, 0, f) for a, f in formulas.items()}
    sheet, other = sheet_of({"A1": 1, **cells}), sheet_of({"A1": 1}, "Other")
    area = parse_area(filled)
    forget_dependents(evaluator_of(book_of(sheet, other, **settings)), [(sheet, area.top, area.left)] if area else [])
    return [
        str(Area(row, column, row, column))
        for row, line in sheet.rows.items()
        for column, c in line.items()
        if c.uncached
    ]


def test_what_depends_on_a_filled_cell_is_forgotten() -> None:
    """Directly, through others, and by areas; no other formula."""
    formulas = {"B1": "A1*2", "B2": "B1+1", "B3": "SUM(A1:A9)", "B4": "A2", "B5": "1+1"}
    assert _forgotten(formulas, "A1") == ["B1", "B2", "B3"]
    assert _forgotten(formulas, "A9") == ["B3"]
    assert _forgotten(formulas, "C1") == []


def test_the_same_address_on_another_sheet_is_another_cell() -> None:
    """References go by sheet."""
    assert _forgotten({"B1": "Other!A1", "B2": "S!A1"}, "A1") == ["B2"]


def test_names_and_shared_formulas_are_followed() -> None:
    """Names through names, relative to the cell; a shared formula counts from where it was written."""
    names = {("fee", None): "rate*2", ("rate", None): "S!$A$1", ("loop", None): "loop+1"}
    assert _forgotten({"B1": "fee", "B2": "other", "B3": "loop"}, "A1", names=names) == ["B1"]
    assert _forgotten({"B5": "\0" + "3,2,A1"}, "A3") == ["B5"]
    assert _forgotten({"B5": "\0" + "3,2,A1"}, "A1") == []


def test_areas_that_only_calculation_tells_depend_on_all() -> None:
    """OFFSET and INDIRECT may mean any cell."""
    assert _forgotten({"B1": "OFFSET(C1,1,1)", "B2": 'SUM(INDIRECT("C1"))', "B3": "C1"}, "A1") == ["B1", "B2"]


def test_what_cannot_be_parsed_is_read_by_its_addresses() -> None:
    """A formula beyond Booklet still shows which cells it names."""
    assert _forgotten({"B1": "[1]X!C3*A1", "B2": "[1]X!C3"}, "A1") == ["B1"]


def test_an_array_formula_loses_all_its_values() -> None:
    """The cells that it filled are emptied, and what depends on them goes too."""
    sheet = sheet_of({"A1": 1, "B1": Cell(1.0, 0, "\1B1:B3,A1:A3*2"), "B2": 5, "B3": 6, "C1": Cell(9.0, 0, "B3")})
    forget_dependents(evaluator_of(book_of(sheet)), [(sheet, 1, 1)])
    assert [_value(sheet, place) for place in ("B1", "B2", "B3", "C1")] == [None] * 4


def test_values_are_taken_from_the_workbook_calculated_elsewhere() -> None:
    """Cell by cell; a cell that has no value there either is told."""
    ours, theirs = sheet_of({"A1": "=X()", "B2": "=Y()"}), sheet_of({"A1": 5, "B2": "=Y()"})
    left = fill_from([(ours, "A1"), (ours, "B2")], book_of(theirs))
    assert ([name for _, name in left], _value(ours, "A1"), ours.rows[1][1].uncached) == (["B2"], 5.0, False)


def _edited(change: dict[str, object], **options: object) -> openpyxl.Workbook:
    """A workbook with two sheets, cells of its first changed, as openpyxl reads it again."""
    book = openpyxl.Workbook()
    book.active["A1"], book.active["B2"], book.active["C3"] = "old", 3, "=B2*2"
    book.create_sheet("Other")["A1"] = "there"
    data = as_bytes(book)
    read: Workbook = read_workbook(data, Limits())
    sheet = read.sheets[0]
    places = []
    for address, value in change.items():
        area = parse_area(address)
        assert area is not None
        sheet.rows.setdefault(area.top, {})[area.left] = Cell(value, 0)
        places.append((sheet, area.top, area.left))
    made = edited(data, read, Limits(), filled=places, **{"only": None, **options})
    return openpyxl.load_workbook(io.BytesIO(made))


def test_the_file_has_the_filled_values() -> None:
    """Texts, numbers and truth values, in cells that were there and in new ones, in order; all else stays."""
    book = _edited({"A1": "<new> & more", "B2": 4.5, "D2": True, "A2": 1.0, "B9": "far"})
    sheet = book.worksheets[0]
    values = {c.coordinate: c.value for row in sheet.iter_rows() for c in row if c.value is not None}
    assert values == {"A1": "<new> & more", "A2": 1, "B2": 4.5, "D2": True, "C3": "=B2*2", "B9": "far"}
    assert book["Other"]["A1"].value == "there"
    assert sheet["D2"].data_type == "b"


def test_the_file_shows_only_the_sheets_that_are_wanted() -> None:
    """The others are hidden, and the first that is shown is the active one."""
    book = _edited({}, only=["Other"])
    assert [sheet.sheet_state for sheet in book.worksheets] == ["hidden", "visible"]
    assert book.active.title == "Other"


def test_a_formula_to_be_computed_has_no_stored_value_in_the_file() -> None:
    """LibreOffice takes what is stored for the result; the formula stays."""
    book = openpyxl.Workbook()
    book.active["A1"] = "=1+1"
    data = as_bytes(book)
    read = read_workbook(data, Limits())
    made = edited(data, read, Limits(), filled=[], only=None)
    assert openpyxl.load_workbook(io.BytesIO(made)).active["A1"].value == "=1+1"
    assert openpyxl.load_workbook(io.BytesIO(made), data_only=True).active["A1"].value is None
