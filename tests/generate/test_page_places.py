"""Places in a book: where each page begins, and a table of contents whose own length moves what follows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from booklet import Page
from booklet.generate.page_places import Layout, lay_out, reckoned
from booklet.generate.resolve import ResolvedPage
from booklet.page_types import Inputs
from booklet.page_types.contract import Drawing
from tests.generate.made_snapshots import drawing, inputs_of, layout_of, resolved, snapshot

_CONTENTS = resolved("Contents", type="contents")


class _Contents:
    """Resolves the contents: a page for each so many entries; keeps what it was told."""

    def __init__(self, per_page: int) -> None:
        self.per_page = per_page
        self.told: list[Inputs] = []

    def __call__(self, _: int, page: Page, inputs: Inputs) -> ResolvedPage:
        self.told.append(inputs)
        assert inputs.layout is not None
        pages = -(-len(inputs.layout) // self.per_page)
        return resolved(page.title, drawing("Contents", pages), type=page.type)

    def lay_out(self, *pages: ResolvedPage) -> Layout:
        return lay_out(pages, inputs_of(snapshot()), self)

    @property
    def entries(self) -> list[tuple[str, int, int, str]]:
        """The entries as they were told last."""
        return [(one.title, one.level, one.page, one.number) for one in self.told[-1].layout or ()]


@given(some.lists(some.lists(some.integers(0, 5), max_size=4), max_size=8))
def test_pages_follow_one_another(counts: Sequence[Sequence[int]]) -> None:
    """Each begins where those before it end, and the book has as many pages as its parts."""
    pages = [resolved(str(number), *(drawing(count=count) for count in parts)) for number, parts in enumerate(counts)]
    layout = layout_of(*pages)
    assert layout.starts == tuple(sum(map(sum, counts[:number])) for number in range(len(counts)))
    assert layout.page_count == sum(map(sum, counts))
    assert not layout.is_open


def test_a_page_is_reckoned_where_only_drawing_tells() -> None:
    """Then the layout is open; parts that are not drawn are none of its parts."""
    assert [reckoned(count) for count in (None, 0, 1, 4)] == [1, 0, 1, 4]
    layout = layout_of(resolved("a", drawing(count=None), drawing(count=2)), resolved("b", drawing()))
    assert (layout.starts, layout.page_count, layout.is_open) == ((0, 3), 4, True)
    assert layout.parts == ()


def test_the_contents_have_all_titles_and_the_outlines_inside() -> None:
    """With the index of the page that each leads to, and its number, which counts from 1; not the contents itself."""
    contents = _Contents(per_page=10)
    inside = drawing("First", 3, ("Inside", 1, 0), ("Deeper", 2, 2))
    layout = contents.lay_out(_CONTENTS, resolved("a", inside, drawing("", 2)), resolved("b", drawing("Last", 1)))
    assert layout.starts == (0, 1, 6)
    assert contents.entries == [
        ("First", 0, 1, "2"),
        ("Inside", 1, 1, "2"),
        ("Deeper", 2, 3, "4"),
        ("Last", 0, 6, "7"),
    ]


def test_a_second_part_is_listed_behind_the_first() -> None:
    """By the pages of the part before it; where only drawing tells those, by one."""
    contents = _Contents(per_page=10)
    contents.lay_out(resolved("a", drawing("One", 2), drawing("Two", None), drawing("Three")), _CONTENTS)
    assert [entry[:3] for entry in contents.entries] == [("One", 0, 0), ("Two", 0, 2), ("Three", 0, 3)]


@pytest.mark.parametrize(("per_page", "pages"), [(5, 1), (4, 2), (2, 3), (1, 5)])
def test_the_length_of_the_contents_moves_what_follows(per_page: int, pages: int) -> None:
    """They are resolved again with the places that their length gives, until those no longer change."""
    contents = _Contents(per_page)
    layout = contents.lay_out(_CONTENTS, *(resolved(name, drawing(name)) for name in "abcde"))
    assert layout.starts == (0, *range(pages, pages + 5))
    assert layout.page_count == pages + 5
    assert [entry[2] for entry in contents.entries] == list(range(pages, pages + 5))


def test_contents_that_never_settle_are_left_after_a_few_rounds() -> None:
    """A page type of others must not hang the app."""
    lengths = iter(range(2, 1000))
    told = []

    def longer(_: int, page: Page, inputs: Inputs) -> ResolvedPage:
        told.append(inputs)
        return resolved(page.title, drawing(count=next(lengths)), type=page.type)

    layout = lay_out([resolved("a", drawing()), _CONTENTS], inputs_of(snapshot()), longer)
    assert 2 < len(told) < 20
    assert layout.page_count == 1 + 1 + len(told)


def test_the_contents_know_whether_an_outline_is_still_open() -> None:
    """Only of other pages: their own is none that they would list."""
    open_page = resolved("a", replace(drawing("a"), headings=None))
    for pages, is_open in (((open_page,), True), ((resolved("a", drawing("a")),), False)):
        contents = _Contents(per_page=5)
        contents.lay_out(*pages, _CONTENTS)
        assert contents.told[0].layout_is_open is is_open
    undrawn = replace(_CONTENTS, resolved=replace(_CONTENTS.resolved, parts=(_open("Contents"),)))
    contents = _Contents(per_page=5)
    contents.lay_out(undrawn, resolved("a", drawing("a")))
    assert contents.told[0].layout_is_open is False


def _open(title: str) -> Drawing:
    return replace(drawing(title), headings=None)
