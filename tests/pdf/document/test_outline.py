"""Outlines: read whatever their links are like, and cut to the pages that are chosen."""

from __future__ import annotations

from dataclasses import asdict

from hypothesis import given
from hypothesis import strategies as st

from booklet.pdf.document.outline import Bookmark, cut, described
from tests.pdf.made_sources import FIRST_PAGE, made_document


def _tree(depth: int = 3) -> st.SearchStrategy[list[Bookmark]]:
    below = _tree(depth - 1) if depth else st.just([])
    return st.lists(
        st.builds(
            lambda page, is_open, kids: Bookmark(0, {"Title": b"t", "Dest": [page]}, page, is_open, kids),
            st.one_of(st.none(), st.integers(1, 6)),
            st.booleans(),
            below,
        ),
        max_size=3,
    )


def _all(items: list[Bookmark]) -> list[Bookmark]:
    return [each for item in items for each in (item, *_all(item.kids))]


@given(_tree(), st.frozensets(st.integers(1, 6)))
def test_a_cut_outline_leads_to_chosen_pages_only(items: list[Bookmark], pages: frozenset[int]) -> None:
    """Nothing that leads to a chosen page is lost, and an item that does not lead there stays only above such."""
    kept = _all(cut(items, pages))
    assert [item.page for item in kept if item.page in pages] == [i.page for i in _all(items) if i.page in pages]
    for item in kept:
        if item.page is not None and item.page not in pages:
            assert item.kids
            assert "Dest" not in item.entries
        else:
            assert "Dest" in item.entries


@given(_tree())
def test_with_all_pages_all_stays(items: list[Bookmark]) -> None:
    """An item without a page that has nothing below it as well: it may be a heading, or lead elsewhere."""
    assert list(map(asdict, cut(items, range(1, 7)))) == list(map(asdict, items))


@given(_tree())
def test_an_item_without_a_page_goes_with_all_that_is_below_it(items: list[Bookmark]) -> None:
    """A heading over chapters that are not in the book is not in the book; one over nothing stays."""
    kept = cut(items, frozenset())
    assert all(not item.kids or _leads_elsewhere(item) for item in _all(kept))
    assert len([item for item in kept if not item.kids]) >= len([i for i in items if i.page is None and not i.kids])


def _leads_elsewhere(item: Bookmark) -> bool:
    return any(each.page is None and not each.kids for each in _all(item.kids))


def test_the_visible_items_are_those_below_open_ones() -> None:
    """What /Count says: closed items count, but not what is below them."""
    leaf = Bookmark(0, {}, None, False)
    closed = Bookmark(0, {}, None, False, [leaf, leaf])
    opened = Bookmark(0, {}, None, True, [leaf, closed])
    assert Bookmark(0, {}, None, True, [opened, closed, leaf]).visible() == 5
    assert leaf.visible() == 0


def test_links_that_run_in_circles_end() -> None:
    """An item that comes after itself, and one that is its own kid, are read once."""
    first = FIRST_PAGE + 2
    document = made_document(
        f"/Outlines << /First {first} 0 R >>",
        f"<< /Title (a) /Next {first + 1} 0 R /First {first} 0 R /Dest [{FIRST_PAGE} 0 R /Fit] >>",
        f"<< /Title (b) /Next {first} 0 R /First {first + 2} 0 R /Count 1 >>",
        f"<< /Title (c) /Next {first + 1} 0 R /Dest [1 /Fit] >>",
        pages=2,
    )
    assert [(item.title, item.page) for item in document.outline] == [("a", 0), ("b", None)]
    assert [(item.title, item.page) for item in document.outline[1].children] == [("c", 1)]
    assert [item.is_open for item in document.bookmarks] == [False, True]


def test_a_described_item_says_where_it_leads() -> None:
    """The index of a page, whose object's number the bookmark has; None for a page that is not in the document."""
    items = [Bookmark(0, {"Title": b"here"}, 40, False, [Bookmark(0, {"Title": b"gone"}, 41, False)])]
    (found,) = described(items, {40: 7})
    assert (found.title, found.page, found.children[0].page) == ("here", 7, None)
