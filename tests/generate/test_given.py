"""What callers give and name: workbooks and choices by page, books, customers and quarters."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from booklet import Page, Quarter, Workspace
from booklet.errors import BookletError
from booklet.generate.given import read_given
from booklet.generate.references import customers_of, generation_id_of, quarter_of, version_of
from booklet.generate.snapshot import Given
from booklet.model import Book, BookSettings, BookVersion, Choice
from tests.conftest import QUARTER


def _option(name: str, *, ask: bool) -> dict[str, Any]:
    return {"name": name, "rule": "x", "page": {"type": "worksheet", "config": {"ask": ask}}}


_OPTIONS = [_option("Gold", ask=True), _option("Silver", ask=True), _option("None", ask=False)]
_PAGES = (
    Page("worksheet", "Fees", {"ask": True}, "p1"),
    Page("worksheet", "Twice", {"ask": True}, "p2"),
    Page("worksheet", "Twice", {"ask": True}, "p3"),
    Page("text", "Letter", {}, "p4"),
    Page("choice", "Plan", {"options": _OPTIONS, "default": {"name": "Rest", "page": {}}}, "p5"),
    Page("choice", "", {"options": [_option("A", ask=False)]}, "p6"),
    Page("choice", "Extra", {"options": [_option("A", ask=False)], "default": {"page": {}}}, "p7"),
)
_DAY = datetime(2026, 11, 1)
_BOOK = BookVersion("v1", Book("b1", "Review", "", _DAY), 1, BookSettings(), _PAGES, "", _DAY)


def _given(workbooks: Any = None, overrides: Any = None) -> Given:
    return read_given(_BOOK, workbooks, overrides, lambda source: source)  # type: ignore[arg-type,return-value]


@pytest.mark.parametrize(
    ("name", "slot"),
    [("Fees", "p1"), ("p1", "p1"), ("p3", "p3"), ("Plan/Gold", "p5/Gold"), ("p5/Silver", "p5/Silver"), ("Plan", "p5")],
)
def test_a_workbook_is_for_a_page(name: str, slot: str) -> None:
    """By its title or id, or for an option of a choice."""
    assert _given({name: 7}).workbooks == {slot: 7}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Twice", '2 pages of the book "Review" are called "Twice": give the id of the one you mean, p2 or p3.'),
        ("Letter", 'The page "Letter" of the book "Review" asks for no workbook.'),
        ("p6", 'The page "p6" of the book "Review" asks for no workbook.'),
        ("Fee", 'The book "Review" has no page "Fee". Did you mean "Fees"?'),
        ("Plan/None", 'has no page "Plan/None"'),
    ],
)
def test_a_page_that_cannot_be_meant(name: str, said: str) -> None:
    """Is said, with the ids or the nearest."""
    with pytest.raises(BookletError) as error:
        _given({name: 7})
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("page", "names", "choice"),
    [
        ("Plan", "Gold", Choice((0,), overridden=True)),
        ("Plan", ["Silver", "Gold"], Choice((0, 1), overridden=True)),
        ("p5", ["Rest"], Choice((), default=True, overridden=True)),
        ("Plan", ["Gold", "Rest"], Choice((0,), default=True, overridden=True)),
        ("Plan", [], Choice((), overridden=True)),
        ("p6", "A", Choice((0,), overridden=True)),
        ("Extra", "the default", Choice((), default=True, overridden=True)),
    ],
)
def test_a_choice_is_overridden(page: str, names: Any, choice: Choice) -> None:
    """By the names of its options, one or several, in the options' order."""
    assert list(_given(overrides={page: names}).overrides.values()) == [choice]


@pytest.mark.parametrize(
    ("page", "name", "said"),
    [
        ("Plan", "Golf", 'The page "Plan" has no option "Golf". Did you mean "Gold"?'),
        ("Plan", "Rst", 'Did you mean "Rest"?'),
        ("p6", "B", 'The page "p6" has no option "B".'),
        ("p6", "the default", 'The page "p6" has no option "the default".'),
        ("Letter", "A", 'The page "Letter" of the book "Review" is not a choice.'),
    ],
)
def test_an_option_that_is_not_there(page: str, name: str, said: str) -> None:
    """Is said, with the nearest."""
    with pytest.raises(BookletError) as error:
        _given(overrides={page: [name]})
    assert said in str(error.value)


def test_what_is_no_mapping_is_refused() -> None:
    """With an example."""
    assert _given() == Given({}, {})
    for given in ({"workbooks": ["a"]}, {"overrides": "Gold"}):
        with pytest.raises(BookletError, match="are given by page"):
            _given(**given)


def test_a_quarter() -> None:
    """As itself or as a text."""
    assert quarter_of(QUARTER) is QUARTER
    assert quarter_of("2026Q3") == Quarter(2026, 3)
    with pytest.raises(BookletError, match=r"A quarter is given as Quarter\(2026, 3\), not as 20263"):
        quarter_of(20263)


def test_books_and_customers_as_callers_name_them(empty: Workspace) -> None:
    """By name, by id or as the thing, of any version; each customer once, under its name of today."""
    stores = empty.stores
    acme, bolt = empty.customers.add("Acme"), empty.customers.add("Bolt")
    for text in ("one", "two"):
        empty.books.save("Letter", pages=[Page("text", "", {"markdown": text})])
    newest = version_of(stores, "Letter")
    for ref in ("Letter", newest.book, newest, newest.book.id):
        assert version_of(stores, ref) == newest
        assert version_of(stores, ref, 1).number == 1
    assert version_of(stores, version_of(stores, "Letter", 1)).number == 1
    assert version_of(stores, version_of(stores, "Letter", 1), 2) == newest
    empty.customers.rename("Acme", "Acme Corp")
    assert [one.name for one in customers_of(stores, [bolt, acme, "Acme Corp", acme.id])] == ["Bolt", "Acme Corp"]
    assert [one.name for one in customers_of(stores, None)] == ["Acme Corp", "Bolt"]
    assert [one.name for one in customers_of(stores, acme)] == ["Acme Corp"]
    assert [one.name for one in customers_of(stores, "Bolt")] == ["Bolt"]
    assert customers_of(stores, []) == []


def test_what_is_no_name_is_refused(empty: Workspace) -> None:
    """A number is neither a book nor a customer nor a run."""
    stores: Any = empty.stores
    with pytest.raises(BookletError, match="A book is given by its name or id, not as 7"):
        version_of(stores, 7)  # type: ignore[arg-type]
    with pytest.raises(BookletError, match="A customer is given by its name or id, not as 7"):
        customers_of(stores, [7])  # type: ignore[list-item]
    with pytest.raises(BookletError, match="Customers are given by their names or ids, not as 7"):
        customers_of(stores, 7)  # type: ignore[arg-type]
    with pytest.raises(BookletError, match="A generation is given"):
        generation_id_of(7)  # type: ignore[arg-type]
    assert generation_id_of("abc") == "abc"
