"""The settings of a worksheet page: its cells, and what would save pages."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName
from streamlit.testing.v1 import AppTest

from booklet.model import Page
from booklet.workspace import Workspace
from tests.conftest import QUARTER
from tests.pages.opened import opened, pressed, said


def _wide_statement() -> bytes:
    """Eleven columns, of which one falls on a page of its own; a template, and a named cell."""
    book = openpyxl.Workbook()
    for column in range(1, 12):
        book.active.cell(3, column, column)
    book.active["A1"], book.active["A2"] = "{{ plan }} plan", "{{ assets }}"
    book.active["A2"].number_format = '#,##0.00 "USD"'
    book.defined_names["adviser"] = DefinedName("adviser", attr_text="Sheet!$B$1")
    book.defined_names["fee"] = DefinedName("fee", attr_text="Sheet!$B$2")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def screen(workspace: Workspace) -> AppTest:
    """The book Sheets with its only page open, looked at for Acme Corp."""
    workspace.uploads.add(_wide_statement(), "wide.xlsx")
    version = workspace.books.save("Sheets", pages=[Page("worksheet", "Wide", {"upload": "wide.xlsx"})])
    customer = workspace.customers.get("Acme Corp").id
    words = {"quarter": str(QUARTER), "book": "Sheets", "customer": customer, "page": version.pages[0].id}
    return opened(workspace, "books", **words)


def test_the_cells_that_are_filled_are_shown(screen: AppTest) -> None:
    """Texts with what the page prints for the customer, and named cells with the attribute of their name."""
    tables = [frame.value for frame in screen.dataframe]
    texts = next(table for table in tables if "text" in table)
    assert texts[["where", "gets"]].to_numpy().tolist() == [["Sheet A1", "Gold plan"], ["Sheet A2", "1,250,000.00 USD"]]
    named = next(table for table in tables if "attribute" in table)
    assert named["attribute"].tolist()[0] == "adviser"
    assert named["gets"].tolist() == ["Ann Lee", "–"]


def test_one_press_takes_a_suggestion(screen: AppTest) -> None:
    """The button says what comes of it; pressed, the page has the setting, and the suggestion is gone."""
    label = "Print landscape: Sheet on 1 page instead of 2"
    assert "2 pages, before its cells are filled" in said(screen)
    pressed(screen, label)
    assert label not in [button.label for button in screen.button]
    assert "1 page, before" in said(screen)


def test_a_book_that_asks_for_a_workbook_waits(workspace: Workspace) -> None:
    """In its editor nothing is wrong with it: the workbook comes when the book is made."""
    config = {"ask": True, "prompt": "Holdings"}
    workspace.books.save("Asks", pages=[Page("text", "", {"markdown": "Hello"}), Page("worksheet", "", config)])
    screen = opened(workspace, "books", quarter=str(QUARTER), book="Asks")
    assert ":orange[▲] 1 page, workbook needed" in said(screen)
    assert ":red[" not in said(screen)
