"""The contract between a page type and the rest of Booklet.

A page type turns one page of a book, for one customer, into prepared parts. It answers once, and the same answer
serves preflight (its problems), the preview and the generation (its parts): so what preflight finds is what would
happen. Other people's page types are found by the entry-point group `booklet.page_types`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

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
from booklet.pdf import Part, Prepared
from booklet.pdf.contents import ContentsEntry
from booklet.templates import Facts, fill_template

Config = Mapping[str, Any]


class Files(Protocol):
    """The files that pages are made of, by upload id; each is read and prepared once, whoever asks.

    All raise NotFound where an upload is gone, and InputError where it cannot be read.
    """

    def prepared(self, upload_id: str) -> Prepared: ...

    def drawn(self, upload_id: str, options: SheetOptions) -> DrawnWorkbook: ...


@dataclass(frozen=True, slots=True)
class SheetOptions:
    """How a workbook is drawn; no `sheets` means all that are visible and hold something."""

    sheets: tuple[str, ...] = ()
    fit_width: bool = False
    renderer: str = "native"


@dataclass(frozen=True, slots=True)
class DrawnWorkbook:
    """A workbook drawn to pages, and what a reader would miss on them."""

    prepared: Prepared
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that goes into one customer's book, frozen by the snapshot."""

    facts: Facts
    settings: BookSettings
    files: Files
    workbooks: Mapping[str, FileInput] = field(default_factory=dict)
    """Workbooks given at generation, by page id."""
    overrides: Mapping[str, Choice] = field(default_factory=dict)
    """Choices that the user overrode, by page id."""
    layout: tuple[ContentsEntry, ...] = ()
    """What the contents list: only known to page types that are `late`."""

    def fill(self, template: str, *, escape: Callable[[str], str] | None = None) -> str:
        """A template filled in for this customer; raises MissingValue or TemplateError."""
        return fill_template(template, self.facts, escape=escape)


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a page gives for one customer: parts in order, and every problem found on the way."""

    parts: tuple[Part, ...] = ()
    problems: tuple[Problem, ...] = ()
    choice: Choice | None = None
    """What a choice page chose."""
    by_rule: tuple[int, ...] = ()
    """What its rules alone would have chosen."""
    asks: str = ""
    """What workbook the page asks for at generation, in words; empty where it asks for none."""


@dataclass(frozen=True, slots=True)
class Definitions:
    """What a page's definition is checked against, without any customer."""

    attributes: tuple[AttributeDefinition, ...]
    uploads: Mapping[str, Upload]
    """Those that exist and are not archived, by id, and by name for pages that are not saved yet."""


class PageType(Protocol):
    """The strategy behind a page. Implementations hold no state."""

    name: str
    """What stands in a page's `type`."""
    label: str
    """What users read."""
    description: str
    late: bool
    """Resolved after all other pages, with their places in the book in `Inputs.layout`."""

    def default_config(self) -> dict[str, Any]:
        """The config of a new page."""

    def describe(self, config: Config, names: Mapping[str, str]) -> str:
        """The page in a few words, for lists; `names` are the uploads' names by id."""

    def check(self, page: Page, definitions: Definitions) -> Iterable[Problem]:
        """What is wrong with the definition, whoever the customer is."""

    def resolve(self, page: Page, inputs: Inputs) -> Resolved:
        """The page for one customer. What is wrong goes into `problems`; a BookletError that comes out instead
        is made into a problem by the caller."""


def error(code: str, message: str, remedy: str, *, subject: str = "") -> Problem:
    """A problem that stops the generation; the caller adds book, page and customer."""
    return Problem(Severity.ERROR, code, message, remedy, subject=subject)


def warning(code: str, message: str, remedy: str, *, subject: str = "") -> Problem:
    """A problem that does not stop the generation."""
    return Problem(Severity.WARNING, code, message, remedy, subject=subject)


def failure(problem: BookletError, inputs: Inputs, *, remedy: str = "", code: str = "failed") -> tuple[Problem, ...]:
    """The problems that an error stands for: for missing values one for each attribute."""
    if isinstance(problem, MissingValue):
        return tuple(missing_value(key, inputs) for key in problem.keys)
    return (error(code, str(problem), remedy),)


def missing_value(key: str, inputs: Inputs) -> Problem:
    """The problem of an attribute that a page needs and the customer has not."""
    labels = {definition.key: definition.label for definition in inputs.facts.definitions}
    return error(
        "missing value",
        f"{labels.get(key, key)} is missing for {inputs.facts.customer} in {inputs.facts.quarter}.",
        f"Record a value of {key} for {inputs.facts.quarter} or an earlier quarter.",
        subject=key,
    )


def check_upload(config: Config, definitions: Definitions, *, kind: str, needed: bool = True) -> Iterable[Problem]:
    """The problems of a page's upload: none chosen, gone, or not of the kind ("PDF", "form", "workbook")."""
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


def unknown_settings(config: Config, known: Collection[str]) -> Iterable[Problem]:
    """A problem for each setting that the page type does not have: mistyped names must not pass in silence."""
    for name in sorted(set(config) - set(known)):
        yield error(
            "unknown setting",
            f'The page has a setting "{name}", which its type does not know.',
            f"Its settings are: {', '.join(sorted(known))}.",
            subject=name,
        )


def titled(parts: Sequence[Part], title: str) -> tuple[Part, ...]:
    """The parts with a bookmark at the first of them, unless it has one already."""
    if not parts or not title or parts[0].title:
        return tuple(parts)
    return (parts[0].titled(title), *parts[1:])


def placed(problem: Problem, **where: str) -> Problem:
    """The problem with its place filled in, where it has none yet."""
    unknown: dict[str, Any] = {name: value for name, value in where.items() if not getattr(problem, name)}
    return replace(problem, **unknown)
