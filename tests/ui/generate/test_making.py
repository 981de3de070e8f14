"""The screen that makes books, without its surroundings: what a customer's book will be, and those of all."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from booklet import Workspace
from booklet.generate.checked import Checked, CheckedPage
from booklet.generate.plan import ChoiceMade, PlannedPage
from booklet.generate.readiness import BookReadiness
from booklet.generate.states import BookState, CustomerBook
from booklet.model import Customer, InputKey, Page, Problem, Role
from booklet.page_types.contract import error, placed, warning
from booklet.ui.generate import make_many
from booklet.ui.generate.hand_in import hand_in_many
from booklet.ui.generate.make_many import Row
from booklet.ui.generate.make_one import _pick_choice, _pick_choices, ready_in_words
from booklet.ui.generate.pick_book import pick_book
from booklet.ui.generate.problem_links import show_problems_with_links
from tests.conftest import QUARTER, with_letters
from tests.ui.desks import Ways, buttons, desk_of, pressed, screen_of, texts, ways  # noqa: F401
from tests.ui.drawn import drawn

DAY = datetime(2026, 1, 1)
_ACME = Customer("c1", "Acme", DAY)


class _Plan:
    """As much of a plan as these look at."""

    def __init__(self, *pages: PlannedPage, count: int = 0) -> None:
        self.pages, self.page_count, self.snapshot = pages, count, self
        self.customer_id = "c1"


def _page(type_: str, count: int, choice: ChoiceMade | None = None, title: str = "", id_: str = "p1") -> PlannedPage:
    return PlannedPage(Page(type_, title, id=id_), title, 1, count, choice, (), {}, ())


@pytest.mark.parametrize(
    ("pages", "count", "said"),
    [
        ([], 0, "0 pages"),
        ([_page("text", 1)], 1, "1 page"),
        ([_page("form", 2), _page("form", 1), _page("text", 2)], 5, "5 pages, 2 forms"),
        ([_page("worksheet", 3), _page("form", 1)], 1234, "1,234 pages, 1 form, 1 worksheet"),
        ([_page("worksheet", 0), _page("form", 0)], 0, "0 pages"),
    ],
)
def test_what_the_book_will_be(pages: list[PlannedPage], count: int, said: str) -> None:
    """Pages, forms and worksheets; those that give no page are not counted."""
    assert ready_in_words(_Plan(*pages, count=count)) == said  # type: ignore[arg-type]


def _choice(*by_rule: str, takes_all: bool = False) -> ChoiceMade:
    return ChoiceMade("p1", ("Gold", "Silver", "Lead"), by_rule, by_rule, False, takes_all)


def _picked(choice: ChoiceMade, title: str = "Plan") -> AppTest:
    return drawn(_pick_choice, _page("choice", 1, choice, title), key="choice")


def test_a_choice_stands_as_the_rules_have_it() -> None:
    """Of one option or several, with a word that it does; nothing is picked instead."""
    for takes_all in (False, True):
        test = _picked(_choice("Silver", takes_all=takes_all))
        box = test.multiselect[0] if takes_all else test.selectbox[0]
        assert (box.label, box.value) == ("Plan", ["Silver"] if takes_all else "Silver")
        assert box.options == ["Gold", "Silver", "Lead"]
        assert texts(test) == ["As the rules say"]
        assert test.session_state["made"] is None
    assert _picked(_choice("Gold"), "").selectbox[0].label == "Gold, Silver, Lead"


def test_a_choice_that_the_rules_leave_open() -> None:
    """Nothing is picked, and that is as they say."""
    test = _picked(_choice())
    assert (test.selectbox[0].value, test.session_state["made"], texts(test)) == (None, None, ["As the rules say"])
    test.selectbox[0].set_value("Lead")
    assert test.run().session_state["made"] == ["Lead"]
    assert texts(test) == [":orange[The rules say: nothing]"]


def test_another_option_is_picked() -> None:
    """What the rules say stays in sight; of several, in the options' order."""
    test = _picked(_choice("Gold", "Silver", takes_all=True))
    test.multiselect[0].set_value(["Silver"])
    assert test.run().session_state["made"] == ["Silver"]
    assert texts(test) == [":orange[The rules say: Gold, Silver]"]
    test.multiselect[0].set_value([])
    assert test.run().session_state["made"] == []


def test_choices_side_by_side() -> None:
    """What is picked against the rules comes back by page; a book without any has none."""
    pages = [_page("choice", 1, _choice("Gold"), title, title) for title in ("a", "b", "c")]
    test = drawn(_pick_choices, _Plan(_page("text", 1), *pages))
    assert [box.label for box in test.selectbox] == ["a", "c", "b"]
    assert [len(column.selectbox) for column in test.columns] == [2, 1]
    test.selectbox(key="choice-c1-b").set_value("Lead")
    assert test.run().session_state["made"] == {"b": ["Lead"]}
    alone = drawn(_pick_choices, _Plan(pages[0]))
    assert (len(alone.columns), len(alone.selectbox)) == (1, 1)
    assert drawn(_pick_choices, _Plan(_page("text", 1))).session_state["made"] == {}


