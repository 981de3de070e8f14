"""Destinations: by name, by page, by index, and those that lead nowhere."""

from __future__ import annotations

import pytest

from booklet.pdf.document.document import Document
from booklet.pdf.syntax.objects import Hole, Name, Ref
from tests.pdf.made_sources import FIRST_PAGE, made_document

_SECOND = f"{FIRST_PAGE + 1} 0 R"
_NAMES = f"""/Names << /Dests << /Names [
    (chapter) [{_SECOND} /XYZ 10 20 null] (dictionary) << /D [{_SECOND} /Fit] >> (gone) [99 0 R /Fit] (both) [0 /FitB]
] >> >> /Dests << /old [{_SECOND} /FitH 50] /both [1 /Fit] >>"""


@pytest.fixture(scope="module")
def document() -> Document:
    """Three pages, and names for some places on the second."""
    return made_document(_NAMES, pages=3)


def _second(document: Document) -> int:
    return document.source_pages[1].number


@pytest.mark.parametrize(
    ("value", "view"),
    [
        (b"chapter", [Name("XYZ"), 10, 20, None]),
        (b"dictionary", [Name("Fit")]),
        (Name("old"), [Name("FitH"), 50]),
    ],
)
def test_names_are_looked_up(document: Document, value: object, view: list[object]) -> None:
    """As strings in the name tree, as names in the older dictionary, alone or in a dictionary (12.3.2.4)."""
    found = document.destinations.find(value)
    assert found is not None
    assert (found.page, found.view) == (_second(document), view)


def test_a_page_may_be_given_by_its_index(document: Document) -> None:
    """It is meant for other files, and found in these; counted from 0, within the document."""
    assert [document.destinations.find([index, Name("Fit")]) is not None for index in (-1, 0, 2, 3)] == [
        False,
        True,
        True,
        False,
    ]
    found = document.destinations.find([1])
    assert found is not None
    assert (found.page, found.view) == (_second(document), [Name("Fit")])


@pytest.mark.parametrize("value", [b"gone", b"never", Name("never"), [], None, 7, [Ref(1), Name("Fit")], [None]])
def test_what_leads_to_no_page_is_none(document: Document, value: object) -> None:
    """A page that is not there, a name that nobody gave, the catalog, and nonsense."""
    assert document.destinations.find(value) is None
    assert b"gone" not in document.destinations.named


def test_the_name_tree_counts_before_the_old_dictionary(document: Document) -> None:
    """Where both have a name."""
    assert document.destinations.named[b"both"].page == document.source_pages[0].number


def test_in_a_book_a_destination_is_explicit(document: Document) -> None:
    """A reference to the page that becomes null where the page is not in the book, and the view."""
    value = document.destinations.named[b"chapter"].value()
    assert value == [Hole("weak", _second(document)), Name("XYZ"), 10, 20, None]
