"""What a new user runs into, in a real browser: addresses, refused files, a tab that was closed too early."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from booklet import Page as BookPage
from booklet import Quarter
from tests.browser.conftest import Server
from tests.test_uploads import zip_of

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("people")]
SignIn = Callable[..., None]


@pytest.mark.parametrize("address", ["/quarter", "/", "/quarter?quarter=2025Q1"])
def test_the_first_screen_has_an_address(server: Server, page: Page, sign_in: SignIn, address: str) -> None:
    """Of its own, and the bare one; what stands in it is kept."""
    page.goto(server.address + address)
    sign_in("ben")
    expect(page.get_by_text("What is left to do this quarter?")).to_be_visible()
    expect(page.get_by_text("Page not found")).to_have_count(0)
    assert page.url.startswith(f"{server.address}/quarter")
    if "2025Q1" in address:
        expect(page.get_by_role("heading", name="First quarter of 2025")).to_be_visible()


def test_a_word_document_is_told_what_booklet_takes(server: Server, page: Page, sign_in: SignIn) -> None:
    """It reaches Booklet, which says what it is and what to do; nothing of it is kept."""
    page.goto(f"{server.address}/uploads")
    sign_in("ann")
    expect(page.get_by_role("heading", name="Uploads")).to_be_visible()
    # A person takes seconds to find a file; until the sign-in has set its cookie the screen is drawn once more.
    page.wait_for_timeout(2_000)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    letter = {"name": "letter.docx", "mimeType": "application/msword", "buffer": zip_of("word/document.xml")}
    page.locator("input[type=file]").set_input_files(letter)  # type: ignore[arg-type]
    expect(page.get_by_text("Booklet takes PDFs and Excel workbooks, and this is a Word document")).to_be_visible()
    assert server.workspace.uploads.all() == []


def test_unsaved_changes_survive_a_reload(server: Server, page: Page, sign_in: SignIn) -> None:
    """They are offered again, and kept where they are wanted."""
    server.workspace.customers.add("Acme Corp")
    server.workspace.books.save("Review", pages=[BookPage("text", "Letter", {"markdown": "Dear {{ customer }}"})])
    page.goto(f"{server.address}/books?book=Review&quarter={Quarter(2026, 3)}")
    sign_in("ann")
    title = page.get_by_label("Title", exact=True)
    title.fill("A letter")
    title.press("Enter")
    expect(page.get_by_text("1 change not saved")).to_be_visible()
    page.reload()
    expect(page.get_by_text("You have 1 unsaved change")).to_be_visible()
    page.get_by_role("button", name="Keep them").click()
    expect(page.get_by_text("1 change not saved")).to_be_visible()
    expect(page.get_by_label("Title", exact=True)).to_have_value("A letter")
    assert server.workspace.books.get("Review").number == 1
