"""The whole way in a real browser: from the first start to a book that somebody else's library reads back."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Locator, Page, expect

from booklet.demo import LAST_QUARTER, WELCOME_KIT
from booklet.workspace import Workspace
from tests.browser.conftest import PASSWORD, Server

pytestmark = pytest.mark.browser
CUSTOMER = "Cobalt Ridge Engineering"
_DEMO_MS = 240_000


@pytest.mark.timeout(600)
def test_first_start_to_first_book(server: Server, page: Page, tmp_path: Path) -> None:
    """First start, sign up, load the demo, generate with a choice of one's own, download, and read the PDF back."""
    _sign_up_with_the_demo(server, page)
    _generate(server, page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == f"{CUSTOMER} - {WELCOME_KIT} - {LAST_QUARTER}.pdf"
    path = tmp_path / "book.pdf"
    download.value.save_as(path)
    run = server.workspace.generations.find(limit=1)[0]
    assert path.read_bytes() == server.workspace.output(run.id)
    _read_back(pypdf.PdfReader(path), server.workspace, run.page_count)


def _sign_up_with_the_demo(server: Server, page: Page) -> None:
    page.goto(server.address)
    page.get_by_label("Your name", exact=True).fill("Ann Lee")
    page.get_by_label("Username", exact=True).fill("ann")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same password again", exact=True).fill(PASSWORD)
    page.get_by_text("Start with the demo").click()
    page.get_by_role("button", name="Create the first administrator").click()
    expect(page.get_by_role("heading", name="Making the demo")).to_be_visible()
    expect(page.get_by_role("heading", name="Making the demo")).to_have_count(0, timeout=_DEMO_MS)
    expect(page.get_by_test_id("stSidebar").get_by_text("Ann Lee")).to_be_visible()


def _generate(server: Server, page: Page) -> None:
    """From the sidebar: pick book and customer, override the choice of the rules, press the button."""
    made_before = len(server.workspace.generations.find())
    page.get_by_test_id("stSidebar").get_by_role("link", name="Generate").click()
    _pick(page, "Book", WELCOME_KIT)
    _pick(page, "Customer", CUSTOMER)
    expect(page.get_by_text("As the rules say")).to_have_count(1)
    _pick(page, "Gold, Silver, Bronze, All plans", "Bronze")
    expect(page.get_by_text("The rules say: Gold")).to_be_visible()
    expect(page.get_by_text("Ready:")).to_be_visible()
    page.get_by_role("button", name="Generate the book").click()
    expect(page.get_by_text("by ann")).to_be_visible(timeout=60_000)
    assert len(server.workspace.generations.find()) == made_before + 1


def _pick(page: Page, label: str, option: str) -> None:
    """Choose in a select box; typing finds the option among many."""
    box: Locator = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).click()


def _read_back(book: pypdf.PdfReader, workspace: Workspace, page_count: int) -> None:
    """The customer's values, the pages, the bookmarks, the links of the contents, and nobody else's name."""
    assert len(book.pages) == page_count
    texts = [page.extract_text() for page in book.pages]
    assert CUSTOMER in texts[0]
    others = [customer.name for customer in workspace.customers.all() if customer.name != CUSTOMER]
    assert not [name for name in others for text in texts if name in text]
    fields = book.get_fields() or {}
    assert CUSTOMER in [field.value for field in fields.values()]
    assert any("What Bronze includes" in item.title for item in _titles(book.outline))
    contents = next(index for index, text in enumerate(texts) if text.startswith("Contents") or "Contents\n" in text)
    targets = _link_targets(book, contents)
    assert len(targets) >= len([item for item in book.outline if not isinstance(item, list)]) - 1
    assert all(contents < target < page_count for target in targets)


def _titles(outline: list) -> list:
    return [one for item in outline for one in (_titles(item) if isinstance(item, list) else [item])]


def _link_targets(book: pypdf.PdfReader, index: int) -> list[int]:
    """The pages, by index, that the links of a page lead to."""
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(book.pages)}
    targets = []
    for annotation in book.pages[index].get("/Annots") or []:
        link = annotation.get_object()
        destination = link.get("/Dest") or (link.get("/A") or {}).get("/D")
        if link["/Subtype"] == "/Link" and destination is not None:
            targets.append(pages[destination[0].idnum])
    return targets
