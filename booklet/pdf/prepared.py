"""`prepare`: an upload, read once, of which any number of books can be assembled.

A Prepared is the upload's document and its form, with what a user asks of them. It is immutable to its users; what it
works out it keeps, so that the second book costs nothing of it. It never holds anything of a customer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from booklet.errors import DefinitionError, UnsupportedFile
from booklet.pdf.document.document import Document
from booklet.pdf.document.outline import Bookmark
from booklet.pdf.document.page_range import parse_page_range
from booklet.pdf.form.field_nodes import require_known
from booklet.pdf.form.form import Form
from booklet.pdf.labels.field_labels import FieldLabel, read_labels
from booklet.pdf.labels.field_order import FieldPlace, field_places
from booklet.pdf.source.cache import Cache, Entry
from booklet.pdf.source.limits import PdfLimits, normalize_apart
from booklet.pdf.source.normalize import Normalized, normalize
from booklet.pdf.source.object_table import Source
from booklet.pdf.types import SMALLEST_PT, Field, FieldValue, OutlineItem, PageInfo, PageLink


def prepare(
    source: str | Path | bytes,
    *,
    password: str | None = None,
    cache: str | Path | None = None,
    limits: PdfLimits | None = None,
    lasting: bool = True,
) -> Prepared:
    """Read a PDF, from a path or its bytes, so that books can be assembled of it.

    `cache` is a folder that keeps the outcome for the next process. With `limits` the file is first read in a
    process of its own, which is stopped where it exceeds them: for uploads of unknown origin. `lasting=False` says
    that the PDF was made for one book only: it then goes behind the others in the file, so that their bytes can be
    used again. Raises DamagedFile, PasswordNeeded, UnsupportedFile or LimitExceeded, each with the reason.
    """
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    made = _read_once(data, password, limits, Cache(Path(cache)) if cache else None)
    sha256 = hashlib.sha256(data).hexdigest() if made.source.rewritten else ""
    document = Document(made.source)
    notes = (*made.notes, *_notes(document))
    return Prepared(lambda: document, sha256=sha256, encrypted=made.encrypted, notes=notes, lasting=lasting)


def _read_once(data: bytes, password: str | None, limits: PdfLimits | None, cache: Cache | None) -> Normalized:
    """Return what the cache has of an upload; what it does not have is put there."""
    entry = cache.load(data, password) if cache else None
    if entry is None:
        made = normalize_apart(data, password, limits) if limits else normalize(data, password)
        if not cache:
            return made
        found = Entry(made.source.buffer, made.source.rewritten, made.encrypted, made.notes)
        entry = cache.save(data, password, found)
    return Normalized(Source(entry.buffer, rewritten=entry.rewritten), entry.encrypted, entry.notes)


class Prepared:
    """An upload that is ready to be put into books; made by `prepare`."""

    def __init__(
        self,
        document: Callable[[], Document],
        *,
        sha256: str = "",
        encrypted: bool = False,
        notes: Sequence[str] = (),
        lasting: bool,
    ) -> None:
        self._document = document
        self._sha256 = sha256
        self.encrypted = encrypted
        self.lasting = lasting
        self.notes: tuple[str, ...] = tuple(dict.fromkeys(notes))
        self.blocks: dict[object, object] = {}
        """Key -> what `book/gather.py` has made of this upload."""

    @cached_property
    def document(self) -> Document:
        """The document, made when it is first asked for."""
        return self._document()

    @cached_property
    def form(self) -> Form:
        """The document's form."""
        return Form(self.document)

    @cached_property
    def sha256(self) -> str:
        """The digest of the upload as it came; empty for pages that Booklet drew."""
        data = self.document.source.buffer
        return self._sha256 or (hashlib.sha256(data).hexdigest() if data else "")

    @property
    def page_count(self) -> int:
        """The number of pages."""
        return self.document.page_count

    @property
    def pages(self) -> tuple[PageInfo, ...]:
        """The pages as a reader sees them."""
        return self.document.pages

    @property
    def bookmarks(self) -> Sequence[Bookmark]:
        """The bookmarks as they may come into a book."""
        return self.document.bookmarks

    @property
    def outline(self) -> tuple[OutlineItem, ...]:
        """The bookmarks."""
        return self.document.outline

    @property
    def has_undrawn(self) -> bool:
        """True where a field has a value that no appearance shows."""
        return bool(self.form.undrawn)

    @property
    def fields(self) -> tuple[Field, ...]:
        """The form's fields that have a name, in the order of the form."""
        return self.form.fields

    @cached_property
    def field_places(self) -> Mapping[str, FieldPlace]:
        """Full name -> place where a reader first comes upon the field, in reading order; only fields on a page."""
        return field_places(self.form)

    @cached_property
    def fields_in_reading_order(self) -> tuple[Field, ...]:
        """All fields of the form as a reader comes upon them; those that are on no page are last."""
        rank = {name: number for number, name in enumerate(self.field_places)}
        return tuple(sorted(self.fields, key=lambda field: rank.get(field.name, len(rank))))

    @cached_property
    def labels(self) -> Mapping[str, FieldLabel]:
        """Full name -> the words for the field: its tooltip, or what is printed beside it."""
        return read_labels(self.form)

    def part(self) -> Part:
        """Return the whole upload."""
        return Part(self, tuple(range(self.page_count)))

    def select(self, pages: str | Iterable[int], *, rotate: int = 0) -> Part:
        """Choose pages, as "1-3,5" or as indices from 0, in that order; turned clockwise by `rotate` degrees."""
        return self.part().select(pages, rotate=rotate)

    def fill(
        self, values: Mapping[str, FieldValue], *, flatten: bool = False, smallest_pt: float = SMALLEST_PT
    ) -> Part:
        """Fill the fields of the whole upload; see `Part.fill`."""
        return self.part().fill(values, flatten=flatten, smallest_pt=smallest_pt)


