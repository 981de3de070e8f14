"""The screen of a form's fields: mapped, proposed, accepted, tabled by value, carried over to a newer edition."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from streamlit.testing.v1 import AppTest

from booklet import Page
from booklet.workspace import Workspace
from tests.conftest import DEMO, QUARTER, W9_BUSINESS, W9_CORPORATION, W9_NAME
from tests.pages.opened import opened, pressed, ran, said

_W9 = "topmostSubform[0].Page1[0]."
W9_CITY = _W9 + "f1_05_0_[0]"


@pytest.fixture
def book(workspace: Workspace) -> Workspace:
    """A book of one form into which nothing goes yet."""
    workspace.attributes.define("city", label="City, state and ZIP code")
    workspace.attributes.define(
        "entity", label="Kind of company", type="choice", choices=["C corporation", "S corporation", "Partnership"]
    )
    workspace.books.save("Forms", pages=[Page("form", "W-9", {"upload": "fw9.pdf", "pages": "1"})])
    return workspace


def _fields(workspace: Workspace) -> AppTest:
    test = opened(workspace, "books", quarter=str(QUARTER), book="Forms")
    return pressed(test, "Say what goes into its fields")


def _saved(test: AppTest, workspace: Workspace) -> dict[str, Any]:
    pressed(test, f"Save version {workspace.books.get('Forms').number + 1}")
    return dict(workspace.books.get("Forms").pages[0].config)


def _row(test: AppTest, name: str) -> int:
    return list(test.data_editor[0].value.index).index(name)


def _edited(test: AppTest, name: str, cells: dict[str, object], *, editor: int = 0) -> AppTest:
    """The screen after cells of a row were changed in a table."""
    table = test.data_editor[editor]
    row = list(table.value.index).index(name)
    test.session_state[table.key] = {"edited_rows": {row: cells}, "added_rows": [], "deleted_rows": []}
    return ran(test)


def _clicked(test: AppTest, column: str, name: str) -> AppTest:
    """The screen after a click into a column of buttons."""
    key = f"{test.data_editor[0].key}-{column}"
    test.session_state[key] = {"row": _row(test, name), "label": ""}
    return ran(test)


def test_a_field_is_mapped(book: Workspace) -> None:
    """An attribute picked in the table is what goes into the field, and a text beside it wins over it."""
    test = _edited(_fields(book), W9_BUSINESS, {"attribute": "plan"})
    assert "not saved" in said(test)
    assert _saved(test, book)["fields"] == {W9_BUSINESS: "{{ plan }}"}
    test = _edited(_fields(book), W9_BUSINESS, {"template": "{{ plan }} plan"})
    assert _saved(test, book)["fields"] == {W9_BUSINESS: "{{ plan }} plan"}


def test_nothing_is_taken_without_a_press(book: Workspace) -> None:
    """Proposals stand in a column of their own; the sure ones are accepted at one press, and counted on it."""
    test = _fields(book)
    table = test.data_editor[0].value
    assert table.loc[W9_CITY, "proposed"] == "●●● City, state and ZIP code"
    assert table.loc[W9_NAME, "proposed"] == "●●○ Customer's name"
    assert not table["attribute"].any()
    assert "not saved" not in said(test)
    label = next(button.label for button in test.button if "sure proposal" in button.label)
    saved = _saved(pressed(test, label), book)
    assert saved["fields"][W9_CITY] == "{{ city }}"
    assert W9_NAME not in saved["fields"]


def test_boxes_of_a_choice_come_with_their_table(book: Workspace) -> None:
    """Three boxes for three kinds of company: each is ticked by its own, and that can be changed by value."""
    test = _fields(book)
    label = next(button.label for button in test.button if "sure proposal" in button.label)
    saved = _saved(pressed(test, label), book)
    assert saved["states"][W9_CORPORATION] == {"C corporation": "2", "S corporation": "", "Partnership": ""}
    test = opened(book, "books", quarter=str(QUARTER), book="Forms")
    test = pressed(test, "Say what goes into its fields")
    test.session_state["form-field-" + book.books.get("Forms").pages[0].id] = W9_CORPORATION
    test = _edited(ran(test), "Partnership", {"then": "2"}, editor=1)
    assert _saved(test, book)["states"][W9_CORPORATION]["Partnership"] == "2"


def test_a_text_of_few_kinds_has_the_table_too(book: Workspace) -> None:
    """What a table was imported as need not be a choice for its values to tick boxes."""
    book.attributes.define("kind", label="Kind")
    for customer, kind in (("Acme Corp", "Corp"), ("Bolt & Co", "Partners")):
        book.attributes.set(customer, QUARTER, {"kind": kind})
    config = {"upload": "fw9.pdf", "pages": "1", "fields": {W9_CORPORATION: "{{ kind }}"}}
    saved = book.books.save("Forms", pages=[Page("form", "W-9", config)])
    test = _fields(book)
    test.session_state["form-field-" + saved.pages[0].id] = W9_CORPORATION
    test = _edited(ran(test), "Partners", {"then": "2"}, editor=1)
    assert _saved(test, book)["states"] == {W9_CORPORATION: {"Partners": "2"}}


def test_the_other_fields_stay_empty_at_a_press(book: Workspace) -> None:
    """What nobody needs is decided too: no warning is left for it."""
    test = _fields(book)
    label = next(button.label for button in test.button if button.label.startswith("Leave"))
    assert W9_BUSINESS in _saved(pressed(test, label), book)["empty"]


def test_rows_stay_while_they_are_decided(book: Workspace) -> None:
    """The filter "Not decided" keeps the row that was just filled, so that nothing moves under the hand that types."""
    test = _fields(book)
    next(one for one in test.get("button_group") if one.key and one.key.endswith("-view")).set_value("Not decided")
    rows = list(ran(test).data_editor[0].value.index)
    test = _edited(test, W9_BUSINESS, {"attribute": "plan"})
    assert "not saved" in said(test)
    assert list(test.data_editor[0].value.index) == rows


def test_a_newer_edition_keeps_the_mapping(book: Workspace) -> None:
    """What vanished is named with its heir by name and label, and is moved at a press; what stayed is not touched."""
    fields = {W9_NAME: "{{ customer }}", W9_CITY: "{{ city }}"}
    book.books.save("Forms", pages=[Page("form", "W-9", {"upload": "fw9.pdf", "pages": "1", "fields": fields})])
    book.uploads.replace("fw9.pdf", _renamed("f1_05_0_[0]", "f1_95[0]"), "fw9.pdf")
    test = _fields(book)
    assert "This is another edition of the form" in said(test)
    saved = _saved(pressed(test, "Move 1 field"), book)
    assert saved["fields"] == {W9_NAME: "{{ customer }}", _W9 + "f1_95[0]": "{{ city }}"}
    assert "another edition" not in said(_fields(book))


def test_the_form_inside_a_choice(book: Workspace) -> None:
    """Its fields are mapped in the same place, and nothing else of the choice changes."""
    nested = {"type": "form", "title": "W-9", "config": {"upload": book.uploads.get("fw9.pdf").id, "pages": "1"}}
    options = [{"name": "All", "rule": 'plan == "Gold"', "page": nested}]
    book.books.save("Forms", pages=[Page("choice", "Form", {"options": options})])
    test = _edited(_fields(book), W9_BUSINESS, {"attribute": "plan"})
    [option] = _saved(test, book)["options"]
    assert option["page"]["config"]["fields"] == {W9_BUSINESS: "{{ plan }}"}
    assert (option["name"], option["rule"], option["page"]["title"]) == ("All", 'plan == "Gold"', "W-9")


def test_another_form_is_chosen_for_the_page(book: Workspace) -> None:
    """The mapping is kept, and what the other form has not is said where it is mended."""
    other = book.uploads.add(_renamed("f1_02_0_[0]", "dba"), "other.pdf")
    fields = {W9_NAME: "{{ customer }}", W9_BUSINESS: "{{ adviser }}"}
    book.books.save("Forms", pages=[Page("form", "W-9", {"upload": "fw9.pdf", "pages": "1", "fields": fields})])
    test = opened(book, "books", quarter=str(QUARTER), book="Forms")
    next(one for one in test.selectbox if one.label == "Form").set_value(other.id)
    test = pressed(ran(test), "Say what goes into its fields")
    assert "another edition" in said(test)
    assert _saved(pressed(test, "Move 1 field"), book)["fields"] == {
        W9_NAME: "{{ customer }}",
        _W9 + "dba": "{{ adviser }}",
    }


def _renamed(before: str, after: str) -> bytes:
    """The demo's form with another name for a field."""
    with pikepdf.open(DEMO / "fw9.pdf") as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and str(item.get("/T", "")) == before:
                item.T = pikepdf.String(after)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def test_the_smallest_size_is_what_the_addendum_allows_until_somebody_says_more(book: Workspace) -> None:
    """Nothing said is kept as nothing, shown as 4 or 6; and the counts are those of the fields' own screen."""
    test = opened(book, "books", quarter=str(QUARTER), book="Forms")
    assert "0 of 21 fields filled, 21 not decided" in said(test)
    [size] = [one for one in test.number_input if one.label.startswith("Smallest")]
    assert (size.value, size.placeholder) == (None, "4")
    next(one for one in test.toggle if "addendum" in one.label).set_value(True)
    test = ran(ran(test))
    [size] = [one for one in test.number_input if one.label.startswith("Smallest")]
    assert (size.value, size.placeholder) == (None, "6")
    config = _saved(test, book)
    assert (config["addendum"], config["smallest_pt"]) == (True, None)
