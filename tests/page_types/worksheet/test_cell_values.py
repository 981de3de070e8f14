"""What an attribute's value becomes in a cell, and that the settings show what the page prints."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pypdf
import pytest

from booklet import Page, Quarter, Workspace
from booklet.formats import Formats
from booklet.model import AttributeDefinition, AttributeType, Value
from booklet.page_types.worksheet.values import cell_input, printed
from booklet.sheets import Placeholder
from booklet.templates import Facts
from tests.conftest import QUARTER

DEFINITIONS = (
    AttributeDefinition("assets", "Assets", AttributeType.MONEY),
    AttributeDefinition("share", "Share", AttributeType.PERCENT),
    AttributeDefinition("since", "Since", AttributeType.DATE),
    AttributeDefinition("opened", "Opened", AttributeType.DATE, format="EEEE, d MMMM y"),
    AttributeDefinition("vip", "Preferred", AttributeType.YES_NO, format='"Ja",Nein'),
    AttributeDefinition("units", "Units", AttributeType.NUMBER),
)
VALUES: dict[str, Value] = {
    "assets": Decimal("-1250000.5"),
    "share": Decimal("0.045"),
    "since": date(2014, 3, 1),
    "opened": date(2014, 3, 1),
    "vip": True,
    "units": Decimal(1250),
}


def _facts(locale: str = "en_US") -> Facts:
    return Facts("Alder & Söhne", Quarter(2026, 3), "", VALUES, DEFINITIONS, Formats(locale, "USD"))


@pytest.mark.parametrize("locale", ["en_US", "en_GB", "de_DE", "fr_FR", "sv_SE", "ja_JP"])
def test_a_plain_cell_shows_what_a_text_page_says(locale: str) -> None:
    """In any locale, whether Excel's number formats can say it or not; the cell holds the value itself."""
    for key in VALUES.keys() - {"units"}:
        given = cell_input(f"{{{{ {key} }}}}", _facts(locale))
        assert printed(Placeholder("Sheet", "A1", ""), given) == given.text
        assert not isinstance(given.value, str)


def test_number_formats_are_true_ones_where_excel_has_them() -> None:
    """A chart's axis takes the format of its first cell for all: it must not be one value's words."""
    given = {key: cell_input(f"{{{{ {key} }}}}", _facts()).number_format for key in VALUES}
    assert given["assets"] == '"$"#,##0.00'
    assert given["since"] == 'mmm" "d", "yyyy'
    assert given["share"] == "#,##0.0%"
    assert given["units"] == "General"


@pytest.mark.parametrize(
    ("style", "number_format"),
    [
        ("d 'of' MMMM yyyy", 'd" of "mmmm" "yyyy'),
        ("yyyy-MM-dd", 'yyyy"-"mm"-"dd'),
        ("EEEE, d. MMM yy", 'dddd", "d". "mmm" "yy'),
        ("EEE dd.MM.", 'ddd" "dd"."mm"."'),
    ],
)
def test_patterns_of_dates(style: str, number_format: str) -> None:
    """In Excel's letters, with what stands between them in quotes."""
    day = (AttributeDefinition("day", "Day", AttributeType.DATE, style),)
    facts = Facts("A", Quarter(2026, 3), "", {"day": date(2014, 3, 1)}, day, Formats("en_US", "USD"))
    assert cell_input("{{ day }}", facts).number_format.replace('""', "") == number_format


def test_a_cell_keeps_its_own_number_format() -> None:
    """Of all but truth values, which number formats say nothing of."""

    def shows(template: str, number_format: str) -> str:
        return printed(Placeholder("S", "A1", "", number_format=number_format), cell_input(template, _facts()))

    assert shows("{{ assets }}", '#,##0.00 "USD"') == "-1,250,000.50 USD"
    assert shows("{{ since }}", "yyyy-mm-dd") == "2014-03-01"
    assert shows("{{ vip }}", "0.00") == '"Ja"'
    assert shows("About {{ assets }}", "0.00") == "About -$1,250,000.50"


def _workbook() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    sheet["A1"], sheet["A2"], sheet["A3"] = "{{ incorporated }}", "{{ assets }}", "{{ since }}"
    sheet["A4"], sheet["A5"] = '=IF(A1,"a company","a person")', "=A2+YEAR(A3)"
    sheet.oddHeader.center.text = "On {{ since }}: {{ assets }}, {{ incorporated }}"
    sheet.column_dimensions["A"].width = 30
    book.save(out)
    return out.getvalue()


def test_the_page_prints_what_the_settings_show(workspace: Workspace) -> None:
    """As people write it, in cells and in the header, while formulas compute with the values."""
    workspace.attributes.define("since", type="date", label="Since")
    workspace.attributes.set("Acme Corp", QUARTER, {"since": "2014-03-01"})
    workspace.uploads.add(_workbook(), "sheet.xlsx")
    workspace.books.save("Sheet", pages=[Page("worksheet", "Sheet", {"upload": "sheet.xlsx"})])
    made = workspace.generate("Sheet", "Acme Corp", QUARTER)
    shown = pypdf.PdfReader(io.BytesIO(made.pdf)).pages[0].extract_text().splitlines()
    assert [line.strip() for line in shown][:6] == [
        "Yes", "$1,250,000", "Mar 1, 2014", "a company", "1252014", "On Mar 1, 2014: $1,250,000, Yes",
    ]  # fmt: skip
