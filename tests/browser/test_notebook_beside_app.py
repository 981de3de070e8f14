"""A notebook runs while the app has the same workspace open, and each sees what the other did."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.test_notebooks import NOTEBOOKS, run

pytestmark = pytest.mark.browser


@pytest.mark.usefixtures("people")
def test_the_quickstart_runs_beside_the_open_app(server: Server, page: Page, sign_in: Callable[..., None]) -> None:
    """Ann is signed in and looks at the list of books; after the notebook ran, its book is there."""
    page.goto(f"{server.address}/books?quarter=2026Q3")
    sign_in("ann")
    expect(page.get_by_role("heading", name="Books")).to_be_visible()
    ran = run(NOTEBOOKS[0], server.workspace.folder)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    page.goto(f"{server.address}/history?quarter=2026Q3")
    expect(page.get_by_role("heading", name="History")).to_be_visible()
    expect(page.get_by_text("1 run")).to_be_visible()
    assert server.workspace.generations.find()[0].book == "Quickstart review"
