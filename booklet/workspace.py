"""The one object that screens, notebooks and the command line hold: all that a team has, in one folder.

    ws = Workspace("data")
    ws.customers.add("Acme Corp")
    ws.attributes.set("Acme Corp", Quarter(2026, 3), {"plan": "Gold"})
    made = ws.generate("Quarterly Review", "Acme Corp", Quarter(2026, 3))

It keeps nothing open between calls, so any number of programs can use one folder at the same time.
"""

from __future__ import annotations

import getpass
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import cast

from booklet.errors import BookletError, StoreError
from booklet.generate.check import check_definition, with_definition
from booklet.generate.given import read_given
from booklet.generate.input_key import input_keys
from booklet.generate.made import Made, file_name, read_output
from booklet.generate.many import Batch, batch_items
from booklet.generate.one import OnProgress, Order, build, generate_one
from booklet.generate.plan import Plan, make_plan
from booklet.generate.snapshot import NOTHING_GIVEN, Given, QuarterState, read_state, take_snapshot
from booklet.generate.states import CustomerBook, book_states
from booklet.generate.stores import open_stores
from booklet.generate.tasks import BatchTask, TaskResult, failed, make_book, make_book_in, run_tasks
from booklet.generate.verify import Verification, verify
from booklet.model import Book, BookSettings, BookVersion, Customer, InputKey, Page, Problem, Quarter, User
from booklet.model.book import with_uploads
from booklet.rights import RIGHTS, ActingWorkspace, Actor
from booklet.store.change_log import ChangeLog
from booklet.store.drafts import Drafts
from booklet.store.users import Users
from booklet.uploads import Uploads

BookRef = str | Book | BookVersion
CustomerRef = str | Customer
"""An id, a name, or the thing itself."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A book as it would be: `pdf` holds the pages that can be made, None where there are none."""

    pdf: bytes | None = field(repr=False)
    plan: Plan

    @property
    def page_count(self) -> int:
        return self.plan.page_count


