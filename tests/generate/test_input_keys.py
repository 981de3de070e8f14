"""The keys of all customers of a book at once: what has a say in a book, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from booklet import BookSettings, Page, Workspace
from booklet.generate.input_keys import input_keys
from booklet.generate.snapshot import read_state, take_snapshot
from booklet.generate.states import BookState
from booklet.model import InputKey
from tests.conftest import DEMO, QUARTER


@pytest.fixture
def two(empty: Workspace) -> Workspace:
    """Two customers with a value each, and a book of a letter and a brochure."""
    empty.attributes.define("assets", type="number")
    for name in ("Acme", "Bolt"):
        empty.customers.add(name)
        empty.attributes.set(name, QUARTER, {"assets": 1})
    empty.uploads.add(DEMO / "service-plans.pdf")
    empty.books.save(
        "Letter",
        pages=[
            Page("text", "Letter", {"markdown": "Dear {{ customer }}: {{ assets }}"}),
            Page("static", "Plans", {"upload": "service-plans.pdf", "pages": "1"}),
        ],
    )
    return empty


def changed(workspace: Workspace, act: Callable[[], object]) -> tuple[set[str], set[str]]:
    """The names of the parts that something changes, in Acme's key and in Bolt's."""
    acme, bolt = (workspace.customers.get(name).id for name in ("Acme", "Bolt"))
    before = workspace.input_keys("Letter", QUARTER)
    act()
    after = workspace.input_keys("Letter", QUARTER)
    return set(after[acme].changed_since(before[acme])), set(after[bolt].changed_since(before[bolt]))


def _save(workspace: Workspace, settings: BookSettings) -> None:
    workspace.books.save("Letter", pages=workspace.books.get("Letter").pages, settings=settings)


@pytest.mark.parametrize(
    ("act", "acme", "bolt"),
    [
        (lambda ws: ws.attributes.set("Acme", QUARTER, {"assets": 2}), {"values", "recorded"}, ()),
        (lambda ws: ws.attributes.set("Acme", QUARTER.next(), {"assets": 2}), (), ()),
        (lambda ws: ws.attributes.set("Acme", QUARTER.previous(), {"assets": 2}), (), ()),
        (lambda ws: ws.customers.rename("Acme", "Acme Corp"), {"customer"}, ()),
        (lambda ws: ws.attributes.define("assets", label="Worth"), {"definitions"}, {"definitions"}),
        (lambda ws: ws.settings.set(currency="EUR"), {"workspace"}, {"workspace"}),
        (lambda ws: ws.settings.set(team="Blue"), (), ()),
        (lambda ws: _save(ws, BookSettings(footer="x")), {"book", "recorded"}, {"book", "recorded"}),
        (lambda ws: ws.uploads.archive("service-plans.pdf"), {"offered"}, {"offered"}),
        (lambda ws: ws.uploads.add(DEMO / "fw9.pdf"), (), ()),
        (lambda ws: ws.generate("Letter", "Acme", QUARTER), (), ()),
    ],
)
def test_a_key_changes_with_what_has_a_say(
    two: Workspace, act: Callable[[Workspace], object], acme: Iterable[str], bolt: Iterable[str]
) -> None:
    """By the part that changed, for those customers whom it concerns; a run, or another quarter, changes none."""
    assert changed(two, lambda: act(two)) == (set(acme), set(bolt))


def test_keys_made_together_are_those_of_the_snapshots(two: Workspace) -> None:
    """What is shared is worked out once, and is the same."""
    state = read_state(two.stores, two.books.get("Letter"), QUARTER)
    keys = input_keys(state, two.customers.all(), two.attributes.digests(QUARTER))
    for customer in two.customers.all():
        of_snapshot = InputKey.of(take_snapshot(state, customer))
        assert keys[customer.id].changed_since(of_snapshot) == ()
        assert set(keys[customer.id].parts) - set(of_snapshot.parts) == {"offered"}


def test_a_book_that_was_made_again_is_up_to_date(two: Workspace) -> None:
    """After a change, and after the change was taken back and made once more: the newest run counts."""
    for assets in (1, 2, 3):
        two.attributes.set("Acme", QUARTER, {"assets": assets})
        made = two.generate("Letter", "Acme", QUARTER)
        standing = two.states(QUARTER)[0]
        assert (standing.state, standing.changed) == (BookState.MADE, ())
        assert standing.generation
        assert standing.generation.id == made.id
    two.attributes.set("Acme", QUARTER, {"assets": 4})
    assert "values" in two.states(QUARTER)[0].changed


def test_a_choice_that_was_overridden_keeps_a_book_up_to_date(workspace: Workspace) -> None:
    """It is a decision of whoever made the book, not a change since."""
    choice = workspace.books.get("Review").pages[5]
    workspace.generate("Review", "Acme Corp", QUARTER, overrides={choice.id: ["Others"]})
    assert workspace.states(QUARTER)[0].state is BookState.MADE


def test_a_draft_that_is_not_saved_has_keys_of_its_own(two: Workspace) -> None:
    """The pages count, not the number of the version."""
    version = two.books.get("Letter")
    draft = replace(version, pages=version.pages[:1])
    acme = two.customers.get("Acme").id
    saved, drafted = (two.input_keys(each, QUARTER)[acme] for each in (version, draft))
    assert set(drafted.changed_since(saved)) >= {"book", "uploads", "offered"}
