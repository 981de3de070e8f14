"""A book edited in a real browser: the table of pages is drawn on a canvas, which nothing else can press."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from booklet import Page as BookPage
from booklet import Quarter
from tests.browser.conftest import Server

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("people")]
_HEADER_PX, _ROW_PX = 36, 35
_MENU = "stDataFrameButtonActionMenu"
_OPEN, _UP, _MORE = 13, -66, -13
"""Where the buttons of a row are, in pixels from the table's left edge, or if negative from its right one."""


@pytest.fixture
def book(server: Server, page: Page, sign_in: Callable[..., None]) -> Page:
    """A book of three pages, open for editing by an administrator."""
    server.workspace.customers.add("Acme Corp")
    pages = [BookPage("text", title, {"markdown": f"# {title}"}) for title in ("Cover", "Plan", "Terms")]
    server.workspace.books.save("Review", pages=pages)
    page.goto(f"{server.address}/books?book=Review&quarter={Quarter(2026, 3)}")
    sign_in("ann")
    expect(page.get_by_alt_text("Page 1 of 3")).to_be_visible(timeout=60_000)
    return page


def _place(page: Page, row: int, x: int) -> tuple[float, float]:
    """Where a cell of the table of pages is, once it has come to rest; rows from 0, negative x from the right edge."""
    page.wait_for_timeout(300)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.wait_for_timeout(700)  # the canvas is drawn after the run, and what appears above it moves it
    box = page.get_by_test_id("stDataFrame").first.bounding_box()
    assert box
    across = x if x > 0 else box["width"] + x
    return box["x"] + across, box["y"] + _HEADER_PX + _ROW_PX * row + _ROW_PX / 2


def _press(page: Page, row: int, x: int) -> None:
    page.mouse.click(*_place(page, row, x))


def _save(page: Page, comment: str) -> None:
    page.get_by_role("button", name="Save version", exact=True).click()
    page.get_by_label("Comment", exact=True).fill(comment)
    page.get_by_role("button", name="Save version 2").click()
    expect(page.get_by_text("Version 2, saved by ann")).to_be_visible()


def test_pages_are_moved_copied_and_removed(server: Server, book: Page) -> None:
    """The arrows and the menu of a row; nothing is saved before it is, and then all of it."""
    _press(book, 2, _UP)
    expect(book.get_by_text("1 change not saved")).to_be_visible()
    _press(book, 0, _MORE)
    book.get_by_test_id(_MENU).get_by_text("Duplicate page").click()
    expect(book.get_by_text("2 changes not saved")).to_be_visible()
    _press(book, 3, _MORE)
    book.get_by_test_id(_MENU).get_by_text("Remove page").click()
    expect(book.get_by_alt_text("Page 1 of 3")).to_be_visible()
    assert server.workspace.books.get("Review").number == 1
    _save(book, "In another order")
    saved = server.workspace.books.get("Review")
    assert [page.title for page in saved.pages] == ["Cover", "Cover (copy)", "Terms"]
    assert saved.comment == "In another order"


def test_the_pictures_follow_the_page_that_is_open(book: Page) -> None:
    """A click on a row opens its settings and its page; a click on a small picture opens that one."""
    _press(book, 2, 14)
    expect(book.get_by_alt_text("Page 3 of 3")).to_be_visible()
    expect(book.get_by_role("heading", name="3. Terms")).to_be_visible()
    book.locator("button").filter(has_text="Page 1").click()
    expect(book.get_by_alt_text("Page 1 of 3")).to_be_visible()


def test_a_position_is_typed(server: Server, book: Page) -> None:
    """Another number in the first column moves the page there."""
    book.mouse.click(*_place(book, 2, 55))
    book.wait_for_timeout(300)
    book.keyboard.type("1", delay=100)
    book.keyboard.press("Enter")
    expect(book.get_by_text("1 change not saved")).to_be_visible()
    _save(book, "")
    assert [page.title for page in server.workspace.books.get("Review").pages] == ["Terms", "Cover", "Plan"]


def test_a_reload_opens_the_same_page_again(book: Page) -> None:
    """Also after two clicks in a row, of which the second carries the address from before the first."""
    _press(book, 2, _OPEN)
    expect(book.get_by_role("heading", name="3. Terms")).to_be_visible()
    _press(book, 0, _OPEN)
    _press(book, 1, _OPEN)
    expect(book.get_by_role("heading", name="2. Plan")).to_be_visible()
    book.reload()
    expect(book.get_by_role("heading", name="2. Plan")).to_be_visible()
