"""Large worksheets drawn by Booklet and by LibreOffice: processor seconds, pages and memory, in one run.

    python benchmarks/sheets_large.py [--runs 1] [--rows 1.0] [workbook ...]

Without a name it makes its own workbooks, as openpyxl writes them: a table of numbers, dates and texts with borders,
fills, formats and repeated header rows (10,000 rows of 12 columns), a long one (50,000 of 8), one with conditional
formats, wrapped texts and rows that are as high as those need, and one of several pages across. Each drawing happens in
a process of its own that is forked after the imports, so that memory is its own and LibreOffice's start counts, as it
does for whoever calls it. Processor time includes all processes that take part. Of several runs the median counts.
"""

from __future__ import annotations

import argparse
import io
import os
import platform
import random
import re
import statistics
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pypdfium2
from openpyxl.cell import WriteOnlyCell
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, DataBarRule, FormulaRule
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from booklet.sheets import RenderOptions, render
from booklet.sheets.apart_tasks import render as _warm  # noqa: F401  loads the fonts, as the helper does
from booklet.sheets.render_options import Limits

LIMITS = Limits(seconds=1200)
WORDS = (
    *("Sample", "Northern", "Equity", "quarterly", "balance", "review", "Pension", "Fund", "adviser", "Zürich"),
    *("growth", "account", "of", "the", "ledger"),
)
THIN = Side(style="thin", color="808080")
INLINE = re.compile(r't="inlineStr"><is>(<t.*?</t>)</is>')
CONTENT_TYPES, RELATIONS = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
SHARED_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
SHARED_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
ADDED = {
    "</Types>": f'<Override PartName="/xl/sharedStrings.xml" ContentType="{SHARED_TYPE}"/>',
    "</Relationships>": f'<Relationship Type="{SHARED_KIND}" Target="sharedStrings.xml" Id="rIdShared"/>',
}
SHARED = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
HAIR = Side(style="hair", color="A0A0A0")


class Measured(NamedTuple):
    """One drawing: processor seconds, peak memory in MB, pages."""

    seconds: float
    megabytes: float
    pages: int


def words(chance: random.Random, count: int) -> str:
    """Return some words, seldom the same twice."""
    return f"{' '.join(chance.choices(WORDS, k=count))} {chance.randrange(10_000)}"


class Column(NamedTuple):
    """A column: its width in characters, its number format, and what gives the value of a row."""

    width: float
    number_format: str
    value: Callable[[random.Random, int], object]


NUMBER = Column(13, "#,##0.00;[Red]-#,##0.00", lambda chance, _: round(chance.gauss(0, 40_000), 2))
COUNT = Column(8, "0", lambda _, row: row)
DAY = Column(11, "dd.mm.yyyy", lambda chance, _: date(2020, 1, 1) + timedelta(chance.randrange(2_500)))
TEXT = Column(26, "General", lambda chance, _: words(chance, 3))
CODE = Column(10, "General", lambda chance, _: chance.choice(("EUR", "CHF", "USD", "GBP")))
SHARE = Column(8, "0.0%", lambda chance, _: chance.random())
PLAIN = Column(12, "General", lambda chance, _: chance.random() * 1e4)
TRUTH = Column(8, "General", lambda chance, _: chance.random() < 0.5)


