"""Drawings at their places on the sheet: turned, mirrored, in groups, or boxes for what cannot be drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from booklet.errors import LimitExceeded
from booklet.sheets.canvas.pen import Pen
from booklet.sheets.draw.drawings import draw_drawing, draw_missing, place_of
from booklet.sheets.draw.pictures import Gallery
from booklet.sheets.model.chart import Chart
from booklet.sheets.model.drawing import Control, Corner, Drawing, DrawingAnchor, Picture, Shape, Stroke, Unknown
from tests.sheets.easel import Drawn, box_of, corners, painted, picture_of
from tests.sheets.model_sheets import columns_of, sheet_of, view_of

RED, GREEN, BLUE = (255, 0, 0), (0, 128, 0), (0, 0, 255)
ARROW = Shape("rtTriangle", "00B0F0")
AT = DrawingAnchor(None, None, 40.0, 60.0, 80.0, 20.0)


def _drawn(drawing: Drawing, most_pixels: int = 10_000) -> Drawn:
    view = view_of(sheet_of({"A1": 1}, columns=columns_of(10.0, 10.0)))
    return painted(lambda pen: draw_drawing(pen, view, drawing, Gallery(most_pixels)))


def test_a_drawing_fills_its_anchor() -> None:
    """Whatever it is."""
    (shape,) = _drawn(Drawing(AT, ARROW)).shapes
    assert corners(shape) == [(40.0, 60.0), (120.0, 80.0), (40.0, 80.0)]


def test_a_part_of_a_group_has_its_share() -> None:
    """Of the box of the group."""
    part = Drawing(AT, ARROW, place=(0.25, 0.5, 0.5, 0.25))
    assert place_of(view_of(sheet_of({})), part) == (60.0, 70.0, 40.0, 5.0)
    assert box_of(_drawn(part).shapes[0]) == (60.0, 70.0, 40.0, 5.0)


@pytest.mark.parametrize(
    ("settings", "right_angle"),
    [
        ({"flip_horizontal": True}, (120.0, 80.0)),
        ({"flip_vertical": True}, (40.0, 60.0)),
        ({"flip_horizontal": True, "flip_vertical": True}, (120.0, 60.0)),
        ({"rotation": 180.0}, (120.0, 60.0)),
        ({"rotation": 90.0}, (40.0, 60.0)),
        ({"rotation": -90.0}, (120.0, 80.0)),
    ],
)
def test_turned_and_mirrored(settings: dict[str, object], right_angle: tuple[float, float]) -> None:
    """Around the middle, clockwise; turned by a quarter, the anchor is the box around it."""
    (shape,) = _drawn(Drawing(AT, ARROW, **settings)).shapes
    assert box_of(shape) == (40.0, 60.0, 80.0, 20.0)
    assert corners(shape)[2] == right_angle


def test_a_part_of_a_group_is_turned_as_it_is() -> None:
    """Its place is that before the turn."""
    part = Drawing(AT, ARROW, 90.0, place=(0.0, 0.0, 1.0, 1.0))
    assert box_of(_drawn(part).shapes[0]) == (70.0, 30.0, 20.0, 80.0)


def test_other_turns() -> None:
    """By 30 degrees the box stays, and its corners leave it."""
    (shape,) = _drawn(Drawing(AT, Shape("rect", "00B0F0"), 30.0)).shapes
    (left, top), (right, lower), *_ = shape.points
    assert (right - left, lower - top) == pytest.approx((69.3, 40), abs=0.05)


def test_a_line_without_height_is_drawn() -> None:
    """What has neither width nor height is not."""
    line = Shape("line", line=Stroke())
    assert len(_drawn(Drawing(DrawingAnchor(None, None, 10, 10, 50, 0), line)).shapes) == 1
    assert len(_drawn(Drawing(DrawingAnchor(None, None, 10, 10, 0, 50), line)).shapes) == 1
    assert _drawn(Drawing(DrawingAnchor(None, None, 10, 10, 0, 0), line)).shapes == []


def test_an_anchor_between_cells() -> None:
    """From the corner of one to the corner of the other."""
    (shape,) = _drawn(Drawing(DrawingAnchor(Corner(2, 2, 3, 4), Corner(3, 4, 0, 0)), ARROW)).shapes
    width = view_of(sheet_of({}, columns=columns_of(10.0))).grid.columns.size(1)
    assert (shape.left, shape.top, shape.right, shape.bottom) == pytest.approx((width + 3, 19, 2 * width, 45), abs=0.02)


@pytest.mark.parametrize(
    "content", [Unknown("Object 7"), Picture(b"no picture", "Object 7"), Chart((), name="Object 7")]
)
def test_what_cannot_be_drawn_is_an_empty_box_with_its_name(content: Unknown | Picture | Chart) -> None:
    """Gray, at its place."""
    made = _drawn(Drawing(AT, content))
    (box,) = made.shapes
    assert (box_of(box), box.line, box.fill) == ((40.0, 60.0, 80.0, 20.0), "808080", "")
    (name,) = made.written
    assert name.text == "Object 7"
    assert 60 < name.x < 67
    assert name.y == pytest.approx(70, abs=0.01)


@pytest.mark.parametrize("size", [(25.0, 20.0), (80.0, 6.0)])
def test_a_name_without_room_is_left_out(size: tuple[float, float]) -> None:
    """Of a box that is too narrow or too low."""
    made = painted(lambda pen: draw_missing(pen, "Object 7", (40, 60, *size)))
    assert (len(made.shapes), made.written) == (1, [])


def test_a_control_is_drawn() -> None:
    """As its kind asks."""
    assert len(_drawn(Drawing(AT, Control("check", "Yes", checked=True))).shapes) == 2


def test_a_picture_fills_its_box() -> None:
    """Without a crop all of it, at its size."""
    made = _drawn(Drawing(AT, Picture(picture_of(RED, GREEN, BLUE, RED))))
    assert [made.color_at(x, 70) for x in (45, 70, 90, 115)] == [RED, GREEN, BLUE, RED]
    assert made.color_at(38, 70) == made.color_at(122, 70) == made.color_at(70, 58) == (255, 255, 255)


@pytest.mark.parametrize("size", [(80.0, 0.75), (0.75, 20.0)])
def test_a_picture_may_be_thin(size: tuple[float, float]) -> None:
    """It is drawn as long as there is anything of it."""
    thin = DrawingAnchor(None, None, 40.0, 60.0, *size)
    assert _drawn(Drawing(thin, Picture(picture_of(RED)))).color_at(40.375, 60.375) == RED


def test_a_cropped_picture_shows_the_rest() -> None:
    """The quarter at its left and the half at its right are cut, and what is left fills the box."""
    made = _drawn(Drawing(AT, Picture(picture_of(RED, GREEN, BLUE, RED), crop=(0.25, 0.0, 0.5, 0.0))))
    assert {made.color_at(x, 70) for x in (42, 80, 118)} == {GREEN}
    assert made.color_at(38, 70) == made.color_at(122, 70) == (255, 255, 255)


def test_a_picture_cropped_to_nothing() -> None:
    """Is neither drawn nor called missing."""
    made = _drawn(Drawing(AT, Picture(picture_of(RED), crop=(0.5, 0.0, 0.5, 0.0))))
    assert (made.shapes, made.color_at(80, 70)) == ([], (255, 255, 255))


@pytest.mark.parametrize(("mode", "kind"), [("P", "GIF"), ("RGB", "BMP"), ("CMYK", "TIFF"), ("L", "JPEG")])
def test_kinds_of_pictures(mode: str, kind: str) -> None:
    """All that the library reads are drawn."""
    made = _drawn(Drawing(AT, Picture(picture_of(RED, RED, mode=mode, kind=kind))))
    assert made.shapes == []
    assert made.color_at(80, 70) != (255, 255, 255)


def test_a_picture_may_have_so_many_pixels() -> None:
    """And no more: the message tells the size and the limit's name."""
    drawing = Drawing(AT, Picture(picture_of(RED, GREEN)))
    assert _drawn(drawing, 200).color_at(50, 70) == RED
    with pytest.raises(LimitExceeded, match=r"20 × 10 pixels .* `drawing_pixels`"):
        _drawn(drawing, 199)


