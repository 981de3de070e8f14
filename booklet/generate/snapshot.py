"""Freeze every input of a generation, in a single unit of work: nothing can change between two of the reads."""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from importlib.metadata import version
from typing import TypeVar

from booklet.generate.stores import Stores
from booklet.model import (
    AttributeDefinition,
    BookVersion,
    Choice,
    Customer,
    FileInput,
    Quarter,
    Snapshot,
    Upload,
)
from booklet.page_types import asked_slots
from booklet.pdf import ENGINE_VERSION
from booklet.version import VERSION

_Known = TypeVar("_Known")

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
class QuarterState:
    """The state that is the same for all customers of a book in a quarter; read once for all of them."""

    version: BookVersion
    quarter: Quarter
    texts: Mapping[str, Mapping[str, str]]
    newest: Mapping[str, datetime]
    definitions: tuple[AttributeDefinition, ...]
    uploads: Mapping[str, Upload]
    locale: str
    currency: str
    whole_files: bool
    """How books are kept; it has no say in what is in them."""
    workbooks: Mapping[str, Mapping[str, Upload]]
    """By customer's id and slot, the workbook that was handed in last for this book and quarter."""

    def only(self, customer_id: str) -> QuarterState:
        """Return the state with the values of a single customer: what a worker process is sent."""
        return replace(
            self,
            texts=_only(self.texts, customer_id),
            newest=_only(self.newest, customer_id),
            workbooks=_only(self.workbooks, customer_id),
        )


def _only(by_customer: Mapping[str, _Known], customer_id: str) -> dict[str, _Known]:
    return {customer_id: by_customer[customer_id]} if customer_id in by_customer else {}


def read_state(stores: Stores, book: BookVersion, quarter: Quarter, *, only: Customer | None = None) -> QuarterState:
    """Return the state of a book and of all customers' values (or those of `only`) as of a quarter, as they are now."""
    with stores.database.read():
        settings = stores.settings.get()
        wanted = {upload_id for page in book.pages for upload_id in page.upload_ids()}
        return QuarterState(
            version=book,
            quarter=quarter,
            texts=stores.attributes.texts(quarter, customers=[only.id] if only else None),
            newest=_newest_of(stores, only, quarter) if only else stores.attributes.newest_changes(quarter),
            definitions=tuple(stores.attributes.definitions()),
            uploads=stores.uploads.by_id(wanted),
            locale=settings.locale,
            currency=settings.currency,
            whole_files=settings.whole_files,
            workbooks=_handed_in(stores, book, quarter, only),
        )


def _newest_of(stores: Stores, customer: Customer, quarter: Quarter) -> dict[str, datetime]:
    newest = stores.attributes.newest_change(customer.id, quarter)
    return {customer.id: newest} if newest else {}


def _handed_in(
    stores: Stores, book: BookVersion, quarter: Quarter, only: Customer | None
) -> dict[str, dict[str, Upload]]:
    """Return the workbooks handed in so far: each is handed in once for a quarter, not for every run."""
    asking = {key for page in book.pages for slot in asked_slots(page) for key in (slot.slot, page.id)}
    if not asking:
        return {}
    standing = stores.hand_ins.standing(book.book.id, quarter, customer_id=only.id if only else None)
    uploads = stores.uploads.by_id({upload_id for slots in standing.values() for upload_id in slots.values()})
    return {
        customer_id: {slot: uploads[id_] for slot, id_ in slots.items() if slot in asking and id_ in uploads}
        for customer_id, slots in standing.items()
    }


def take_snapshot(state: QuarterState, customer: Customer, given: Given = NOTHING_GIVEN) -> Snapshot:
    """Return the snapshot of a customer's book, with the workbooks handed in now or, where none are, earlier."""
    workbooks = {**state.workbooks.get(customer.id, {}), **given.workbooks}
    files = [*state.uploads.values(), *workbooks.values()]
    moments = [state.version.saved_at, *(upload.uploaded_at for upload in files)]
    if customer.id in state.newest:
        moments.append(state.newest[customer.id])
    return Snapshot(
        book=state.version.book.name,
        book_id=state.version.book.id,
        version=state.version.number,
        settings=state.version.settings,
        pages=state.version.pages,
        customer=customer.name,
        customer_id=customer.id,
        quarter=state.quarter,
        values=dict(state.texts.get(customer.id, {})),
        definitions=state.definitions,
        uploads={upload.id: _file(upload) for upload in state.uploads.values()},
        workbooks={slot: _file(upload) for slot, upload in workbooks.items()},
        overrides=dict(given.overrides),
        locale=state.locale,
        currency=state.currency,
        inputs_as_of=max(moments).replace(tzinfo=None),
        engine=engine_versions(),
    )


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
