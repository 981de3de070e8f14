"""The fields of a form in a real browser: the table is a canvas, and must not move under the hand that types."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from booklet import Page as BookPage
from booklet import Quarter
from booklet.model import AttributeDefinition, AttributeType
from tests.browser.conftest import Server
from tests.conftest import DEMO, W9_BUSINESS, W9_NAME
from tests.pdf.form_maker import accounts_form

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("people")]
_HEADER_PX, _ROW_PX = 36, 35
_WIDTHS = {"open": 26, "number": 36, "field": 148, "takes": 58, "proposed": 122, "attribute": 112, "template": 70}
"""The columns' widths, from the left, as long as the table is no wider than they are together with the last."""


@pytest.fixture
def form(server: Server, page: Page, sign_in: Callable[..., None]) -> Page:
    """The fields of a form into which nothing goes yet."""
    workspace = server.workspace
    workspace.customers.add("Acme Corp")
    workspace.uploads.add(DEMO / "fw9.pdf")
    workspace.books.save("Forms", pages=[BookPage("form", "W-9", {"upload": "fw9.pdf", "pages": "1"})])
    page.goto(f"{server.address}/books?book=Forms&quarter={Quarter(2026, 3)}")
    sign_in("ann")
    page.get_by_role("button", name="Say what goes into its fields").click()
    expect(page.get_by_alt_text("field 1 stands out")).to_be_visible(timeout=60_000)
    return page


def _at_rest(page: Page) -> dict[str, float]:
    """Where the table is, once the run is over and the canvas drawn."""
    page.wait_for_timeout(300)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.wait_for_timeout(700)
    box = page.get_by_test_id("stDataFrame").first.bounding_box()
    assert box
    return dict(box)


def _press(page: Page, row: int, column: str) -> None:
    box = _at_rest(page)
    names = list(_WIDTHS)
    before = sum(_WIDTHS[name] for name in names[: names.index(column)])
    page.mouse.click(box["x"] + before + _WIDTHS[column] / 2, box["y"] + _HEADER_PX + _ROW_PX * (row + 0.5))


def _fields(server: Server, page: Page) -> dict[str, str]:
    """What goes into the fields once the book is saved."""
    page.get_by_role("button", name="Save version", exact=True).click()
    page.get_by_role("button", name="Save version 2").click()
    expect(page.get_by_text("Version 2, saved by ann")).to_be_visible()
    return dict(server.workspace.books.get("Forms").pages[0].config["fields"])


def test_a_proposal_is_accepted_by_a_click_on_it(server: Server, form: Page) -> None:
    """And only that one; the picture shows where it went."""
    _press(form, 0, "proposed")
    expect(form.get_by_text("1 change not saved")).to_be_visible()
    assert _fields(server, form) == {W9_NAME: "{{ customer }}"}


def test_the_table_stays_where_it_is_while_it_is_filled(server: Server, form: Page) -> None:
    """In a view that the row has left by being filled, with fewer problems than before."""
    form.get_by_text("Not decided").first.click()
    before = _at_rest(form)
    _press(form, 1, "template")
    form.wait_for_timeout(300)
    form.keyboard.press("Enter")
    form.wait_for_timeout(700)  # the cell's editor opens
    form.keyboard.type("Acme", delay=60)
    form.keyboard.press("Enter")
    expect(form.get_by_text("1 change not saved")).to_be_visible()
    expect(form.get_by_alt_text("field 2 stands out")).to_be_visible()
    assert _at_rest(form) == before
    expect(form.get_by_text("Not decided 20")).to_be_visible()
    assert _fields(server, form) == {W9_BUSINESS: "Acme"}


def test_the_test_fill_is_shown_and_downloaded(form: Page) -> None:
    """Each field with its own name, as a picture and as a PDF."""
    form.get_by_text("Test fill", exact=True).click()
    expect(form.get_by_alt_text("with the fields' names in it")).to_be_visible()
    with form.expect_download() as download:
        form.get_by_role("button", name="Download the test fill").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")


@pytest.fixture
def group(server: Server, page: Page, sign_in: Callable[..., None]) -> Page:
    """A group of two buttons that takes an attribute, and nothing said of which value ticks which."""
    workspace = server.workspace
    workspace.customers.add("Acme Corp")
    kinds = ("Personal", "Business", "Trust")
    workspace.attributes.define(AttributeDefinition("account", "Account", AttributeType.CHOICE, choices=kinds))
    workspace.uploads.add(accounts_form(), name="accounts.pdf")
    config = {"upload": "accounts.pdf", "fields": {"kind": "{{ account }}"}}
    workspace.books.save("Forms", pages=[BookPage("form", "Accounts", config)])
    page.goto(f"{server.address}/books?book=Forms&quarter={Quarter(2026, 3)}")
    sign_in("ann")
    page.get_by_role("button", name="Say what goes into its fields").click()
    expect(page.get_by_alt_text("field 1 stands out")).to_be_visible(timeout=60_000)
    return page


def test_each_value_ticks_the_button_that_was_picked_for_it(server: Server, group: Page) -> None:
    """Though the file shows its state 0 as "1" and its state 1 as "2"."""
    for row, caption in enumerate(("Savings", "Checking", "Savings")):
        _pick(group, row, caption)
    _at_rest(group)
    rows = group.get_by_test_id("stDataFrame").nth(1).locator("tbody tr").all_inner_texts()
    assert rows == ["Personal1", "Business0", "Trust1"]  # what is stored of each, as it would be copied
    _fields(server, group)
    states = server.workspace.books.get("Forms").pages[0].config["states"]["kind"]
    assert states == {"Personal": "1", "Business": "0", "Trust": "1"}


def _pick(page: Page, row: int, caption: str) -> None:
    """Choose an option in the table of values, which stands beside that of the fields."""
    _at_rest(page)
    box = page.get_by_test_id("stDataFrame").nth(1).bounding_box()
    assert box
    page.mouse.click(box["x"] + 190, box["y"] + _HEADER_PX + _ROW_PX * (row + 0.5))
    page.wait_for_timeout(300)
    page.keyboard.press("Enter")
    page.wait_for_timeout(700)  # the cell's editor opens
    page.keyboard.type(caption, delay=60)
    page.wait_for_timeout(300)
    page.keyboard.press("Enter")