def _problem(code: str, **where: str) -> Problem:
    return placed(error(code, "It is wrong.", "Mend it.", subject="plan"), customer="Acme", quarter="2026Q3", **where)


@pytest.mark.parametrize(
    ("problem", "link"),
    [
        (_problem("missing value", book="R"), ("Record plan for Acme", "attributes", {"quarter": "2026Q3"})),
        (_problem("value"), ("Record plan for Acme", "attributes", {"quarter": "2026Q3"})),
        (_problem("upload gone", book="R"), ("Look among the uploads", "uploads", {"quarter": "2026Q3"})),
        (
            _problem("rule", book="R", page="Letter", page_id="p1"),
            ("Open the page Letter", "books", {"quarter": "2026Q3", "book": "R", "page": "p1"}),
        ),
        (_problem("rule", book="R"), ("Open the book", "books", {"quarter": "2026Q3", "book": "R", "page": ""})),
        (_problem("workbook not given", book="R"), None),
        (_problem("nothing chosen", book="R"), None),
        (_problem("rule"), None),
    ],
)
def test_a_problem_leads_to_where_it_is_mended(
    ways: Ways,  # noqa: F811
    problem: Problem,
    link: Any,
) -> None:
    """With the place in the address; what is mended on this screen has no link."""
    test = screen_of(show_problems_with_links, [problem])
    assert ways.links == ([link] if link else [])
    remedy = "" if link and link[1] == "attributes" else " Mend it."
    sign = ":orange[▲]" if problem.code == "workbook not given" else ":red[■]"
    assert texts(test) == [f"{sign} It is wrong.{remedy}"]


@pytest.mark.parametrize(("count", "more"), [(30, []), (31, ["and 1 more"]), (1031, ["and 1,001 more"])])
def test_of_many_problems_the_first(count: int, more: list[str]) -> None:
    """Thirty, and how many more there are."""
    shown = texts(screen_of(show_problems_with_links, [warning("x", "Odd.", "")] * count))
    assert [line.strip() for line in shown] == [":orange[▲] Odd."] * 30 + more


def _row(state: str, *problems: Problem, checked: bool = True, handed_in: tuple[str, ...] = ()) -> Row:
    standing = CustomerBook("b1", "Review", _ACME, BookState(state), None, InputKey({}))
    found = Checked((CheckedPage("p1", "Plan", 3),), problems) if checked else None
    return Row(BookReadiness(standing, QUARTER, found), handed_in)


_WAITS = error("workbook not given", "No workbook.", "", subject="p1")
_WRONG, _ODD = error("rule", "Wrong.", ""), warning("x", "Odd.", "")


@pytest.mark.parametrize(
    ("row", "can_make", "state", "pages", "why"),
    [
        (_row("to do", checked=False), True, "○ to do", None, ""),
        (_row("out of date", checked=False), True, "↻ out of date", None, ""),
        (_row("to do"), True, "○ ready", 3, ""),
        (_row("to do", _ODD), True, "▲ warning", 3, ""),
        (_row("made", _ODD), True, "● made", 3, ""),
        (_row("to do", _WRONG, _ODD), False, "■ 1 problem", 3, "Wrong."),
        (_row("to do", _WAITS), False, "▲ workbook needed", None, "No workbook."),
        (_row("to do", _WAITS, handed_in=("p1",)), True, "○ ready", None, ""),
        (_row("to do", _WAITS, handed_in=("p2",)), False, "▲ workbook needed", None, "No workbook."),
        (_row("to do", _WAITS, _WRONG, handed_in=("p1",)), False, "■ 2 problems", 3, "No workbook. Wrong."),
        (_row("to do", _WRONG, handed_in=("",)), False, "■ 1 problem", 3, "Wrong."),
    ],
)
def test_a_row_of_the_table(row: Row, can_make: bool, state: str, pages: int | None, why: str) -> None:
    """A book can be made where nothing is known to stop it; a workbook that was just handed in stops it no more."""
    assert (row.can_make, row.state, row.page_count, row.why({})) == (can_make, state, pages, why)


@pytest.fixture
def letters(empty: Workspace) -> Workspace:
    """Three customers, of whom two have what the letter says."""
    return with_letters(empty, "Acme", "Bolt", lacking="Cedar")


def _many(ws: Workspace, role: Role = Role.STANDARD) -> AppTest:
    desk = desk_of(ws, role)
    return screen_of(make_many.show_many, desk, ws.books.all()[0])


