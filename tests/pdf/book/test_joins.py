"""Joined books say only what is so of all their parts."""

from __future__ import annotations

from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from booklet.pdf import BookOptions, Prepared, assemble
from tests.pdf.book.test_kept_made import made_of, tagged
from tests.pdf.conftest import opened
from tests.pdf.form_maker import made_form, text


def _plain(_: pikepdf.Pdf) -> None:
    """Two pages, nothing else."""


@pytest.mark.parametrize(
    ("changes", "marked"),
    [([tagged], True), ([tagged, tagged], True), ([tagged, _plain], False), ([_plain, tagged], False)],
)
def test_a_book_says_that_it_is_tagged_only_where_all_of_it_is(
    changes: list[Callable[[pikepdf.Pdf], None]], marked: bool
) -> None:
    """Half a book would be read aloud, and the rest be lost; the tags that there are stay (14.7.1)."""
    with opened(assemble([made_of(change) for change in changes]).pdf) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked) is marked
        assert len(pdf.Root.StructTreeRoot.K) == 2 * changes.count(tagged)


def test_a_book_without_tags_does_not_speak_of_them() -> None:
    """Neither a tree nor a word on it."""
    with opened(assemble([made_of(_plain)]).pdf) as pdf:
        assert not {"/StructTreeRoot", "/MarkInfo"} & set(pdf.Root.keys())


@pytest.mark.parametrize(
    ("languages", "said"),
    [(["de", "de"], "de"), (["de", "fr"], None), (["de", None], None), ([None, None], None)],
)
def test_the_language_is_that_of_all_parts(languages: list[str | None], said: str | None) -> None:
    """A book in two languages has none, unless its options say so."""

    def speaking(language: str | None) -> Prepared:
        def change(pdf: pikepdf.Pdf) -> None:
            if language:
                pdf.Root["/Lang"] = String(language)

        return made_of(change)

    parts = [speaking(language) for language in languages]
    with opened(assemble(parts).pdf) as pdf:
        assert (str(pdf.Root.Lang) if "/Lang" in pdf.Root else None) == said
    with opened(assemble(parts, options=BookOptions(language="en")).pdf) as pdf:
        assert str(pdf.Root.Lang) == "en"


def test_names_of_destinations_are_sorted_and_each_there_once() -> None:
    """As readers search them: by halves (7.9.6)."""

    def named(*names: str) -> Prepared:
        def change(pdf: pikepdf.Pdf) -> None:
            entries = [entry for name in sorted(names) for entry in (String(name), Array([pdf.pages[0].obj, Name.Fit]))]
            pdf.Root["/Names"] = Dictionary(Dests=Dictionary(Names=Array(entries)))

        return made_of(change)

    with opened(assemble([named("z", "b", "a"), named("c", "a"), named("a")]).pdf) as pdf:
        entries = list(pdf.Root.Names.Dests.Names)
        names = [bytes(name) for name in entries[::2]]
        assert names == sorted(names) == [b"a", b"a~2", b"a~3", b"b", b"c", b"z"]
        pages = [page.obj.objgen for page in pdf.pages]
        assert [pages.index(place[0].objgen) for place in entries[1::2]] == [0, 2, 4, 0, 2, 0]


def test_the_fields_of_a_book_are_those_of_its_parts_in_order() -> None:
    """Each root once, under a name of its own; equal names of two parts differ in the book, and the result says how."""
    parts = [made_form(text("name"), text("name~2", 1)), made_form(text("name")), made_form(text("name"), text("x", 1))]
    made = assemble(parts)
    with opened(made.pdf) as pdf:
        names = [str(field.T) for field in pdf.Root.AcroForm.Fields]
        assert names == ["name", "name~2", "name~3", "name~4", "x"]
    assert made.renamed_fields == {(1, "name"): "name~3", (2, "name"): "name~4"}


def test_a_renamed_group_renames_all_its_fields() -> None:
    """The first part of the full name changes; the rest is what it was."""

    def grouped() -> Prepared:
        return made_form({"T": String("form1"), "Kids": [text("a"), text("b", 1)]})

    made = assemble([grouped(), grouped()])
    assert made.renamed_fields == {(1, "form1.a"): "form1~2.a", (1, "form1.b"): "form1~2.b"}


def test_the_pages_of_all_parts_are_counted() -> None:
    """In each node of the page tree, and at its root."""
    with opened(assemble([made_of(_plain), made_of(_plain).select("2"), made_of(_plain).select("2-1")]).pdf) as pdf:
        assert pdf.Root.Pages.Count == 5
        assert [int(node.Count) for node in pdf.Root.Pages.Kids] == [2, 1, 2]
        assert all(node.Parent.objgen == pdf.Root.Pages.objgen for node in pdf.Root.Pages.Kids)
        assert len(pdf.pages) == 5


def test_part_starts_are_indices_of_the_book() -> None:
    """A part without pages begins where the next does."""
    part = made_of(_plain)
    made = assemble([part, part.select([]), part.select("1"), part])
    assert made.part_starts == (0, 2, 2, 3)
    assert made.page_count == 5
