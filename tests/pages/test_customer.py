"""The screen of one customer."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from booklet.errors import PreflightFailed
from booklet.model import Role
from booklet.workspace import Workspace
from tests.conftest import QUARTER
from tests.pages.opened import clicked, opened, pressed, ran, said

LATER = QUARTER.next()


def _customer(workspace: Workspace, *, quarter: str = str(QUARTER), role: Role = Role.ADMIN) -> AppTest:
    return opened(workspace, "customer", role=role, quarter=quarter, customer=workspace.customers.get("Acme Corp").id)


def _edited(screen: AppTest, workspace: Workspace, row: int, value: str | None) -> AppTest:
    """The screen after a value was typed into a row of the table."""
    key = f"values_{workspace.customers.get('Acme Corp').id}_{QUARTER}_0"
    screen.session_state[key] = {"edited_rows": {row: {"Value": value}}, "added_rows": [], "deleted_rows": []}
    return ran(screen)


def test_says_since_when_and_from_whom(workspace: Workspace) -> None:
    """In a later quarter a value still holds, with the quarter that it was recorded for."""
    workspace.attributes.set("Acme Corp", LATER, {"adviser": "Cleo Fox"}, by="zoe")
    table = _customer(workspace, quarter=str(LATER)).dataframe[0].value.set_index("Attribute")
    assert tuple(table.loc["Plan *", ["Value", "Since"]]) == ("Gold", str(QUARTER))
    assert tuple(table.loc["Adviser", ["Value", "Since", "By"]]) == ("Cleo Fox", str(LATER), "zoe")


def test_a_value_is_edited_in_place(workspace: Workspace) -> None:
    """As people write it, with the editor's name; an emptied one ends."""
    screen = pressed(_edited(_customer(workspace), workspace, 1, "$2,000,000"), "Save changes")
    assert str(workspace.attributes.values("Acme Corp", QUARTER)["assets"]) == "2000000"
    assert workspace.attributes.origins("Acme Corp", QUARTER)["assets"].recorded_by == "admin-user"
    assert "1 value recorded" in screen.toast[0].value


def test_what_does_not_fit_is_said_and_nothing_is_saved(workspace: Workspace) -> None:
    """With the customer, the attribute, the value and what is expected."""
    screen = pressed(_edited(_customer(workspace), workspace, 0, "Platinum"), "Save changes")
    assert 'Acme Corp, 2026Q3: Plan (plan): "Platinum" does not fit; expected is one of Gold, Silver.' in said(screen)
    assert workspace.attributes.values("Acme Corp", QUARTER)["plan"] == "Gold"


def test_renames_and_archives(workspace: Workspace) -> None:
    """Both keep everything that is known."""
    screen = _customer(workspace)
    next(box for box in screen.text_input if box.label == "Name").input("Acme Limited")
    pressed(screen, "Rename")
    pressed(screen, "Archive customer")
    assert [customer.name for customer in workspace.customers.all()] == ["Bolt & Co"]
    assert workspace.customers.get("Acme Limited").archived


def test_a_standard_user_only_looks(workspace: Workspace) -> None:
    """No saving and no changing; generating is his work."""
    labels = [button.label for button in _customer(workspace, role=Role.STANDARD).button]
    assert "Generate" in labels
    assert not {"Save changes", "Rename", "Archive customer"} & set(labels)


def test_an_unknown_customer_in_the_address_shows_the_first(workspace: Workspace) -> None:
    """A link to somebody who was never there ends at somebody who is."""
    assert "Acme Corp" in said(opened(workspace, "customer", customer="nobody"))


def _books(workspace: Workspace, name: str = "Acme Corp") -> AppTest:
    """The tab of the customer's books."""
    screen = opened(workspace, "customer", quarter=str(QUARTER), customer=workspace.customers.get(name).id)
    screen.session_state["customer_tabs"] = "Books"
    return ran(screen)


def test_the_books_made_for_a_customer_are_listed(workspace: Workspace) -> None:
    """The newest first and only theirs, those that failed too; a click opens the run."""
    workspace.attributes.clear("Acme Corp", LATER, ["assets"])
    with pytest.raises(PreflightFailed):
        workspace.generate("Review", "Acme Corp", LATER, by="ben")
    workspace.generate("Review", "Acme Corp", QUARTER, by="ann")
    with pytest.raises(PreflightFailed):
        workspace.generate("Review", "Bolt & Co", QUARTER)
    screen = _books(workspace)
    rows = screen.dataframe[0].value.to_dict("records")
    assert [(row["Quarter"], row["Book"], row["State"], row["By"]) for row in rows] == [
        ("2026Q3", "Review", "● made", "ann"),
        ("2026Q4", "Review", "■ failed", "ben"),
    ]
    assert (rows[0]["Pages"], rows[1]["Size"]) == (8, "")
    first = workspace.generations.find(customer="Acme Corp")[0]
    assert clicked(screen, f"books_of_{first.customer_id}", 0).query_params["run"] == first.id


def test_a_customer_without_books_is_said(workspace: Workspace) -> None:
    """By name."""
    assert "No books were made for Bolt & Co yet" in said(_books(workspace, "Bolt & Co")).replace("&amp;", "&")