def test_a_picture_is_decoded_once() -> None:
    """However often it is drawn; another is another."""
    gallery, data = Gallery(1000), picture_of(RED)
    assert gallery.reader(data) is gallery.reader(bytes(data))
    assert gallery.reader(picture_of(BLUE)) is not gallery.reader(data)


def test_transparent_parts_of_a_picture_show_the_cells() -> None:
    """A mask is kept."""
    made = _drawn(replace(Drawing(AT, Picture(picture_of(RED))), content=Picture(_half_transparent())))
    assert (made.color_at(50, 70), made.color_at(110, 70)) == (RED, (255, 255, 255))


def _half_transparent() -> bytes:
    from io import BytesIO

    from PIL import Image

    image = Image.new("RGBA", (20, 10), (*RED, 255))
    image.paste((0, 0, 0, 0), (10, 0, 20, 10))
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def test_a_pen_keeps_nothing_of_a_drawing() -> None:
    """What comes after it is where it would be without it."""

    def draw(pen: Pen) -> None:
        draw_drawing(pen, view_of(sheet_of({})), Drawing(AT, ARROW, 45.0, flip_vertical=True), Gallery(1))
        pen.fill_box(10, 10, 5, 5, "FF0000")

    assert box_of(painted(draw).filled("FF0000")[0]) == (10.0, 10.0, 5.0, 5.0)
