"""The plans of a book for many customers, and a preview of it; what they share is read once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from booklet.generate.check import check_definition, with_definition
from booklet.generate.checked import Checked
from booklet.generate.input_keys import input_keys
from booklet.generate.look_through import look_through
from booklet.generate.one import build
from booklet.generate.plan import Plan, in_book, make_plan
from booklet.generate.snapshot import NOTHING_GIVEN, Given, files_of, read_inputs, read_state, take_snapshot
from booklet.generate.stores import Stores
from booklet.model import BookSettings, BookVersion, Customer, InputKey, Page, Problem, Quarter
from booklet.model.book import with_uploads
from booklet.page_types.contract import placed


@dataclass(frozen=True, slots=True)
class Preview:
    """A book as it would be: `pdf` holds the pages that can be made, None where there are none."""

    pdf: bytes | None = field(repr=False)
    plan: Plan

    @property
    def page_count(self) -> int:
        """The number of pages that can be made."""
        return self.plan.page_count

    @classmethod
    def of(cls, plan: Plan) -> Preview:
        """Return the book of a plan as it would be, never with a password."""
        open_plan = replace(plan, options=replace(plan.options, protection=None))
        return cls(build(open_plan).pdf if plan.page_count else None, plan)


def plans_of(
    stores: Stores, version: BookVersion, customers: Sequence[Customer], quarter: Quarter, given: Given = NOTHING_GIVEN
) -> Iterator[tuple[Customer, Plan]]:
    """Plan a book, which need not be saved, for each customer; `given` is the same for all."""
    with stores.database.read():
        state = read_state(stores, version, quarter, only=customers)
        wrong = check_definition(stores, version.pages, version.settings)
    for customer in customers:
        snapshot = take_snapshot(state, customer, given)
        plan = make_plan(snapshot, stores.files_of(snapshot))
        stores.told.keep(plan.told)
        yield customer, replace(plan, problems=in_book(with_definition(plan.problems, wrong), snapshot))


def checks_of(
    stores: Stores, version: BookVersion, customers: Sequence[Customer], quarter: Quarter, given: Given = NOTHING_GIVEN
) -> Iterator[tuple[Customer, InputKey, Checked]]:
    """Look a book, which need not be saved, through for each customer, with the keys of the inputs.

    All is read at the beginning. Nothing is drawn but workbooks that were handed in, which nobody has read yet: those
    customers come last.
    """
    with stores.database.read():
        ids = [customer.id for customer in customers]
        state = read_state(stores, version, quarter, only=customers)
        wrong = check_definition(stores, version.pages, version.settings)
        (inputs,) = read_inputs(stores, [version], quarter, customer_ids=ids)
        keys = input_keys(inputs, customers, stores.attributes.digests(quarter, customers=ids))
    wanted = sorted(customers, key=lambda customer: bool(state.workbooks.get(customer.id)))
    workbooks = [upload for each in (*state.workbooks.values(), given.workbooks) for upload in each.values()]
    files = stores.files_by_id({**state.shared.uploads, **files_of({one.id: one for one in workbooks})})
    snapshots = (take_snapshot(state, customer, given) for customer in wanted)
    found = look_through(snapshots, files, wrong, stores.told)
    for customer, checked in zip(wanted, found, strict=True):
        yield customer, keys[customer.id], checked


def problems_of(
    stores: Stores, version: BookVersion, customers: Sequence[Customer], quarter: Quarter, given: Given
) -> Iterator[Problem]:
    """Yield the problems of a book for each customer; draws it for a single one, and else draws nothing."""
    if len(customers) == 1:
        for _, plan in plans_of(stores, version, customers, quarter, given):
            yield from plan.problems
        return
    found = {one.id: checked for one, _, checked in checks_of(stores, version, customers, quarter, given)}
    for customer in customers:
        where = {"book": version.book.name, "customer": customer.name, "quarter": str(quarter)}
        yield from (placed(problem, **where) for problem in found[customer.id].problems)


def drafted(
    stores: Stores, version: BookVersion, pages: Sequence[Page] | None, settings: BookSettings | None
) -> BookVersion:
    """Return the version with other pages and settings; their uploads may be named, as when they are saved."""
    drafted_pages = version.pages if pages is None else tuple(pages)
    ids = stores.uploads.ids_of({upload for page in drafted_pages for upload in page.upload_ids()})
    return replace(
        version,
        pages=tuple(replace(page, config=with_uploads(page.config, ids)) for page in drafted_pages),
        settings=settings or version.settings,
    )
