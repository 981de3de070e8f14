"""An upload with all that is read of it once, besides its form (ISO 32000-2, 7.7.2).

A Document is immutable to its users, and holds nothing of a customer.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from functools import cached_property

from booklet.pdf.document import outline, page_labels
from booklet.pdf.document.annotations import Annotation, clean_annotation
from booklet.pdf.document.destinations import Destinations
from booklet.pdf.document.page_tree import page_info, read_pages
from booklet.pdf.document.segments import Segments
from booklet.pdf.document.tagged_structure import StructureTree, read_structure
from booklet.pdf.source.object_table import Source
from booklet.pdf.syntax.objects import Dictionary, Ref
from booklet.pdf.types import OutlineItem, PageInfo


class Document:
    """The pages, annotations, bookmarks and objects of an upload. Raises DamagedFile where it has no page."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.catalog: Dictionary = source.dictionary(source.trailer.get("Root"))
        self.source_pages, self._tree_nodes = read_pages(source, self.catalog)
        self.page_count = len(self.source_pages)
        self.page_index: Mapping[int, int] = {page.number: i for i, page in enumerate(self.source_pages)}
        """Object number of a page -> its index."""
        self.destinations = Destinations(source, self.catalog, [page.number for page in self.source_pages])
        self.form_entries = source.dictionary(self.catalog.get("AcroForm"))
        """The interactive form dictionary (12.7.3), which `booklet.pdf.form` reads."""
        self._annotations: dict[int, dict[int, Dictionary]] = {}
        self._lock = threading.Lock()
        self._next_number = source.count

    @cached_property
    def pages(self) -> tuple[PageInfo, ...]:
        """The pages as a reader sees them."""
        labels = page_labels.texts(self.source, self.catalog, self.page_count)
        return tuple(
            page_info(self.source, page.entries, label) for page, label in zip(self.source_pages, labels, strict=True)
        )

    @cached_property
    def structure(self) -> StructureTree | None:
        """The structure tree; None where the upload is not tagged."""
        return read_structure(self.source, self.catalog)

    @cached_property
    def bookmarks(self) -> list[outline.Bookmark]:
        """The bookmarks as they may come into a book."""
        return outline.read_outline(self.source, self.catalog, self.destinations)

    @cached_property
    def outline(self) -> tuple[OutlineItem, ...]:
        """The bookmarks as a user sees them."""
        return outline.described(self.bookmarks, self.page_index)

    @cached_property
    def segments(self) -> Segments:
        """All objects that are not pages, annotations or the like."""
        root = int(self.source.trailer.get("Root", 0))
        return Segments(self.source, {*self.page_index, *self._tree_nodes, *self.source.fonts, root})

    def annotations(self, index: int) -> Mapping[int, Dictionary]:
        """Return the annotations of a page by object number; any that is no object of its own gets a new number."""
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

    @cached_property
    def page_of_annotation(self) -> Mapping[int, int]:
        """Object number of an annotation -> index of the page that shows it; of several the last."""
        return {number: index for index in range(self.page_count) for number in self.annotations(index)}

    def clean_annotation(self, entries: Dictionary, *, scripts: bool) -> Annotation:
        """Return an annotation as it may come into a book."""
        return clean_annotation(self.source, self.destinations, entries, scripts=scripts)
