"""Form controls on paper: marks, frames and texts."""

from __future__ import annotations

import pytest

from booklet.sheets.draw.controls import draw_control
from booklet.sheets.model.drawing import Control
from tests.sheets.easel import Drawn, box_of, corners, painted

BOX = (10.0, 20.0, 100.0, 30.0)
INK, GRAY = "000000", "808080"


def _control(kind: str, text: str = "Ready", *, checked: bool = False) -> Drawn:
    return painted(lambda pen: draw_control(pen, Control(kind, text, checked), BOX))


@pytest.mark.parametrize("kind", ["check", "option"])
def test_a_mark_stands_before_its_text(kind: str) -> None:
    """In the middle of the height, eight points large; the text begins three points behind it."""
    made = _control(kind)
    (mark,) = made.shapes
    assert box_of(mark) == (11.0, 31.0, 8.0, 8.0)
    assert (mark.line, mark.fill, mark.thick) == (INK, "", 0.75)
    (text,) = made.written
    assert (text.text, text.x) == ("Ready", pytest.approx(22, abs=0.05))
    assert 35 < text.y < 40
    assert text.size == 8


def test_a_checked_box_has_a_tick() -> None:
    """Within the box: down, then up to the right; an empty box has none."""
    box, tick = _control("check", checked=True).shapes
    assert corners(tick) == [(12.5, 35.0), (14.3, 37.0), (17.5, 32.8)]
    assert (tick.line, tick.fill, round(tick.thick, 1)) == (INK, "", 1.2)
    assert len(corners(box)) == 4


def test_a_chosen_option_has_a_dot() -> None:
    """In the middle of its circle, filled."""
    circle, dot = _control("option", checked=True).shapes
    assert len(corners(circle)) > 4
    assert (box_of(dot), dot.fill, dot.line) == ((13.2, 33.2, 3.6, 3.6), INK, "")


def test_the_text_of_a_group_interrupts_its_frame() -> None:
    """The frame begins before it and ends behind it, at half the height of the text."""
    made = _control("group")
    (frame,) = made.shapes
    (text,) = made.written
    (begin, top), *rest, (end, last) = frame.points
    assert (begin, round(text.x, 1)) == (16.0, 17.0)
    assert end - begin > 15
    assert top == pytest.approx(last)
    assert 23 < top < 26
    assert [(round(x), round(y)) for x, y in rest] == [(10, round(top)), (10, 50), (110, 50), (110, round(top))]
    assert (frame.line, frame.fill) == (GRAY, "")


@pytest.mark.parametrize(("kind", "fill", "shapes"), [("button", "F0F0F0", 1), ("field", "", 1), ("list", "", 2)])
def test_boxes_with_their_text_in_the_middle(kind: str, fill: str, shapes: int) -> None:
    """Only a button is filled, only a list has an arrow."""
    made = _control(kind)
    assert len(made.shapes) == shapes
    assert box_of(made.shapes[0]) == (10.0, 20.0, 100.0, 30.0)
    assert (made.shapes[0].fill, made.shapes[0].line) == (fill, GRAY)
    (text,) = made.written
    assert 45 < text.x < 55


def test_the_arrow_of_a_list() -> None:
    """Points down, half a height from the right edge; a list as high as wide has none."""
    arrow = _control("list").shapes[1]
    assert corners(arrow) == [(92.0, 33.5), (98.0, 33.5), (95.0, 37.0)]
    assert (arrow.fill, arrow.line) == (INK, "")
    square = painted(lambda pen: draw_control(pen, Control("list"), (10, 20, 30, 30)))
    assert len(square.shapes) == 1


def test_a_label_is_its_text() -> None:
    """At the left edge, without a box; letters of another script go on where the first end."""
    made = _control("label", "Ready \u6f22")
    first, second = made.written
    assert made.shapes == []
    assert first.x == pytest.approx(10)
    assert second.x > first.x + 15
