"""States that are kept are those that would be read anew, whatever happens in between."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from booklet import BookSettings, Page, Workspace
from booklet.generate.states import BookState, CustomerBook
from booklet.store import Attributes
from tests.conftest import QUARTER
from tests.generate.test_hand_ins import workbook

NAMES = ("Acme", "Bolt", "Cedar")
LETTER = [Page("text", "Letter", {"markdown": "{{ assets }}"})]


@pytest.fixture
def ws(empty: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Three customers and two books, of which one is made for two of them; states are kept of any number."""
    monkeypatch.setattr("booklet.generate.known_states.FEW", 0)
    empty.attributes.define("assets", type="money")
    empty.attributes.define("note")
    for name in NAMES:
        empty.customers.add(name)
        empty.attributes.set(name, QUARTER, {"assets": 1})
    empty.books.save("Letter", pages=LETTER)
    empty.books.save("Card", pages=LETTER)
    empty.generate_batch("Letter", QUARTER, NAMES[:2])
    return empty


def _change_and_make(ws: Workspace) -> None:
    ws.attributes.set("Acme", QUARTER, {"assets": 7})
    ws.generate("Letter", "Acme", QUARTER)


def _keep(ws: Workspace) -> None:
    ws.attributes.set("Acme", QUARTER, {"assets": 7})
    ws.states(QUARTER)
    ws.keep_as_sent([one for one in ws.states(QUARTER) if one.changed], "sent on Monday")


def _archive_and_change(ws: Workspace) -> None:
    ws.customers.archive("Bolt")
    ws.states(QUARTER)
    ws.attributes.set("Bolt", QUARTER, {"assets": 7})
    ws.states(QUARTER)
    ws.customers.restore("Bolt")


def _change_between_books(ws: Workspace) -> None:
    ws.attributes.set("Acme", QUARTER, {"assets": 7})
    ws.states(QUARTER, book="Card")


def _hand_in(ws: Workspace) -> None:
    ws.books.save("Asking", pages=[Page("worksheet", "Fees", {"ask": True})])
    ws.states(QUARTER)
    ws.hand_in("Asking", "Acme", QUARTER, {"Fees": ws.uploads.give(workbook("1"), "fees.xlsx")})


CHANGES: dict[str, Callable[[Workspace], object]] = {
    "nothing": lambda ws: ws.books.all(),
    "a value": lambda ws: ws.attributes.set("Acme", QUARTER, {"assets": 2}),
    "a value of an earlier quarter": lambda ws: ws.attributes.set("Cedar", QUARTER.previous(), {"note": "x"}),
    "a value of a later quarter": lambda ws: ws.attributes.set("Acme", QUARTER.next(), {"assets": 2}),
    "a value that ended": lambda ws: ws.attributes.clear("Acme", QUARTER, ["assets"]),
    "a name": lambda ws: ws.customers.rename("Bolt", "Bolt & Co"),
    "a customer more": lambda ws: ws.customers.add("Dune"),
    "a customer less": lambda ws: ws.customers.archive("Acme"),
    "a customer away and back": _archive_and_change,
    "a book's name": lambda ws: ws.books.rename("Letter", "Note"),
    "a book's pages": lambda ws: ws.books.save("Letter", pages=[*LETTER, *LETTER]),
    "a book's settings": lambda ws: ws.books.save("Letter", pages=LETTER, settings=BookSettings(title="New")),
    "a book more": lambda ws: ws.books.save("More", pages=LETTER),
    "a book away": lambda ws: ws.books.archive("Card"),
    "a definition": lambda ws: ws.attributes.define("note", label="Remark"),
    "a definition more": lambda ws: ws.attributes.define("more"),
    "a definition less": lambda ws: ws.attributes.undefine("note"),
    "the workspace's currency": lambda ws: ws.settings.set(currency="EUR"),
    "a run for another": lambda ws: ws.generate("Letter", "Cedar", QUARTER),
    "a run of another book": lambda ws: ws.generate("Card", "Acme", QUARTER),
    "the same run again": lambda ws: ws.generate("Letter", "Acme", QUARTER, force=True),
    "a value and its book": _change_and_make,
    "a decision": _keep,
    "a workbook": _hand_in,
    "a value, seen in one book first": _change_between_books,
}


@pytest.mark.parametrize("change", CHANGES)
def test_they_are_as_if_read_anew(ws: Workspace, change: str) -> None:
    """After every kind of change, with the states of before known."""
    ws.states(QUARTER)
    CHANGES[change](ws)
    assert ws.states(QUARTER) == Workspace(ws.folder).states(QUARTER)


def test_one_change_makes_one_customer_anew(ws: Workspace) -> None:
    """All other states are the very same objects."""
    before = ws.states(QUARTER)
    ws.attributes.set("Bolt", QUARTER, {"assets": 2})
    after = ws.states(QUARTER)
    assert [one.customer.name for one, was in zip(after, before, strict=True) if one is not was] == ["Bolt", "Bolt"]
    assert [one.state for one in after if one is not None][3:] == [
        BookState.MADE,
        BookState.OUT_OF_DATE,
        BookState.TO_DO,
    ]
    ws.generate("Letter", "Bolt", QUARTER)
    last = ws.states(QUARTER)
    assert [(one.book, one.customer.name) for one, was in zip(last, after, strict=True) if one is not was] == [
        ("Letter", "Bolt")
    ]


def test_nothing_that_is_undone_is_kept(ws: Workspace) -> None:
    """A unit of work that fails leaves no trace in what is known."""

    def change() -> list[CustomerBook]:
        with ws.database.write():
            ws.attributes.set("Acme", QUARTER, {"assets": 9})
            assert ws.states(QUARTER) != before
            raise ZeroDivisionError

    before = ws.states(QUARTER)
    with pytest.raises(ZeroDivisionError):
        change()
    assert ws.states(QUARTER) == before
    digests = ws.attributes.digests(QUARTER)
    assert digests == Attributes(ws.database, ws.customers).digests(QUARTER)


def test_a_backup_that_takes_the_place_of_the_history_is_seen(
    ws: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Its digests are its own, though as many changes were recorded in it."""
    backup = tmp_path_factory.mktemp("backup") / "booklet.duckdb"
    path = ws.folder / "booklet.duckdb"
    backup.write_bytes(path.read_bytes())
    ws.attributes.set("Acme", QUARTER, {"assets": 2})
    ws.states(QUARTER)
    path.write_bytes(backup.read_bytes())
    ws.attributes.set("Acme", QUARTER, {"assets": 3})
    assert ws.states(QUARTER) == Workspace(ws.folder).states(QUARTER)
