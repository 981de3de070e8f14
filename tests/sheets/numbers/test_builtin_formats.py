"""Formats that a file names by number: as another library lists them, and as dates of the United States."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl.styles.numbers import BUILTIN_FORMATS as OTHERS

from booklet.sheets.numbers import display
from booklet.sheets.numbers.builtin_formats import BUILTIN_FORMATS
from booklet.sheets.numbers.serial_dates import serial_of

NOON = serial_of(date(2026, 9, 5)) + 0.52
_OTHERWISE = (14, 22, 44, 47)
"""Two dates, of which Excel in the United States has another form; and two in which openpyxl lacks a sign."""


@pytest.mark.parametrize("number", sorted(OTHERS.keys() - set(_OTHERWISE)))
def test_formats_of_the_standard(number: int) -> None:
    """Show the same as openpyxl's."""
    ours, theirs = BUILTIN_FORMATS[number], OTHERS[number]
    for value in (1234.5, -1234.5, 0.0, 0.256):
        assert display(value, ours).text == display(value, theirs).text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        *((14, "9/5/2026"), (15, "5-Sep-26"), (16, "5-Sep"), (17, "Sep-26"), (18, "12:28 PM"), (19, "12:28:48 PM")),
        *((20, "12:28"), (21, "12:28:48"), (22, "9/5/2026 12:28"), (45, "28:48"), (47, "28:48.0")),
    ],
)
def test_dates_and_times(number: int, text: str) -> None:
    """As Excel shows them in the United States."""
    assert display(NOON, BUILTIN_FORMATS[number]).text == text


@pytest.mark.parametrize("number", [*range(27, 32), 36, *range(50, 59)])
def test_dates_of_other_countries(number: int) -> None:
    """Are written as dates, whatever their country's form would be; 32 to 35 are times."""
    assert display(NOON, BUILTIN_FORMATS[number]).text == "9/5/2026"


@pytest.mark.parametrize("number", range(32, 36))
def test_times_of_other_countries(number: int) -> None:
    """The same for times."""
    assert display(NOON, BUILTIN_FORMATS[number]).text == "12:28:48"


@pytest.mark.parametrize(
    ("number", "positive", "negative"),
    [
        *((5, "$1,235 ", "($1,235)"), (7, "$1,234.50 ", "($1,234.50)"), (37, "1,235 ", "(1,235)")),
        *((39, "1,234.50 ", "(1,234.50)"), (44, " $1,234.50 ", " $(1,234.50)"), (48, "1.2E+3", "-1.2E+3")),
    ],
)
def test_money(number: int, positive: str, negative: str) -> None:
    """Negative amounts in brackets, and room for them beside positive ones."""
    shown = [display(value, BUILTIN_FORMATS[number]).text for value in (1234.5, -1234.5)]
    assert [" ".join(text.split()) for text in shown] == [" ".join(text.split()) for text in (positive, negative)]


@pytest.mark.parametrize("number", [6, 8, 38, 40])
def test_red_amounts(number: int) -> None:
    """Only negative amounts are red."""
    assert display(-1.0, BUILTIN_FORMATS[number]).color == "FF0000"
    assert display(1.0, BUILTIN_FORMATS[number]).color is None