def styled(sheet: Any, columns: list[Column], rows: int) -> None:
    """Fill a sheet with a header row and `rows` rows: bold every tenth, striped, with borders and formats."""
    chance = random.Random(7)
    named = {}
    for place, column in enumerate(columns):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(place + 1)].width = column.width
        for kind in range(3):
            named[place, kind] = style = NamedStyle(f"c{place}k{kind}", number_format=column.number_format)
            style.border = Border(left=HAIR, right=HAIR, top=THIN, bottom=THIN)
            style.font = Font(name="Calibri", size=10, bold=kind == 2)
            if kind:
                style.fill = PatternFill("solid", start_color="DDEBF7" if kind == 1 else "FCE4D6")
            sheet.parent.add_named_style(style)
    head = NamedStyle("head", font=Font(name="Calibri", bold=True, color="FFFFFF"))
    head.fill, head.alignment = PatternFill("solid", start_color="1F4E78"), Alignment(horizontal="center")
    sheet.parent.add_named_style(head)
    sheet.print_title_rows = "1:1"
    sheet.append([_cell(sheet, f"Column {place + 1}", head) for place in range(len(columns))])
    for row in range(2, rows + 2):
        kind = 2 if row % 10 == 0 else row % 2
        cells = enumerate(columns)
        sheet.append([_cell(sheet, column.value(chance, row), named[place, kind]) for place, column in cells])


def _cell(sheet: Worksheet, value: object, style: NamedStyle) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value)
    cell.style = style.name
    return cell


def table(rows: int) -> openpyxl.Workbook:
    """Make 12 columns of all kinds, with a footer, one page across."""
    book, sheet = _new()
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True
    sheet.oddFooter.right.text = "Page &P of &N"
    styled(sheet, [COUNT, TEXT, DAY, NUMBER, NUMBER, CODE, SHARE, NUMBER, TEXT, PLAIN, DAY, TRUTH], rows)
    return book


def long(rows: int) -> openpyxl.Workbook:
    """Make 8 columns of five times as many rows."""
    book, sheet = _new()
    styled(sheet, [COUNT, DAY, TEXT, NUMBER, NUMBER, CODE, SHARE, PLAIN], rows * 5)
    return book


def conditions(rows: int) -> openpyxl.Workbook:
    """Make wrapped texts, whose rows have no height, and a conditional format of each usual kind."""
    book, sheet = _new()
    for name, width in zip("ABCDEF", (8, 30, 11, 8, 8, 18), strict=True):
        sheet.column_dimensions[name].width = width
    sheet.append(["Number", "Text", "Balance", "Share", "Change", "Note"])
    wrapped, chance = Alignment(wrap_text=True, vertical="top"), random.Random(11)
    for row in range(2, rows + 2):
        values = (row, words(chance, chance.randrange(2, 18)), round(chance.gauss(0, 9_000), 2), chance.random())
        cells = [WriteOnlyCell(sheet, value) for value in (*values, chance.gauss(0, 1), words(chance, 2))]
        cells[1].alignment = cells[5].alignment = wrapped
        cells[2].number_format, cells[3].number_format = "#,##0.00", "0.0%"
        sheet.append(cells)
    red, pale = PatternFill(bgColor="FFC7CE"), PatternFill(bgColor="E2EFDA")
    whole = f"2:{rows + 1}".split(":")
    sheet.conditional_formatting.add("C{}:C{}".format(*whole), CellIsRule("lessThan", ["0"], fill=red))
    sheet.conditional_formatting.add("D{}:D{}".format(*whole), DataBarRule("min", 0, "max", 1, color="638EC6"))
    scale = ColorScaleRule("min", None, "F8696B", "percentile", 50, "FFEB84", "max", None, "63BE7B")
    sheet.conditional_formatting.add("E{}:E{}".format(*whole), scale)
    sheet.conditional_formatting.add("A{}:F{}".format(*whole), FormulaRule(["MOD($A2,5)=0"], fill=pale))
    return book


def wide(rows: int) -> openpyxl.Workbook:
    """Make 30 columns, which take several pages side by side."""
    book, sheet = _new()
    styled(sheet, [COUNT, DAY, TEXT, NUMBER, SHARE, NUMBER] * 5, rows)
    return book