def _notes(document: Document) -> list[str]:
    """Tell what a user should know of the form. Raises UnsupportedFile for a form without ordinary fields."""
    if "XFA" not in document.form_entries:
        return []
    if not document.source.array(document.form_entries.get("Fields")) and not document.source.mentions(b"/Widget"):
        raise UnsupportedFile(
            "This is a pure XFA form, which only Adobe's own programs show. Save it from there as an ordinary "
            "PDF form (or print it to PDF), and upload that."
        )
    return ["The XFA part of the form was taken out; its ordinary fields are kept."]


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a book that comes from one upload. Each method gives a changed copy."""

    prepared: Prepared
    pages: tuple[int, ...]
    rotate: int = 0
    values: Mapping[str, FieldValue] | None = None
    """Full name of a field -> its value; None where nothing is filled."""
    flatten: bool = False
    smallest_pt: float = SMALLEST_PT
    """The smallest size that values are set in to make them fit."""
    title: str = ""
    """The part's entry in the book's outline; none without."""
    links: tuple[PageLink, ...] = ()
    outline: bool = True
    """True where the upload's own bookmarks go below the title."""
    common: bool = True
    """True where all books of a kind have the part: it stands before others in the file, whatever its place in the
    book, so that the bytes up to there are the same in all of them."""

    def select(self, pages: str | Iterable[int], *, rotate: int = 0) -> Part:
        """Choose some of this part's pages, as "1-3,5" or as indices from 0; turned by a further `rotate` degrees."""
        count = len(self.pages)
        chosen = parse_page_range(pages, count) if isinstance(pages, str) else tuple(pages)
        if any(not 0 <= index < count for index in chosen):
            raise DefinitionError(f"Page {max(chosen) + 1} was asked for, but the part has {count} pages.")
        if rotate % 90:
            raise DefinitionError(f"Pages can be turned by 90, 180 or 270 degrees, not by {rotate}.")
        turned = (self.rotate + rotate) % 360
        return replace(self, pages=tuple(self.pages[index] for index in chosen), rotate=turned)

    def fill(
        self, values: Mapping[str, FieldValue], *, flatten: bool = False, smallest_pt: float = SMALLEST_PT
    ) -> Part:
        """Give fields, by full name, their values: text; the names of on-states or true/false; or a list of options.

        With `flatten` the fields are drawn into the pages and are fields no more. Values are set smaller to make
        them fit, down to `smallest_pt`. An unknown name raises DefinitionError; `check_values` says beforehand
        what would go wrong.
        """
        require_known(self.prepared.fields, values)
        # In one order, whatever the caller's: the order of the appearances in the file comes from it.
        together = dict(sorted({**(self.values or {}), **values}.items()))
        return replace(self, values=together, flatten=flatten, smallest_pt=smallest_pt)

    def for_some(self) -> Part:
        """Return the part as one that only some books of a kind have: it goes behind what all have in the file."""
        return replace(self, common=False)

    def titled(self, title: str) -> Part:
        """Return the part with an entry in the book's outline."""
        return replace(self, title=title)

    def linked(self, links: Iterable[PageLink]) -> Part:
        """Return the part with links to pages of the book."""
        return replace(self, links=(*self.links, *links))
