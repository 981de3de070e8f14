"""Check a book's definition when it is written, without any customer; and put what that finds into a customer's plan.

So there is a list of problems for a customer's book, which every screen and `Workspace.preflight` show and count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from booklet.errors import BookletError, TemplateError
from booklet.generate.headers_and_password import wrong_families
from booklet.generate.stores import Stores
from booklet.model import BookSettings, Page, Problem, Severity
from booklet.page_types import CheckInputs, check_page, type_label
from booklet.page_types.contract import error, placed, unforeseen, warning
from booklet.templates import RUNNING_NAMES, check_template

_WHOLE = ("failed", "unforeseen")
"""The codes of problems that say only that a page could not be made."""
_SETTINGS = {
    "title": "the PDF's title",
    "author": "the PDF's author",
    "subject": "the PDF's subject",
    "watermark": "the watermark",
    "open_password": "the password",
    "owner_password": "the password that lifts restrictions",
}
_RUNNING_SETTINGS = {"header": "the header", "footer": "the footer", "page_numbers": "the page numbers"}


def check_definition(stores: Stores, pages: Sequence[Page], settings: BookSettings) -> tuple[Problem, ...]:
    """Return all that is wrong with a book, whoever the customer is: each page's settings, rules and templates."""
    wanted = {ref for page in pages for ref in page.upload_ids()}
    definitions = CheckInputs(
        attributes=tuple(stores.attributes.definitions()),
        uploads={ref: upload for upload in stores.uploads.of(wanted) for ref in (upload.id, upload.name)},
    )
    problems = [*wrong_families(settings.style), *_check_settings(settings, definitions)]
    for page in pages:
        where = {"page": page.title or type_label(page), "page_id": page.id}
        problems.extend(placed(problem, **where) for problem in _check_page(page, definitions))
    return tuple(problems)


def with_definition(problems: Sequence[Problem], of_definition: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return a book's problems with those of its definition added, each once.

    What is said already is not said again. A page that failed as a whole failed for what its definition lacks,
    if it lacks anything: that is the error then. An error that this customer's book does not meet, such as in an
    option that another customer gets, is a warning here: the book can be made.
    """
    if not of_definition:
        return tuple(problems)
    wrong = {problem.page_id for problem in of_definition if problem.is_error}
    failed = {one.page_id for one in problems if one.is_error and one.code in _WHOLE and one.page_id in wrong}
    kept = [one for one in problems if not (one.code in _WHOLE and one.page_id in failed)]
    said = {key for problem in kept for key in _keys(problem)}
    for problem in of_definition:
        if (problem.page_id, problem.code, problem.subject) in said:
            continue
        stops = problem.is_error and problem.page_id in failed
        kept.append(replace(problem, severity=Severity.ERROR if stops else Severity.WARNING))
    return tuple(kept)


def _keys(problem: Problem) -> Iterable[tuple[str, str, str]]:
    """Return the keys under which a definition's problem may be in a plan already: with its subject, or without."""
    return (problem.page_id, problem.code, problem.subject), (problem.page_id, problem.code, "")


def _check_page(page: Page, definitions: CheckInputs) -> Iterable[Problem]:
    try:
        check_template(page.title, definitions.attributes)
    except TemplateError as problem:
        yield error("template", f"The page's title: {problem}", "Correct the title.")
    try:
        yield from check_page(page, definitions)
    except BookletError as problem:
        yield error("page type", str(problem), "Choose another type of page.")
    except Exception as problem:  # a page type can be anybody's
        yield unforeseen(problem)


def _check_settings(settings: BookSettings, definitions: CheckInputs) -> Iterable[Problem]:
    if settings.is_restricted and not settings.owner_password:
        yield warning(
            "no owner password",
            "Whoever can open the book can also lift what a reader is not allowed.",
            "Set a password that lifts restrictions in the book's settings.",
        )
    for names, extra in ((_SETTINGS, frozenset[str]()), (_RUNNING_SETTINGS, RUNNING_NAMES)):
        for name, words in names.items():
            try:
                check_template(getattr(settings, name), definitions.attributes, extra)
            except TemplateError as problem:
                yield error(
                    "template", f"{words[0].upper()}{words[1:]}: {problem}", "Correct it in the book's settings."
                )
