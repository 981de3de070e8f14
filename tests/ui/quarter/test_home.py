"""The home screen without its surroundings: counts, the table, and the button."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from booklet import Page, Quarter, Workspace
from booklet.model import Role
from booklet.office.look_beside import LookBeside
from booklet.ui.quarter import home
from booklet.ui.shared import overview
from tests.conftest import QUARTER, with_letters
from tests.ui.desks import Ways, buttons, desk_of, html_of, screen_of, texts, ways  # noqa: F401


@pytest.mark.parametrize(("number", "word"), list(enumerate(("First", "Second", "Third", "Fourth"), 1)))
def test_a_quarter_in_words(number: int, word: str) -> None:
    """Each of the four."""
    assert home.in_words(Quarter(2026, number)) == f"{word} quarter of 2026"


@pytest.fixture
def letters(empty: Workspace) -> Workspace:
    """Three customers, of whom two have what the letter says; one of those two is made."""
    ws = with_letters(empty, "Acme", "Bolt", lacking="Cedar")
    ws.generate("Letter", "Acme", QUARTER)
    return ws


def _home(ws: Workspace, role: Role = Role.ADMIN, **session: Any) -> AppTest:
    return screen_of(home.show_quarter, desk_of(ws, role), **session)


def _rows(test: AppTest) -> list[list[object]]:
    rows: list[list[object]] = test.dataframe[0].value.values.tolist()
    return rows


def test_what_is_left_to_do(letters: Workspace, ways: Ways) -> None:  # noqa: F811
    """Those that are not made, at first; all of them where one likes; counted by state."""
    test = _home(letters)
    assert _rows(test) == [["Bolt", "○ ready"], ["Cedar", "■ 1 problem"]]
    assert {metric.label: metric.value for metric in test.metric} == {
        ":green[● made]": "1",
        ":blue[○ ready]": "1",
        ":red[■ problem]": "1",
    }
    assert buttons(test) == {"Generate 1 book": ("primary", True)}
    test.session_state["quarter_rows"] = "All customers"
    assert _rows(test.run()) == [["Acme", "● made"], ["Bolt", "○ ready"], ["Cedar", "■ 1 problem"]]
    assert "Third quarter of 2026" in html_of(test)
    assert ways.went == []


def test_nothing_is_left_to_do(letters: Workspace) -> None:
    """It is said, and all stand there."""
    letters.customers.archive("Cedar")
    letters.generate_batch("Letter", QUARTER)
    test = _home(letters)
    assert "Every book of 2026Q3 is made, and nothing has changed since." in html_of(test)
    assert _rows(test) == [["Acme", "● made"], ["Bolt", "● made"]]
    assert buttons(test) == {}


def test_all_is_left_to_do(letters: Workspace) -> None:
    """Then there is nothing to choose between."""
    letters.customers.archive("Acme")
    test = _home(letters)
    assert [row[0] for row in _rows(test)] == ["Bolt", "Cedar"]
    assert not test.get("button_group")


@pytest.mark.parametrize(
    ("key", "cell", "went"),
    [
        ("quarter_table_Left to do", (0, "Customer"), ("customer", {"customer": "Bolt"})),
        ("quarter_table_Left to do", (1, "Letter"), ("generate", {"customer": "Cedar", "book": "Letter"})),
    ],
)
def test_a_click_opens_a_customer_or_a_book(
    letters: Workspace,
    ways: Ways,  # noqa: F811
    key: str,
    cell: tuple[int, str],
    went: Any,
) -> None:
    """Of the row that was clicked."""
    ids = {one.name: one.id for one in letters.customers.all()} | {one.name: one.id for one in letters.books.all()}
    selection = {"selection": {"rows": [], "columns": [], "cells": [(cell[0], ids.get(cell[1], cell[1]))]}}
    _home(letters, **{key: selection})
    assert ways.went == [(went[0], {word: ids[name] for word, name in went[1].items()})]


def test_a_long_list_has_pages(letters: Workspace, ways: Ways, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    """A click counts on the page that is shown."""
    monkeypatch.setattr(home, "_SHOWN", 1)
    test = _home(letters)
    assert (_rows(test), test.number_input[0].label) == ([["Bolt", "○ ready"]], "Page of 2")
    test.number_input[0].set_value(2)
    assert _rows(test.run()) == [["Cedar", "■ 1 problem"]]
    test.session_state["quarter_table_Left to do_1"] = {
        "selection": {"rows": [], "columns": [], "cells": [(0, "Customer")]}
    }
    test.run()
    assert ways.went == [("customer", {"customer": letters.customers.get("Cedar").id})]


@pytest.mark.parametrize(
    ("done", "error", "bar", "caption"),
    [
        (0, "", "Looking through 2 books …", ""),
        (1, "", "Looking through 3 books, about", ""),
        (0, "Too bad.", "", "What is missing for a book is found when it is made. Too bad."),
    ],
)
def test_what_is_not_known_is_looked_at_beside(  # noqa: PLR0913 - a case
    letters: Workspace, monkeypatch: pytest.MonkeyPatch, done: int, error: str, bar: str, caption: str
) -> None:
    """Until then all can be made; where it cannot be looked at, it is said why, and can be tried again."""
    desk = desk_of(letters)
    look = LookBeside(letters.folder, QUARTER)
    monkeypatch.setattr(LookBeside, "ensure", lambda *_: None)
    monkeypatch.setattr(overview, "look_beside", lambda *_: look)
    monkeypatch.setattr(overview, "NOT_BESIDE", "nowhere")
    look.done, look.total, look.error = done, 4 * done, error
    test = screen_of(home.show_quarter, desk)
    assert _rows(test) == [["Bolt", "○ to do"], ["Cedar", "○ to do"]]
    expected = {"Generate 2 books": ("primary", True)} | ({"Look again": ("tertiary", True)} if error else {})
    assert buttons(test) == expected
    assert [element.proto.text[: len(bar)] for element in test.get("progress")] == ([bar] if bar else [])
    assert not caption or caption in texts(test)


def test_an_empty_workspace(empty: Workspace, ways: Ways) -> None:  # noqa: F811
    """An administrator begins; everybody else is told no more than that."""
    test = _home(empty)
    assert "Begin with your own customers, or with the demo." in html_of(test)
    assert buttons(test) == {"Add customers": ("primary", True), "Start with the demo": ("secondary", True)}
    test = _home(empty, Role.STANDARD)
    assert "Nothing here yet.</p>" in html_of(test)
    assert buttons(test) == {}
    empty.customers.add("Acme")
    assert "No books yet. Make the first one." in html_of(_home(empty))
    assert "No books yet. An administrator makes the first one." in html_of(_home(empty, Role.STANDARD))
    assert ways.labels == ["Go to the books"] * 2
    empty.customers.archive("Acme")
    empty.books.save("Letter", pages=[Page("text", "A")])
    assert "Nothing here yet." in html_of(_home(empty))


def test_the_first_customers_are_added_elsewhere(empty: Workspace, ways: Ways) -> None:  # noqa: F811
    """Where customers are."""
    test = _home(empty)
    next(button for button in test.button if button.label == "Add customers").click()
    test.run()
    assert ways.went == [("customers", {})]
