"""Workbooks of many customers handed in at once."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from booklet.model import Page
from booklet.ui.generate.hand_in import hand_in_many
from booklet.workspace import Workspace
from tests.ui.drawn import drawn, shown


def _asking(workspace: Workspace) -> AppTest:
    """The uploaders of a book that asks for two workbooks, and has a page that asks for none."""
    pages = [
        Page("text", "Letter", {"markdown": "Dear"}),
        Page("worksheet", "Fees", {"ask": True}),
        Page("worksheet", "Hours [h]", {"ask": True}),
    ]
    version = workspace.books.save("Review", pages=pages)
    return drawn(hand_in_many, workspace, version, workspace.customers.all())


def _said(test: AppTest) -> list[str]:
    return [error.value.replace("\\", "") for error in test.error]


def test_a_workbook_goes_to_the_customer_in_its_name(workspace: Workspace) -> None:
    """Each uploader is for a page; case and signs between words do not matter."""
    test = _asking(workspace)
    labels = [one.label.replace("\\", "") for one in test.file_uploader]
    assert labels == ["Fees: one file for each customer", "Hours [h]: one file for each customer"]
    test.file_uploader[0].set_value([("acme corp fees.xlsx", b"1", ""), ("Fees of BOLT_&_CO.xlsx", b"2", "")])
    test.file_uploader[1].set_value([("Bolt & Co.xlsx", b"3", "")])
    made = shown(test).session_state["made"]
    fees, hours = (page.id for page in workspace.books.get("Review").pages[1:])
    acme, bolt = (customer.id for customer in workspace.customers.all())
    assert made == {acme: {fees: b"1"}, bolt: {fees: b"2", hours: b"3"}}
    assert not _said(test)


def test_a_workbook_for_nobody_is_named(workspace: Workspace) -> None:
    """With what to do; the others count all the same."""
    test = _asking(workspace)
    test.file_uploader[0].set_value([("fees.xlsx", b"1", ""), ("Acme Corp.xlsx", b"2", "")])
    shown(test)
    assert _said(test) == ["No customer's name is in fees.xlsx: rename the files, and hand them in again."]
    assert [list(given.values()) for given in test.session_state["made"].values()] == [[b"2"]]


def test_a_book_that_asks_for_nothing_shows_nothing(workspace: Workspace) -> None:
    """No uploader, and nothing is given."""
    version = workspace.books.save("Plain", pages=[Page("text", "Letter", {"markdown": "Dear"})])
    test = drawn(hand_in_many, workspace, version, workspace.customers.all())
    assert (list(test.file_uploader), test.session_state["made"]) == ([], {})
