"""Marks on the picture of a form's page: their places and colors, pixel by pixel, and what a close-up shows of it."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from booklet.errors import NotFound
from booklet.pdf.pictures.field_picture import FormPage, field_picture

_INK, _CHOSEN = (31, 78, 140), (178, 74, 18)
_MARKS = {"1": (100.0, 100.0, 200.0, 150.0), "2": (300.0, 300.0, 390.0, 330.0)}


def _pdf(pages: int = 1, rotation: int = 0) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 400), invariant=1)
    for _ in range(pages):
        canvas.setPageRotation(rotation)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _picture(chosen: str = "", *, rotation: int = 0, close_up: bool = False, width_px: int = 800) -> Image.Image:
    page = FormPage(_pdf(rotation=rotation), 0)
    made = field_picture(page, _MARKS, chosen=chosen, close_up=close_up, width_px=width_px)
    return Image.open(io.BytesIO(made)).convert("RGB")


def _pixel(picture: Image.Image, x: int, y: int) -> tuple[int, int, int]:
    found = picture.getpixel((x, y))
    assert isinstance(found, tuple)
    return found[0], found[1], found[2]


def test_a_mark_stands_where_its_field_is() -> None:
    """Two pixels to the point, from the top: an edge of ink, a pale ground, and white outside."""
    picture = _picture()
    assert picture.size == (800, 800)
    assert _pixel(picture, 400, 500) == _INK
    assert _pixel(picture, 300, 600) == _INK
    for x, y in ((198, 550), (402, 550), (300, 498), (300, 603)):
        assert _pixel(picture, x, y) == (255, 255, 255)
    ground = _pixel(picture, 350, 560)
    assert ground == _pixel(picture, 700, 180)
    assert ground[2] > ground[1] > ground[0] > 200


def test_its_number_stands_in_the_corner() -> None:
    """White on the ink."""
    picture = _picture()
    corner = {_pixel(picture, x, y) for x in range(201, 206) for y in range(501, 510)}
    assert _INK in corner
    near = {_pixel(picture, x, y) for x in range(201, 214) for y in range(501, 516)}
    assert (255, 255, 255) in near


def test_the_chosen_mark_has_another_color_and_a_thicker_edge() -> None:
    """Three pixels instead of one; the others stay as they are."""
    picture, plain = _picture("1"), _picture()
    assert [_pixel(picture, x, 550) for x in (200, 201, 202)] == [_CHOSEN] * 3
    assert _pixel(plain, 202, 580) != _INK
    assert _pixel(picture, 780, 140) == _pixel(plain, 780, 140) == _INK
    ground = _pixel(picture, 350, 560)
    assert ground[0] > ground[1] > ground[2]


@pytest.mark.parametrize(("rotation", "inside"), [(90, (250, 300)), (180, (500, 250)), (270, (550, 500))])
def test_marks_turn_with_their_page(rotation: int, inside: tuple[int, int]) -> None:
    """A page that is shown turned."""
    picture = _picture(rotation=rotation)
    assert _pixel(picture, *inside) != (255, 255, 255)
    assert _pixel(picture, 400, 420) == (255, 255, 255)


def test_a_close_up_is_a_part_of_the_picture() -> None:
    """At the same scale, with the chosen mark in it; without a chosen mark it is the whole page."""
    whole, near = _picture("1"), _picture("1", close_up=True)
    assert near.width < whole.width
    left, top = _place_of(near, whole)
    assert left <= 200
    assert left + near.width >= 400
    assert top <= 500
    assert top + near.height >= 520
    assert _picture("", close_up=True).size == whole.size
    assert _picture("9", close_up=True).size == whole.size


def _place_of(part: Image.Image, whole: Image.Image) -> tuple[int, int]:
    edges = [y for y in range(part.height) if _CHOSEN in {_pixel(part, x, y) for x in range(part.width)}]
    columns = [x for x in range(part.width) if _CHOSEN in {_pixel(part, x, y) for y in edges[:3]}]
    assert whole.size == (800, 800)
    return 200 - columns[0], 500 - edges[0]


def test_a_page_that_is_not_there() -> None:
    """Is said, counted from one."""
    with pytest.raises(NotFound, match="There is no page 3: the PDF has 2"):
        field_picture(FormPage(_pdf(2), 2), _MARKS)
    with pytest.raises(NotFound, match="There is no page 0"):
        field_picture(FormPage(_pdf(2), -1), _MARKS)
    assert field_picture(FormPage(_pdf(2), 1), _MARKS)


def test_it_is_as_wide_as_is_asked_for() -> None:
    """900 pixels where nothing is said."""
    assert _picture(width_px=300).size == (300, 300)
    assert Image.open(io.BytesIO(field_picture(FormPage(_pdf(), 0), {}))).size == (900, 900)
