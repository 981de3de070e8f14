"""How a workbook is laid out: the settings of its page, and what would save pages."""

from __future__ import annotations

import pytest

from booklet.sheets import Suggestion
from booklet.ui.book.editing import Materials
from booklet.ui.book.layout_settings import layout_settings, show_suggestions, suggested
from booklet.workspace import Workspace
from tests.ui.drawn import drawn, shown

PLAIN = {"orientation": "", "fit_width": False, "scale": 0, "renderer": "native", "tagged": False}
OTHER = {"orientation": "landscape", "fit_width": True, "scale": 80, "renderer": "libreoffice", "tagged": True}


@pytest.fixture
def materials(empty: Workspace) -> Materials:
    return Materials(empty, (), (), "s", lambda: None)


@pytest.mark.parametrize("config", [{}, PLAIN, OTHER, {"scale": 80, "tagged": True}])
def test_settings_that_are_looked_at_stay_as_they_are(materials: Materials, config: dict[str, object]) -> None:
    """What is not there is as it is by default."""
    assert drawn(layout_settings, config, materials).session_state["made"] == {**PLAIN, **config}


@pytest.mark.parametrize(("fit", "disabled"), [(True, True), (False, False)])
def test_a_scale_has_no_say_where_the_width_is_fitted(materials: Materials, fit: bool, disabled: bool) -> None:
    """So it cannot be typed."""
    (scale,) = drawn(layout_settings, {"fit_width": fit}, materials).number_input
    assert scale.disabled == disabled
    assert (scale.min, scale.max) == (10, 400)


@pytest.mark.parametrize(("renderer", "disabled"), [("native", False), ("libreoffice", True)])
def test_tags_are_booklets_own(materials: Materials, renderer: str, disabled: bool) -> None:
    """LibreOffice draws none."""
    switch = drawn(layout_settings, {"renderer": renderer}, materials).toggle[1]
    assert switch.label.startswith("Tables")
    assert switch.disabled == disabled


def test_a_switch_and_a_number_are_taken(materials: Materials) -> None:
    """Each into its own setting."""
    test = drawn(layout_settings, {}, materials)
    test.toggle[1].set_value(True)
    test.number_input[0].set_value(75)
    assert shown(test).session_state["made"] == {**PLAIN, "tagged": True, "scale": 75}
    test.toggle[0].set_value(True)
    assert shown(test).session_state["made"]["fit_width"] is True


@pytest.mark.parametrize(
    ("change", "value", "pages", "words"),
    [
        ("fit_width", True, 1, "Fit to one page wide: A\\*B on 1 page instead of 1,200"),
        ("orientation", "landscape", 3, "Print landscape: A\\*B on 3 pages instead of 1,200"),
        ("scale", 85, 2, "Scale to 85%: A\\*B on 2 pages instead of 1,200"),
    ],
)
def test_a_suggestion_in_words(change: str, value: object, pages: int, words: str) -> None:
    """What it does, to which sheet, and what comes of it."""
    assert suggested(Suggestion("A*B", change, value, pages, 1200)) == words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "config", [{}, {"upload": "x", "ask": True}, {"upload": "x", "renderer": "libreoffice"}, {"upload": "gone"}]
)
def test_no_suggestions_without_a_workbook(materials: Materials, config: dict[str, object]) -> None:
    """None is there yet, it is somebody else's, or it is gone: the list of problems says so."""
    test = drawn(show_suggestions, {"renderer": "native", **config}, materials)
    assert test.session_state["made"] == {}
    assert (len(test.button), len(test.caption)) == (0, 0)
