"""The book as it would be for a customer, and all that is wrong with it: preflight shows it, generation makes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from booklet.generate.headers_and_password import book_options, book_texts
from booklet.generate.page_places import Layout, lay_out
from booklet.generate.resolve import Common, ResolvedPage, draw_page, make_inputs, resolve_once, resolve_pages
from booklet.model import Choice, Page, Problem, Snapshot
from booklet.page_types import Asked, Files, Inputs
from booklet.page_types.contract import error, placed
from booklet.page_types.drawing import Told
from booklet.pdf.types import BookOptions
from booklet.progress import OnProgress

NO_PAGES = "no pages"
"""The code of the problem of a book that has nothing for a customer."""


@dataclass(frozen=True, slots=True)
class ChoiceMade:
    """The decision of a choice page: names of options, in order."""

    page_id: str
    options: tuple[str, ...]
    chosen: tuple[str, ...]
    by_rule: tuple[str, ...]
    overridden: bool
    takes_all: bool


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page of the plan; `first_page` counts from 1 and is None where the page gives no PDF page.

    `asks` are the workbooks that the page asks for, `given` the names of those that it has, by slot, handed in now or
    before.
    """

    page: Page
    title: str
    first_page: int | None
    page_count: int
    choice: ChoiceMade | None
    asks: tuple[Asked, ...]
    given: Mapping[str, str]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A customer's book before it is made."""

    snapshot: Snapshot = field(repr=False)
    page_count: int
    pages: tuple[PlannedPage, ...]
    problems: tuple[Problem, ...]
    layout: Layout = field(repr=False)
    options: BookOptions = field(repr=False)
    told: Mapping[str, Told] = field(repr=False)
    """What its drawings told, by their keys."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a generation."""
        return tuple(problem for problem in self.problems if problem.is_error)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that do not stop a generation."""
        return tuple(problem for problem in self.problems if not problem.is_error)

    @property
    def of_drawing(self) -> tuple[Problem, ...]:
        """The problems that showed only when the book was drawn."""
        return in_book((one for page in self.layout.pages for one in page.resolved.of_drawing), self.snapshot)

    @property
    def ready(self) -> bool:
        """True if it can be generated: there are no errors."""
        return not self.errors


def make_plan(
    snapshot: Snapshot, files: Files, on_page: OnProgress | None = None, *, common: Common | None = None
) -> Plan:
    """Resolve, draw and lay out everything; nothing is written.

    `common` is for the books of several customers: what reads the same of them is then resolved once.
    """
    told: dict[str, Told] = {}

    def drawn(number: int, page: Page, inputs: Inputs) -> ResolvedPage:
        return draw_page(resolve_once(number, page, inputs), inputs, told)

    inputs, of_values = make_inputs(snapshot, files, common or Common.of(snapshot))
    layout = lay_out(resolve_pages(snapshot, inputs, drawn, on_page), inputs, drawn)
    texts = book_texts(snapshot, inputs, layout)
    pages = tuple(_planned(page, start, snapshot) for page, start in zip(layout.pages, layout.starts, strict=True))
    of_pages = (problem for page in pages for problem in page.problems)
    problems = in_book(problems_of_book([*of_values, *of_pages, *texts.problems], layout.page_count), snapshot)
    return Plan(snapshot, layout.page_count, pages, problems, layout, book_options(snapshot, texts, layout), told)


def problems_of_book(problems: Iterable[Problem], page_count: int) -> tuple[Problem, ...]:
    """Return all problems of a book, each once. A required attribute that a page also lacks is named once, there."""
    found = list(problems)
    if not page_count and not any(problem.is_error for problem in found):
        found.append(error(NO_PAGES, "The book has no pages for this customer.", "Add pages to the book."))
    on_pages = {(problem.code, problem.subject) for problem in found if problem.page}
    return tuple(
        dict.fromkeys(
            problem
            for problem in found
            if problem.page or problem.code != "missing value" or (problem.code, problem.subject) not in on_pages
        )
    )


def in_book(problems: Iterable[Problem], snapshot: Snapshot) -> tuple[Problem, ...]:
    """Return the problems with the book, customer and quarter that they are about."""
    where = {"book": snapshot.book, "customer": snapshot.customer, "quarter": str(snapshot.quarter)}
    return tuple(placed(problem, **where) for problem in problems)


def _planned(page: ResolvedPage, start: int, snapshot: Snapshot) -> PlannedPage:
    asks = page.resolved.asks
    handed_in = {one.slot: snapshot.workbooks.get(one.slot) or snapshot.workbooks.get(page.page.id) for one in asks}
    count = page.page_count or 0
    return PlannedPage(
        page=page.page,
        title=page.title,
        first_page=start + 1 if count else None,
        page_count=count,
        choice=choice_made(page),
        asks=asks,
        given={slot: workbook.name for slot, workbook in handed_in.items() if workbook},
        problems=page.resolved.problems,
    )


def choice_made(page: ResolvedPage) -> ChoiceMade | None:
    """Return what a choice page decided; None for another page, and where it could not decide."""
    choice = page.resolved.choice
    if choice is None:
        return None
    config = page.page.config
    names = [str(option.get("name", "")) for option in config.get("options", ())]
    default = str((config.get("default") or {}).get("name") or "the default")

    def named(made: Choice) -> tuple[str, ...]:
        return tuple(names[number] for number in made.options if number < len(names)) + (default,) * made.default

    by_rule = Choice(page.resolved.by_rule, default=not page.resolved.by_rule and bool(config.get("default")))
    return ChoiceMade(
        page_id=page.page.id,
        options=(*names, default) if config.get("default") else tuple(names),
        chosen=named(choice),
        by_rule=named(by_rule),
        overridden=choice.overridden,
        takes_all=config.get("take") == "all",
    )