class Workspace:
    """A folder with a database, the uploads and the books that were made; made at first use."""

    def __init__(self, folder: Path | str = "data") -> None:
        """Raises StoreError where the folder cannot be made.

        The first call that needs the database raises WorkspaceTooNew for a workspace of a newer version of Booklet;
        nothing is changed then.
        """
        self.folder = Path(folder).resolve()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"{self.folder} cannot be a workspace: {error.strerror}. Choose another folder."
            ) from error
        self.stores = open_stores(self.folder)
        self.database = self.stores.database
        self.customers = self.stores.customers
        self.attributes = self.stores.attributes
        self.books = self.stores.books
        self.generations = self.stores.generations
        self.settings = self.stores.settings
        self.users = Users(self.database)
        self.change_log = ChangeLog(self.database)
        self.drafts = Drafts(self.folder / "drafts")
        self._actors: dict[str, Actor] = {}

    @cached_property
    def uploads(self) -> Uploads:
        return Uploads(self.stores)

    # -- for whom ----------------------------------------------------------------------------------------------

    def acting_as(self, user: User | str) -> Workspace:
        """Return the workspace as a user, or the user of that name, may use it; all that changes is by that user.

        Its calls raise NotAllowed for what the user may not do at that moment: see `booklet.rights`. This workspace
        itself acts as the owner of the machine.
        """
        username = user.username if isinstance(user, User) else user
        actor = self._actors.setdefault(username, Actor(username, self.users, self.database))
        return cast(Workspace, ActingWorkspace(self, actor))

    def may(self, verb: str) -> bool:
        """Tell whether something ("books.save") may be done here: all of it, as the owner of the machine.

        Raises KeyError for a verb that there is not.
        """
        return bool(RIGHTS[verb])

    # -- before a book is made ---------------------------------------------------------------------------------

    def check_book(self, pages: Sequence[Page], settings: BookSettings | None = None) -> tuple[Problem, ...]:
        """Everything that is wrong with a definition, whoever the customer is."""
        return check_definition(self.stores, pages, settings or BookSettings())

    def plan(
        self,
        book: BookRef,
        customer: CustomerRef,
        quarter: Quarter,
        *,
        workbooks: Mapping[str, object] | None = None,
        overrides: Mapping[str, Sequence[str]] | None = None,
    ) -> Plan:
        """What the book would be, page by page, with all problems; nothing of the book is written."""
        with self.database.read():
            version, wanted = self._version(book), self._customer(customer)
            state, wrong = self._state(version, quarter, only=wanted), self.check_book(version.pages, version.settings)
        given = read_given(version, workbooks, overrides, self.uploads.give)
        return with_definition(self._plan(state, wanted, given), wrong)

    def plans(
        self, book: BookRef, quarter: Quarter, customers: Sequence[CustomerRef] | None = None
    ) -> Iterator[tuple[Customer, Plan]]:
        """The plans of many customers (all by default), one after the other; what they share is read once."""
        with self.database.read():
            version, wanted = self._version(book), self._customers(customers)
            state, wrong = self._state(version, quarter), self.check_book(version.pages, version.settings)
        for customer in wanted:
            yield customer, with_definition(self._plan(state, customer), wrong)

    def preflight(
        self,
        book: BookRef,
        customer: CustomerRef | Sequence[CustomerRef] | None = None,
        quarter: Quarter | None = None,
        *,
        workbooks: Mapping[str, object] | None = None,
        overrides: Mapping[str, Sequence[str]] | None = None,
    ) -> tuple[Problem, ...]:
        """Every problem, for one customer, several, or (None) all; of the current quarter where none is named."""
        with self.database.read():
            version = self._version(book)
            state, wanted = self._state(version, quarter or self.current_quarter()), self._customers(customer)
            wrong = self.check_book(version.pages, version.settings)
        given = read_given(version, workbooks, overrides, self.uploads.give)
        plans = (with_definition(self._plan(state, one, given), wrong) for one in wanted)
        return tuple(problem for plan in plans for problem in plan.problems)

    def preview(  # noqa: PLR0913 - the public interface: options by name
        self,
        book: BookRef,
        customer: CustomerRef,
        quarter: Quarter,
        *,
        pages: Sequence[Page] | None = None,
        settings: BookSettings | None = None,
        workbooks: Mapping[str, object] | None = None,
        overrides: Mapping[str, Sequence[str]] | None = None,
    ) -> Preview:
        """The book as it would be, with unsaved pages and settings if given; never recorded, never with a password."""
        with self.database.read():
            draft, wanted = self._draft(self._version(book), pages, settings), self._customer(customer)
            state, wrong = self._state(draft, quarter, only=wanted), self.check_book(draft.pages, draft.settings)
        given = read_given(draft, workbooks, overrides, self.uploads.give)
        plan = with_definition(self._plan(state, wanted, given), wrong)
        open_plan = replace(plan, options=replace(plan.options, protection=None))
        return Preview(build(open_plan)[0] if plan.page_count else None, plan)

    def states(self, quarter: Quarter, *, book: BookRef | None = None) -> list[CustomerBook]:
        """How each customer's book stands in the quarter: to do, made, or out of date. Resolves no page."""
        with self.database.read():
            versions = [self._version(book)] if book else self.books.newest_versions()
            customers = self.customers.all()
        return [
            standing
            for version in versions
            for standing in book_states(self.stores, self._state(version, quarter), customers)
        ]

    def input_keys(
        self, book: BookRef, quarter: Quarter, customers: Sequence[CustomerRef] | None = None
    ) -> dict[str, InputKey]:
        """Return, by customer's id, the key of everything that has a say in the book as it would be made now.

        All customers' keys are made at once. A key is equal as long as nothing of it changed: what is worked out of a
        book before it is made is kept under `key.digest`, and `key.changed_since(other)` names what differs. With a
        `BookVersion` whose pages are not saved yet, the key is of those pages.
        """
        with self.database.read():
            version, wanted = self._version(book), self._customers(customers)
            return input_keys(self._state(version, quarter), wanted)

    # -- making books ------------------------------------------------------------------------------------------

    def hand_in(
        self,
        book: BookRef,
        customer: CustomerRef,
        quarter: Quarter,
        workbooks: Mapping[str, object],
        *,
        by: str = "",
    ) -> None:
        """Hand in workbooks that a book asks for, by page id or title; each is a path, bytes, a file or an upload.

        They count from now on, in plans, states and every run of this book and quarter, until another is handed in for
        the same page. Raises NotFound or DefinitionError for a page that cannot be meant, UnsupportedFile for what is
        no workbook.
        """
        with self.database.read():
            version, wanted = self._version(book), self._customer(customer)
        by = by or login()
        given = read_given(version, workbooks, None, lambda source: self.uploads.give(source, by=by))
        ids = {slot: upload.id for slot, upload in given.workbooks.items()}
        self.stores.hand_ins.record(version.book.id, wanted.id, _quarter(quarter), ids, by=by)

    def generate(  # noqa: PLR0913 - the public interface: options by name
        self,
        book: BookRef,
        customer: CustomerRef,
        quarter: Quarter,
        *,
        version: int | None = None,
        workbooks: Mapping[str, object] | None = None,
        overrides: Mapping[str, Sequence[str]] | None = None,
        on_progress: OnProgress | None = None,
        force: bool = False,
        by: str = "",
    ) -> Made:
        """Make one customer's book, and record it.

        `workbooks` and `overrides` name pages by id or title; a workbook is a path, bytes or an upload, an override
        the names of the options to take. A workbook handed in before for this book and quarter is used again. The
        same inputs again give the first output without work, unless `force`.
        Raises PreflightFailed with all problems, or GenerationFailed.
        """
        if workbooks:
            self.hand_in(self._version(book, version), customer, quarter, workbooks, by=by)
        with self.database.read():
            defined, wanted = self._version(book, version), self._customer(customer)
            state = self._state(defined, quarter, only=wanted)
        given = read_given(defined, None, overrides, self.uploads.give)
        order = Order(by=by or login(), force=force, on_progress=on_progress)
        return self._generate(state, wanted, given, order)

    def generate_batch(  # noqa: PLR0913 - the public interface: options by name
        self,
        book: BookRef,
        quarter: Quarter,
        customers: Sequence[CustomerRef] | None = None,
        *,
        workbooks: Mapping[str, Mapping[str, object]] | None = None,
        on_progress: OnProgress | None = None,
        workers: int = 1,
        force: bool = False,
        by: str = "",
    ) -> Batch:
        """Make the book of many customers (all by default); one that fails does not stop the others.

        `workbooks` is by customer (name or id), then by page. With `workers` above 1 in that many processes.
        """
        with self.database.read():
            version, wanted = self._version(book), self._customers(customers)
            files = {self._customer(ref).id: given for ref, given in (workbooks or {}).items()}
        order = Order(by=by or login(), batch=str(uuid.uuid4()), force=force)
        refused: dict[str, TaskResult] = {}
        for customer in wanted:
            if customer.id in files:
                if on_progress:
                    on_progress(0, len(wanted), f"{customer.name}: reading what was handed in")
                try:
                    self.hand_in(version, customer, quarter, files[customer.id], by=by)
                except Exception as error:  # a batch goes on, whatever befell one customer
                    refused[customer.id] = failed(customer.id, customer.name, error)
        state = self._state(version, quarter)
        tasks = [BatchTask.of(take_snapshot(state, one), order) for one in wanted if one.id not in refused]
        make = partial(make_book_in, self.folder) if workers > 1 else partial(make_book, self.stores)
        results = run_tasks(tasks, make, on_progress=on_progress, workers=workers)
        return Batch(order.batch, batch_items(self.stores, wanted, [*results, *refused.values()]))

    # -- afterwards --------------------------------------------------------------------------------------------

    def verify(self, generation: str | Made) -> Verification:
        """Rebuild a book from its snapshot alone and compare the bytes; `generation` is its id or a beginning of it.

        Raises DefinitionError for a run that made no book.
        """
        run = generation.id if isinstance(generation, Made) else _text(generation, "A generation")
        return verify(self.stores, self.generations.get(run))

    def output(self, generation: str) -> bytes:
        """The book as it was made; raises DamagedFile where the kept file is no longer what it was."""
        return read_output(self.stores.files, self.generations.get(generation))

    def file_name(self, generation: str) -> str:
        """What the book of a generation is called when it is downloaded."""
        return file_name(self.generations.get(generation))

    def current_quarter(self) -> Quarter:
        """The newest quarter that has values; before there are any, the one that lies behind us."""
        return self.attributes.newest_quarter() or Quarter.containing(datetime.now(UTC).date()).previous()

    # ----------------------------------------------------------------------------------------------------------

    def _version(self, book: BookRef, version: int | None = None) -> BookVersion:
        if isinstance(book, BookVersion):
            return book if version in (None, book.number) else self.books.get(book.book.id, version=version)
        return self.books.get(book.id if isinstance(book, Book) else _text(book, "A book"), version=version)

    def _customer(self, customer: CustomerRef) -> Customer:
        return self._current([customer])[0]

    def _customers(self, wanted: CustomerRef | Sequence[CustomerRef] | None) -> list[Customer]:
        """All, or each that is wanted once, as it is now: a caller's `Customer` may have another name since."""
        if wanted is None:
            return self.customers.all()
        return self._current([wanted] if isinstance(wanted, str | Customer) else _sequence(wanted))

    def _current(self, wanted: Sequence[CustomerRef]) -> list[Customer]:
        refs = [one.id if isinstance(one, Customer) else _text(one, "A customer") for one in wanted]
        return list({customer.id: customer for customer in self.customers.resolve(refs).values()}.values())

    def _draft(self, version: BookVersion, pages: Sequence[Page] | None, settings: BookSettings | None) -> BookVersion:
        """The version with other pages and settings; their uploads may be named, as when they are saved."""
        drafted = version.pages if pages is None else tuple(pages)
        ids = self.stores.uploads.ids_of({upload for page in drafted for upload in page.upload_ids()})
        return replace(
            version,
            pages=tuple(replace(page, config=with_uploads(page.config, ids)) for page in drafted),
            settings=settings or version.settings,
        )

    def _state(self, version: BookVersion, quarter: Quarter, *, only: Customer | None = None) -> QuarterState:
        return read_state(self.stores, version, _quarter(quarter), only=only)

    def _plan(self, state: QuarterState, customer: Customer, given: Given = NOTHING_GIVEN) -> Plan:
        snapshot = take_snapshot(state, customer, given)
        return make_plan(snapshot, self.stores.files_of(snapshot))

    def _generate(self, state: QuarterState, customer: Customer, given: Given, order: Order) -> Made:
        outcome = generate_one(self.stores, take_snapshot(state, customer, given), order)
        return Made(
            generation=outcome.generation,
            files=self.stores.files,
            problems=outcome.problems,
            reused=outcome.reused,
            seconds=outcome.seconds,
        )


def _quarter(given: object) -> Quarter:
    if isinstance(given, Quarter):
        return given
    if isinstance(given, str):
        return Quarter.parse(given)
    raise BookletError(f"A quarter is given as Quarter(2026, 3), not as {given!r}.")


def _text(given: object, what: str) -> str:
    if isinstance(given, str):
        return given
    raise BookletError(f"{what} is given by its name or id, not as {given!r}.")


def _sequence(given: object) -> list[CustomerRef]:
    if isinstance(given, Iterable):
        return list(given)
    raise BookletError(f"Customers are given by their names or ids, not as {given!r}.")


def login() -> str:
    """Return the name of whoever runs a notebook or a command; screens say who signed in."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user id without a name, as in some containers
        return ""
