"""The customers' screens without their surroundings: the list, a customer's values, changes and books."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from booklet import Page, Workspace
from booklet.errors import PreflightFailed
from booklet.model import AttributeDefinition, AttributeType, Role
from booklet.ui.customers import all_customers, customer_books
from booklet.ui.customers.all_customers import show_customers
from booklet.ui.customers.customer_books import show_books
from booklet.ui.customers.customer_values import read_edits, show_history, show_values
from booklet.ui.customers.one_customer import show_customer
from tests.conftest import QUARTER
from tests.ui.desks import Ways, buttons, desk_of, done, html_of, pressed, screen_of, texts, ways  # noqa: F401


@pytest.fixture
def ws(empty: Workspace) -> Workspace:
    """Two customers with a plan, of six attributes; another one is archived."""
    for number in range(5):
        empty.attributes.define(f"more{number}", label=f"More {number}")
    empty.attributes.define("plan", label="Plan", required=True)
    for name in ("Acme", "Bolt & Co", "Gone"):
        empty.customers.add(name)
    empty.attributes.set("Acme", QUARTER.previous(), {"plan": "Gold", "more0": "x"}, by="zoe")
    empty.attributes.clear("Acme", QUARTER, ["more0"], by="ann")
    empty.customers.archive("Gone")
    return empty


def _list(ws: Workspace, role: Role = Role.ADMIN, **session: Any) -> AppTest:
    return screen_of(show_customers, desk_of(ws, role), **session)


def test_the_list(ws: Workspace) -> None:
    """Names and the first four attributes; those that are left are counted."""
    test = _list(ws)
    table = test.dataframe[0].value
    assert list(table.columns) == ["customer", "more0", "more1", "more2", "more3"]
    assert list(table["customer"]) == ["Acme", "Bolt & Co"]
    assert texts(test)[-1] == "2 customers. Click on one to open it. 2 more attributes under Attributes."
    ws.attributes.undefine("more4")
    assert texts(_list(ws))[-1].endswith("1 more attribute under Attributes.")
    ws.attributes.undefine("more3")
    assert texts(_list(ws))[-1] == "2 customers. Click on one to open it."


def test_archived_customers_are_shown_to_administrators_who_ask(ws: Workspace) -> None:
    """With a word that they are."""
    test = _list(ws)
    test.toggle[0].set_value(True)
    assert list(test.run().dataframe[0].value["customer"]) == ["Acme", "Bolt & Co", "Gone (archived)"]
    test = _list(ws, Role.STANDARD)
    assert not test.toggle
    assert list(test.dataframe[0].value["customer"]) == ["Acme", "Bolt & Co"]


@pytest.mark.parametrize(("wanted", "found"), [("  BOLT ", ["Bolt & Co"]), ("c", ["Acme", "Bolt & Co"]), ("zz", [])])
def test_finding(ws: Workspace, wanted: str, found: list[str]) -> None:
    """By part of a name; how many fit is said."""
    test = _list(ws, find_customer=wanted)
    assert [list(table.value["customer"]) for table in test.dataframe] == ([found] if found else [])
    if not found:
        assert "No customer is called like “zz”." in html_of(test)


def test_a_click_counts_on_the_page_that_is_shown(
    ws: Workspace,
    ways: Ways,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The second page has what comes behind the first."""
    monkeypatch.setattr(all_customers, "_SHOWN", 1)
    test = _list(ws)
    assert (test.number_input[0].label, list(test.dataframe[0].value["customer"])) == ("Page of 2", ["Acme"])
    assert texts(test)[-1].startswith("2 customers.")
    test.number_input[0].set_value(2)
    assert list(test.run().dataframe[0].value["customer"]) == ["Bolt & Co"]
    test.session_state["customers"] = {"selection": {"rows": [], "columns": [], "cells": [(0, "plan")]}}
    test.run()
    assert ways.went == [("customer", {"customer": ws.customers.get("Bolt & Co").id})]


