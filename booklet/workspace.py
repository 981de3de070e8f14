"""The one object that screens, notebooks and the command line hold: all that a team has, in one folder.

    ws = Workspace("data")
    ws.customers.add("Acme Corp")
    ws.attributes.set("Acme Corp", Quarter(2026, 3), {"plan": "Gold"})
    made = ws.generate("Quarterly Review", "Acme Corp", Quarter(2026, 3))

It keeps nothing open between calls, so any number of programs can use the folder at the same time.
"""

from __future__ import annotations

import getpass
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import cast

from booklet.errors import BookletError, DefinitionError, StoreError
from booklet.generate.check import check_definition
from booklet.generate.file_names import file_name
from booklet.generate.given import read_given
from booklet.generate.input_keys import input_keys
from booklet.generate.known_states import KnownStates
from booklet.generate.made import Made, read_output
from booklet.generate.many import Batch
from booklet.generate.one import Order, generate_one
from booklet.generate.plan import Plan
from booklet.generate.plans import Preview, drafted, plans_of, problems_of
from booklet.generate.readiness import BookReadiness, Looking, QuarterReadiness, known_readiness, look_at_the_rest
from booklet.generate.reasons import Reason, reasons_of
from booklet.generate.references import (
    BookRef,
    CustomerRef,
    customer_of,
    customers_of,
    generation_id_of,
    quarter_of,
    version_of,
)
from booklet.generate.snapshot import QuarterState, read_inputs, read_state, take_snapshot
from booklet.generate.states import CustomerBook
from booklet.generate.stores import open_stores
from booklet.generate.verify import Verification, verify
from booklet.jobs import Jobs
from booklet.model import Book, BookSettings, BookVersion, Customer, InputKey, Page, Problem, Quarter, User
from booklet.private_files import close_to_others
from booklet.progress import OnProgress
from booklet.rights import RIGHTS, ActingWorkspace, Actor
from booklet.store.change_log import ChangeLog
from booklet.store.drafts import Drafts
from booklet.store.users import Users
from booklet.uploads import Uploads


