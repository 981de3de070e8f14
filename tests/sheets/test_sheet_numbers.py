"""Number formats: what Excel shows for a value."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from booklet.sheets.numbers import display

VECTORS = Path(__file__).parent / "files" / "number_formats.json"
OTHERWISE = {
    ("#??/??", 12.3456789): "a space keeps the room of the denominator's second digit, as in all other fractions",
    ("[Red]General ;[Blue]General\\ ;[Green]Generalp;[Yellow]General'", -25): "a second section writes no sign",
    ("B2yyyymmdd", 0): "the day before the calendar's first, which no calendar has",
}
"""What comes out otherwise than in the public vectors, and why."""


def test_public_vectors() -> None:
    """Each of the vectors that SheetJS and numfmt took from Excel comes out the same, but for three."""
    vectors = json.loads(VECTORS.read_text("utf-8"))
    cases = [(code, value, shown) for code, pairs in vectors.items() for value, shown in pairs]
    wrong = {(code, value) for code, value, shown in cases if display(_number(value), code).text != shown}
    assert len(cases) == 2082
    assert wrong == set(OTHERWISE)


def _number(value: object) -> object:
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (1234.5, "#,##0.00", "1,234.50"),
        (-1234.5, "#,##0.00_);(#,##0.00)", "(1,234.50)"),
        (0.256, "0.0%", "25.6%"),
        (45123, "yyyy-mm-dd", "2023-07-16"),
        (45123.75, "d mmm yyyy h:mm AM/PM", "16 Jul 2023 6:00 PM"),
        (1.5, "[h]:mm", "36:00"),
        (45123, "[$-407]dddd, d. mmmm yyyy", "Sonntag, 16. Juli 2023"),
        (0.75, "# ?/?", " 3/4"),
        (12345678, "0.00E+00", "1.23E+07"),
        (1234567, '#,##0.0,,"M"', "1.2M"),
        (-5, "0;[Red]-0", "-5"),
        (0, '0;-0;"nil"', "nil"),
        ("x", '0;-0;0;"<"@">"', "<x>"),
        (True, "0.00", "TRUE"),
        (1e300, "0", "1" + "0" * 300),
    ],
)
def test_formats(value: float | str, code: str, shown: str) -> None:
    """Dates, money, fractions, scaling and texts follow their sections."""
    assert display(value, code).text == shown


@pytest.mark.parametrize(
    ("value", "characters", "shown"),
    [(123456789012, 11, "1.23457E+11"), (0.1 + 0.2, 11, "0.3"), (1234.5678, 6, "1234.6"), (1e20, 11, "1E+20"),
     (0.00001234, 11, "1.234E-05"), (-12, 11, "-12")],
)  # fmt: skip
def test_general(value: float, characters: int, shown: str) -> None:
    """General takes at most eleven characters, fewer in a narrow column."""
    assert display(value, "General", characters=characters).text == shown


def test_color_and_fill() -> None:
    """A section's color and its repeated sign are told with the text."""
    shown = display(-3, '0;[Red]"-" * 0')
    assert shown.color == "FF0000"
    assert shown.fill is not None
    assert shown.fill[1] == " "


def test_date_before_the_calendar_overflows() -> None:
    """A negative date cannot be shown, so that the cell prints ####."""
    assert display(-1, "yyyy-mm-dd").overflow


def test_1904_calendar() -> None:
    """A workbook of the Macintosh calendar counts from 1 January 1904."""
    assert display(0, "yyyy-mm-dd", epoch_1904=True).text == "1904-01-01"
