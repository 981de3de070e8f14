"""Borders and backgrounds of widgets: what they draw stays within the widget, and takes the room that it says."""

from __future__ import annotations

import re

import pytest

from booklet.pdf.form.widget_borders import Border, WidgetBox, read_border
from booklet.pdf.syntax.objects import parse
from tests.pdf.made_sources import made_source

_SOURCE = made_source("")
_BOX = WidgetBox(100, 20)
_LOOK = "/MK << /BG [1 1 0] /BC [0 0 1] >>"


def _border(entries: str, box: WidgetBox = _BOX) -> Border:
    return read_border(_SOURCE, parse(f"<< {entries} >>".encode()), box)


def _points(drawn: bytes) -> list[tuple[float, float]]:
    """All points that operators move or draw to."""
    found = re.findall(rb"((?:-?[\d.]+ )+)(?:m|l|c)(?= |$|s|f)", drawn)
    values = [[float(value) for value in operands.split()] for operands in found]
    return [(row[place], row[place + 1]) for row in values for place in range(0, len(row), 2)]


def test_without_colors_nothing_is_drawn() -> None:
    """The border still takes its room (12.5.6.19)."""
    assert _border("") == Border(1.0, b"")
    assert _border("/BS << /W 3 >>") == Border(3.0, b"")
    assert _border("/Border [0 0 2]").width == 2.0
    assert _border("/Border [0 0 2] /BS << /W 3 >>").width == 3.0
    assert _border("/BS << /W -3 >>").width == 0.0


@pytest.mark.parametrize(
    ("color", "operator"),
    [("[0.5]", b"0.5 g "), ("[1 0 0.25]", b"1 0 0.25 rg "), ("[0 0 0 1]", b"0 0 0 1 k "), ("[]", b""), ("[1 0]", b"")],
)
def test_a_background_in_any_color_space(color: str, operator: bytes) -> None:
    """One number is gray, three are red, green and blue, four are inks; others are none."""
    drawn = _border(f"/MK << /BG {color} >>").drawn
    assert drawn == (b"q " + operator + b"0 0 100 20 re f Q\n" if operator else b"")


@pytest.mark.parametrize(("style", "room"), [("S", 2), ("D", 2), ("U", 2), ("B", 4), ("I", 4)])
def test_a_raised_or_sunken_edge_takes_twice_the_room(style: str, room: float) -> None:
    """For the bright and the dark edge within the line; all five draw something within the widget."""
    border = _border(f"{_LOOK} /BS << /W 2 /S /{style} >>")
    assert border.width == room
    assert all(0 <= x <= 100 and 0 <= y <= 20 for x, y in _points(border.drawn))
    assert b"0 0 1 RG 2 w" in border.drawn
    assert border.drawn.count(b"q ") == border.drawn.count(b" Q")


def test_the_line_lies_within_the_widget() -> None:
    """Its middle is half its width inside; a line below is only there."""
    assert b"1 1 98 18 re s" in _border(f"{_LOOK} /BS << /W 2 >>").drawn
    assert b"0 1 m 100 1 l S" in _border(f"{_LOOK} /BS << /W 2 /S /U >>").drawn
    assert b"w" not in _border(f"{_LOOK} /BS << /W 0 >>").drawn


@pytest.mark.parametrize(
    ("dash", "written"), [("", b"[3] 0 d"), ("/D [4 2]", b"[4 2] 0 d"), ("/D [0]", b"[3] 0 d"), ("/D [-1]", b"[3] 0 d")]
)
def test_dashes(dash: str, written: bytes) -> None:
    """As the form says, else of three points; only zeros would draw nothing."""
    assert written in _border(f"{_LOOK} /BS << /S /D {dash} >>").drawn
    assert b" d" not in _border(f"{_LOOK} /BS << /S /S {dash} >>").drawn


def test_raised_is_bright_above_and_sunken_is_dark() -> None:
    """The left and upper edge comes first."""
    raised, sunken = (_border(f"{_LOOK} /BS << /S /{style} >>").drawn for style in "BI")
    assert raised.index(b"1 g") < raised.index(b"0.5 g")
    assert sunken.index(b"0.5 g") < sunken.index(b"0.75 g")


def test_a_comb_has_a_line_between_its_cells() -> None:
    """One less than it has cells, at equal distances."""
    drawn = _border(_LOOK, WidgetBox(100, 20, cells=4)).drawn
    assert re.findall(rb"([\d.]+) 1 m \1 19 l S", drawn) == [b"25", b"50", b"75"]
    assert b"l S" not in _border(_LOOK).drawn


@pytest.mark.parametrize(("width", "height"), [(20, 20), (40, 20), (20, 40)])
def test_a_radio_button_is_round(width: float, height: float) -> None:
    """Four curves around the middle, as wide as the smaller side, and closed where they began."""
    drawn = _border("/MK << /BG [1] >>", WidgetBox(width, height, is_round=True)).drawn
    assert drawn.count(b" c") == 4
    starts = [_points(drawn)[0], *_points(drawn)[3::3]]
    middle, radius = (width / 2, height / 2), min(width, height) / 2
    around = [(radius, 0), (0, radius), (-radius, 0), (0, -radius), (radius, 0)]
    assert starts == [(middle[0] + x, middle[1] + y) for x, y in around]
    for x, y in _points(drawn):
        assert abs(x - middle[0]) <= radius
        assert abs(y - middle[1]) <= radius
