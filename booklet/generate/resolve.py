"""Resolve each page of a snapshot for its customer: into parts, and into every problem on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from booklet.errors import BookletError, DefinitionError, ValueRefused
from booklet.formats import Formats
from booklet.model import AttributeDefinition, Page, Problem, Snapshot, Value
from booklet.page_types import Files, Inputs, Resolved, page_type, resolve, type_label
from booklet.page_types.contract import error, failure, missing_value, placed, titled, unforeseen
from booklet.progress import OnProgress
from booklet.templates import Facts


@dataclass(frozen=True, slots=True)
class ResolvedPage:
    """A page of the book, what it is called for this customer, and what it gives."""

    page: Page
    title: str
    resolved: Resolved


def make_inputs(snapshot: Snapshot, files: Files) -> tuple[Inputs, list[Problem]]:
    """Return the inputs that the pages are resolved with, and the problems of the values themselves."""
    problems: list[Problem] = []
    values: dict[str, Value] = {}
    for definition in snapshot.definitions:
        text = snapshot.values.get(definition.key)
        if text is None:
            continue
        try:
            values[definition.key] = definition.from_text(text)
        except ValueRefused as refused:
            remedy = "Record the value again; the attribute's type was changed after it was recorded."
            problems.append(error("value", str(refused), remedy, subject=definition.key))
    formats = Formats(snapshot.locale, snapshot.currency)
    facts = Facts(
        customer=snapshot.customer,
        quarter=snapshot.quarter,
        book=snapshot.book,
        values=values,
        definitions=tuple(_writable(definition, values, formats, problems) for definition in snapshot.definitions),
        formats=formats,
    )
    inputs = Inputs(
        facts=facts,
        settings=snapshot.settings,
        files=files,
        workbooks=snapshot.workbooks,
        overrides=snapshot.overrides,
    )
    problems.extend(
        missing_value(definition.key, inputs)
        for definition in snapshot.definitions
        if definition.required and definition.key not in values
    )
    return inputs, problems


def _writable(
    definition: AttributeDefinition, values: Mapping[str, Value], formats: Formats, problems: list[Problem]
) -> AttributeDefinition:
    """Return the definition, without a format that can write no value: that is a single problem, not many."""
    try:
        if definition.key in values:
            formats.value(values[definition.key], definition)
    except DefinitionError as refused:
        message = f"{definition.label} ({definition.key}) has a format that cannot be: {refused}"
        problems.append(error("format", message, "Correct the attribute's format.", subject=definition.key))
        return replace(definition, format="")
    return definition


def resolve_pages(snapshot: Snapshot, inputs: Inputs, on_page: OnProgress | None = None) -> list[ResolvedPage]:
    """Resolve every page in order; late pages give nothing yet, `booklet.generate.layout` resolves them."""
    resolved: list[ResolvedPage] = []
    for number, page in enumerate(snapshot.pages, start=1):
        if on_page:
            on_page(number, len(snapshot.pages), _title(page, inputs) or type_label(page))
        resolved.append(resolve_page(page, inputs))
    return resolved


def resolve_page(page: Page, inputs: Inputs) -> ResolvedPage:
    """Resolve a page; what comes out of it is among its problems: a page must not hide what is wrong with others."""
    title = _title(page, inputs)
    try:
        inputs.fill(page.title)  # for its problems
        waits = page_type(page.type).late and inputs.layout is None
        found = Resolved() if waits else resolve(replace(page, title=title), inputs)
    except BookletError as problem:
        found = Resolved(problems=failure(problem, inputs))
    except Exception as problem:  # a page type can be anybody's
        found = Resolved(problems=(unforeseen(problem),))
    return ResolvedPage(page, title, _placed(replace(found, parts=titled(found.parts, title)), page, title))


def _title(page: Page, inputs: Inputs) -> str:
    """Return the page's title for this customer, or its template where that cannot be filled."""
    try:
        return inputs.fill(page.title)
    except BookletError:
        return page.title


def _placed(resolved: Resolved, page: Page, title: str) -> Resolved:
    where = {"page": title or type_label(page), "page_id": page.id}
    return replace(resolved, problems=tuple(placed(problem, **where) for problem in resolved.problems))
