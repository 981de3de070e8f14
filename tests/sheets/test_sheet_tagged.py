"""Tagged sheets: the tree that a screen reader walks, read back by pikepdf and poppler."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment
from openpyxl.worksheet.table import Table

from booklet.pdf import assemble, prepare
from booklet.sheets import RenderOptions, render
from tests.sheets.golden_books import BOOKS
from tests.sheets.packages import packed, parts_of
from tests.sheets.paper import as_bytes
from tests.sheets.tagging import Tagged

TAGGED = RenderOptions(apart=False, tagged=True)


def tagged(source: Workbook | bytes, sheets: list[str] | None = None) -> Tagged:
    """The sheets, drawn; whatever is in them, nothing about their tree is wrong."""
    data = as_bytes(source) if isinstance(source, Workbook) else source
    tree = Tagged(render(data, sheets=sheets, options=TAGGED).pdf)
    assert tree.contradictions() == []
    return tree


def ledger(rows: int = 120, columns: int = 3) -> Workbook:
    """A heading in the first row, which each page repeats, and a header; row 1 says A1, B1 and so on."""
    book = Workbook()
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            book.active.cell(row, column, f"{'ABCDEFGHIJKLMNOP'[column - 1]}{row}")
    book.active.print_title_rows = "1:1"
    book.active.oddHeader.center.text = "Secret & Co"
    return book


def changed_drawing(book: Workbook, old: bytes, new: bytes) -> bytes:
    """The workbook with a piece of its drawing part replaced: openpyxl writes names only."""
    parts = parts_of(book)
    name = next(name for name in parts if name.startswith("xl/drawings/drawing"))
    assert old in parts[name]
    return packed(parts | {name: parts[name].replace(old, new)})


def test_a_sheet_is_a_section_with_a_table() -> None:
    """Named after the sheet; its cells in rows, with an empty one where the sheet has none, so that columns line up."""
    book = Workbook()
    book.active.title = "Fees & dues"
    for place, value in (("A1", "Fund"), ("C1", "Fee"), ("A3", "Alpha"), ("B3", 0.5), ("C3", 7)):
        book.active[place] = value
    tree = tagged(book)
    assert [str(section.raw.T) for section in tree.all("Sect")] == ["Fees & dues"]
    assert tree.table() == [[("TD", "Fund"), ("TD", ""), ("TD", "Fee")], [("TD", "Alpha"), ("TD", "0.5"), ("TD", "7")]]
    assert [one.role for one in tree.tops] == ["Document"]


def test_several_pages_are_one_table() -> None:
    """What pages repeat is content once, headers and footers never; the rows of all pages follow each other."""
    tree = tagged(ledger())
    assert len(tree.pdf.pages) > 2
    (table,) = tree.all("Table")
    assert [tree.text(row) for row in table.all("TR")] == [f"A{n}B{n}C{n}" for n in range(1, 121)]
    assert {page for cell in table.all("TD") for page, _ in cell.marks} == set(range(len(tree.pdf.pages)))
    assert "Secret" not in "".join(map(tree.text, tree.tops))


def test_a_row_goes_on_beside_the_page() -> None:
    """Cells of one row that are printed on different pages are in one row of the table."""
    tree = tagged(ledger(rows=3, columns=14))
    assert len(tree.pdf.pages) == 2
    rows = tree.all("Table")[0].all("TR")
    assert [len(row.all("TD", "TH")) for row in rows] == [14, 14, 14]
    assert {page for cell in rows[1].all("TD") for page, _ in cell.marks} == {0, 1}


def test_merged_cells_span() -> None:
    """Rows and columns that nobody sees, or that hold nothing, are not counted."""
    book = Workbook()
    sheet = book.active
    for row in range(1, 5):
        sheet.append([f"{letter}{row}" for letter in "ABCDE"])
    sheet.merge_cells("B1:D2")
    sheet.merge_cells("A3:A4")
    sheet.column_dimensions["C"].hidden = True
    cells = {tree.text(cell): cell.span for tree in [tagged(book)] for cell in tree.all("TD")}
    assert (cells["B1"], cells["A3"], cells["E1"]) == ((2, 2), (2, 1), (1, 1))
    assert sorted(cells) == ["A1", "A2", "A3", "B1", "B3", "B4", "D3", "D4", "E1", "E2", "E3", "E4"]


def titles(sheet: object) -> None:
    sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:A"


def frozen(sheet: object) -> None:
    sheet.freeze_panes = "A2"


def excel_table(sheet: object) -> None:
    sheet.add_table(Table(displayName="Fees", ref="A1:B3"))


def filtered(sheet: object) -> None:
    sheet.auto_filter.ref = "A1:B3"


@pytest.mark.parametrize(
    ("mark", "heads"),
    [
        (titles, {"A1": "Both", "B1": "Column", "C1": "Column", "A2": "Row", "A3": "Row"}),
        (frozen, {"A1": "Column", "B1": "Column", "C1": "Column"}),
        (excel_table, {"A1": "Column", "B1": "Column"}),
        (filtered, {"A1": "Column", "B1": "Column"}),
    ],
)
def test_header_cells(mark: Callable[[object], None], heads: dict[str, str]) -> None:
    """Print titles, frozen rows, the first row of an Excel table and of a filter say what they head."""
    book = Workbook()
    for row in range(1, 4):
        book.active.append([f"A{row}", f"B{row}", f"C{row}"])
    mark(book.active)
    tree = tagged(book)
    assert {tree.text(cell): str(cell.attribute("Scope"))[1:] for cell in tree.all("TH")} == heads


def test_each_print_area_is_a_table() -> None:
    """With the titles that are printed above it; and each sheet is a section, also one that is asked for twice."""
    book = ledger(rows=9)
    book.active.print_area = "A1:A3,C7:C9"
    book.create_sheet("Notes")["A1"] = "Checked"
    tree = tagged(book, ["Sheet", "Notes", "Sheet"])
    assert [len(section.all("Table")) for section in tree.all("Sect")] == [2, 1, 2]
    assert [cell for row in tree.table(1) for cell in row] == [("TH", "C1"), ("TD", "C7"), ("TD", "C8"), ("TD", "C9")]


@pytest.mark.parametrize(
    ("description", "said"),
    [(b'descr="The house"', ["The house"]), (b"", ["Image 1"]), (b'descr="" title="Home"', ["Home"])],
)
def test_a_picture_has_a_text(description: bytes, said: list[str]) -> None:
    """Its alternative text, or for want of one its name; and where it is on the page."""
    book = changed_drawing(BOOKS["picture"](), b'name="Image 1" descr="Picture"', b'name="Image 1" ' + description)
    tree = tagged(book)
    (figure,) = tree.all("Figure")
    assert [str(figure.raw.Alt)] == said
    left, bottom, right, top = (float(edge) for edge in figure.attribute("BBox"))
    assert 0 < left < right < 420
    assert 0 < bottom < top < 298


def test_decoration_is_not_read() -> None:
    """A picture that Excel marks as decorative is none of the tree's figures."""
    mark = b'<a:extLst xmlns:a="urn:a"><a:ext><d:decorative xmlns:d="urn:d" val="1"/></a:ext></a:extLst>'
    new = b'descr="Picture">' + mark + b"</cNvPr>"
    book = changed_drawing(BOOKS["picture"](), b'descr="Picture"/>', new)
    assert tagged(book).all("Figure") == []


