"""A picture of a form's page with its fields marked."""

from __future__ import annotations

import io

from PIL import Image

from booklet.pdf import prepare
from booklet.pdf.pictures.field_picture import FormPage, field_picture
from tests.conftest import DEMO, W9_NAME

_ORANGE = (178, 74, 18)


def _picture(chosen: str, *, close_up: bool = False) -> Image.Image:
    rects = {field.name: field.rect for field in prepare(DEMO / "fw9.pdf").fields}
    data = (DEMO / "fw9.pdf").read_bytes()
    return Image.open(io.BytesIO(field_picture(FormPage(data, 0), rects, chosen=chosen, close_up=close_up)))


def _has(picture: Image.Image, color: tuple[int, int, int]) -> bool:
    return color in {found for _, found in picture.convert("RGB").getcolors(1 << 24) or []}


def test_the_field_that_is_looked_at_stands_out() -> None:
    """In a color that no other mark has."""
    assert _has(_picture(W9_NAME), _ORANGE)
    assert not _has(_picture(""), _ORANGE)


def test_a_close_up_shows_it_and_less_of_the_rest() -> None:
    """At the scale of the whole page."""
    whole, near = _picture(W9_NAME), _picture(W9_NAME, close_up=True)
    assert near.width < 0.6 * whole.width
    assert near.height < 0.25 * whole.height
    assert _has(near, _ORANGE)
