"""A worksheet page without a workspace: its settings, what it hands to the drawing, and when it is drawn."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook

from booklet.errors import NotFound
from booklet.model import BookSettings, Page, Style
from booklet.page_types import SheetOptions, resolve
from booklet.page_types.contract import Drawing
from booklet.pdf import Part
from tests.page_types.trial import Documents, checked, codes, handed_in, inputs, resolved
from tests.sheets.paper import as_bytes


def _workbook(text: str = "{{ plan }}") -> bytes:
    book = Workbook()
    book.active.title = "Fees"
    book.active["A1"] = text
    book.create_sheet("Returns")["A1"] = "returns"
    return as_bytes(book)


FILES = {"book": _workbook(), "plain": _workbook("fees")}
PAGE = {"upload": "book"}


def _options(config: dict[str, Any], **given: Any) -> SheetOptions:
    """What the drawing of the page's workbook gets."""
    documents = Documents(FILES)
    made = resolved("worksheet", {**PAGE, **config}, inputs(files=documents, **given))
    assert codes(made.problems) == []
    [(_, options)] = documents.drawn_with
    return options


def test_the_settings_of_a_page_reach_the_drawing() -> None:
    """Each by itself; what the page leaves open is the workbook's, and the date is the quarter's last day."""
    plain = _options({})
    assert (plain.sheets, plain.fit_width, plain.orientation, plain.scale, plain.tagged) == ((), False, "", 0, False)
    assert (plain.paper, plain.renderer, plain.printed_on) == ("Letter", "native", date(2026, 9, 30))
    made = _options(
        {"sheets": ["Returns", "Fees"], "fit_width": True, "orientation": "landscape", "scale": 50, "tagged": True}
    )
    assert (made.sheets, made.fit_width, made.orientation) == (("Returns", "Fees"), True, "landscape")
    assert (made.scale, made.tagged) == (50, True)
    assert _options({}, settings=BookSettings(style=Style(paper="A4"))).paper == "A4"


def test_values_are_filled_unless_the_page_says_no() -> None:
    """With a workbook as a template the values go along; without filling it is drawn as it came."""
    assert [value for _, value in _options({}).values] != []
    assert _options({"fill": False}).values == ()
    assert _options({"upload": "plain"}).values == ()


@pytest.mark.parametrize(("upload", "undrawn"), [("book", True), ("plain", False)])
def test_a_template_is_handed_over_undrawn(upload: str, undrawn: bool) -> None:
    """What differs by customer is drawn when it must; a workbook that is the same for all is drawn once, at once."""
    documents = Documents(FILES)
    [part] = resolve(Page("worksheet", "", {"upload": upload}, "p"), inputs(files=documents)).parts
    assert isinstance(part, Drawing if undrawn else Part)
    assert len(documents.drawn_with) == (not undrawn)


def test_the_drawings_of_two_customers_have_the_key_of_their_values() -> None:
    """Equal values are drawn once for both."""
    page = Page("worksheet", "", PAGE, "p")
    keys = []
    for plan in ("Gold", "Silver", "Gold"):
        [drawing] = resolve(page, inputs({"plan": plan}, files=FILES)).parts
        assert isinstance(drawing, Drawing)
        keys.append(drawing.key)
    assert keys[0] == keys[2] != keys[1]


def test_sheets_that_are_not_there_are_refused_undrawn() -> None:
    """A template is not drawn to find that out."""
    documents = Documents(FILES)
    with pytest.raises(NotFound, match="no sheet 'Nowhere'"):
        resolve(Page("worksheet", "", {**PAGE, "sheets": ["Nowhere"]}, "p"), inputs(files=documents))
    assert documents.drawn_with == []


@pytest.mark.parametrize(("optional", "errors"), [(False, [True]), (True, [False])])
def test_a_workbook_that_was_not_handed_in(optional: bool, errors: list[bool]) -> None:
    """An error, or where the page can do without it a warning; either way it is asked for by its slot."""
    config = {"ask": True, "prompt": "The fees", "optional": optional}
    made = resolved("worksheet", config)
    assert [(asked.slot, asked.what) for asked in made.asks] == [("p", "The fees")]
    assert [problem.is_error for problem in made.problems] == errors
    assert made.problems[0].message == '"The fees" was not handed in for Acme Corp.'
    assert made.problems[0].subject == "p"


def test_a_workbook_that_was_handed_in() -> None:
    """Is filled and drawn in the place of the page's own, and still named among what was asked for."""
    documents = Documents(FILES)
    given = inputs(files=documents, workbooks={"p": handed_in("book")})
    made = resolved("worksheet", {"ask": True}, given)
    assert codes(made.problems) == []
    assert [asked.slot for asked in made.asks] == ["p"]
    assert [upload for upload, _ in documents.drawn_with] == ["book"]
    assert len(made.parts) == 1


@pytest.mark.parametrize(
    ("config", "found"),
    [
        ({}, []),
        ({"scale": 9}, ["scale"]),
        ({"scale": 10}, []),
        ({"scale": 400}, []),
        ({"scale": 401}, ["scale"]),
        ({"scale": 0}, []),
        ({"orientation": "portrait"}, []),
        ({"orientation": "sideways"}, ["orientation"]),
        ({"renderer": "excel"}, ["renderer"]),
        ({"renderer": "libreoffice"}, []),
        ({"renderer": "libreoffice", "tagged": True}, ["not tagged"]),
        ({"tagged": True}, []),
        ({"sheets": ["Fees"]}, []),
        ({"sheets": ["Fees", "Fee"]}, ["unknown sheet"]),
        ({"sheets": ["Fee"], "ask": True}, []),
        ({"cells": {"A1": "{{ plan }}"}}, []),
        ({"cells": {"A1": "{{ plann }}", "A2": "{{"}}, ["template", "template"]),
        ({"upload": ""}, ["no upload"]),
        ({"upload": "", "ask": True}, []),
        ({"upload": "guide"}, ["wrong kind"]),
    ],
)
def test_settings_of_a_worksheet(config: dict[str, Any], found: list[str]) -> None:
    """Checked by themselves, and against what is known of the workbook."""
    assert codes(checked("worksheet", {**PAGE, **config})) == found


def test_a_sheet_that_is_nearly_there() -> None:
    """Is named with the one that was meant."""
    [problem] = checked("worksheet", {**PAGE, "sheets": ["Fee"]})
    assert "Fees" in problem.message
    assert problem.subject == "Fee"
