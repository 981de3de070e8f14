"""Preset shapes and text boxes, by the outlines and words on the paper."""

from __future__ import annotations

from dataclasses import replace

import pytest

from booklet.sheets.draw.shapes import draw_shape
from booklet.sheets.model.cell import Run
from booklet.sheets.model.drawing import Shape, ShapeParagraph, Stroke
from booklet.sheets.model.style import Font
from tests.sheets.easel import Drawn, box_of, corners, painted

BOX = (20.0, 40.0, 100.0, 50.0)
FILLED = Shape("rect", "00B0F0", Stroke("FF0000", 2.0))


def _shape(shape: Shape) -> Drawn:
    return painted(lambda pen: draw_shape(pen, shape, BOX))


def _preset(name: str) -> Drawn:
    return _shape(replace(FILLED, preset=name))


def _shares(name: str) -> list[tuple[float, float]]:
    """Return the corners of a preset as shares of its box."""
    (shape,) = _preset(name).shapes
    return [(round((x - 20) / 100, 2), round((y - 40) / 50, 2)) for x, y in corners(shape)]


@pytest.mark.parametrize(
    ("name", "shares"),
    [
        ("rect", [(0, 0), (1, 0), (1, 1), (0, 1)]),
        ("cloud", [(0, 0), (1, 0), (1, 1), (0, 1)]),
        ("triangle", [(0.5, 0), (1, 1), (0, 1)]),
        ("rtTriangle", [(0, 0), (1, 1), (0, 1)]),
        ("diamond", [(0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)]),
        ("parallelogram", [(0.2, 0), (1, 0), (0.8, 1), (0, 1)]),
        ("trapezoid", [(0.2, 0), (0.8, 0), (1, 1), (0, 1)]),
        ("hexagon", [(0.2, 0), (0.8, 0), (1, 0.5), (0.8, 1), (0.2, 1), (0, 0.5)]),
        ("homePlate", [(0, 0), (0.8, 0), (1, 0.5), (0.8, 1), (0, 1)]),
        ("chevron", [(0, 0), (0.8, 0), (1, 0.5), (0.8, 1), (0, 1), (0.2, 0.5)]),
        ("rightArrow", [(0, 0.25), (0.6, 0.25), (0.6, 0), (1, 0.5), (0.6, 1), (0.6, 0.75), (0, 0.75)]),
        ("downArrow", [(0.25, 0), (0.25, 0.6), (0, 0.6), (0.5, 1), (1, 0.6), (0.75, 0.6), (0.75, 0)]),
    ],
)
def test_presets(name: str, shares: list[tuple[float, float]]) -> None:
    """Have the corners that a reader knows from Excel; an unknown preset is a box."""
    assert _shares(name) == shares


@pytest.mark.parametrize(("name", "other"), [("leftArrow", "rightArrow"), ("upArrow", "downArrow")])
def test_arrows_are_mirrored(name: str, other: str) -> None:
    """Left is right seen in a mirror, and up is down."""
    across = name == "leftArrow"
    mirrored = {(round(1 - x, 2), y) if across else (x, round(1 - y, 2)) for x, y in _shares(other)}
    assert set(_shares(name)) == mirrored


@pytest.mark.parametrize(("name", "sides", "top"), [("octagon", 8, 2), ("pentagon", 5, 1)])
def test_polygons_touch_their_box(name: str, sides: int, top: int) -> None:
    """A pentagon stands on a side, with one corner at the top; an octagon has two there."""
    shares = _shares(name)
    assert len(shares) == sides
    highest = min(y for _, y in shares)
    assert len([y for _, y in shares if y == highest]) == top
    assert highest < 0.05


def test_a_star_has_five_tips() -> None:
    """One at the top, and five corners between them, two fifths as far from the middle."""
    shares = _shares("star5")
    assert shares[0] == (0.5, 0.0)
    distances = [round(((x - 0.5) ** 2 + (y - 0.5) ** 2) ** 0.5, 2) for x, y in shares]
    assert distances == pytest.approx([0.5, 0.19] * 5, abs=0.015)


@pytest.mark.parametrize("name", ["ellipse", "flowChartConnector", "roundRect", "flowChartAlternateProcess"])
def test_round_shapes_fill_their_box(name: str) -> None:
    """Filled and outlined, but not in the corners; a rounded box only cuts them."""
    made = _preset(name)
    (shape,) = made.shapes
    assert box_of(shape) == (20.0, 40.0, 100.0, 50.0)
    assert (shape.fill, shape.line, shape.thick) == ("00B0F0", "FF0000", 2.0)
    assert made.color_at(70, 65) == (0, 176, 240)
    assert made.color_at(21.5, 41.5) == (255, 255, 255)
    rounded = "lip" not in name and "Connector" not in name
    assert (made.color_at(26, 46) != (255, 255, 255)) == rounded


def test_the_corners_of_a_rounded_box() -> None:
    """Have a sixth of the shorter side as their radius."""
    (shape,) = _preset("roundRect").shapes
    assert [x for x, _ in shape.points[:2]] == pytest.approx([28.33, 111.67], abs=0.02)
    assert [y for _, y in shape.points[4:6]] == pytest.approx([48.33, 81.67], abs=0.02)