def test_no_customers(empty: Workspace) -> None:
    """What to do is said, to whoever may."""
    assert "No customers yet. Add the first one, or import a table" in html_of(_list(empty))
    assert "No customers yet. An administrator adds them." in html_of(_list(empty, Role.STANDARD))


def test_a_customer_is_added(ws: Workspace, ways: Ways) -> None:  # noqa: F811
    """And opened."""
    test = _list(ws)
    next(box for box in test.text_input if box.label == "Name").set_value("Cedar")
    pressed(test, "Add customer")
    assert ways.went == [("customer", {"customer": ws.customers.get("Cedar").id})]


def _values(ws: Workspace, role: Role = Role.ADMIN, name: str = "Acme", **session: Any) -> AppTest:
    return screen_of(show_values, desk_of(ws, role), ws.customers.get(name), **session)


def test_what_is_known(ws: Workspace) -> None:
    """Each attribute, with the quarter that its value is from, and who recorded it when."""
    test = _values(ws)
    table = test.dataframe[0].value.set_index("Attribute")
    assert list(table.loc["Plan *"]) == ["Gold", "2026Q2", "just now", "zoe"]
    assert table.loc["More 0"].iloc[0] == ""
    assert list(table.loc["More 1"]) == ["", "", "", ""]
    assert buttons(test) == {"Save changes": ("secondary", False)}
    assert buttons(_values(ws, Role.STANDARD)) == {}
    assert buttons(_values(ws, name="Gone")) == {}


def test_edits_of_the_table() -> None:
    """By key; an emptied value is none, other columns are passed over."""
    definitions = [AttributeDefinition(key, key, AttributeType.TEXT) for key in "abc"]
    edits = {0: {"Value": "x"}, 2: {"Value": ""}, 1: {"By": "me"}}
    assert read_edits(definitions, edits) == {"a": "x", "c": None}


def test_values_are_saved(ws: Workspace) -> None:
    """For the quarter that is looked at, by who did it; how many there are is said before and after."""
    key = f"values_{ws.customers.get('Acme').id}_{QUARTER}_0"
    rows = {"edited_rows": {5: {"Value": "Lead"}, 1: {"Value": "y"}}, "added_rows": [], "deleted_rows": []}
    test = _values(ws, **{key: rows})
    assert "2 changes not saved, for 2026Q3 and later" in texts(test)
    assert buttons(test) == {"Save changes": ("primary", True)}
    test = pressed(test, "Save changes")
    assert ws.attributes.texts(QUARTER)[ws.customers.get("Acme").id] == {"plan": "Lead", "more1": "y"}
    assert ws.attributes.origins("Acme", QUARTER)["plan"].recorded_by == "admin-user"
    assert done(test) == "2 values recorded for 2026Q3."
    assert buttons(test) == {"Save changes": ("secondary", False)}


def test_no_attributes(empty: Workspace, ways: Ways) -> None:  # noqa: F811
    """A sentence, and where they are defined."""
    empty.customers.add("Acme")
    assert "No attributes yet." in html_of(_values(empty))
    assert ways.links == [("Define attributes", "attributes", {})]


def test_every_change(ws: Workspace) -> None:
    """The newest first; a value that ended says so, and an attribute has its label of today."""
    acme = ws.customers.get("Acme")
    test = screen_of(show_history, desk_of(ws), acme)
    table = test.dataframe[0].value
    assert table["Attribute"].iloc[0] == "More 0"
    assert table["Value"].iloc[0] == "no value from here on"
    assert list(table["For"]) == ["2026Q3", "2026Q2", "2026Q2"]
    assert list(table["By"]) == ["ann", "zoe", "zoe"]
    assert texts(test) == ["3 changes. Nothing is ever written over."]
    ws.attributes.define("more0", label="Other")
    assert "Other" in list(screen_of(show_history, desk_of(ws), acme).dataframe[0].value["Attribute"])
    bolt = screen_of(show_history, desk_of(ws), ws.customers.get("Bolt & Co"))
    assert "Nothing has been recorded for Bolt &amp; Co yet." in html_of(bolt)


