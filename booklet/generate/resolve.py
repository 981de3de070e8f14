"""Resolve each page of a snapshot for its customer: into parts, and into every problem on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from booklet.errors import BookletError, DefinitionError, ValueRefused
from booklet.formats import Formats
from booklet.model import AttributeDefinition, Page, Problem, SharedInputs, Snapshot, Value
from booklet.page_types import Files, Inputs, Resolved, page_type, resolve, type_label
from booklet.page_types.contract import Drawing, error, failure, missing_value, placed, titled, unforeseen
from booklet.page_types.drawing import Told, draw
from booklet.page_types.once import Once
from booklet.pdf import Part
from booklet.pdf.types import ContentsEntry
from booklet.progress import OnProgress
from booklet.templates import Facts

Resolver = Callable[[int, Page, Inputs], "ResolvedPage"]
"""Resolves a page, given with its place among the pages."""
_MOST_PARSED = 20_000


@dataclass(frozen=True)
class ResolvedPage:
    """A page of the book, what it is called for this customer, and what it gives."""

    page: Page
    title: str
    resolved: Resolved

    @cached_property
    def counted(self) -> tuple[tuple[str, int | None], ...]:
        """The title and the number of pages of each part; None where only drawing tells."""
        return tuple((part.title or self.title, count_of(part)) for part in self.resolved.parts)

    @cached_property
    def listed(self) -> dict[int, tuple[ContentsEntry, ...]]:
        """Its entries in the contents, by the index of its first PDF page in the book; kept by `layout`."""
        return {}

    @property
    def is_open(self) -> bool:
        """True where the outline inside is not known before it is drawn."""
        return any(isinstance(part, Drawing) and part.headings is None for part in self.resolved.parts)

    @property
    def page_count(self) -> int | None:
        """The number of PDF pages; None where only drawing tells."""
        counts = [count for _, count in self.counted]
        return None if None in counts else sum(count or 0 for count in counts)


def count_of(part: Part | Drawing) -> int | None:
    """Return the number of a part's pages; None where only drawing tells."""
    return part.page_count if isinstance(part, Drawing) else len(part.pages)


@dataclass(frozen=True)
class Common:
    """The inputs that all customers of a book and quarter have in common, and what was worked out for several of them.

    `definitions` are without formats that can write no value; each of `refused` is the problem of such a format, by
    key: a problem of whoever has a value.
    """

    definitions: tuple[AttributeDefinition, ...]
    refused: Mapping[str, Problem]
    formats: Formats
    once: Once | None = None
    """Where results are kept; None where a single book is planned."""
    _parsed: dict[tuple[str, str], Value] = field(default_factory=dict)

    @classmethod
    def of(cls, shared: SharedInputs, once: Once | None = None) -> Common:
        """Return what follows from inputs that all customers share."""
        formats = Formats(shared.locale, shared.currency)
        refused: dict[str, Problem] = {}
        definitions = tuple(_writable(definition, formats, refused) for definition in shared.definitions)
        return cls(definitions, refused, formats, once)

    def value(self, definition: AttributeDefinition, text: str) -> Value:
        """Return the value of a canonical text. Raises ValueRefused."""
        known = self._parsed.get((definition.key, text))
        if known is None:
            known = definition.from_text(text)
            if len(self._parsed) < _MOST_PARSED:
                self._parsed[definition.key, text] = known
        return known


def make_inputs(snapshot: Snapshot, files: Files, common: Common) -> tuple[Inputs, list[Problem]]:
    """Return the inputs that the pages are resolved with, and the problems of the values themselves."""
    values, problems = _values(snapshot, common)
    facts = Facts(
        customer=snapshot.customer,
        quarter=snapshot.quarter,
        book=snapshot.book,
        values=values,
        definitions=common.definitions,
        formats=common.formats,
    )
    inputs = Inputs(facts, snapshot.settings, files, snapshot.workbooks, snapshot.overrides).noted(common.once)
    problems.extend(
        missing_value(definition.key, inputs)
        for definition in common.definitions
        if definition.required and definition.key not in values
    )
    return inputs, problems


