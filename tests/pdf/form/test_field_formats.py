"""Formats: what a form's own scripts say of a value is parsed, applied, and checked; nothing is run."""

from __future__ import annotations

import pytest

from booklet.pdf import assemble, check_values
from booklet.pdf.form.field_formats import formatted, out_of_range, read_number
from booklet.pdf.form.scripts import FieldScripts, understand
from tests.pdf.conftest import opened
from tests.pdf.fill.test_fill import shown
from tests.pdf.form_maker import made_form, text


@pytest.mark.parametrize(
    ("script", "value", "stored", "expected"),
    [
        ('AFNumber_Format(2, 0, 0, 0, "", true);', "1234.5", "1234.5", "1,234.50"),
        ('AFNumber_Format(0, 1, 0, 0, "", true);', "1234.5", "1234.5", "1235"),
        ('AFNumber_Format(2, 2, 0, 0, " \\u20AC", false);', "1.234,5", "1234.5", "1.234,50 €"),
        ('AFNumber_Format(2, 3, 0, 0, "", false)', "-0,5", "-0.5", "-0,50"),
        ('AFNumber_Format(1, 4, 2, 0, "$", true);', "-1,250,000", "-1250000", "($1'250'000.0)"),
        ("AFPercent_Format(1, 0);", "0.125", "0.125", "12.5%"),
        ("AFPercent_Format(1, 0);", "12.5 %", "0.125", "12.5%"),
        ('AFDate_FormatEx("mm/dd/yyyy");', "2026-09-30", "09/30/2026", "09/30/2026"),
        ('AFDate_FormatEx("d. mmmm yyyy")', "30 Sep 2026", "30. September 2026", "30. September 2026"),
        ("AFDate_Format(10);", "9/3/2026", "Sep 3, 2026", "Sep 3, 2026"),
        ("AFTime_Format(1);", "2:05 PM", "2:05 pm", "2:05 pm"),
        ('AFTime_FormatEx("HH:MM")', "14:05", "14:05", "14:05"),
        ("AFSpecial_Format(0);", "02139", "02139", "02139"),
        ("AFSpecial_Format(1);", "021391234", "021391234", "02139-1234"),
        ("AFSpecial_Format(2);", "555.123.4567", "555.123.4567", "(555) 123-4567"),
        ("AFSpecial_Format(3);", "123456789", "123456789", "123-45-6789"),
        ('/* zip */ AFSpecial_KeystrokeEx("A9-99");', "B123", "B1-23", "B1-23"),
    ],
)
def test_values_take_the_fields_format(script: str, value: str, stored: str, expected: str) -> None:
    """What is stored is what a reader would store; what shows is the format."""
    made = formatted(understand(F=script), value)
    assert made is not None
    assert (made.stored, made.shown) == (stored, expected)


@pytest.mark.parametrize(
    ("script", "value"),
    [
        ('AFNumber_Format(2, 0, 0, 0, "", true);', "unknown"),
        ('AFDate_FormatEx("mm/dd/yyyy");', "30.09.2026"),
        ("AFSpecial_Format(3);", "12345"),
        ('AFSpecial_KeystrokeEx("99");', "9"),
    ],
)
def test_what_is_not_of_the_format_is_shown_as_it_is_and_said(script: str, value: str) -> None:
    """A word in a number field shows as the word; the check says what the field asks for."""
    form = made_form(text("a", script=script))
    assert check_values(form, {"a": value})[0].reason == "wrong format"
    assert shown(assemble([form.fill({"a": value})]).pdf, form, "a") == value


def test_a_format_shows_and_the_value_stays_raw() -> None:
    """PDFium shows the format, pypdf reads the value without it; the field says its format in words."""
    form = made_form(text("price", script='AFNumber_Format(2, 0, 0, 0, "$", true);', Q=2))
    assert form.fields[0].format == "number, 2 decimals, $"
    made = assemble([form.fill({"price": "1234.5"})]).pdf
    assert shown(made, form, "price") == "$1,234.50"
    with opened(made) as pdf:
        assert str(pdf.Root.AcroForm.Fields[0].V) == "1234.5"


def test_the_length_that_counts_is_that_of_what_is_stored() -> None:
    """A field for ten digits takes an amount whose sign and commas make it longer, whole and not its beginning."""
    form = made_form(text("a", script='AFNumber_Format(0, 0, 0, 0, "", true);', MaxLen=10))
    assert not check_values(form, {"a": "$3,400,120.75"})
    assert shown(assemble([form.fill({"a": "$3,400,120.75"})]).pdf, form, "a") == "3,400,121"
    assert [problem.reason for problem in check_values(form, {"a": "$123,400,120.75"})] == ["too long"]


def test_negative_numbers_may_be_red() -> None:
    """The color of the appearance follows the format, for negative numbers only."""
    form = made_form(text("a", script='AFNumber_Format(0, 0, 3, 0, "", true);'))
    for value, is_red in (("-5", True), ("5", False)):
        with opened(assemble([form.fill({"a": value})]).pdf) as pdf:
            assert (b"1 0 0 rg" in pdf.pages[0].Annots[0].AP.N.read_bytes()) is is_red


def test_a_range_is_checked() -> None:
    """Out of range is a problem that says the range; within it there is none."""
    scripts = understand(V="AFRange_Validate(true, 0, true, 100);")
    assert out_of_range(scripts, "101") == "0 to 100 is allowed"
    assert out_of_range(scripts, "-1")
    assert not out_of_range(scripts, "100")
    form = made_form(text("share", validate="AFRange_Validate(true, 1, false, 0);"))
    assert [problem.reason for problem in check_values(form, {"share": "0"})] == ["out of range"]


def test_other_scripts_are_named_by_their_event() -> None:
    """A script of any other kind is not run and not guessed at, even where it begins like a known one."""
    assert understand(F="event.value = event.value.toUpperCase();").others == ("format",)
    assert understand(C='AFSimple_Calculate("SUM", names()); app.alert(1)').others == ("calculate",)
    assert understand(K='AFNumber_Keystroke(2, 0, 0, 0, "", true);') == FieldScripts(
        understand(F='AFNumber_Format(2, 0, 0, 0, "", true);').format
    )


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("€ 1 250", "1250"),
        ("(12)", "-12"),
        ("12-", "-12"),
        ("USD 7", "7"),
    ],
)
def test_numbers_are_read_as_people_write_them(written: str, number: str) -> None:
    """Currency, thousands, either decimal sign, parentheses."""
    assert str(read_number(written)) == number


@pytest.mark.parametrize("text", ["", "abc", "1.2.3,4,5x", "12/30", "--5", "5 apples"])
def test_what_is_no_number_is_none(text: str) -> None:
    """Nothing is made of what only has digits in it."""
    assert read_number(text) is None


def test_other_scripts_are_reported() -> None:
    """The field says so in words, and the book in a note."""
    form = made_form(text("a", script="event.value = secret(event.value);"), text("b", 1))
    assert form.fields[0].format == "a script of its own (format), which is not run"
    notes = assemble([form.fill({"b": "1"})]).notes
    assert any("scripts of their own" in note and "(1)" in note for note in notes)
