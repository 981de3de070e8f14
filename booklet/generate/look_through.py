"""A book looked through for many customers: the checks of `plan`, with nothing drawn and nothing done twice.

What only drawing tells is taken from what was drawn before, or left open: a page count of None, and the keys of the
drawings. Only what nobody has read yet, a workbook that was handed in, is drawn: until then nobody knows whether there
is a book in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from booklet.generate.check import with_definition
from booklet.generate.checked import Checked, CheckedPage
from booklet.generate.headers_and_password import book_texts
from booklet.generate.kept_checks import KeptTold
from booklet.generate.page_places import lay_out
from booklet.generate.plan import choice_made, problems_of_book
from booklet.generate.resolve import Common, ResolvedPage, make_inputs, on_page, resolve_once, resolve_pages
from booklet.model import Page, Problem, Snapshot
from booklet.page_types import Files, Inputs
from booklet.page_types.contract import Drawing
from booklet.page_types.drawing import Told, about, ask
from booklet.page_types.once import Once
from booklet.pdf import Part


def look_through(
    snapshots: Iterable[Snapshot], files: Files, of_definition: Sequence[Problem], told: KeptTold
) -> Iterator[Checked]:
    """Yield what can be told of each customer's book; the snapshots are of the same book and quarter.

    `of_definition` are the problems of the book whoever the customer is, `told` what drawings told before.
    """
    told.read()
    common: Common | None = None
    for snapshot in snapshots:
        common = common or Common.of(snapshot, Once())
        yield _check(snapshot, files, common, of_definition, told)


def _check(
    snapshot: Snapshot, files: Files, common: Common, of_definition: Sequence[Problem], told: KeptTold
) -> Checked:
    def resolve(number: int, page: Page, inputs: Inputs) -> ResolvedPage:
        return resolve_once(number, page, inputs, lambda resolved, here: _with_told(resolved, here, told))

    inputs, of_values = make_inputs(snapshot, files, common)
    layout = lay_out(resolve_pages(snapshot, inputs, resolve), inputs, resolve)
    texts = book_texts(snapshot, inputs, layout)
    of_pages = (problem for page in layout.pages for problem in page.resolved.problems)
    problems = problems_of_book([*of_values, *of_pages, *texts.problems], layout.page_count)
    return Checked(tuple(map(_checked, layout.pages)), with_definition(problems, of_definition))


def _checked(page: ResolvedPage) -> CheckedPage:
    drawings = (part for part in page.resolved.parts if isinstance(part, Drawing))
    undrawn = tuple(drawing.key for drawing in drawings if drawing.key and not drawing.is_told)
    return CheckedPage(page.page.id, page.title, page.page_count, choice_made(page), undrawn)


def _with_told(page: ResolvedPage, inputs: Inputs, told: KeptTold) -> ResolvedPage:
    """Return a page with what its drawings told when they were made before, or tell now."""
    answers = [_told(part, inputs, told) if isinstance(part, Drawing) else None for part in page.resolved.parts]
    if not any(answers):
        return page
    parts: list[Part | Drawing] = []
    problems = list(page.resolved.problems)
    for part, known in zip(page.resolved.parts, answers, strict=True):
        if isinstance(part, Drawing) and known:
            problems += on_page(about(part, known.problems), page.page, page.title)
            parts.append(replace(part, page_count=known.page_count, headings=known.headings, is_told=True))
        else:
            parts.append(part)
    return replace(page, resolved=replace(page.resolved, parts=tuple(parts), problems=tuple(problems)))


def _told(drawing: Drawing, inputs: Inputs, told: KeptTold) -> Told | None:
    known = told.get(drawing.key)
    if known is None and drawing.is_unread:
        known = ask(drawing, inputs)
        told.keep({drawing.key: known})
    return known