@pytest.mark.parametrize("name", ["line", "straightConnector1", "bentConnector3"])
def test_lines_run_from_corner_to_corner(name: str) -> None:
    """Without a fill; one without a stroke is not there."""
    (line,) = _preset(name).shapes
    assert corners(line) == [(20.0, 40.0), (120.0, 90.0)]
    assert (line.fill, line.line) == ("", "FF0000")
    assert _shape(Shape(name, "00B0F0")).shapes == []


def test_fill_and_outline_may_be_missing() -> None:
    """Either or both."""
    assert [(s.fill, s.line) for s in _shape(Shape("rect", "00B0F0")).shapes] == [("00B0F0", "")]
    assert [(s.fill, s.line) for s in _shape(Shape("rect", None, Stroke("FF0000"))).shapes] == [("", "FF0000")]
    assert _shape(Shape("rect")).shapes == []


@pytest.mark.parametrize("name", ["line", "rect"])
def test_dashes_are_as_long_as_the_line_is_thick(name: str) -> None:
    """Four widths and a gap of three: along the upper edge, or along the line."""
    dashed = _shape(Shape(name, None, Stroke("FF0000", 4.0, "dash")))
    (shape,) = dashed.shapes
    assert shape.line == "FF0000"
    points = [(20 + at, 40) if name == "rect" else (20 + at * 0.8944, 40 + at * 0.4472) for at in (8, 22, 36, 50)]
    assert [dashed.color_at(*point) != (255, 255, 255) for point in points] == [True, False, True, False]


def _text(*paragraphs: ShapeParagraph, preset: str = "rect", **settings: object) -> Drawn:
    return _shape(Shape(preset, paragraphs=paragraphs, **settings))


def _words(text: str, align: str = "l", font: Font | None = None) -> ShapeParagraph:
    return ShapeParagraph((Run(text, font or Font("Arial", 10)),), align)


def test_text_keeps_its_insets() -> None:
    """From the left and the top; those of Excel where the file names none."""
    (word,) = _text(_words("word")).written
    assert word.x == pytest.approx(27.2, abs=0.01)
    (moved,) = _text(_words("word"), insets_pt=(10, 8.6, 0, 0)).written
    assert (moved.x, moved.y - word.y) == pytest.approx((30, 5), abs=0.01)


def test_text_stands_where_its_paragraph_says() -> None:
    """Left, in the middle, right, within the insets."""
    left, middle, right = _text(*(_words("word", align) for align in ("l", "ctr", "r"))).written
    assert left.x < middle.x < right.x
    assert middle.x - left.x == pytest.approx(right.x - middle.x, abs=0.02)
    assert 112.8 - right.x == pytest.approx(22, abs=3)


@pytest.mark.parametrize(("vertical", "share"), [("t", 0.0), ("ctr", 0.5), ("b", 1.0)])
def test_text_is_anchored(vertical: str, share: float) -> None:
    """At the top, in the middle, or at the bottom, all its lines together."""
    top = _text(_words("one"), _words("two")).written
    found = _text(_words("one"), _words("two"), vertical=vertical).written
    line = top[1].y - top[0].y
    free = 50 - 7.2 - 2 * line
    assert found[0].y - top[0].y == pytest.approx(free * share, abs=0.05)
    assert found[1].y - found[0].y == pytest.approx(line, abs=0.02)


def test_lines_in_carlito_are_further_apart() -> None:
    """By a fifth, for the font's own gap; in others by a thirtieth."""
    pitch = {}
    for name in ("Arial", "Calibri"):
        one, two = _text(
            *(_words(text, font=Font(name, 20)) for text in ("one", "two")), insets_pt=(0, 0, 0, 0)
        ).written
        pitch[name] = two.y - one.y
    assert pitch["Arial"] == pytest.approx(20 * 1.117 * 1.03, abs=0.7)
    assert pitch["Calibri"] == pytest.approx(20 * 1.22, abs=0.7)


def test_text_is_wrapped_into_its_box() -> None:
    """Unless the box says that it is not."""
    text = _words("many words that need more than one line of the box")
    assert len({round(piece.y) for piece in _text(text).written}) > 1
    assert len({round(piece.y) for piece in _text(text, wrap=False).written}) == 1


@pytest.mark.parametrize(("preset", "across", "down"), [("roundRect", 2.44, 2.44), ("ellipse", 14.65, 7.32)])
def test_round_shapes_keep_text_off_their_corners(preset: str, across: float, down: float) -> None:
    """By what their corners take."""
    (plain,), (moved,) = (_text(_words("word"), preset=name).written for name in ("rect", preset))
    assert (moved.x - plain.x, moved.y - plain.y) == pytest.approx((across, down), abs=0.02)
    (right,) = _text(_words("word", "r"), preset=preset).written
    assert right.x < 112.8 - 20 - across + 3


def test_an_empty_text_is_not_drawn() -> None:
    """Paragraphs without letters leave the outline alone; an empty paragraph between others keeps its line."""
    assert _text(_words("")).written == []
    one, two = _text(_words("one"), _words("two")).written
    spread = _text(_words("one"), _words(""), _words("two")).written
    assert spread[-1].y - spread[0].y == pytest.approx(2 * (two.y - one.y), abs=0.05)
