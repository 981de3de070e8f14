"""Freeze every input of a generation, in one unit of work: nothing can change between two of the reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from importlib.metadata import version

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
from booklet.pdf import ENGINE_VERSION

_DRAWING_LIBRARIES = ("reportlab", "openpyxl", "pikepdf", "jinja2", "babel", "markdown-it-py")


@dataclass(frozen=True, slots=True)
class Given:
    """What the user hands in or decides at generation, by page id."""

    workbooks: Mapping[str, Upload]
    overrides: Mapping[str, Choice]


NOTHING_GIVEN = Given({}, {})


@dataclass(frozen=True, slots=True)
class QuarterState:
    """What is the same for all customers of a book in a quarter; read once for all of them."""

    version: BookVersion
    quarter: Quarter
    texts: Mapping[str, Mapping[str, str]]
    newest: Mapping[str, datetime]
    definitions: tuple[AttributeDefinition, ...]
    uploads: Mapping[str, Upload]
    locale: str
    currency: str

    def only(self, customer_id: str) -> QuarterState:
        """The state with the values of one customer: what a worker process is sent."""
        return replace(
            self,
            texts={key: texts for key, texts in self.texts.items() if key == customer_id},
            newest={key: moment for key, moment in self.newest.items() if key == customer_id},
        )


def read_state(stores: Stores, book: BookVersion, quarter: Quarter) -> QuarterState:
    """The state of a book and of all customers' values as of a quarter, as they are now."""
    with stores.database.read():
        settings = stores.settings.get()
        wanted = {upload_id for page in book.pages for upload_id in page.upload_ids()}
        return QuarterState(
            version=book,
            quarter=quarter,
            texts=stores.attributes.texts(quarter),
            newest=stores.attributes.newest_changes(quarter),
            definitions=tuple(stores.attributes.definitions()),
            uploads={upload.id: upload for upload in stores.uploads.all(archived=True) if upload.id in wanted},
            locale=settings.locale,
            currency=settings.currency,
        )


def take_snapshot(state: QuarterState, customer: Customer, given: Given = NOTHING_GIVEN) -> Snapshot:
    """The snapshot of one customer's book."""
    files = [*state.uploads.values(), *given.workbooks.values()]
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
        workbooks={page: _file(upload) for page, upload in given.workbooks.items()},
        overrides=dict(given.overrides),
        locale=state.locale,
        currency=state.currency,
        inputs_as_of=max(moments).replace(tzinfo=None),
        engine=engine_versions(),
    )


@cache
def engine_versions() -> Mapping[str, str]:
    """The versions of all that has a say in a book's bytes."""
    return {
        "booklet": version("booklet"),
        "pdf": ENGINE_VERSION,
        **{library: version(library) for library in _DRAWING_LIBRARIES},
    }


def _file(upload: Upload) -> FileInput:
    return FileInput(upload.id, upload.sha256, upload.name)
