"""Page ranges, against the plainest reading of what people write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.errors import DefinitionError
from booklet.pdf.document.page_range import parse_page_range

PAGES = 12
_NUMBER = st.integers(1, PAGES)
_ITEMS = st.one_of(
    _NUMBER.map(lambda page: (str(page), [page])),
    st.tuples(_NUMBER, _NUMBER).map(lambda ends: (f"{ends[0]}-{ends[1]}", _between(*ends))),
    _NUMBER.map(lambda page: (f"{page}-", list(range(page, PAGES + 1)))),
    _NUMBER.map(lambda back: (f"-{back}", [PAGES + 1 - back])),
)
"""What is written, and the pages that it means, counted from 1."""


def _between(first: int, last: int) -> list[int]:
    return list(range(first, last + 1)) if first <= last else list(range(last, first + 1))[::-1]


@given(st.lists(_ITEMS, min_size=1, max_size=6), st.sampled_from([",", ", ", " ,"]))
def test_a_range_is_its_items_in_order(items: list[tuple[str, list[int]]], comma: str) -> None:
    """Every page that an item names is there, in the item's own direction, as often as it is named."""
    wanted = [page - 1 for _, pages in items for page in pages]
    assert parse_page_range(comma.join(text for text, _ in items), PAGES) == tuple(wanted)


def test_both_ends_of_a_range_backwards_are_in_it() -> None:
    """Three pages are "3-1", and "2-1" are two."""
    assert parse_page_range("3-1", 5) == (2, 1, 0)
    assert parse_page_range("2-1", 5) == (1, 0)
    assert parse_page_range("5-5", 5) == (4,)


@pytest.mark.parametrize("text", ["", "  "])
def test_nothing_written_is_all_pages(text: str) -> None:
    """Also of a document with a single page."""
    assert parse_page_range(text, 3) == (0, 1, 2)
    assert parse_page_range(text, 1) == (0,)


def test_an_en_dash_is_a_dash() -> None:
    """Word processors make one of a hyphen."""
    assert parse_page_range("2–4", 5) == (1, 2, 3)


@pytest.mark.parametrize("text", ["a", "1;2", "1,,2", ",", "1-2-3", "one", "-", "1.5"])
def test_what_cannot_be_read_is_said_with_an_example(text: str) -> None:
    """The sentence repeats what was written."""
    with pytest.raises(DefinitionError, match="cannot be read: write it like") as caught:
        parse_page_range(text, 5)
    assert f'"{text}"' in str(caught.value)


@pytest.mark.parametrize(
    ("text", "page"), [("6", 6), ("0", 0), ("2-6", 6), ("6-2", 6), ("-6", 0), ("0-2", 0), ("7-", 7)]
)
def test_a_page_that_is_not_there_is_named(text: str, page: int) -> None:
    """The last page is still there, the next is not; the sentence says how many there are."""
    with pytest.raises(DefinitionError, match=f"names page {page}, but the file has 5 pages"):
        parse_page_range(text, 5)
    with pytest.raises(DefinitionError, match=r"has 1 page\."):
        parse_page_range("2", 1)
