"""Scripts: calls of known functions are understood by their arguments, everything else is another script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.pdf.form.scripts import (
    DateFormat,
    Format,
    Mask,
    NumberFormat,
    Range,
    SimpleCalculation,
    SpecialFormat,
    parse_call,
    understand,
)


@pytest.mark.parametrize(
    ("script", "format_", "words"),
    [
        ("AFNumber_Format(2, 0, 0, 0, '', true)", NumberFormat(2), "number, 2 decimals"),
        ("AFNumber_Format(1, 3, 2, 0, ' kr', false)", NumberFormat(1, 3, 2, " kr", False), "number, 1 decimal, kr"),
        ("AFNumber_Format(-1, 0, 7)", NumberFormat(0), "number, 0 decimals"),
        ("AFNumber_Format(99, 0)", NumberFormat(12), "number, 12 decimals"),
        ("AFPercent_Format(0, 2);", NumberFormat(0, 2, percent=True), "percent, 0 decimals"),
        ("AFDate_FormatEx('d.m.yy')", DateFormat("d.m.yy"), "date d.m.yy"),
        ("AFDate_Format(0)", DateFormat("m/d"), "date m/d"),
        ("AFDate_Format(13)", DateFormat("m/d/yy HH:MM"), "date m/d/yy HH:MM"),
        ("AFTime_Format(3)", DateFormat("h:MM:ss tt"), "time h:MM:ss tt"),
        ("AFSpecial_Format(1)", SpecialFormat("zip code", ("99999-9999",)), "zip code 99999-9999"),
        ("AFSpecial_KeystrokeEx('AA-99')", Mask("AA-99"), "as AA-99"),
    ],
)
def test_formats_are_understood(script: str, format_: Format, words: str) -> None:
    """With what a user is told of them."""
    scripts = understand(F=script)
    assert scripts.format == format_
    assert scripts.words == words
    assert scripts.shows_format
    assert not scripts.others


@pytest.mark.parametrize(
    "script",
    [
        "AFNumber_Format(2)",
        "AFNumber_Format(true, 0)",
        "AFNumber_Format('2', 0)",
        "AFDate_Format(14)",
        "AFDate_Format(-1)",
        "AFDate_FormatEx('xx')",
        "AFSpecial_Format(4)",
        "AFSpecial_Format(true)",
        "AFSpecial_KeystrokeEx('')",
        "AFMergeChange(1)",
        "AFNumber_Format(2, 0); app.alert(1)",
        "if (x) AFNumber_Format(2, 0)",
        "AFNumber_Format(2, f(0))",
        "AFNumber_Format(2, [0)",
    ],
)
def test_what_is_not_certain_is_another_script(script: str) -> None:
    """It is named by its event, and neither run nor guessed at."""
    scripts = understand(F=script)
    assert scripts.format is None
    assert scripts.others == ("format",)
    assert scripts.words == "a script of its own (format), which is not run"


def test_a_keystroke_script_checks_and_does_not_change() -> None:
    """But for a mask, which is only ever given so; the format's own script counts before it."""
    typed = understand(K="AFNumber_Keystroke(2, 0, 0, 0, '', true)")
    assert (typed.format, typed.shows_format) == (NumberFormat(2), False)
    assert understand(K="AFSpecial_KeystrokeEx('99')").shows_format
    both = understand(F="AFNumber_Format(0, 0)", K="AFNumber_Keystroke(2, 0)")
    assert (both.format, both.shows_format) == (NumberFormat(0), True)


def test_a_keystroke_beside_a_known_format_is_no_other_script() -> None:
    """Form programs write their own there; alone it is one."""
    assert understand(F="AFNumber_Format(0, 0)", K="custom()").others == ()
    assert understand(K="custom()", V="custom()", C="custom()").others == ("keystroke", "validate", "calculate")


@pytest.mark.parametrize(
    ("script", "limits"),
    [
        ("AFRange_Validate(true, 1, true, 9)", Range(1, 9)),
        ("AFRange_Validate(true, 1, false, 9)", Range(1, None)),
        ("AFRange_Validate(false, 1, true, '9.5')", Range(None, 9.5)),
        ("AFRange_Validate(false, 1, false, 9)", None),
        ("AFRange_Validate(true, 'low', false, 9)", None),
        ("AFRange_Validate(true, 1, true)", None),
    ],
)
def test_ranges(script: str, limits: Range | None) -> None:
    """Each bound counts where its switch is on."""
    assert understand(V=script).range == limits


@pytest.mark.parametrize("names", ['new Array ("a", "b.c")', '["a", "b.c"]', '"a, b.c"', "'a,b.c'"])
def test_simple_calculations_name_their_fields(names: str) -> None:
    """In an array of either spelling, or in a text."""
    assert understand(C=f"AFSimple_Calculate('SUM', {names});").calculation == SimpleCalculation("SUM", ("a", "b.c"))
    assert understand(C=f"AFSimple_Calculate('MEDIAN', {names});").others == ("calculate",)


_TEXTS = st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=12)


def _written(text: str) -> str:
    """A text as a script writes it, all that is not plain by its code."""
    plain = (sign if sign.isalnum() and sign.isascii() else f"\\u{ord(sign):04x}" for sign in text)
    return '"' + "".join(plain) + '"'


@given(st.lists(st.one_of(st.booleans(), st.integers(-(10**6), 10**6), _TEXTS), max_size=5))
def test_arguments_are_read_as_they_were_written(values: list[object]) -> None:
    """Texts with any letters, whole numbers, true and false; a comment before changes nothing."""
    arguments = ", ".join(
        _written(value) if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)
        for value in values
    )
    for script in (f"AFx({arguments});", f"/* AFy(1) */ AFx( {arguments} ) // end"):
        assert parse_call(script) == ("AFx", values)


def test_escapes_of_texts() -> None:
    """By name, by two or four hexadecimal digits, by octal digits, and any other sign as itself."""
    assert parse_call(r"""AFx("a\n\t\x41\u20AC\101\'\\", 'it''s')""")[1][0] == "a\n\tA€A'\\"
    assert parse_call(r"AFx(1.5, -.5, 2.0)")[1] == [1.5, -0.5, 2]
