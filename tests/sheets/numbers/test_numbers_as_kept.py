"""Values in formats of every family are shown as they were; tests/as_kept.py says how."""

from __future__ import annotations

import pytest

from booklet.sheets.numbers import display
from booklet.sheets.numbers.builtin_formats import BUILTIN_FORMATS
from tests.as_kept import as_kept

VALUES = (
    *(
        0.0,
        1.0,
        -1.0,
        0.5,
        -0.5,
        0.004,
        -0.004,
        0.05,
        0.995,
        9.995,
        -9.5,
        12.0,
        100.0,
        999.5,
        1000.0,
        -1234.5678,
        12345.0,
    ),
    *(123456.789, 1234567.0, -1e9, 1e10, 1e11, 123456789012.0, 1e15, 1.5e20, 1e-5, 1e-10, 59.0, 60.0, 61.0, 36526.0),
    *(
        0.999999,
        0.25,
        0.0416666667,
        1.75,
        2.0416898148,
        45000.0,
        45000.75,
        45351.999999,
        2958465.0,
        2958466.0,
        "a text",
    ),
    *("", True, False),
)
CODES = [
    code
    for line in r"""
    0;-0;zero ¦ 0;(0) ¦ 0.0;;"none" ¦ [Red]0;[Blue]-0;[Green]0;@ ¦ [>100]0;[<0]-0.0;0.00 ¦ [>=1000]0,;0
    [=1]one;[=2]two;0 ¦ # ¦ #.# ¦ ?.?? ¦ 0.? ¦ 000.000 ¦ 0,000 ¦ #, ¦ 0,, ¦ 0.0, ¦ #,##0, ¦ 0% ¦ 0.0%% ¦ #%
    00:00 ¦ 0-00-00 ¦ 0.00E+00 ¦ 0.0E-0 ¦ ##0.0E+0 ¦ 0E+0 ¦ #E+00 ¦ 0.###E+0 ¦ # ?/? ¦ # ??/?? ¦ # ???/??? ¦ #/8
    # ?/16 ¦ 0/10 ¦ ?/? ¦ "a"0"b" ¦ \x0 ¦ 0_) ¦ 0*- ¦ *-0 ¦ $* #,##0.00 ¦ _-0_- ¦ [$€-407]0.00 ¦ [$USD] 0
    [$-409]d mmm ¦ 0 "x ¦ General ¦ General x ¦ @ ¦ @" text" ¦ 0;0;0;@@ ¦ "only" ¦  ¦ [Color3]0 ¦ [Color99]0
    [Boolean]"yes";;"no" ¦ 0.0 0 ¦ # ##0 ¦ 0\.0 ¦ d ¦ dd ¦ ddd ¦ dddd ¦ m ¦ mm ¦ mmm ¦ mmmm ¦ mmmmm ¦ yy ¦ yyyy
    e ¦ b ¦ bbbb ¦ g ¦ aaa ¦ aaaa ¦ d/m/yy h:mm ¦ h ¦ hh ¦ h:mm ¦ hh:mm:ss ¦ mm:ss ¦ mm:ss.0 ¦ ss.00 ¦ s.000
    [h] ¦ [hh]:mm ¦ [m] ¦ [mm]:ss ¦ [s] ¦ [ss].00 ¦ [h]:mm:ss.0 ¦ h AM/PM ¦ h A/P ¦ h am/pm ¦ hh:mm a/p
    AM/PM h ¦ yyyy-mm-dd"T"hh:mm:ss ¦ m:s ¦ h m ¦ d m ¦ [$-407]dddd, d. mmmm yyyy ¦ [$-40C]d mmm yyyy
    [$-411]yyyy/m/d ¦ [$-804]mmmm ¦ B2yyyy-mm-dd ¦ B2 d mmmm yy ¦ [Red]yyyy;[Blue]0 ¦ yyyy;@ ¦ d.m.yyyy;;;@
""".strip().splitlines()
    for code in line.strip().split(" ¦ ")
]


@pytest.mark.parametrize("code", dict.fromkeys([*BUILTIN_FORMATS.values(), *CODES]))
def test_a_format_shows_what_it_showed(code: str) -> None:
    """Text, color, repeated sign, and whether the cell prints ####."""
    as_kept("sheets/numbers", f"code {code}", [f"{value!r} -> {display(value, code)}" for value in VALUES])


def test_numbers_of_formats() -> None:
    """The codes that files name by number."""
    as_kept("sheets/numbers", "numbers", [f"{number} {code}" for number, code in BUILTIN_FORMATS.items()])


@pytest.mark.parametrize("characters", range(1, 14))
def test_general_in_so_many_characters(characters: int) -> None:
    """Of each length, as far as it fits."""
    shown = [f"{value!r} -> {display(value, 'General', characters=characters)}" for value in VALUES]
    as_kept("sheets/numbers", f"general {characters}", shown)


@pytest.mark.parametrize("code", ["yyyy-mm-dd", "d mmm yy h:mm", "[h]:mm", "0.00", "B2yyyy-mm-dd", "dddd"])
def test_the_calendar_of_the_macintosh(code: str) -> None:
    """Begins in 1904."""
    as_kept("sheets/numbers", f"1904 {code}", [f"{v!r} -> {display(v, code, epoch_1904=True)}" for v in VALUES])