def test_the_books_of_a_customer(ws: Workspace, ways: Ways, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    """The newest first, with pages and size of those that were made; a click opens the run."""
    acme = ws.customers.get("Acme")
    assert "No books were made for Acme yet." in html_of(screen_of(show_books, desk_of(ws), acme))
    ws.books.save("Letter", pages=[Page("text", "Letter", {"markdown": "{{ plan }}"})])
    first = ws.generate("Letter", "Acme", QUARTER, by="ann")
    ws.books.save("Letter", pages=[Page("text", "Letter", {"markdown": "{{ more1 }}"})])
    with pytest.raises(PreflightFailed):
        ws.generate("Letter", "Acme", QUARTER, by="ben")
    table = screen_of(show_books, desk_of(ws), acme).dataframe[0].value
    assert list(table["State"]) == ["■ failed", "● made"]
    assert list(table["Version"]) == [2, 1]
    assert list(table["By"]) == ["ben", "ann"]
    assert table["Pages"].isna().tolist() == [True, False]
    assert table["Size"].iloc[0] == ""
    assert table["Size"].iloc[1].endswith(" KB")
    key = f"books_of_{acme.id}"
    screen_of(
        show_books, desk_of(ws), acme, **{key: {"selection": {"rows": [], "columns": [], "cells": [(1, "Book")]}}}
    )
    assert ways.went == [("history", {"run": first.id})]
    monkeypatch.setattr(customer_books, "_SHOWN", 1)
    assert len(screen_of(show_books, desk_of(ws), acme).dataframe[0].value) == 1


def _one(ws: Workspace, name: str, role: Role = Role.ADMIN) -> AppTest:
    return screen_of(show_customer, desk_of(ws, role), customer_looked_at=ws.customers.get(name).id)


def test_a_customer_that_goes_on(ws: Workspace, ways: Ways) -> None:  # noqa: F811
    """Is renamed, archived, or gets a book."""
    test = _one(ws, "Acme")
    assert "since when, from whom" in html_of(test)
    assert buttons(test)["Generate"] == ("primary", True)
    assert "Restore customer" not in buttons(test)
    next(box for box in test.text_input if box.label == "Name").set_value("Acme Corp")
    test = pressed(test, "Rename")
    assert done(test).replace("\\", "") == "Now called Acme Corp. Books already made keep the old name."
    test = pressed(test, "Archive customer")
    assert done(test).replace("\\", "") == "Acme Corp is archived. Nothing is deleted."
    assert ws.customers.get("Acme Corp").archived
    test = pressed(_one(ws, "Bolt & Co"), "Generate")
    assert ways.went == [("generate", {"customer": ws.customers.get("Bolt & Co").id})]


def test_a_customer_that_is_archived(ws: Workspace) -> None:
    """Says so, gets no book, and comes back; it stands in the list from which one is picked."""
    test = _one(ws, "Gone")
    assert "Archived: in no list and no batch." in html_of(test)
    assert buttons(test)["Generate"] == ("primary", False)
    assert "Archive customer" not in buttons(test)
    assert test.selectbox[0].options == ["Acme", "Bolt & Co", "Gone"]
    test = pressed(test, "Restore customer")
    assert done(test) == "Gone is back in all lists."
    assert not ws.customers.get("Gone").archived
    assert _one(ws, "Acme", Role.STANDARD).selectbox[0].options == ["Acme", "Bolt & Co", "Gone"]


def test_nobody_to_show(empty: Workspace, ways: Ways) -> None:  # noqa: F811
    """A sentence, and the way to the customers."""
    assert "No customers yet." in html_of(screen_of(show_customer, desk_of(empty)))
    assert ways.links == [("Go to the customers", "customers", {})]
