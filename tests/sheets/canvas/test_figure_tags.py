"""Drawings as they are read aloud."""

from __future__ import annotations

import pytest

from booklet.sheets.canvas.figure_tags import figure_of
from booklet.sheets.model.cell import Run
from booklet.sheets.model.chart import Chart, ChartText
from booklet.sheets.model.drawing import (
    Control,
    Drawing,
    DrawingAnchor,
    DrawingContent,
    Picture,
    Shape,
    ShapeParagraph,
    Unknown,
)


def _said(content: DrawingContent, **settings: object) -> tuple[str, str, str] | None:
    figure = figure_of(Drawing(DrawingAnchor(), content, **settings))
    return figure and (figure.role, figure.alternative, figure.text)


def _text(*paragraphs: str) -> Shape:
    return Shape("rect", paragraphs=tuple(ShapeParagraph((Run(text, None),)) for text in paragraphs))


def test_a_text_box_is_a_paragraph() -> None:
    """Its paragraphs are lines of it; a description does not take the place of its words."""
    assert _said(_text("One", "Two"), alternative="a box") == ("P", "", "One\nTwo")


def test_a_shape_without_words() -> None:
    """Is a figure where somebody described it, and else decoration."""
    assert _said(_text(" "), alternative="an arrow") == ("Figure", "an arrow", "")
    assert _said(_text(" ")) is None


@pytest.mark.parametrize("content", [Picture(b"", "Logo"), _text("One"), Control("check"), Unknown("?")])
def test_decoration_says_nothing(content: DrawingContent) -> None:
    """Whatever it is."""
    assert _said(content, decorative=True, alternative="a line") is None


def test_a_picture_has_its_description_or_its_name() -> None:
    """And where it has neither it is a picture all the same."""
    assert _said(Picture(b"", "Logo"), alternative="our logo") == ("Figure", "our logo", "")
    assert _said(Picture(b"", "Logo")) == ("Figure", "Logo", "")
    assert _said(Picture(b"")) == ("Figure", "picture", "")


@pytest.mark.parametrize(
    ("title", "name", "alternative", "said"),
    [
        ("Units ", "Chart 1", "", "Units: Chart 1"),
        ("Units", "Chart 1", "units by year", "Units: units by year"),
        ("Units", "", "", "Units"),
        ("", "Chart 1", "", "Chart 1"),
        (None, "", "", "chart"),
    ],
)
def test_a_chart_is_called_by_its_title(title: str | None, name: str, alternative: str, said: str) -> None:
    """Then by its description, or for want of one by its name."""
    chart = Chart((), title=None if title is None else ChartText(title), name=name)
    assert _said(chart, alternative=alternative) == ("Figure", said, "")


@pytest.mark.parametrize(
    ("kind", "checked", "attributes"),
    [
        ("check", True, "/Role /cb /Checked /on"),
        ("check", False, "/Role /cb /Checked /off"),
        ("option", True, "/Role /rb /Checked /on"),
        ("button", True, "/Role /pb"),
        ("list", False, "/Role /tv"),
        ("field", True, "/Role /tv"),
    ],
)
def test_a_control_has_a_role_and_a_state(kind: str, checked: bool, attributes: str) -> None:
    """Only what can be checked has a state."""
    figure = figure_of(Drawing(DrawingAnchor(), Control(kind, "Agreed", checked)))
    assert figure is not None
    assert (figure.role, figure.alternative, figure.attributes) == ("Form", "Agreed", f"/O /PrintField {attributes}")


@pytest.mark.parametrize("kind", ["label", "group"])
def test_labels_are_paragraphs(kind: str) -> None:
    """They hold nothing that could be filled in."""
    assert _said(Control(kind, "Agreed")) == ("P", "", "Agreed")