def _told(test: AppTest) -> list[list[object]]:
    table = test.dataframe[0].value
    rows: list[list[object]] = table.astype(object).where(table.notna(), None).values.tolist()
    return rows


def test_all_books_of_a_quarter(letters: Workspace) -> None:
    """Each with its state, its pages and what is wrong; one button for all that can be made."""
    letters.generate("Letter", "Acme", QUARTER)
    test = _many(letters)
    assert _told(test) == [
        ["Acme", "● made", 1, ""],
        ["Bolt", "○ ready", 1, ""],
        ["Cedar", "■ 1 problem", 0, "Plan is missing for Cedar in 2026Q3."],
    ]
    assert buttons(test)["Generate 1 book"] == ("primary", True)
    assert "1 book cannot be made yet; the table says why." in texts(test)
    [zip_button] = test.get("download_button")
    assert zip_button.label == "Download 1 book as a zip"
    [toggle] = test.toggle
    assert toggle.label == "Also the 1 that is made and up to date"
    toggle.set_value(True)
    test.run()
    assert "Generate 2 books" in buttons(test)


def test_every_book_made(letters: Workspace) -> None:
    """Is said, and there is nothing to press; two are counted as such."""
    letters.customers.archive("Cedar")
    letters.generate_batch("Letter", QUARTER)
    test = _many(letters)
    assert ":green[● made]: every book of 2026Q3, and nothing has changed since." in texts(test)
    assert buttons(test) == {}
    assert test.toggle[0].label == "Also the 2 that are made and up to date"


def test_no_book_that_can_be_made(letters: Workspace) -> None:
    """The button says no number, and cannot be pressed."""
    for name in ("Acme", "Bolt"):
        letters.customers.archive(name)
    test = _many(letters)
    assert buttons(test) == {"Generate": ("primary", False)}
    assert "No book can be made yet: the table says, for each customer, what is missing." in texts(test)
    letters.customers.archive("Cedar")
    assert "No customers yet." in _many(letters).get("html")[0].proto.body


def test_a_page_of_many_customers_says_why_theirs_are_out_of_date(
    letters: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Old value and new, for each customer; of the others once their page is shown."""
    letters.customers.archive("Cedar")
    letters.generate_batch("Letter", QUARTER)
    for name, plan in (("Acme", "Silver"), ("Bolt", "Lead")):
        letters.attributes.set(name, QUARTER, {"plan": plan})
    monkeypatch.setattr(make_many, "_SHOWN", 1)
    test = _many(letters)
    assert _told(test) == [["Acme", "↻ out of date", None, "Plan: Silver, was Gold."]]
    test.number_input[0].set_value(2)
    assert _told(test.run()) == [["Bolt", "↻ out of date", None, "Plan: Lead, was Gold."]]
    assert "Why 2 books are out of date" in [toggle.label for toggle in test.toggle]


def test_a_book_is_picked(letters: Workspace) -> None:
    """By what the address says, its id or its name; the first where it says nothing that there is."""
    letters.books.save("Atlas", pages=[Page("text", "A")])
    desk = desk_of(letters)
    ids = {book.name: book.id for book in letters.books.all()}
    for wanted, name in (("Letter", "Letter"), (ids["Letter"], "Letter"), ("gone", "Atlas"), (None, "Atlas")):
        test = screen_of(pick_book, desk, **({"book_looked_at": wanted} if wanted else {}))
        assert test.selectbox[0].value == ids[name]
        assert test.session_state["made"].name == name
        assert ids[name] in test.query_params["book"]
    test.selectbox[0].set_value(ids["Letter"])
    assert test.run().session_state["made"].name == "Letter"
    for name in ids:
        letters.books.archive(name)
    assert screen_of(pick_book, desk).session_state["made"] is None


def test_workbooks_of_many_customers(letters: Workspace) -> None:
    """Each file goes to the customer in its name; one without is named, and goes to nobody."""
    letters.books.save("Statement", pages=[Page("worksheet", "Fees", {"ask": True, "prompt": "The fees"})])
    desk, version = desk_of(letters), letters.books.get("Statement")
    test = screen_of(hand_in_many, desk.ws, version, letters.customers.all())
    [box] = test.file_uploader
    assert box.label.endswith("one file for each customer")
    kind = "application/octet-stream"
    box.set_value([("fees acme.xlsx", b"A", kind), ("bolt.xlsx", b"B", kind), ("x.xlsx", b"C", kind)])
    test.run()
    by_name = {one.name: one.id for one in letters.customers.all()}
    slot = version.pages[0].id
    assert test.session_state["made"] == {by_name["Acme"]: {slot: b"A"}, by_name["Bolt"]: {slot: b"B"}}
    assert texts(test)[-1] == "No customer's name is in x.xlsx: rename the files, and hand them in again."
