"""The standing of all books of a quarter: made or not, ready or what hinders them, without drawing a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

import pandas

from booklet.errors import NotFound
from booklet.generate.checked import Checked, CheckedPage
from booklet.generate.plan import NO_PAGES
from booklet.generate.plans import checks_of
from booklet.generate.states import BookState, CustomerBook
from booklet.generate.stores import Stores
from booklet.model import BookVersion, Customer, Problem, Quarter
from booklet.page_types.contract import placed
from booklet.page_types.drawing import Told
from booklet.progress import OnProgress

WORKBOOK_NOT_GIVEN = "workbook not given"
"""The code of the problem that only whoever generates can mend."""


class Readiness(StrEnum):
    """The state of a customer's book.

    `to do`: nobody has looked yet; `waiting`: a workbook that is to be handed in is all that is missing; `not for this
    customer`: the rules give the customer no page.
    """

    TO_DO = "to do"
    READY = "ready"
    WARNING = "warning"
    MADE = "made"
    OUT_OF_DATE = "out of date"
    WAITING = "waiting"
    PROBLEM = "problem"
    NOT_FOR = "not for this customer"


_TOGETHER = 250
"""Books that are looked at before what was found is kept: about half a second of work."""
CAN_BE_MADE = frozenset({Readiness.READY, Readiness.WARNING, Readiness.OUT_OF_DATE})
"""The states of a book that can be made and is not."""


def of_errors(errors: Sequence[Problem]) -> Readiness:
    """Judge a book by its errors: it waits where nothing but workbooks is missing, and is ready without any."""
    if not errors:
        return Readiness.READY
    waits = all(error.code == WORKBOOK_NOT_GIVEN for error in errors)
    return Readiness.WAITING if waits else Readiness.PROBLEM


def of_problems(problems: Sequence[Problem]) -> Readiness:
    """Judge by errors and warnings."""
    state = of_errors([problem for problem in problems if problem.is_error])
    return Readiness.WARNING if problems and state is Readiness.READY else state


@dataclass(frozen=True, slots=True)
class PageReadiness:
    """A page of a customer's book; `page_count` is None where only drawing tells."""

    page_id: str
    title: str
    state: Readiness
    page_count: int | None
    chosen: tuple[str, ...]
    """The options that a choice page takes."""
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class BookReadiness:
    """A customer's book of a quarter; `checked` is None where nobody has looked at it yet."""

    standing: CustomerBook
    quarter: Quarter
    checked: Checked | None

    @property
    def book_id(self) -> str:
        """The book's id."""
        return self.standing.book_id

    @property
    def customer(self) -> Customer:
        """The customer."""
        return self.standing.customer

    @property
    def is_open(self) -> bool:
        """True for a book that is to be made and that nobody has looked at yet."""
        return self.checked is None and not self.is_made

    @property
    def can_be_made(self) -> bool:
        """True for a book that was looked at, is to be made, and that nothing hinders."""
        return self.checked is not None and self.state in CAN_BE_MADE

    @property
    def is_made(self) -> bool:
        """True for a book that is made and up to date."""
        return self.standing.state is BookState.MADE

    @property
    def state(self) -> Readiness:
        """The state as people are told it: hindrances come before age."""
        if self.is_made:
            return Readiness.MADE
        is_old = self.standing.state is BookState.OUT_OF_DATE
        if self.checked is None:
            return Readiness.OUT_OF_DATE if is_old else Readiness.TO_DO
        if self._is_for_somebody_else:
            return Readiness.NOT_FOR
        state = of_problems(self.checked.problems)
        return Readiness.OUT_OF_DATE if is_old and state in CAN_BE_MADE else state

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem, with book, customer and quarter."""
        return self._placed(self.checked.problems if self.checked else ())

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop the book."""
        return tuple(problem for problem in self.problems if problem.is_error)

    @property
    def reasons(self) -> tuple[str, ...]:
        """The parts of the inputs that changed since the book was made (`booklet.model.input_key.FIELDS`)."""
        return self.standing.changed

    @property
    def page_count(self) -> int | None:
        """The number of PDF pages; None where only drawing tells, or nobody has looked yet."""
        made = self.standing.generation
        if self.is_made and made:
            return made.page_count
        return self.checked.page_count if self.checked else None

    @property
    def pages(self) -> tuple[PageReadiness, ...]:
        """The same page by page; what is wrong with the book as a whole is on none of them."""
        return tuple(map(self._page, self.checked.pages)) if self.checked else ()

    @property
    def _is_for_somebody_else(self) -> bool:
        """True where the rules give this customer no page, and that is all that is wrong."""
        assert self.checked
        errors = [problem.code for problem in self.checked.problems if problem.is_error]
        return errors == [NO_PAGES] and any(page.choice for page in self.checked.pages)

    def _page(self, page: CheckedPage) -> PageReadiness:
        found = (
            [problem for problem in self.checked.problems if problem.page_id == page.page_id] if self.checked else []
        )
        gives_nothing = page.page_count == 0 and not found
        return PageReadiness(
            page_id=page.page_id,
            title=page.title,
            state=Readiness.NOT_FOR if gives_nothing else of_problems(found),
            page_count=page.page_count,
            chosen=page.choice.chosen if page.choice else (),
            problems=self._placed(found),
        )

    def _placed(self, problems: Sequence[Problem]) -> tuple[Problem, ...]:
        where = {"book": self.standing.book, "customer": self.customer.name, "quarter": str(self.quarter)}
        return tuple(placed(problem, **where) for problem in problems)


