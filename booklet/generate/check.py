"""Check a book's definition when it is written, without any customer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from booklet.errors import BookletError, TemplateError
from booklet.generate.running import wrong_families
from booklet.generate.stores import Stores
from booklet.model import BookSettings, Page, Problem
from booklet.page_types import Definitions, check_page
from booklet.page_types.contract import error, placed, unforeseen
from booklet.templates import RUNNING_NAMES, check_template

_SETTINGS = {
    "title": "the PDF's title",
    "author": "the PDF's author",
    "subject": "the PDF's subject",
    "watermark": "the watermark",
    "open_password": "the password",
}
_RUNNING_SETTINGS = {"header": "the header", "footer": "the footer", "page_numbers": "the page numbers"}


def check_definition(stores: Stores, pages: Sequence[Page], settings: BookSettings) -> tuple[Problem, ...]:
    """Everything that is wrong with a book, whoever the customer is: each page's settings, rules and templates."""
    definitions = Definitions(
        attributes=tuple(stores.attributes.definitions()),
        uploads={ref: upload for upload in stores.uploads.all() for ref in (upload.id, upload.name)},
    )
    problems = [*wrong_families(settings.style), *_check_settings(settings, definitions)]
    for page in pages:
        where = {"page": page.title or page.type, "page_id": page.id}
        problems.extend(placed(problem, **where) for problem in _check_page(page, definitions))
    return tuple(problems)


def _check_page(page: Page, definitions: Definitions) -> Iterable[Problem]:
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


def _check_settings(settings: BookSettings, definitions: Definitions) -> Iterable[Problem]:
    for names, extra in ((_SETTINGS, frozenset[str]()), (_RUNNING_SETTINGS, RUNNING_NAMES)):
        for name, words in names.items():
            try:
                check_template(getattr(settings, name), definitions.attributes, extra)
            except TemplateError as problem:
                yield error(
                    "template", f"{words[0].upper()}{words[1:]}: {problem}", "Correct it in the book's settings."
                )
