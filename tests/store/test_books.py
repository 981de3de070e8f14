"""Books: every save a version, nothing lost, and two editors who do not overwrite each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from booklet.errors import AlreadyExists, DefinitionError, NotFound
from booklet.model import BookSettings, Page, Style, Upload
from booklet.store import Books

_COVER = Page("text", "Cover", {"markdown": "# {{ customer }}", "layout": "cover"})
_CONTENTS = Page("contents", "", {"heading": "Contents", "depth": 1})


def test_a_book_is_read_back_as_it_was_saved(books: Books) -> None:
    """Pages in their order with titles and settings, and how the book looks."""
    settings = BookSettings(title="T", open_password="p", page_numbers_from=3, style=Style(paper="A4"))
    saved = books.save("Review", pages=[_COVER, _CONTENTS], settings=settings, description="For all", by="ann")
    read = books.get("review")
    assert read == saved
    assert [replace(page, id="") for page in read.pages] == [_COVER, _CONTENTS]
    assert (read.settings, read.book.description, read.saved_by, read.number) == (settings, "For all", "ann", 1)


def test_saving_again_makes_a_version_and_keeps_the_old(books: Books) -> None:
    """Settings and description that are not given stay."""
    first = books.save("Review", pages=[_COVER], settings=BookSettings(title="T"), description="D")
    second = books.save("review", pages=[_COVER, _CONTENTS], comment="with contents")
    assert (second.number, second.settings.title, second.book.description) == (2, "T", "D")
    assert books.get("Review", version=1).pages == first.pages
    assert [version.number for version in books.versions("Review")] == [2, 1]
    assert books.get("Review").comment == "with contents"


def test_saving_what_is_there_already_makes_no_version(books: Books) -> None:
    """A notebook that runs again does not fill the history; also where a config has tuples, which are read as lists."""
    page = Page("worksheet", "W", {"sheets": ("a", "b")})
    first = books.save("Review", pages=[page])
    assert books.save("Review", pages=[page]) == first


def test_pages_keep_their_ids(books: Books) -> None:
    """A page saved without its id again is the same page, also in another place; a copied one is another."""
    first = books.save("Review", pages=[_COVER, _CONTENTS])
    second = books.save("Review", pages=[Page("text", "New"), _COVER, _CONTENTS, first.pages[0]])
    ids = [page.id for page in second.pages]
    assert len(set(ids)) == 4
    assert {page.id for page in first.pages} <= set(ids)
    assert ids[2] == first.pages[1].id


def test_the_second_of_two_editors_is_told(books: Books) -> None:
    """Who saved what meanwhile; nothing is overwritten."""
    books.save("Review", pages=[_COVER], by="ann")
    books.save("Review", pages=[_CONTENTS], by="bob", based_on=1)
    with pytest.raises(AlreadyExists, match=r"Version 2 of .* was saved by bob"):
        books.save("Review", pages=[_COVER, _CONTENTS], by="ann", based_on=1)
    assert books.get("Review").number == 2


def test_a_new_book_needs_a_new_name(books: Books) -> None:
    """`based_on=0` says that it is new; a name of an archived book is taken as well, and the message says so."""
    books.save("Review", pages=[_COVER], based_on=0)
    with pytest.raises(AlreadyExists, match='"Review" already: choose another name'):
        books.save("review", pages=[], based_on=0)
    books.archive("Review")
    with pytest.raises(AlreadyExists, match="archived: restore it"):
        books.save("Review", pages=[])
    assert books.get("Review").number == 1


def test_a_book_renamed_under_an_editor_is_not_made_twice(books: Books) -> None:
    """Saving under the old name says so."""
    books.save("Review", pages=[_COVER])
    books.rename("Review", "Quarterly")
    with pytest.raises(NotFound, match="another name now"):
        books.save("Review", pages=[], based_on=1)
    assert [book.name for book in books.all()] == ["Quarterly"]


def test_uploads_can_be_named(books: Books, add_upload: Callable[..., Upload]) -> None:
    """At any depth; ids stay as they are, and an unknown name is refused before anything is saved."""
    upload = add_upload("form.pdf")
    nested = {"options": [{"page": {"config": {"upload": "Form.pdf"}}}, {"upload": upload.id}, {"upload": ""}]}
    saved = books.save("Review", pages=[Page("choice", "", nested)])
    assert saved.pages[0].upload_ids() == {upload.id}
    with pytest.raises(NotFound, match=r"form\.pdf"):
        books.save("Other", pages=[Page("static", "", {"upload": "fom.pdf"})])
    assert [book.name for book in books.all()] == ["Review"]


def test_a_config_that_is_no_plain_data_is_refused(books: Books) -> None:
    """With the page that it is on."""
    with pytest.raises(DefinitionError, match=r'Page 2 \("Cover"\) cannot be saved'):
        books.save("Review", pages=[_CONTENTS, Page("text", "Cover", {"markdown": object()})])


def test_an_upload_is_replaced_everywhere(books: Books, add_upload: Callable[..., Upload]) -> None:
    """As a new version of each book that uses it, archived ones too; the versions before stay what they were."""
    old, new = add_upload("old.pdf"), add_upload("new.pdf")
    for name in ("A", "B"):
        books.save(name, pages=[_COVER, Page("static", "S", {"upload": old.id})])
    books.save("C", pages=[_COVER])
    books.archive("B")
    assert {version.book.name for version in books.using(old.id)} == {"A", "B"}
    replaced = books.replace_upload(old.id, new.id, by="ann")
    assert [(version.book.name, version.number, version.saved_by) for version in replaced] == [
        ("A", 2, "ann"),
        ("B", 2, "ann"),
    ]
    assert (books.using(old.id), len(books.using(new.id))) == ([], 2)
    before, after = books.get("A", version=1), books.get("A")
    assert before.pages[1].upload_ids() == {old.id}
    assert [page.id for page in after.pages] == [page.id for page in before.pages]


def test_books_are_renamed_and_archived(books: Books) -> None:
    """Versions show the name that the book has now; a taken name is refused."""
    book_id = books.save("Review", pages=[]).book.id
    books.save("Other", pages=[])
    assert books.rename("review", " Quarterly  Review ").name == "Quarterly Review"
    assert books.get(book_id).book.name == "Quarterly Review"
    with pytest.raises(AlreadyExists, match='"Other"'):
        books.rename("Quarterly Review", "other")
    books.archive("Other")
    assert [book.name for book in books.all()] == ["Quarterly Review"]
    assert not books.restore("other").archived


def test_an_unknown_book_or_version_is_named(books: Books) -> None:
    """With the nearest name."""
    books.save("Review", pages=[])
    with pytest.raises(NotFound, match='Did you mean "Review"'):
        books.get("Reviw")
    with pytest.raises(NotFound, match="no version 7"):
        books.get("Review", version=7)


def test_the_frame_shows_the_newest_versions(books: Books) -> None:
    """A row a book, with its number of pages."""
    books.save("Review", pages=[_COVER])
    books.save("Review", pages=[_COVER, _CONTENTS], by="bob")
    books.save("Empty", pages=[])
    frame = books.frame()
    assert frame[["version", "pages", "saved_by"]].values.tolist() == [[1, 0, ""], [2, 2, "bob"]]
