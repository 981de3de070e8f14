"""Freeze every input of a generation, in a single unit of work: nothing can change between two of the reads."""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.metadata import version

from booklet.generate.stores import Stores
from booklet.model import (
    BookVersion,
    Choice,
    Customer,
    FileInput,
    Quarter,
    SharedInputs,
    Snapshot,
    Upload,
)
from booklet.model.snapshot import SHARED
from booklet.page_types import asked_slots
from booklet.pdf import ENGINE_VERSION
from booklet.version import VERSION

_LIBRARIES = (
    *("reportlab", "openpyxl", "pikepdf", "pillow", "fonttools", "uharfbuzz"),
    *("jinja2", "rule-engine", "babel", "markdown-it-py"),
)


@dataclass(frozen=True, slots=True)
class Given:
    """Things that the user hands in, by slot (`booklet.page_types.asked`), or decides, by page id, at generation."""

    workbooks: Mapping[str, Upload]
    overrides: Mapping[str, Choice]


NOTHING_GIVEN = Given({}, {})


@dataclass(frozen=True, slots=True)
class BookInputs:
    """The inputs of a book in a quarter that all customers share, and the workbooks handed in for each."""

    version: BookVersion
    shared: SharedInputs
    uploads: Mapping[str, Upload]
    workbooks: Mapping[str, Mapping[str, Upload]]
    """By customer's id and slot, the workbook that was handed in last for this book and quarter."""
    newest_shared: datetime
    """When the newest of the inputs that customers share was recorded."""
    whole_files: bool
    """How books are kept; it has no say in what is in them."""

    def recorded(self, newest: datetime | None, workbooks: Iterable[Upload]) -> datetime:
        """Return when the newest input was recorded, for a customer of whose values the newest was at `newest`."""
        return max(self.newest_shared, newest or self.newest_shared, *(upload.uploaded_at for upload in workbooks))


@dataclass(frozen=True, slots=True)
class QuarterState(BookInputs):
    """The inputs of a book in a quarter, with the values of customers; read once for all of them."""

    texts: Mapping[str, Mapping[str, str]]
    newest: Mapping[str, datetime]


def read_state(
    stores: Stores, book: BookVersion, quarter: Quarter, *, only: Sequence[Customer] | None = None
) -> QuarterState:
    """Return the state of a book and of all customers' values (or those of `only`) as of a quarter, as they are now."""
    ids = None if only is None else [customer.id for customer in only]
    with stores.database.read():
        (inputs,) = read_inputs(stores, [book], quarter, customer_ids=ids)
        return QuarterState(
            version=book,
            shared=inputs.shared,
            uploads=inputs.uploads,
            workbooks=inputs.workbooks,
            newest_shared=inputs.newest_shared,
            whole_files=inputs.whole_files,
            texts=stores.attributes.texts(quarter, customers=ids),
            newest=stores.attributes.newest_changes(quarter, customer_ids=ids),
        )


def read_inputs(
    stores: Stores, books: Sequence[BookVersion], quarter: Quarter, *, customer_ids: Sequence[str] | None = None
) -> list[BookInputs]:
    """Return the inputs of books that customers share, and what was handed in by all of them, or by some."""
    with stores.database.read():
        settings, definitions = stores.settings.get(), tuple(stores.attributes.definitions())
        known = stores.uploads.by_id({id_ for book in books for page in book.pages for id_ in page.upload_ids()})
        handed_in = [_handed_in(stores, book, quarter, customer_ids) for book in books]
    found = []
    for book, workbooks in zip(books, handed_in, strict=True):
        named = {id_ for page in book.pages for id_ in page.upload_ids()}
        uploads = {id_: upload for id_, upload in known.items() if id_ in named}
        shared = SharedInputs(
            book=book.book.name,
            book_id=book.book.id,
            version=book.number,
            settings=book.settings,
            pages=book.pages,
            quarter=quarter,
            definitions=definitions,
            uploads=files_of(uploads),
            locale=settings.locale,
            currency=settings.currency,
            engine=engine_versions(),
        )
        newest = max([book.saved_at, *(upload.uploaded_at for upload in uploads.values())])
        found.append(BookInputs(book, shared, uploads, workbooks, newest, settings.whole_files))
    return found


def _handed_in(
    stores: Stores, book: BookVersion, quarter: Quarter, customer_ids: Sequence[str] | None
) -> dict[str, dict[str, Upload]]:
    """Return the workbooks handed in so far: each is handed in once for a quarter, not for every run."""
    asking = {key for page in book.pages for slot in asked_slots(page) for key in (slot.slot, page.id)}
    if not asking:
        return {}
    standing = stores.hand_ins.standing(book.book.id, quarter, customer_ids=customer_ids)
    uploads = stores.uploads.by_id({upload_id for slots in standing.values() for upload_id in slots.values()})
    return {
        customer_id: {slot: uploads[id_] for slot, id_ in slots.items() if slot in asking and id_ in uploads}
        for customer_id, slots in standing.items()
    }


def take_snapshot(state: QuarterState, customer: Customer, given: Given = NOTHING_GIVEN) -> Snapshot:
    """Return the snapshot of a customer's book, with the workbooks handed in now or, where none are, earlier."""
    workbooks = {**state.workbooks.get(customer.id, {}), **given.workbooks}
    return Snapshot(
        **{name: getattr(state.shared, name) for name in SHARED},
        customer=customer.name,
        customer_id=customer.id,
        values=dict(state.texts.get(customer.id, {})),
        workbooks=files_of(workbooks),
        overrides=dict(given.overrides),
        inputs_as_of=state.recorded(state.newest.get(customer.id), workbooks.values()),
    )


def files_of(uploads: Mapping[str, Upload]) -> dict[str, FileInput]:
    """Return uploads as inputs, by whatever they are given by."""
    return {key: _file(upload) for key, upload in uploads.items()}


@cache
def engine_versions() -> Mapping[str, str]:
    """Return the versions of everything that determines the bytes of every book.

    Not of what only some books use, and `verify` speaks of: fonts of the machine, and LibreOffice.
    """
    return {
        "booklet": VERSION,  # not the metadata's: a copy that runs without being installed has none
        "pdf": ENGINE_VERSION,
        **{library: version(library) for library in _LIBRARIES},
        "zlib": zlib.ZLIB_RUNTIME_VERSION,  # others pack the same text into other bytes
        "Unicode": unicodedata.unidata_version,  # which letters run from right to left, and which are joined
    }


def _file(upload: Upload) -> FileInput:
    return FileInput(upload.id, upload.sha256, upload.name)
