"""The running parts of a whole book: page numbers, header, footer, watermark, its title and its password."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC
from functools import partial

from booklet.errors import BookletError
from booklet.fonts import FAMILIES
from booklet.generate.layout import Layout
from booklet.model import Problem, Snapshot, Style
from booklet.model.nearest import did_you_mean
from booklet.page_types import Inputs
from booklet.page_types.contract import error, failure
from booklet.pdf.finish.stamps import letters_without_font
from booklet.pdf.types import BookOptions, Protection, Stamp
from booklet.templates import fill_template

_QUIET = "#5b6470"
_MARGIN_PT = (36.0, 15.0)  # close to the edge: forms of authorities have lines of their own down to half an inch


def book_options(snapshot: Snapshot, inputs: Inputs, layout: Layout) -> tuple[BookOptions, list[Problem]]:
    """Return the options of the whole book for the engine, and the problems of the templates in its settings."""
    settings = snapshot.settings
    problems: list[Problem] = []

    def fill(template: str, **extra: object) -> str:
        try:
            return fill_template(template, inputs.facts, extra)
        except BookletError as problem:
            problems.extend(failure(problem, inputs, code="template", remedy="Correct it in the book's settings."))
            return ""

    options = BookOptions(
        title=fill(settings.title) or snapshot.book,
        author=fill(settings.author),
        subject=fill(settings.subject),
        language=settings.language,
        created=snapshot.inputs_as_of.replace(tzinfo=UTC),
        outline=settings.outline,
        page_labels=settings.page_labels,
        same_names_share_a_value=settings.shared_fields,
        keep_form_scripts=settings.form_scripts,
        stamps=_stamps(snapshot, layout, fill),
        protection=_protection(snapshot, fill, problems),
    )
    problems.extend(_without_font(options.stamps))
    return options, list(dict.fromkeys([*wrong_families(settings.style), *problems]))


def _without_font(stamps: Mapping[int, Sequence[Stamp]]) -> Iterator[Problem]:
    """Return the problems of running lines that would show empty boxes."""
    for text, family in dict.fromkeys((stamp.text, stamp.family) for page in stamps.values() for stamp in page):
        lacking = "" if text.isascii() or family not in FAMILIES else letters_without_font(text, family)
        if lacking:
            shown = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in lacking[:10])
            message = f'The running line "{text[:60]}" has letters that no font which comes with Booklet has: {shown}.'
            yield error("letters", message, "Write it with other letters, or correct it in the book's settings.")


def wrong_families(style: Style) -> Iterator[Problem]:
    """Return the problems of typefaces that do not come with Booklet."""
    for family in sorted({style.heading_family, style.body_family} - FAMILIES.keys()):
        hint = did_you_mean(family, FAMILIES, kind="typefaces")
        yield error("typeface", f'There is no typeface "{family}". {hint}', "Choose another in the book's settings.")


def _stamps(snapshot: Snapshot, layout: Layout, fill: Callable[..., str]) -> dict[int, tuple[Stamp, ...]]:
    """Return the stamps laid over each page of the book."""
    settings = snapshot.settings
    watermark = _watermark(fill(settings.watermark))
    family = settings.style.body_family
    stamps: dict[int, tuple[Stamp, ...]] = {}
    for page, start in zip(layout.pages, layout.starts, strict=True):
        titles = [part.title or page.title for part in page.resolved.parts for _ in part.pages]
        for index, title in enumerate(titles, start=start):
            known = {"page": index + 1, "pages": layout.page_count, "title": title}
            lines: tuple[Stamp, ...] = ()
            if index + 1 >= settings.page_numbers_from:
                line = partial(Stamp, family=family, color=_QUIET, margin_pt=_MARGIN_PT)
                lines = (
                    line(fill(settings.header, **known), "top-right"),
                    line(fill(settings.footer, **known), "bottom-left"),
                    line(fill(settings.page_numbers, **known), "bottom-right"),
                )
            shown = (*watermark, *(line for line in lines if line.text.strip()))
            if shown:
                stamps[index] = shown
    return stamps


def _watermark(text: str) -> tuple[Stamp, ...]:
    if not text.strip():
        return ()
    return (Stamp(text, "center", bold=True, color="#7a8290", angle_degrees=45, opacity=0.14, fit_width=True),)


def _protection(snapshot: Snapshot, fill: Callable[..., str], problems: list[Problem]) -> Protection | None:
    """Refuse an empty password: a book whose password comes out empty would go out open, so it is not made."""
    settings = snapshot.settings
    if not (settings.open_password or settings.owner_password or settings.is_restricted):
        return None
    before = len(problems)
    passwords = {template: fill(template).strip() for template in (settings.open_password, settings.owner_password)}
    if any(template and not password for template, password in passwords.items()) and len(problems) == before:
        problems.append(
            error("empty password", "The book's password is empty for this customer.", "Correct it in the settings.")
        )
    return Protection(
        open_password=passwords[settings.open_password],
        owner_password=passwords[settings.owner_password],
        allow_print=settings.allow_print,
        allow_copy=settings.allow_copy,
        allow_change=settings.allow_change,
        allow_fill=settings.allow_fill,
    )
