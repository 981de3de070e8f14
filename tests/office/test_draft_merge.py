"""Merging a draft onto what somebody else saved meanwhile, whatever the two did: properties that hold always."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from booklet.model import Book, BookSettings, BookVersion, Page
from booklet.office.draft import Draft

BASE = BookVersion(
    "v1",
    Book("b", "Review", "", datetime(2026, 1, 1)),
    1,
    BookSettings(),
    tuple(Page("text", title, {"markdown": title}, id=title) for title in "ABCD"),
    "anna",
    datetime(2026, 1, 1),
)
Edit = Callable[[Draft], Draft]


def _changed(page_id: str, mark: str) -> Edit:
    def edit(draft: Draft) -> Draft:
        page = draft.page(page_id)
        return draft.change(replace(page, title=f"{page.title} {mark}")) if page else draft

    return edit


def _added(page_id: str, after: str) -> Edit:
    return lambda draft: draft if draft.page(page_id) else draft.add(Page("text", page_id, id=page_id), after=after)


def _edits(mark: str) -> st.SearchStrategy[list[Edit]]:
    """Any edits, as one person makes them; what they add and write has their mark."""
    ids = st.sampled_from("ABCD")
    new = st.sampled_from([f"{mark}1", f"{mark}2"])
    return st.lists(
        st.one_of(
            st.builds(lambda page_id: _changed(page_id, mark), ids),
            st.builds(lambda page_id: lambda draft: draft.remove(page_id), ids),
            st.builds(lambda page_id, to: lambda draft: draft.move(page_id, to), ids, st.integers(1, 5)),
            st.builds(_added, new, st.one_of(ids, st.just(""))),
            st.builds(
                lambda author: lambda draft: replace(draft, settings=replace(draft.settings, author=author)), new
            ),
        ),
        max_size=6,
    )


def _after(edits: list[Edit]) -> Draft:
    draft = Draft.of(BASE)
    for edit in edits:
        draft = edit(draft)
    return draft


def _saved(draft: Draft) -> BookVersion:
    return replace(draft.as_version, id="v2", number=2)


def _ids(pages: tuple[Page, ...]) -> list[str]:
    return [page.id for page in pages]


@given(_edits("mine"))
def test_onto_an_unchanged_version_nothing_changes(edits: list[Edit]) -> None:
    """Merged onto what it began from, a draft is what it was."""
    draft = _after(edits)
    merged = draft.onto(_saved(Draft.of(BASE)))
    assert (merged.pages, merged.settings) == (draft.pages, draft.settings)


@given(_edits("theirs"))
def test_without_edits_there_is_only_theirs(edits: list[Edit]) -> None:
    """A draft in which nothing was changed becomes what somebody else saved."""
    newest = _saved(_after(edits))
    merged = Draft.of(BASE).onto(newest)
    assert (merged.pages, merged.settings, merged.changes) == (newest.pages, newest.settings, [])


@given(_edits("mine"), _edits("theirs"))
def test_no_page_is_doubled_and_none_lost(mine: list[Edit], theirs: list[Edit]) -> None:
    """Each id once; what either added or wrote is there, unless the other took the page away or wrote over it."""
    draft, newest = _after(mine), _saved(_after(theirs))
    merged = draft.onto(newest)
    ids = _ids(merged.pages)
    assert len(set(ids)) == len(ids)
    for page in draft.pages:
        if page not in BASE.pages:
            assert page in merged.pages
    for page in newest.pages:
        kept_here = page.id not in _ids(BASE.pages) or page.id in _ids(draft.pages)
        edited_here = draft.page(page.id) is not None and draft.page(page.id) not in BASE.pages
        assert (page in merged.pages) == (kept_here and not edited_here) or page in draft.pages
    assert set(ids) <= set(_ids(draft.pages)) | set(_ids(newest.pages))


@given(_edits("mine"), _edits("theirs"))
def test_the_order_made_here_holds(mine: list[Edit], theirs: list[Edit]) -> None:
    """Pages that were moved here stand to each other as here; without a move the saved pages stand as there."""
    draft, newest = _after(mine), _saved(_after(theirs))
    before = [id_ for id_ in _ids(BASE.pages) if id_ in _ids(draft.pages)]
    is_moved = before != [id_ for id_ in _ids(draft.pages) if id_ in before]
    like = _ids(draft.pages if is_moved else newest.pages)
    merged = [id_ for id_ in _ids(draft.onto(newest).pages) if id_ in like]
    assert merged == [id_ for id_ in like if id_ in merged]


@given(_edits("mine"), _edits("theirs"))
def test_merged_twice_is_merged_once(mine: list[Edit], theirs: list[Edit]) -> None:
    """A merged draft stands on the newest version, and merging it again changes nothing."""
    newest = _saved(_after(theirs))
    merged = _after(mine).onto(newest)
    assert merged.base == newest
    assert merged.onto(newest) == merged


@given(st.sampled_from(["title", "footer"]), st.sampled_from(["subject", "header"]))
def test_settings_of_both_survive(here: str, there: str) -> None:
    """A setting changed here and another changed there are both in the merged book."""
    draft = replace(Draft.of(BASE), settings=replace(BASE.settings, **{here: "mine"}))
    merged = draft.onto(_saved(replace(Draft.of(BASE), settings=replace(BASE.settings, **{there: "theirs"}))))
    assert (getattr(merged.settings, here), getattr(merged.settings, there)) == ("mine", "theirs")
