"""The contract between a page type and the rest of Booklet.

A page type turns one page of a book, for one customer, into prepared parts. It answers once, and the same answer
serves preflight (its problems), the preview and the generation (its parts): so what preflight finds is what would
happen. What takes long to draw it hands over as a `Drawing`, undrawn: then all customers can be looked through in
seconds, by the same checks. Other people's page types are found by the entry-point group `booklet.page_types`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple, Protocol, TypeVar

from booklet.errors import BookletError, MissingValue
from booklet.model import (
    AttributeDefinition,
    BookSettings,
    Choice,
    FileInput,
    Page,
    Problem,
    Severity,
    Upload,
)
from booklet.page_types.asked import Asked
from booklet.page_types.once import Noted, NotedFacts, Once, Reading
from booklet.pdf import Part, Prepared
from booklet.pdf.types import ContentsEntry, OutlineItem
from booklet.sheets import CellInput, Placeholder, Suggestion
from booklet.templates import Facts, fill_template

Config = Mapping[str, Any]
Made = TypeVar("Made")

_KINDS: tuple[tuple[Any, str], ...] = (
    (bool, "true or false"),
    (str, "a text"),
    (int, "a whole number"),
    (Mapping, "a dictionary"),
    (list | tuple, "a list"),
)


class Files(Protocol):
    """The files that pages are made of, by upload id; each is read and prepared once, whoever asks.

    All raise NotFound where an upload is gone, and InputError where it cannot be read.
    """

    def prepared(self, upload_id: str) -> Prepared:
        """Return a PDF, prepared."""

    def drawn(self, upload_id: str, options: SheetOptions) -> DrawnWorkbook:
        """Draw a workbook to pages."""

    def placeholders(self, upload_id: str) -> tuple[Placeholder, ...]:
        """Return the places of a workbook that can be filled."""

    def require_sheets(self, upload_id: str, names: Sequence[str]) -> None:
        """Raise NotFound for a sheet that a workbook does not have."""


@dataclass(frozen=True, slots=True)
class SheetOptions:
    """The options of drawing a workbook; no `sheets` means all that are visible and hold something.

    `orientation` ("portrait", "landscape") and `scale` (a percentage) override the sheets' own, "" and 0 keep them.
    `tagged` sheets mark tables and their headers, for readers whose pages are read to them.
    `paper` is for sheets that have no page setup. `printed_on` is the day that headers and TODAY() show; it is no
    clock's, so that equal input gives equal bytes. `values` go into the workbook's cells.
    """

    sheets: tuple[str, ...] = ()
    fit_width: bool = False
    orientation: str = ""
    scale: int = 0
    paper: str = "A4"
    renderer: str = "native"
    tagged: bool = False
    printed_on: date | None = None
    values: tuple[tuple[str, CellInput], ...] = ()


@dataclass(frozen=True, slots=True)
class DrawnWorkbook:
    """A workbook drawn to pages, with the problems of the drawing and suggestions for fewer pages."""

    prepared: Prepared
    problems: tuple[Problem, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that goes into a customer's book, frozen by the snapshot."""

    facts: Facts
    settings: BookSettings
    files: Files
    workbooks: Mapping[str, FileInput] = field(default_factory=dict)
    """Workbooks given at generation, by slot: see `asked`."""
    overrides: Mapping[str, Choice] = field(default_factory=dict)
    """Choices that the user overrode, by page id."""
    layout: tuple[ContentsEntry, ...] | None = None
    """The entries of the contents, once all other pages are resolved: only known to page types that are `late`."""
    layout_is_open: bool = False
    """True where the layout lacks the outlines inside of pages that are not drawn."""
    once_for_all: Once | None = None
    """Kept results, where many customers are looked through; `reading` then notes what is read of this customer."""
    reading: Reading | None = None
    place: tuple[Hashable, ...] = ()
    """The place in the book that this is about: under it results are kept."""

    def noted(self, once_for_all: Once | None) -> Inputs:
        """Return the inputs with a note taken of what is read of the customer, and results kept."""
        if once_for_all is None:
            return self
        own = {"values": self.facts.values, "workbooks": self.workbooks, "overrides": self.overrides}
        reading = Reading({**own, "customer": {"name": self.facts.customer}})
        return replace(
            self,
            facts=NotedFacts(self.facts, reading),
            workbooks=Noted(reading, "workbooks"),
            overrides=Noted(reading, "overrides"),
            once_for_all=once_for_all,
            reading=reading,
        )

    def once(self, key: Hashable, work: Callable[[], Made]) -> Made:
        """Return what `work` gives; done once for all customers of whom it reads the same (see `once`).

        `key` tells it from other work of the same page.
        """
        if self.once_for_all is None or self.reading is None:
            return work()
        made: Made = self.once_for_all.do((self.place, key), self.reading, work)
        return made

    def within(self, place: Hashable) -> Inputs:
        """Return the inputs of a place within this one, such as an option of a choice."""
        if self.once_for_all is None:
            return self
        return Inputs(  # a third of the time of dataclasses.replace: for each page of each customer
            *(self.facts, self.settings, self.files, self.workbooks, self.overrides, self.layout, self.layout_is_open),
            *(self.once_for_all, self.reading, (*self.place, place)),
        )

    def fill(self, template: str, *, escape: Callable[[str], str] | None = None) -> str:
        """Fill a template for this customer. Raises MissingValue or TemplateError."""
        return fill_template(template, self.facts, escape=escape)