@dataclass(frozen=True)
class QuarterReadiness:
    """The books of a quarter, book by book, and in each all customers."""

    quarter: Quarter
    rows: tuple[BookReadiness, ...]

    def __iter__(self) -> Iterator[BookReadiness]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def counts(self) -> Mapping[Readiness, int]:
        """The number of books in each state."""
        return Counter(row.state for row in self.rows)

    @property
    def unchecked(self) -> tuple[BookReadiness, ...]:
        """The books that nobody has looked at yet."""
        return tuple(row for row in self.rows if row.checked is None)

    def of(self, customer: str | Customer, book: str) -> BookReadiness:
        """Return a customer's book, both by name or id. Raises NotFound."""
        wanted = customer.id if isinstance(customer, Customer) else customer
        for row in self.rows:
            if wanted in (row.customer.id, row.customer.name) and book in (row.book_id, row.standing.book):
                return row
        raise NotFound(f'There is no book "{book}" for "{wanted}" among those that were asked for.')

    def problems(self, customer: str | Customer, book: str) -> tuple[Problem, ...]:
        """Return every problem of a customer's book. Raises NotFound."""
        return self.of(customer, book).problems

    def frame(self, *, by_page: bool = False) -> pandas.DataFrame:
        """Return a table: a row for each customer and book, or for each of their pages.

        "Pages" is empty where only drawing tells; "Why" has the problems, or what changed since the book was made.
        """
        rows = self._by_page() if by_page else map(_row, self.rows)
        table = pandas.DataFrame(rows, columns=["Book", "Customer", *(["Page"] if by_page else []), *_COLUMNS])
        return table.astype({"Pages": "Int64"})

    def _by_page(self) -> Iterator[dict[str, object]]:
        for row in self.rows:
            for page in row.pages:
                told = {"Page": page.title, "State": str(page.state), "Pages": page.page_count}
                yield {**_place(row), **told, **_said(page.problems, page.chosen)}


_COLUMNS = ("State", "Pages", "Errors", "Warnings", "Why")


def _row(row: BookReadiness) -> dict[str, object]:
    return {
        **_place(row),
        "State": str(row.state),
        "Pages": row.page_count,
        **_said(row.checked.problems if row.checked else (), row.reasons),
    }


def _place(row: BookReadiness) -> dict[str, object]:
    return {"Book": row.standing.book, "Customer": row.customer.name}


def _said(problems: Sequence[Problem], otherwise: Sequence[str]) -> dict[str, object]:
    errors = sum(problem.is_error for problem in problems)
    why = " ".join(problem.message for problem in problems) or ", ".join(otherwise)
    return {"Errors": errors, "Warnings": len(problems) - errors, "Why": why}


@dataclass(frozen=True, slots=True)
class Looking:
    """A way to look through books: those that are made and up to date too; told how many it was.

    `saved` are the versions of books, by id, of which it is kept what is found.
    """

    saved: Mapping[str, BookVersion]
    also_made: bool = True
    on_progress: OnProgress | None = None

    def is_wanted(self, row: BookReadiness) -> bool:
        """Tell whether a book is to be looked at."""
        return row.checked is None and (self.also_made or not row.is_made)


Rows = list[BookReadiness]


def known_readiness(stores: Stores, version: BookVersion, quarter: Quarter, standings: Sequence[CustomerBook]) -> Rows:
    """Return how a book stands as far as it was found before, and nothing that a drawing has told more of since."""
    kept, told = stores.checks.of(version.book.id, quarter), stores.told.read()
    return [BookReadiness(one, quarter, _current(kept.get(one.key.digest), told)) for one in standings]


def look_at_the_rest(
    stores: Stores, known: Sequence[tuple[BookVersion, Rows]], quarter: Quarter, how: Looking
) -> Iterator[Rows]:
    """Yield, for each book, how it stands for many customers: what is known of them, and the rest looked at."""
    total, done = sum(how.is_wanted(row) for _, rows in known for row in rows), 0
    for version, rows in known:
        found: dict[str, Checked] = {}
        for found_together in _look(stores, version, rows, quarter, how):
            found |= found_together
            if how.on_progress:
                how.on_progress(done + len(found), total, version.book.name)
        done += len(found)
        yield [replace(row, checked=found[row.customer.id]) if row.customer.id in found else row for row in rows]


def _look(
    stores: Stores, version: BookVersion, rows: Rows, quarter: Quarter, how: Looking
) -> Iterator[dict[str, Checked]]:
    """Look at what is not known of a book and keep it; yields what was found of some customers together, by id."""
    wanted = [row.customer for row in rows if how.is_wanted(row)]
    current = {row.standing.key.digest for row in rows}
    found = checks_of(stores, version, wanted, quarter) if wanted else iter(())
    while together := list(islice(found, _TOGETHER)):
        if how.saved.get(version.book.id) == version:
            new = {
                key.digest: checked for _, key, checked in together
            }  # keys of the inputs as they were read with them
            stores.checks.keep(version.book.id, quarter, new, {*current, *new})
        yield {customer.id: checked for customer, _, checked in together}


def _current(checked: Checked | None, told: Mapping[str, Told]) -> Checked | None:
    is_current = checked is not None and not any(key in told for page in checked.pages for key in page.undrawn)
    return checked if is_current else None