def _values(snapshot: Snapshot, common: Common) -> tuple[dict[str, Value], list[Problem]]:
    """Return the customer's values, with a problem for each that does not fit its attribute or cannot be written."""
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    for definition in common.definitions:
        text = snapshot.values.get(definition.key)
        if text is None:
            continue
        try:
            values[definition.key] = common.value(definition, text)
        except ValueRefused as refused:
            remedy = "Record the value again; the attribute's type was changed after it was recorded."
            problems.append(error("value", str(refused), remedy, subject=definition.key))
    problems.extend(problem for key, problem in common.refused.items() if key in values)
    return values, problems


def _writable(definition: AttributeDefinition, formats: Formats, refused: dict[str, Problem]) -> AttributeDefinition:
    """Return the definition, without a format that can write no value: that is a single problem, not many."""
    try:
        formats.sample(definition)
    except DefinitionError as why:
        message = f"{definition.label} ({definition.key}) has a format that cannot be: {why}"
        refused[definition.key] = error("format", message, "Correct the attribute's format.", subject=definition.key)
        return replace(definition, format="")
    return definition


def resolve_pages(
    snapshot: Snapshot, inputs: Inputs, resolve: Resolver, on_page: OnProgress | None = None
) -> list[ResolvedPage]:
    """Resolve every page in order; late pages give nothing yet, `booklet.generate.page_places` resolves them."""
    resolved: list[ResolvedPage] = []
    for number, page in enumerate(snapshot.pages):
        if on_page:
            on_page(number + 1, len(snapshot.pages), _title(page, inputs) or type_label(page))
        resolved.append(resolve(number, page, inputs))
    return resolved


def resolve_page(page: Page, inputs: Inputs) -> ResolvedPage:
    """Resolve a page and draw nothing yet.

    What comes out of it is among its problems: a page must not hide what is wrong with others.
    """
    title = page.title
    try:
        title = inputs.fill(title)
        waits = page_type(page.type).late and inputs.layout is None
        called = page if title == page.title else replace(page, title=title)
        found = Resolved() if waits else resolve(called, inputs)
    except BookletError as problem:
        found = Resolved(problems=failure(problem, inputs))
    except Exception as problem:  # a page type can be anybody's
        found = Resolved(problems=(unforeseen(problem),))
    parts = titled(found.parts, title)
    return ResolvedPage(
        page, title, _placed(found if parts == found.parts else replace(found, parts=parts), page, title)
    )


def resolve_once(
    number: int, page: Page, inputs: Inputs, then: Callable[[ResolvedPage, Inputs], ResolvedPage] = lambda page, _: page
) -> ResolvedPage:
    """Resolve a page and draw nothing yet; once for all customers of whom it reads the same, with what comes `then`."""
    here = inputs.within(number)
    return here.once(("page", inputs.layout, inputs.layout_is_open), lambda: then(resolve_page(page, here), here))


def draw_page(page: ResolvedPage, inputs: Inputs, told: dict[str, Told]) -> ResolvedPage:
    """Return the page with all its parts drawn; add to `told` what its drawings told."""
    drawn = draw(page.resolved, inputs, told)
    if drawn is page.resolved:
        return page
    return replace(page, resolved=_placed(drawn, page.page, page.title))


def _title(page: Page, inputs: Inputs) -> str:
    """Return the page's title for this customer, or its template where that cannot be filled."""
    try:
        return inputs.fill(page.title)
    except BookletError:
        return page.title


def _placed(resolved: Resolved, page: Page, title: str) -> Resolved:
    if not resolved.problems:
        return resolved
    return replace(
        resolved,
        problems=on_page(resolved.problems, page, title),
        of_drawing=on_page(resolved.of_drawing, page, title),
    )


def on_page(problems: Iterable[Problem], page: Page, title: str) -> tuple[Problem, ...]:
    """Return the problems with the page that they are on."""
    where = {"page": title or type_label(page), "page_id": page.id}
    return tuple(placed(problem, **where) for problem in problems)