@dataclass(frozen=True, slots=True)
class Drawn:
    """The parts of a drawing, and the problems that showed only when it was drawn."""

    parts: tuple[Part, ...]
    problems: tuple[Problem, ...] = ()


class Heading(NamedTuple):
    """An entry of the outline inside some parts: `level` is 1 and more, `page` an index in the parts."""

    title: str
    level: int
    page: int


def headings_in(part: Part) -> tuple[Heading, ...]:
    """Return the outline inside a part, as far as it leads to its pages."""
    if not part.prepared.outline:
        return ()
    places = {page: index for index, page in reversed(list(enumerate(part.pages)))}
    return tuple(_headings(part.prepared.outline, places, 1))


def _headings(items: Sequence[OutlineItem], places: Mapping[int, int], level: int) -> Iterator[Heading]:
    for item in items:
        if item.page is not None and item.page in places:
            yield Heading(item.title, level, places[item.page])
        yield from _headings(item.children, places, level + 1)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Parts that are not drawn yet."""

    draw: Callable[[], Drawn]
    """Draws them, from nothing of the customer's that was not read before: a drawing may serve several customers. May
    raise BookletError."""
    page_count: int | None = None
    """None where only drawing tells."""
    headings: tuple[Heading, ...] | None = None
    """The outline inside; None where only drawing tells."""
    key: str = ""
    """The digest of all that it is drawn from, so that what drawing told once need not be asked again; "" where it
    tells nothing new."""
    title: str = ""
    """The entry in the book's outline for the first part, where that has none of its own."""
    page: str = ""
    """The title of the page that its problems are about, where that is an option of a choice."""
    is_told: bool = False
    """Drawn before, so that what drawing tells is known."""
    is_unread: bool = False
    """Drawn from a customer's own file, of which nothing is known before: it is drawn to look a book through too."""

    def titled(self, title: str) -> Drawing:
        """Return the drawing with an entry in the book's outline."""
        return replace(self, title=title)


@dataclass(frozen=True, slots=True)
class Resolved:
    """The result of a page for a customer: parts in order, and every problem found on the way."""

    parts: tuple[Part | Drawing, ...] = ()
    problems: tuple[Problem, ...] = ()
    choice: Choice | None = None
    """The choice of a choice page."""
    by_rule: tuple[int, ...] = ()
    """The options that its rules alone would have chosen."""
    asks: tuple[Asked, ...] = ()
    """The workbooks that the page asks for at generation."""
    of_drawing: tuple[Problem, ...] = ()
    """Of the problems, those that showed only when the page was drawn."""


@dataclass(frozen=True, slots=True)
class CheckInputs:
    """The attributes and uploads that a page's definition is checked against, without any customer."""

    attributes: tuple[AttributeDefinition, ...]
    uploads: Mapping[str, Upload]
    """The uploads that exist and are not archived, by id, and by name for pages that are not saved yet."""


class PageType(Protocol):
    """The strategy behind a page. Implementations hold no state."""

    name: str
    """The text of a page's `type`."""
    label: str
    """The name that users read."""
    description: str
    late: bool
    """Resolved after all other pages, with their places in the book in `Inputs.layout`."""

    def default_config(self) -> dict[str, Any]:
        """Return the config of a new page, with every setting that there is: others, and other types, are refused."""

    def describe(self, config: Config, names: Mapping[str, str]) -> str:
        """Return the page in a few words, for lists; `names` are the uploads' names by id."""

    def check(self, page: Page, definitions: CheckInputs) -> Iterable[Problem]:
        """Yield the problems of the definition, whoever the customer is."""

    def resolve(self, page: Page, inputs: Inputs) -> Resolved:
        """Resolve the page for a customer, with everything wrong in `problems`.

        A BookletError that is raised instead is made into a problem by the caller. Called for thousands of customers
        in a row: what takes long goes into a `Drawing`, what several customers share through `Inputs.once`.
        """


