"""Workbooks handed in for many customers: whose is which, told by the files' names."""

from __future__ import annotations

from datetime import datetime

from booklet.model import Book, BookSettings, BookVersion, Customer, Page
from booklet.office.match_hand_ins import asked_workbooks, matched, told_apart


def customer(name: str) -> Customer:
    return Customer(name.lower(), name, datetime(2026, 1, 1))


def version(*pages: Page) -> BookVersion:
    moment = datetime(2026, 1, 1)
    return BookVersion("v", Book("b", "Review", "", moment), 1, BookSettings(), pages, "anna", moment)


def test_files_find_their_customers() -> None:
    """By the longest name in the file's name, whatever stands between its words."""
    customers = [customer("Acme"), customer("Acme Corp"), customer("Bolt & Co")]
    found = matched(["acme_corp-2026Q3.xlsx", "Holdings of ACME.xlsx", "bolt co.xlsx", "acmecorp.xlsx"], customers)
    assert {file: one.name for file, one in found.items()} == {
        "acme_corp-2026Q3.xlsx": "Acme Corp",
        "Holdings of ACME.xlsx": "Acme",
        "bolt co.xlsx": "Bolt & Co",
    }


def test_each_customer_gets_the_file_named_last() -> None:
    """A corrected file that is handed in after the first takes its place; what is nobody's is said."""
    handed_in = told_apart(
        [("acme.xlsx", b"old"), ("other.xlsx", b"?"), ("acme corrected.xlsx", b"new"), ("bolt.xlsx", b"b")],
        [customer("Acme"), customer("Bolt")],
    )
    assert handed_in.by_customer == {"acme": b"new", "bolt": b"b"}
    assert handed_in.lost == ("other.xlsx",)


def test_a_book_says_what_it_asks_for() -> None:
    """In the order of its pages: a page's title, or what it asks for; of a choice also the option."""
    ask = {"ask": True, "prompt": "The holdings"}
    option = {"name": "Gold", "rule": "true", "page": {"type": "worksheet", "title": "", "config": ask}}
    pages = (
        Page("text", "Letter", {"markdown": ""}, id="a"),
        Page("worksheet", "Statement", ask, id="b"),
        Page("worksheet", "", ask, id="c"),
        Page("choice", "Plan", {"options": [option]}, id="d"),
    )
    asked = [(one.slot, one.called) for one in asked_workbooks(version(*pages))]
    assert asked == [("b", "Statement"), ("c", "The holdings"), ("d/Gold", "Plan, Gold")]