class Workspace:
    """A folder with a database, the uploads and the books that were made; made at first use."""

    def __init__(self, folder: Path | str = "data") -> None:
        """Raise StoreError where the folder cannot be made.

        The first call that needs the database raises WorkspaceTooNew for a workspace of a newer version of Booklet;
        nothing is changed then.
        """
        self.folder = Path(folder).resolve()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            close_to_others(self.folder)
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
        self.jobs = Jobs(self.stores, self.folder)
        self._states = KnownStates(self.stores)
        self._actors: dict[str, Actor] = {}

    @cached_property
    def uploads(self) -> Uploads:
        """The files of the workspace: taken in, replaced, read."""
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
        """Return everything that is wrong with a definition, whoever the customer is."""
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
        """Return what the book would be, page by page, with all problems; nothing of the book is written."""
        version, wanted = self._asked(book, customer)
        given = read_given(version, workbooks, overrides, self.uploads.give)
        return next(plans_of(self.stores, version, [wanted], quarter_of(quarter), given))[1]

    def plans(
        self, book: BookRef, quarter: Quarter, customers: Sequence[CustomerRef] | None = None
    ) -> Iterator[tuple[Customer, Plan]]:
        """Yield the plans of many customers (all by default); what they share is read once."""
        with self.database.read():
            version, wanted = version_of(self.stores, book), customers_of(self.stores, customers)
        yield from plans_of(self.stores, version, wanted, quarter_of(quarter))

    def preflight(
        self,
        book: BookRef,
        customer: CustomerRef | Sequence[CustomerRef] | None = None,
        quarter: Quarter | None = None,
        *,
        workbooks: Mapping[str, object] | None = None,
        overrides: Mapping[str, Sequence[str]] | None = None,
    ) -> tuple[Problem, ...]:
        """Return every problem, for a customer, several, or (None) all; of the current quarter where none is named.

        The book of a single customer is drawn for it; of several, what only drawing tells is left out.
        """
        with self.database.read():
            version, wanted = version_of(self.stores, book), customers_of(self.stores, customer)
            asked = quarter_of(quarter or self.current_quarter())
        given = read_given(version, workbooks, overrides, self.uploads.give)
        return tuple(problems_of(self.stores, version, wanted, asked, given))

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
        """Return the book as it would be, with unsaved pages and settings if given; nothing is recorded."""
        version, wanted = self._asked(book, customer)
        draft = drafted(self.stores, version, pages, settings)
        given = read_given(draft, workbooks, overrides, self.uploads.give)
        return Preview.of(next(plans_of(self.stores, draft, [wanted], quarter_of(quarter), given))[1])

    def states(
        self, quarter: Quarter, *, book: BookRef | None = None, customers: Sequence[CustomerRef] | None = None
    ) -> list[CustomerBook]:
        """Return how each customer's book stands in the quarter: to do, made, or out of date. Resolves no page.

        Of all books or one, and of all customers or some.
        """
        with self.database.read():
            versions = [version_of(self.stores, book)] if book else self.books.newest_versions()
            return self._states.of(versions, quarter_of(quarter), customers_of(self.stores, customers))

    def reasons(self, standings: Iterable[CustomerBook]) -> dict[str, tuple[Reason, ...]]:
        """Return, by id of the run, why each of these books is not as it would be made today, a sentence each.

        For the books that somebody looks at: of each it reads what it was made from.
        """
        return reasons_of(self.stores, standings)

    def keep_as_sent(self, standings: Iterable[CustomerBook], remark: str, *, by: str = "") -> None:
        """Keep books that are out of date as they were sent: they are "made" until something changes again.

        Raises DefinitionError without a remark on why, which is what the history shows.
        """
        if not remark.strip():
            raise DefinitionError("Say in a few words why the books are kept as they were sent.")
        runs = {one.generation.id: one.inputs for one in standings if one.generation and one.changed}
        self.generations.acknowledge(runs, remark.strip(), by=by or login())

    def input_keys(
        self, book: BookRef, quarter: Quarter, customers: Sequence[CustomerRef] | None = None
    ) -> dict[str, InputKey]:
        """Return, by customer's id, the key of everything that has a say in the book as it would be made now.

        All customers' keys are made at once. A key is equal as long as nothing of it changed: what is worked out of a
        book before it is made is kept under `key.digest`, and `key.changed_since(other)` names what differs. With a
        `BookVersion` whose pages are not saved yet, the key is of those pages.
        """
        with self.database.read():
            version, wanted = version_of(self.stores, book), customers_of(self.stores, customers)
            ids, asked = [customer.id for customer in wanted], quarter_of(quarter)
            (inputs,) = read_inputs(self.stores, [version], asked, customer_ids=ids)
            return input_keys(inputs, wanted, self.attributes.digests(asked, customers=ids))

    def readiness(  # noqa: PLR0913 - the public interface: options by name
        self,
        quarter: Quarter,
        books: BookRef | Sequence[BookRef] | None = None,
        *,
        customers: Sequence[CustomerRef] | None = None,
        known_only: bool = False,
        also_made: bool = True,
        on_progress: OnProgress | None = None,
    ) -> QuarterReadiness:
        """Return how books (all by default) stand for customers (all by default): made, ready, or what hinders them.

        Nothing is drawn but workbooks that were handed in: what only drawing tells, such as how long a text is, comes
        from what was drawn before, or is None. All customers are looked through at once, and what was found is kept, so
        that later only what changed is looked at again. With `known_only` nothing is looked at, and the rest is "to
        do"; without `also_made` books that are made and up to date are passed over. A `BookVersion` need not be saved.
        """
        asked = quarter_of(quarter)
        with self.database.read():
            saved = {version.book.id: version for version in self.books.newest_versions()}
            refs = [books] if isinstance(books, str | Book | BookVersion) else books
            versions = list(saved.values()) if refs is None else [version_of(self.stores, ref) for ref in refs]
            wanted = customers_of(self.stores, customers)
            standings = self._states.of(versions, asked, wanted)
        count = len(wanted)  # the states are book by book
        books_of = [(version, standings[place * count : (place + 1) * count]) for place, version in enumerate(versions)]
        known = [(version, known_readiness(self.stores, version, asked, some)) for version, some in books_of]
        rows: Iterable[Sequence[BookReadiness]] = (found for _, found in known)
        if not known_only:
            how = Looking(saved, also_made=also_made, on_progress=on_progress)
            rows = look_at_the_rest(self.stores, known, asked, how)
        return QuarterReadiness(asked, tuple(chain.from_iterable(rows)))

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
        version, wanted = self._asked(book, customer)
        by = by or login()
        given = read_given(version, workbooks, None, lambda source: self.uploads.give(source, by=by))
        ids = {slot: upload.id for slot, upload in given.workbooks.items()}
        self.stores.hand_ins.record(version.book.id, wanted.id, quarter_of(quarter), ids, by=by)

    def hand_in_many(
        self,
        book: BookRef,
        quarter: Quarter,
        workbooks: Mapping[str, Mapping[str, object]],
        *,
        on_progress: OnProgress | None = None,
        by: str = "",
    ) -> dict[str, str]:
        """Hand in workbooks by customer (name or id), then by page; return, by customer's id, why some were refused."""
        with self.database.read():
            customers = {ref: customer_of(self.stores, ref) for ref in workbooks}
        refused: dict[str, str] = {}
        for number, (ref, customer) in enumerate(customers.items()):
            if on_progress:
                on_progress(number, len(customers), f"{customer.name}: reading what was handed in")
            try:
                self.hand_in(book, customer, quarter, workbooks[ref], by=by)
            except Exception as error:  # the others go on, whatever befell one customer
                refused[customer.id] = str(error) if isinstance(error, BookletError) else f"Unforeseen: {error!r}"
        return refused

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
            self.hand_in(version_of(self.stores, book, version), customer, quarter, workbooks, by=by)
        with self.database.read():
            defined, wanted = self._asked(book, customer, version)
            state = self._state(defined, quarter, only=wanted)
        given = read_given(defined, None, overrides, self.uploads.give)
        order = Order(by=by or login(), force=force, whole_files=state.whole_files, on_progress=on_progress)
        outcome = generate_one(self.stores, take_snapshot(state, wanted, given), order)
        return Made(outcome.generation, self.stores, outcome.problems, outcome.reused, outcome.seconds)

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
        """Make the book of many customers (all by default), as a job that is waited for: see `jobs`.

        A book that fails does not stop the others. `workbooks` is by customer (name or id), then by page. With
        `workers` above 1 in that many processes.
        """
        with self.database.read():
            version, wanted = version_of(self.stores, book), customers_of(self.stores, customers)
        refused = self.hand_in_many(version, quarter, workbooks or {}, on_progress=on_progress, by=by)
        return self.jobs.make(
            *(version, quarter, wanted),
            force=force,
            refused=refused,
            workers=workers,
            on_progress=on_progress,
            by=by or login(),
        )

    # -- afterwards --------------------------------------------------------------------------------------------

    def verify(self, generation: str | Made) -> Verification:
        """Rebuild a book from its snapshot alone and compare the bytes; `generation` is its id or a beginning of it.

        Raises DefinitionError for a run that made no book.
        """
        return verify(self.stores, self.generations.get(generation_id_of(generation)))

    def output(self, generation: str) -> bytes:
        """Return the book as it was made; raises DamagedFile where the kept file is no longer what it was."""
        return read_output(self.stores.files, self.generations.get(generation))

    def file_name(self, generation: str) -> str:
        """Return the name of a generation's book when it is downloaded."""
        return file_name(self.generations.get(generation))

    def current_quarter(self) -> Quarter:
        """Return the newest quarter that has values; before there are any, that which lies behind us."""
        return self.attributes.newest_quarter() or Quarter.containing(datetime.now(UTC).date()).previous()

    # ----------------------------------------------------------------------------------------------------------

    def _asked(self, book: BookRef, customer: CustomerRef, version: int | None = None) -> tuple[BookVersion, Customer]:
        with self.database.read():
            return version_of(self.stores, book, version), customer_of(self.stores, customer)

    def _state(self, version: BookVersion, quarter: Quarter, *, only: Customer | None = None) -> QuarterState:
        return read_state(self.stores, version, quarter_of(quarter), only=[only] if only else None)


def login() -> str:
    """Return the name of whoever runs a notebook or a command; screens say who signed in."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user id without a name, as in some containers
        return ""