def test_a_chart_is_a_figure_with_its_title() -> None:
    """Its letters are in it; the table that it shows comes first."""
    book = Workbook()
    for row in (("", "Fee"), ("Q1", 3), ("Q2", 4)):
        book.active.append(row)
    chart = BarChart()
    chart.title = "Fees by quarter"
    chart.add_data(Reference(book.active, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    book.active.add_chart(chart, "A6")
    tree = tagged(book)
    assert [one.role for one in tree.all("Sect")[0].kids] == ["Table", "Figure"]
    assert str(tree.all("Figure")[0].raw.Alt) == "Fees by quarter: Chart 1"


def test_links_belong_to_their_cells() -> None:
    """The annotation is in the cell, with its address for whoever cannot see it."""
    book = Workbook()
    book.active["B2"] = "Our site"
    book.active["B2"].hyperlink = "https://example.org/"
    tree = tagged(book)
    (link,) = tree.all("TD")[0].kids
    assert (link.role, tree.text(link), link.links) == ("Link", "Our site", ["https://example.org/"])
    assert str(tree.pdf.pages[0].Annots[0].Contents) == "https://example.org/"


@pytest.mark.parametrize("text", ["The quick brown fox jumps over the lazy dog", "שלום עולם", "stand\nstill"])
def test_words_are_read_as_they_were_written(text: str) -> None:
    """With the spaces between lines, and from right to left in the order of reading, however they are drawn."""
    book = Workbook()
    book.active["A1"] = text
    book.active["A1"].alignment = Alignment(wrap_text=True)
    assert tagged(book).table() == [[("TD", text.replace("\n", " "))]]


def test_a_number_without_room_is_read_as_it_is_shown() -> None:
    """Nobody is told more than the page tells."""
    book = Workbook()
    book.active["A1"], book.active["A1"].number_format = 123456789, "#,##0.00"
    book.active.column_dimensions["A"].width = 4
    assert set(tagged(book).table()[0][0][1]) == {"#"}


def test_the_file_says_that_it_is_tagged() -> None:
    """With the workbook's title and language, which `DisplayDocTitle` shows; untagged is the default."""
    book = ledger(rows=2)
    book.properties.title, book.properties.language = "Our fees", "de-AT"
    tree = tagged(book)
    root = tree.pdf.Root
    assert (root.MarkInfo.Marked, root.ViewerPreferences.DisplayDocTitle, str(root.Lang)) == (True, True, "de-AT")
    assert all(str(page.Tabs) == "/S" for page in root.Pages.Kids)
    assert b"StructTreeRoot" not in render(as_bytes(book)).pdf


@pytest.mark.parametrize("feature", ["borders", "wrapped", "picture", "conditional", "right_to_left", "bar_chart"])
def test_tags_change_nothing_that_is_seen(feature: str) -> None:
    """The same pixels and the same letters; drawn twice, also in another process, the same bytes."""
    data = as_bytes(BOOKS[feature]())
    plain, marked = (render(data, options=RenderOptions(tagged=tagged)).pdf for tagged in (False, True))
    seen = [pypdfium2.PdfDocument(pdf)[0].render(scale=1).to_pil().tobytes() for pdf in (plain, marked)]
    assert seen[0] == seen[1]
    assert marked == render(data, options=TAGGED).pdf


@pytest.mark.parametrize("lasting", [True, False])
def test_a_book_of_tagged_sheets(lasting: bool) -> None:
    """A sheet arrives in a book, twice too; where pages stay out, rows keep all their cells."""
    sheet = prepare(render(as_bytes(ledger(columns=14)), options=TAGGED).pdf, lasting=lasting)
    twice = Tagged(assemble([sheet, sheet]).pdf)
    assert twice.contradictions() == []
    assert twice.pdf.Root.MarkInfo.Marked
    assert twice.table(0) == twice.table(1)
    cut = Tagged(assemble([sheet.select([1, 5])]).pdf)
    assert cut.contradictions() == []
    assert [len(row) for row in cut.table()] == [14] * len(cut.table())
    assert "A1" not in [text for row in cut.table() for _, text in row]


def test_poppler_reads_the_tree(tmp_path: Path) -> None:
    """Another reader finds the same table."""
    if not shutil.which("pdfinfo"):
        pytest.skip("poppler is not installed")
    out = tmp_path / "sheet.pdf"
    render(as_bytes(ledger(rows=2, columns=2)), out, options=TAGGED)
    said = subprocess.run(["pdfinfo", "-struct-text", out], capture_output=True, text=True, check=True)
    words = " ".join(said.stdout.split())
    assert words.startswith('Document Sect "Sheet" Table (block) TR TH: /Scope /Column "A1" TH: /Scope /Column "B1"')
    assert words.endswith('TR TD "A2" TD "B2"')
    assert said.stderr == ""
    assert pikepdf.open(out).pdf_version == "1.7"
