"""The list of the customers."""

from __future__ import annotations

import pytest

from booklet.model import Role
from booklet.workspace import Workspace
from tests.conftest import QUARTER
from tests.pages.opened import clicked, opened, pressed, ran, said

ADDRESS = {"quarter": str(QUARTER)}


def test_lists_customers_with_what_is_known(workspace: Workspace) -> None:
    """A row a customer, with the first attributes as of the quarter."""
    table = opened(workspace, "customers", **ADDRESS).dataframe[0].value
    assert list(table["customer"]) == ["Acme Corp", "Bolt & Co"]
    assert list(table["plan"]) == ["Gold", "Silver"]


def test_finds_by_part_of_a_name(workspace: Workspace) -> None:
    """Without regard to case; a sentence where there is none."""
    screen = opened(workspace, "customers", **ADDRESS)
    screen.text_input(key="find_customer").input("acme")
    assert list(ran(screen).dataframe[0].value["customer"]) == ["Acme Corp"]
    screen.text_input(key="find_customer").input("zebra")
    assert "No customer is called" in said(ran(screen))


def test_a_page_of_the_customers_is_shown(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A click on it opens the customer that stands there; a page that is gone is followed by the last that there is."""
    monkeypatch.setattr("booklet.ui.customers.all_customers._SHOWN", 1)
    for name in ("Cedar Ltd", "Acre Ltd"):
        workspace.customers.add(name)
    screen = opened(workspace, "customers", **ADDRESS)
    screen.number_input[0].set_value(4)
    assert list(ran(screen).dataframe[0].value["customer"]) == ["Cedar Ltd"]
    assert "4 customers." in said(screen)
    workspace.customers.archive("Cedar Ltd")
    assert list(ran(screen).dataframe[0].value["customer"]) == ["Bolt & Co"]
    assert clicked(screen, "customers", 0).query_params["customer"] == workspace.customers.get("Bolt & Co").id


def test_a_click_opens_the_customer(workspace: Workspace) -> None:
    """Its id goes into the address."""
    screen = clicked(opened(workspace, "customers", **ADDRESS), "customers", 1)
    assert screen.query_params["customer"] == workspace.customers.get("Bolt & Co").id
    assert "Bolt &amp; Co" in said(screen)


def test_adds_a_customer_and_opens_it(workspace: Workspace) -> None:
    """The new customer's screen follows."""
    screen = opened(workspace, "customers", **ADDRESS)
    next(box for box in screen.text_input if box.label == "Name").input("Cedar Ltd")
    pressed(screen, "Add customer")
    assert screen.query_params["customer"] == workspace.customers.get("Cedar Ltd").id


def test_a_name_that_is_taken_is_said(workspace: Workspace) -> None:
    """In words, and nothing is added."""
    screen = opened(workspace, "customers", **ADDRESS)
    next(box for box in screen.text_input if box.label == "Name").input("ACME corp")
    assert 'There is a customer "Acme Corp" already' in said(pressed(screen, "Add customer"))
    assert len(workspace.customers.all()) == 2


def test_a_standard_user_only_looks(workspace: Workspace) -> None:
    """No adding."""
    screen = opened(workspace, "customers", role=Role.STANDARD, **ADDRESS)
    assert "Add customer" not in [button.label for button in screen.button]


def test_with_nothing_in_it(empty: Workspace) -> None:
    """A sentence that says what to do."""
    assert "Add the first one" in said(opened(empty, "customers"))
