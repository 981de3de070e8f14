"""A book that is open on the screen: read in a single unit of work, and handed to every part of the screen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from booklet.generate.plans import Preview
from booklet.model import AttributeDefinition, BookVersion, Customer, Problem, Upload
from booklet.office.draft import Draft
from booklet.ui.book.book_preview import preview_of
from booklet.ui.book.editing import Editing, Materials
from booklet.ui.shared.place import current_customer, look_at_customer
from booklet.ui.shared.shell import Desk


@dataclass(frozen=True)
class OpenBook:
    """All that the parts of the screen show: the draft, for whom it is looked at, and what there is to choose from.

    `edit` is None where the book is only looked at; `versions` are the saved versions, the newest first.
    """

    desk: Desk
    versions: tuple[BookVersion, ...]
    customers: tuple[Customer, ...]
    customer: Customer | None
    definitions: tuple[AttributeDefinition, ...]
    uploads: tuple[Upload, ...]
    draft: Draft
    edit: Editing | None = None

    @property
    def newest(self) -> BookVersion:
        """The version that was saved last."""
        return self.versions[0]

    @cached_property
    def preview(self) -> Preview | None:
        """The book as the customer would get it; None without customers or pages. Drawn where it is asked for."""
        if self.customer is None or not self.draft.pages:
            return None
        return preview_of(self.desk.ws, self.draft, self.customer, self.desk.quarter)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """The problems for the customer that is looked at; without customers, those of all."""
        if self.preview:
            return self.preview.plan.problems
        return self.desk.ws.check_book(self.draft.pages, self.draft.settings)

    def materials(self, edit: Editing) -> Materials:
        """Return what the settings of pages are made of."""

        def renew() -> None:
            edit.epoch += 1

        key = f"{self.draft.base.book.id}-{edit.epoch}"
        return Materials(self.desk.ws, self.definitions, self.uploads, key, renew)


def open_book(desk: Desk, book_id: str, number: int | None = None) -> OpenBook:
    """Read a book, in a version of the past if its number is given. Raises NotFound."""
    ws = desk.ws
    with ws.database.read():
        versions = ws.books.versions(book_id)
        shown = versions[0] if number is None else ws.books.get(book_id, version=number)
        customers, looked_at = ws.customers.all(), current_customer(ws)
        definitions, uploads = ws.attributes.definitions(), ws.uploads.all()
    customer = looked_at if looked_at in customers else next(iter(customers), None)
    if customer:
        look_at_customer(customer.id)
    return OpenBook(
        desk=desk,
        versions=tuple(versions),
        customers=tuple(customers),
        customer=customer,
        definitions=tuple(definitions),
        uploads=tuple(uploads),
        draft=Draft.of(shown),
    )
