"""`prepare`: an upload, read once, of which any number of books can be assembled.

A Prepared is immutable to its users. What it works out (segments, the form, blocks of chosen pages) it keeps, so
that the second book costs nothing of it; it never holds anything of a customer.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from booklet.errors import DefinitionError, UnsupportedFile
from booklet.pdf.book.shared_fields import FieldType, type_of
from booklet.pdf.book.structure import StructureTree, read_structure
from booklet.pdf.document import outline, page_labels
from booklet.pdf.document.annotations import Annotation, clean_annotation
from booklet.pdf.document.destinations import Destinations
from booklet.pdf.document.page_range import parse_page_range
from booklet.pdf.document.page_tree import page_info, read_pages
from booklet.pdf.document.segments import Segments
from booklet.pdf.form import calculate, fields
from booklet.pdf.form.field_plan import FieldPlan, plan_form, undrawn
from booklet.pdf.form.field_tree import Node, read_form
from booklet.pdf.labels.field_labels import FieldLabel, read_labels
from booklet.pdf.labels.field_order import FieldPlace, field_places
from booklet.pdf.source.cache import Cache, Entry
from booklet.pdf.source.limits import Limits, normalize_apart
from booklet.pdf.source.normalize import is_drawn, normalize
from booklet.pdf.source.object_table import Source
from booklet.pdf.syntax.objects import Dictionary, Ref
from booklet.pdf.types import SMALLEST_PT, Field, FieldValue, OutlineItem, PageInfo, PageLink


def prepare(
    source: str | Path | bytes,
    *,
    password: str | None = None,
    cache: str | Path | None = None,
    limits: Limits | None = None,
    lasting: bool = True,
) -> Prepared:
    """Read a PDF, from a path or its bytes, so that books can be assembled of it.

    `cache` is a folder that keeps the outcome for the next process. With `limits` the file is first read in a
    process of its own, which is stopped where it exceeds them: for uploads of unknown origin. `lasting=False` says
    that the PDF was made for one book only: it then goes behind the others in the file, so that their bytes can be
    used again. Raises DamagedFile, PasswordNeeded, UnsupportedFile or LimitExceeded, each with the reason.
    """
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    if not lasting and is_drawn(data):
        digest = hashlib.sha256(data).hexdigest()
        return Prepared(Source(data), sha256=digest, encrypted=False, notes=(), lasting=False)
    store = Cache(Path(cache)) if cache else None
    entry = store.load(data, password) if store else None
    if entry is None:
        made = normalize_apart(data, password, limits) if limits else normalize(data, password)
        entry = Entry(made.data, made.encrypted, made.notes)
        entry = store.save(data, password, entry) if store else entry
    sha256 = hashlib.sha256(data).hexdigest()
    return Prepared(Source(entry.buffer), sha256=sha256, encrypted=entry.encrypted, notes=entry.notes, lasting=lasting)


class Prepared:
    """An upload that is ready to be put into books; made by `prepare`."""

    def __init__(self, source: Source, *, sha256: str, encrypted: bool, notes: Sequence[str], lasting: bool) -> None:
        self.source = source
        self.sha256 = sha256
        """Of the upload as it came."""
        self.encrypted = encrypted
        self.lasting = lasting
        self.catalog: Dictionary = source.dictionary(source.trailer.get("Root"))
        self.source_pages, self._tree_nodes = read_pages(source, self.catalog)
        self.page_count = len(self.source_pages)
        self.page_index: Mapping[int, int] = {page.number: i for i, page in enumerate(self.source_pages)}
        self.destinations = Destinations(source, self.catalog, [page.number for page in self.source_pages])
        self.acro_form = source.dictionary(self.catalog.get("AcroForm"))
        self.notes: tuple[str, ...] = tuple(dict.fromkeys((*notes, *self._notes())))
        self._annotations: dict[int, dict[int, Dictionary]] = {}
        self._lock = threading.Lock()
        self._next_number = source.count
        self.blocks: dict[object, object] = {}
        """What block.py has made of this upload, by its key."""

    def _notes(self) -> list[str]:
        if "XFA" not in self.acro_form:
            return []
        if not self.source.array(self.acro_form.get("Fields")) and b"/Widget" not in self.source.buffer[:]:
            raise UnsupportedFile(
                "This is a pure XFA form, which only Adobe's own programs show. Save it from there as an ordinary "
                "PDF form (or print it to PDF), and upload that."
            )
        return ["The XFA part of the form was taken out; its ordinary fields are kept."]

    @cached_property
    def pages(self) -> tuple[PageInfo, ...]:
        """The pages as a reader sees them."""
        labels = page_labels.texts(self.source, self.catalog, self.page_count)
        return tuple(
            page_info(self.source, page.entries, label) for page, label in zip(self.source_pages, labels, strict=True)
        )

    @cached_property
    def form(self) -> tuple[list[Node], dict[int, Node]]:
        """The roots of the form's fields, and every field and widget by its object's number."""
        fields = self.source.array(self.acro_form.get("Fields"))
        widgets = {}
        if fields or self.source.buffer.find(b"/Widget") >= 0:
            for index in range(self.page_count):
                for number, entries in self.annotations(index).items():
                    if entries.get("Subtype") == "Widget":
                        widgets[number] = entries
        return read_form(self.source, fields, widgets)

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The form's fields that have a name, in the order of the form."""
        return fields.describe(self)

    @cached_property
    def field_places(self) -> Mapping[str, FieldPlace]:
        """Where a reader first comes upon each field that is on a page, by full name, in reading order."""
        return field_places(self)

    @cached_property
    def field_types(self) -> Mapping[str, FieldType]:
        """What has to agree for a field to be one with its namesake of another upload, by full name."""
        return {name: type_of(self, nodes) for name, nodes in fields.terminals(self).items()}

    @cached_property
    def plans(self) -> Mapping[str, FieldPlan]:
        """How each field that can be filled draws its value, by full name."""
        return plan_form(self)

    @cached_property
    def calculated(self) -> tuple[str, ...]:
        """The names of the fields that are calculated from others, those first that others need."""
        return calculate.order_of(self)

    @cached_property
    def held(self) -> Mapping[str, str]:
        """Full name -> the value that the field has in the upload."""
        return {field.name: field.value for field in self.fields}

    @cached_property
    def labels(self) -> Mapping[str, FieldLabel]:
        """What to call each field, by full name: its tooltip, or what is printed beside it."""
        return read_labels(self)

    @cached_property
    def undrawn(self) -> frozenset[int]:
        """Text widgets with a value that no appearance shows, which some readers would leave blank."""
        return undrawn(self)

    @cached_property
    def structure(self) -> StructureTree | None:
        """The structure tree; None where the upload is not tagged."""
        return read_structure(self.source, self.catalog)

    @cached_property
    def bookmarks(self) -> list[outline.Bookmark]:
        """The bookmarks as they may come into a book."""
        return outline.read(self)

    @cached_property
    def outline(self) -> tuple[OutlineItem, ...]:
        """The bookmarks."""
        return outline.describe(self)

    @cached_property
    def segments(self) -> Segments:
        """All objects that are not pages, annotations or the like."""
        root = int(self.source.trailer.get("Root", 0))
        return Segments(self.source, {*self.page_index, *self._tree_nodes, root})

    def annotations(self, index: int) -> Mapping[int, Dictionary]:
        """The annotations of a page by object number; one that is no object of its own gets a new number."""
        with self._lock:
            if index not in self._annotations:
                self._annotations[index] = self._read_annotations(index)
            return self._annotations[index]

    def _read_annotations(self, index: int) -> dict[int, Dictionary]:
        found: dict[int, Dictionary] = {}
        for item in self.source.array(self.source_pages[index].entries.get("Annots")):
            entries = self.source.dictionary(item)
            if entries:
                if isinstance(item, Ref):
                    found[int(item)] = entries
                else:
                    found[self._next_number] = entries
                    self._next_number += 1
        return found

    def clean_annotation(self, entries: Dictionary, *, scripts: bool) -> Annotation:
        """An annotation as it may come into a book."""
        return clean_annotation(self.source, self.destinations, entries, scripts=scripts)

    def part(self) -> Part:
        """The whole upload."""
        return Part(self, tuple(range(self.page_count)))

    def select(self, pages: str | Iterable[int], *, rotate: int = 0) -> Part:
        """Some of its pages, as "1-3,5" or as indices from 0, in that order; turned clockwise by `rotate` degrees."""
        return self.part().select(pages, rotate=rotate)

    def fill(
        self, values: Mapping[str, FieldValue], *, flatten: bool = False, smallest_pt: float = SMALLEST_PT
    ) -> Part:
        """The whole upload with its fields filled; see `Part.fill`."""
        return self.part().fill(values, flatten=flatten, smallest_pt=smallest_pt)


@dataclass(frozen=True, slots=True)
class Part:
    """What goes into a book of one upload. Each method gives a changed copy."""

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
    """Whether the upload's own bookmarks go below the title."""

    def select(self, pages: str | Iterable[int], *, rotate: int = 0) -> Part:
        """Some of this part's pages, as "1-3,5" or as indices from 0; turned by a further `rotate` degrees."""
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
        fields.require_known(self.prepared, values)
        # In one order, whatever the caller's: the order of the appearances in the file comes from it.
        together = dict(sorted({**(self.values or {}), **values}.items()))
        return replace(self, values=together, flatten=flatten, smallest_pt=smallest_pt)

    def titled(self, title: str) -> Part:
        """With an entry in the book's outline."""
        return replace(self, title=title)

    def linked(self, links: Iterable[PageLink]) -> Part:
        """With links to pages of the book."""
        return replace(self, links=(*self.links, *links))
