"""Books in pieces: what they have in common is one object in all of them, and stands first in the file."""

from __future__ import annotations

import hashlib
import io

import pikepdf

from booklet.file_pieces import FilePiece
from booklet.pdf import BookOptions, Part, Prepared, assemble, prepare
from booklet.pdf.types import Protection
from tests.conftest import DEMO, W9_NAME
from tests.pdf.test_assemble import drawn

OPTIONS = [prepare(drawn(*texts)).part() for texts in (("one",), ("two", "three"))]


def _shared(*parts: Prepared | Part, options: BookOptions | None = None) -> list[FilePiece]:
    made = assemble(parts, options=options)
    assert made.file.sha256 == hashlib.sha256(made.pdf).hexdigest()
    return [piece for piece in made.file.pieces if piece.shared]


def _texts(*parts: Prepared | Part) -> list[str]:
    with pikepdf.open(io.BytesIO(assemble(parts).pdf)) as pdf:
        contents = [b" ".join(item.read_bytes() for item in pages_contents(page)) for page in pdf.pages]
    return [next((word for word in ("one", "two", "three") if word.encode() in text), "") for text in contents]


def pages_contents(page: pikepdf.Page) -> list[pikepdf.Object]:
    """The content streams of a page."""
    contents = page.obj.Contents
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]


def test_what_is_filled_in_does_not_touch_what_is_shared(w9: Prepared, brochure: Prepared) -> None:
    """Books of two customers have the same pieces, of all that their parts are, and little besides."""
    books = [assemble([w9.fill({W9_NAME: name}), brochure]) for name in ("Ann", "Benjamin")]
    ann, ben = (book.file.pieces for book in books)
    assert [one is other for one, other in zip(ann, ben, strict=True)] == [True] * (len(ann) - 1) + [False]
    assert sum(piece.size for piece in ann if piece.shared) > 0.8 * books[0].bytes
    assert not any(b"Benjamin" in chunk for piece in ann for chunk in map(bytes, piece.chunks))


def test_what_only_some_have_goes_behind_what_all_have(w9: Prepared, brochure: Prepared) -> None:
    """Whatever the page before it is, the brochure has the same bytes; pages stay in the order of the parts."""
    first, second = (part.for_some() for part in OPTIONS)
    common = _shared(brochure, w9)
    for parts in ([first, brochure, w9], [second, brochure, first, w9], [brochure, w9, second]):
        assert all(one is other for one, other in zip(common, _shared(*parts), strict=True))
    assert not any(piece in common[1:] for piece in _shared(OPTIONS[0], brochure, w9))
    assert _texts(second, brochure.select("1"), first) == ["two", "three", "", "one"]


def test_a_chosen_file_is_one_piece_for_all_who_have_it(w9: Prepared, brochure: Prepared) -> None:
    """Behind the same beginning, whatever their own."""
    chosen = brochure.part().for_some()
    books = [_shared(chosen, w9.fill({W9_NAME: name})) for name in ("Ann", "Ben")]
    assert len(books[0]) == 2
    assert all(one is other for one, other in zip(*books, strict=True))


def test_a_locked_book_is_in_one_piece(brochure: Prepared) -> None:
    """Its salts are random, so that nothing of it is as in another."""
    options = BookOptions(protection=Protection(open_password="x"))
    made = assemble([brochure], options=options)
    assert [piece.shared for piece in made.file.pieces] == [False]
    assert made.file.sha256 == hashlib.sha256(made.pdf).hexdigest() != made.sha256
    assert made.sha256 == assemble([brochure]).sha256


def test_many_parts_of_one_file_are_all_remembered() -> None:
    """A book of forty single pages is written once, though each is a part of its own."""
    pages = prepare(drawn(*map(str, range(40))))
    parts = [pages.select([index]) for index in range(40)]
    guide = prepare(DEMO / "investment-guide.pdf")
    first, again = (_shared(*parts, guide) for _ in range(2))
    assert all(one is other for one, other in zip(first, again, strict=True))


def test_what_was_made_for_one_book_is_not_shared(brochure: Prepared) -> None:
    """However large it is, nor what joins it to the others."""
    own = prepare((DEMO / "investment-guide.pdf").read_bytes(), lasting=False)
    assert _shared(own, brochure) == _shared(brochure)[:1]
    assert _shared(own) == []