def error(code: str, message: str, remedy: str, *, subject: str = "") -> Problem:
    """Return a problem that stops the generation; the caller adds book, page and customer."""
    return Problem(Severity.ERROR, code, message, remedy, subject=subject)


def warning(code: str, message: str, remedy: str, *, subject: str = "") -> Problem:
    """Return a problem that does not stop the generation."""
    return Problem(Severity.WARNING, code, message, remedy, subject=subject)


def failure(problem: BookletError, inputs: Inputs, *, remedy: str = "", code: str = "failed") -> tuple[Problem, ...]:
    """Return the problems that an error stands for: for missing values a problem for each attribute."""
    if isinstance(problem, MissingValue):
        return tuple(missing_value(key, inputs) for key in problem.keys)
    return (error(code, str(problem), remedy),)


def digest_of_drawing(*drawn_from: object) -> str:
    """Return the key of a drawing: equal things to draw it from give equal keys."""
    return sha256(repr(drawn_from).encode()).hexdigest()[:32]


def unforeseen(failure: Exception) -> Problem:
    """Return the problem of a page type that failed in a way which it does not know itself."""
    message = f"The page failed in a way that its type does not foresee: {failure!r}."
    return error("unforeseen", message, "Look over the page's settings; if they are right, its type has a fault.")


def missing_value(key: str, inputs: Inputs) -> Problem:
    """Return the problem of an attribute that a page needs and the customer lacks."""
    definition = inputs.facts.by_key.get(key)
    return error(
        "missing value",
        f"{definition.label if definition else key} is missing for {inputs.facts.customer} in {inputs.facts.quarter}.",
        f"Record a value of {key} for {inputs.facts.quarter} or an earlier quarter.",
        subject=key,
    )


def check_upload(config: Config, definitions: CheckInputs, *, kind: str, needed: bool = True) -> Iterable[Problem]:
    """Yield the problems of a page's upload: none chosen, gone, or not of the kind ("PDF", "form", "workbook")."""
    upload_id = config.get("upload") or ""
    if not upload_id:
        if needed:
            yield error("no upload", f"No {kind} is chosen.", "Choose one in the page's settings.")
        return
    upload = definitions.uploads.get(upload_id)
    if upload is None:
        yield error(
            "upload gone",
            f"The {kind} that the page uses is no longer among the uploads.",
            "Choose another one in the page's settings, or bring it back under Uploads.",
            subject=upload_id,
        )
    elif not {"PDF": upload.is_pdf, "form": upload.is_form, "workbook": upload.is_workbook}[kind]:
        yield error(
            "wrong kind",
            f'The upload "{upload.name}" is not a {kind}.',
            f"Choose a {kind} in the page's settings.",
            subject=upload_id,
        )


def wrong_settings(config: object, defaults: Config, *, of: str = "The page") -> Iterable[Problem]:
    """Yield a problem for each setting that is not among `defaults`, or of another type."""
    if not isinstance(config, Mapping):
        yield error("wrong setting", f"{of} must be a dictionary of settings, not {config!r}.", _listed(defaults))
        return
    for name in sorted(map(str, set(config) - set(defaults))):
        message = f'{of} has a setting "{name}", which its type does not know.'
        yield error("unknown setting", message, _listed(defaults), subject=name)
    for name in sorted(set(config) & set(defaults)):
        expected = next((words for kind, words in _KINDS if isinstance(defaults[name], kind)), None)
        if expected and not _alike(config[name], defaults[name]):
            message = f'{of} has the setting "{name}": {config[name]!r}, but it is {expected}.'
            yield error("wrong setting", message, "Correct it in the page's settings.", subject=name)


def _alike(value: object, default: object) -> bool:
    if isinstance(value, bool) or isinstance(default, bool):
        return type(value) is type(default)
    kind = next((kind for kind, _ in _KINDS if isinstance(default, kind)), object)
    return isinstance(value, kind)


def _listed(defaults: Config) -> str:
    return f"The settings are: {', '.join(sorted(defaults))}."


def titled(parts: Sequence[Part | Drawing], title: str) -> tuple[Part | Drawing, ...]:
    """Return the parts with a bookmark at the first of them, unless it has a bookmark already."""
    if not parts or not title or parts[0].title:
        return tuple(parts)
    return (parts[0].titled(title), *parts[1:])


def placed(problem: Problem, **where: str) -> Problem:
    """Return the problem with its place filled in, where it has none yet."""
    unknown: dict[str, Any] = {name: value for name, value in where.items() if not getattr(problem, name)}
    return replace(problem, **unknown)
