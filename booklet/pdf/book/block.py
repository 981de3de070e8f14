"""A block: the objects that some pages of an upload need, ready to be numbered and joined into a book.

A block depends on the upload and on what is done with it in kind (which pages, turned how, filled or not, with
room for stamps or not), never on a customer. What a customer changes is *open*: a dictionary that gets its number
and most of its entries with the block, and the rest when the book is assembled.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple

from booklet.pdf.book.block_contents import FormOfBlock, LayersOfBlock, StructureOfBlock
from booklet.pdf.document.annotations import Annotation
from booklet.pdf.document.document import Document
from booklet.pdf.document.outline import Bookmark
from booklet.pdf.document.segments import Segment
from booklet.pdf.form.form import Form
from booklet.pdf.source.made_objects import Letters
from booklet.pdf.syntax.objects import Dictionary, Template, template
from booklet.text.faces import FontFile

FormMode = Literal["kept", "filled", "flat"]
OutlineMode = Literal["none", "titled", "bare"]


class BlockKey(NamedTuple):
    """All that a block depends on, besides its upload."""

    pages: tuple[int, ...]
    rotate: int
    form: FormMode
    overlaid: frozenset[int]
    """Positions of the chosen pages that get something drawn over them."""
    linked: frozenset[int]
    """Positions of the chosen pages that get links added."""
    outline: OutlineMode
    scripts: bool
    same_names: bool
    """True where its fields keep names that other parts of the book have as well."""


@dataclass(eq=False)
class Block:
    """Objects by local number, in the order in which they are written."""

    document: Document
    document_form: Form
    lasting: bool
    """True where further books will have it too."""
    key: BlockKey
    chosen: frozenset[int]
    """Object numbers of the pages."""
    segments: dict[int, Segment] = field(default_factory=dict)
    open: dict[int, Template] = field(default_factory=dict)
    """Dictionaries without their end, or nothing yet, by local number."""
    fonts: dict[int, tuple[FontFile, Letters]] = field(default_factory=dict)
    """Local numbers that stand for fonts of the book, which has each once, with the letters that the pages need."""
    pages: list[int] = field(default_factory=list)
    page_entries: list[Dictionary] = field(default_factory=list)
    overlays: dict[int, int] = field(default_factory=dict)
    """Position of a page -> local number of the form XObject that is drawn over it."""
    annotations: list[list[int]] = field(default_factory=list)
    """For each page, the local numbers of the annotations that it shows."""
    widgets: list[list[int]] = field(default_factory=list)
    """For each page, the local numbers of its form widgets."""
    notes: dict[str, int] = field(default_factory=dict)
    """Why annotations were left out or changed -> how many."""
    bookmarks: list[Bookmark] = field(default_factory=list)
    bookmark_lines: int = 0
    """The number of lines that a reader shows for them."""
    labels: list[Dictionary] | None = None
    form: FormOfBlock = field(default_factory=FormOfBlock)
    layers: LayersOfBlock = field(default_factory=LayersOfBlock)
    structure: StructureOfBlock | None = None
    structure_keys: dict[int, int] = field(default_factory=dict)
    """Key in the upload's parent tree -> its place among the block's keys."""
    names: list[tuple[bytes, Template]] = field(default_factory=list)
    """Named destinations that lead to a chosen page."""
    files: list[tuple[bytes, Template]] = field(default_factory=list)
    """Embedded files by name."""
    associated: list[Template] = field(default_factory=list)
    intents: list[Template] = field(default_factory=list)
    _next: int = 1 << 40

    @property
    def is_whole(self) -> bool:
        """True where no page of the upload is left out."""
        return len(set(self.key.pages)) == self.document.page_count

    def new_number(self) -> int:
        """Return a local number for an object that the upload does not have."""
        self._next += 1
        return self._next

    def note(self, text: str) -> None:
        """Count something that was left out or changed."""
        self.notes[text] = self.notes.get(text, 0) + 1

    def add(self, number: int, value: Any) -> None:
        """Enter an object that is no stream, given as a parsed value with holes."""
        self.segments[number] = Segment(*template(value))

    def clean_annotation(self, entries: Dictionary) -> Annotation:
        """Return an annotation as it may come into the block, without an action that leads to a page left out."""
        annotation = self.document.clean_annotation(entries, scripts=self.key.scripts)
        if annotation.action_target is None or annotation.action_target in self.chosen:
            return annotation
        kept = {key: item for key, item in annotation.entries.items() if key != "A"}
        return replace(annotation, entries=kept, note="actions that lead to pages not in the book were left out")

    def leave_open(self, number: int, entries: Dictionary) -> None:
        """Enter a dictionary that gets further entries in each book."""
        text, slots = template(entries)
        self.open[number] = (text[:-2], slots)