def save(book: openpyxl.Workbook, path: Path) -> None:
    """Save a workbook with its texts in a part of their own, as Excel does; openpyxl writes them into the cells."""
    made = io.BytesIO()
    book.save(made)
    texts: dict[str, int] = {}

    def shared(found: re.Match[str]) -> str:
        return f't="s"><v>{texts.setdefault(found[1], len(texts))}</v>'

    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name).decode()
            if name.startswith("xl/worksheets/sheet"):
                data = INLINE.sub(shared, data)
            for end, added in ADDED.items():
                data = data.replace(end, added + end) if name in (CONTENT_TYPES, RELATIONS) else data
            new.writestr(name, data)
        new.writestr("xl/sharedStrings.xml", f"{SHARED}{''.join(f'<si>{text}</si>' for text in texts)}</sst>")


def _new() -> tuple[openpyxl.Workbook, Any]:
    book = openpyxl.Workbook(write_only=True)
    return book, book.create_sheet("Data")


MADE = {"table": table, "long": long, "conditions": conditions, "wide": wide}


def by_booklet(path: Path) -> bytes:
    """Draw with Booklet, in this process."""
    return render(path, options=RenderOptions(apart=False, limits=LIMITS)).pdf


def by_libreoffice(path: Path) -> bytes:
    """Draw with LibreOffice, started as Booklet starts it: a new profile, and Booklet's fonts."""
    return render(path, options=RenderOptions(renderer="libreoffice", apart=False, limits=LIMITS)).pdf


def measured(draw: Callable[[Path], bytes], path: Path, out: Path) -> Measured:
    """Draw once in a process of its own."""
    child = os.fork()
    if not child:
        try:
            out.write_bytes(draw(path))
            os._exit(0)
        except BaseException as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            os._exit(1)
    _, status, used = os.wait4(child, 0)
    if status:
        raise SystemExit(f"{path.name} could not be drawn.")
    return Measured(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, len(pypdfium2.PdfDocument(out)))


def middle(draw: Callable[[Path], bytes], path: Path, out: Path, runs: int) -> Measured:
    """Return the median of several drawings by their seconds."""
    return sorted(measured(draw, path, out) for _ in range(runs))[runs // 2]


def lines(paths: list[Path], folder: Path, runs: int, alone: bool) -> Iterator[str]:
    """Yield the lines of a Markdown table."""
    yield "| workbook | Booklet, s | LibreOffice, s | times as fast | pages | theirs | Booklet, MB | LibreOffice, MB |"
    yield "|---|---|---|---|---|---|---|---|"
    ratios = []
    for path in paths:
        ours = middle(by_booklet, path, folder / "booklet.pdf", runs)
        if alone:
            yield f"| {path.stem} | {ours.seconds:.2f} | | | {ours.pages:,} | | {ours.megabytes:,.0f} | |"
            continue
        theirs = middle(by_libreoffice, path, folder / "libreoffice.pdf", runs)
        ratios.append(theirs.seconds / ours.seconds)
        yield (
            f"| {path.stem} | {ours.seconds:.2f} | {theirs.seconds:.2f} | {ratios[-1]:.2f} | {ours.pages:,} | "
            f"{theirs.pages:,} | {ours.megabytes:,.0f} | {theirs.megabytes:,.0f} |"
        )
    if ratios:
        yield f"\nMedian: {statistics.median(ratios):.2f} times as fast; least: {min(ratios):.2f}."


def main() -> None:
    """Make the workbooks where none is named, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workbooks", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--rows", type=float, default=1.0, help="a share of the rows, for a short run")
    parser.add_argument("--only", default=",".join(MADE), help="names of the workbooks that are made")
    parser.add_argument("--alone", action="store_true", help="leave LibreOffice out")
    parser.add_argument("--keep", type=Path, help="a folder for the workbooks and PDFs; kept workbooks are used again")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.keep or Path(temporary)
        folder.mkdir(exist_ok=True, parents=True)
        paths = chosen.workbooks or [folder / f"{name}.xlsx" for name in chosen.only.split(",")]
        for path in paths:
            if not path.exists():
                save(MADE[path.stem](int(10_000 * chosen.rows)), path)
        print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}")
        for line in lines(paths, folder, chosen.runs, chosen.alone):
            print(line, flush=True)


if __name__ == "__main__":
    main()
