"""The running parts of a whole book: page numbers, header, footer, watermark, its title and its password."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from functools import lru_cache, partial

from booklet.errors import BookletError
from booklet.fonts import FAMILIES
from booklet.generate.page_places import Layout, reckoned
from booklet.model import BookSettings, Problem, Snapshot, Style
from booklet.model.nearest import did_you_mean
from booklet.page_types import Inputs
from booklet.page_types.contract import error, failure
from booklet.pdf.finish.stamps import letters_without_font
from booklet.pdf.types import Anchor, BookOptions, Protection, Stamp
from booklet.templates import RUNNING_NAMES, fill_template, names_in

_QUIET = "#5b6470"
_MARGIN_PT = (36.0, 15.0)  # close to the edge: forms of authorities have lines of their own down to half an inch
_PLACES: Mapping[str, Anchor] = {"header": "top-right", "footer": "bottom-left", "page_numbers": "bottom-right"}


@dataclass(frozen=True, slots=True)
class BookTexts:
    """The texts of a whole book for a customer; a text whose template cannot be filled is empty."""

    title: str
    author: str
    subject: str
    watermark: str
    open_password: str
    owner_password: str
    lines: Mapping[str, Sequence[str]]
    """Name of a setting ("header") -> its text on each page from `page_numbers_from` on."""
    problems: tuple[Problem, ...]


def book_texts(snapshot: Snapshot, inputs: Inputs, layout: Layout) -> BookTexts:
    """Fill all templates of a book's settings."""
    settings = snapshot.settings
    problems: list[Problem] = [*wrong_families(settings.style)]

    def fill(template: str) -> str:
        filled = _filled(template, inputs, ({},))
        problems.extend(filled.problems)
        return filled.texts[0]

    title, author, subject, watermark = map(
        fill, (settings.title, settings.author, settings.subject, settings.watermark)
    )
    lines = {}
    for name in _PLACES:
        line = _line(getattr(settings, name), inputs, layout, settings.page_numbers_from)
        problems.extend(line.problems)
        lines[name] = line.texts
    before = len(problems)
    open_password, owner_password = fill(settings.open_password).strip(), fill(settings.owner_password).strip()
    if len(problems) == before and _is_without(settings, open_password, owner_password):
        message = "The book's password is empty for this customer."
        problems.append(error("empty password", message, "Correct it in the settings."))
    shown = {text: settings.style.body_family for texts in lines.values() for text in texts}
    problems.extend(_without_font([(watermark, Stamp(watermark, "center").family), *shown.items()]))
    return BookTexts(
        title, author, subject, watermark, open_password, owner_password, lines, tuple(dict.fromkeys(problems))
    )


def book_options(snapshot: Snapshot, texts: BookTexts, layout: Layout) -> BookOptions:
    """Return the options of the whole book for the engine."""
    settings = snapshot.settings
    return BookOptions(
        title=texts.title or snapshot.book,
        author=texts.author,
        subject=texts.subject,
        language=settings.language,
        created=snapshot.inputs_as_of.replace(tzinfo=UTC),
        outline=settings.outline,
        page_labels=settings.page_labels,
        same_names_share_a_value=settings.shared_fields,
        keep_form_scripts=settings.form_scripts,
        stamps=_stamps(settings, texts, layout.page_count),
        protection=_protection(settings, texts),
    )


@dataclass(frozen=True, slots=True)
class _Filled:
    texts: Sequence[str]
    problems: tuple[Problem, ...]


def _line(template: str, inputs: Inputs, layout: Layout, first: int) -> _Filled:
    """Fill a running line for each page from the `first` on; once for all pages on which it must be the same."""
    used = names_in(template, inputs.facts) & RUNNING_NAMES
    if not used:
        filled = _filled(template, inputs, ({},) if layout.page_count >= first else ())
        return replace(filled, texts=list(filled.texts) * max(layout.page_count - first + 1, 0))
    every = {"page": 0, "pages": layout.page_count, "title": ""}
    titles = [title for page in layout.pages for title, count in page.counted for _ in range(reckoned(count))]
    known = tuple(
        {name: {**every, "page": number, "title": title}[name] for name in used}
        for number, title in enumerate(titles, start=1)
        if number >= first
    )
    return _filled(template, inputs, known)


def _filled(template: str, inputs: Inputs, known: Sequence[Mapping[str, object]]) -> _Filled:
    """Fill a template of the book's settings with each of these further names."""
    if "{" not in template:
        return _Filled([template] * len(known), ())

    def work() -> _Filled:
        texts: list[str] = []
        problems: list[Problem] = []
        for extra in known:
            try:
                texts.append(fill_template(template, inputs.facts, extra))
            except BookletError as problem:
                texts.append("")
                problems += failure(problem, inputs, code="template", remedy="Correct it in the book's settings.")
        return _Filled(texts, tuple(problems))

    return inputs.once(("text", template, tuple(tuple(extra.items()) for extra in known)), work)


def _without_font(shown: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """Return the problems of running lines, with their families, that would show empty boxes."""
    for text, family in dict.fromkeys(shown):
        lacking = "" if text.isascii() or family not in FAMILIES else letters_without_font(text, family)
        if lacking:
            listed = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in lacking[:10])
            message = f'The running line "{text[:60]}" has letters that no font which comes with Booklet has: {listed}.'
            yield error("letters", message, "Write it with other letters, or correct it in the book's settings.")


def wrong_families(style: Style) -> Iterator[Problem]:
    """Return the problems of typefaces that do not come with Booklet."""
    for family in sorted({style.heading_family, style.body_family} - FAMILIES.keys()):
        hint = did_you_mean(family, FAMILIES, kind="typefaces")
        yield error("typeface", f'There is no typeface "{family}". {hint}', "Choose another in the book's settings.")


def _stamps(settings: BookSettings, texts: BookTexts, page_count: int) -> dict[int, tuple[Stamp, ...]]:
    """Return the stamps laid over each page of the book."""
    line = partial(_line_stamp, settings.style.body_family)
    stamps: dict[int, tuple[Stamp, ...]] = {}
    for index in range(page_count):
        place = index + 1 - settings.page_numbers_from
        lines = [line(texts.lines[name][place], corner) for name, corner in _PLACES.items()] if place >= 0 else []
        shown = (*_watermark(texts.watermark), *(stamp for stamp in lines if stamp.text.strip()))
        if shown:
            stamps[index] = shown
    return stamps


@lru_cache(maxsize=4096)
def _line_stamp(family: str, text: str, corner: Anchor) -> Stamp:
    """Return a running line of a page: that of other books is the same."""
    return Stamp(text, corner, family=family, color=_QUIET, margin_pt=_MARGIN_PT)


def _watermark(text: str) -> tuple[Stamp, ...]:
    if not text.strip():
        return ()
    return (Stamp(text, "center", bold=True, color="#7a8290", angle_degrees=45, opacity=0.14, fit_width=True),)


def _is_without(settings: BookSettings, open_password: str, owner_password: str) -> bool:
    """Tell whether a book comes out without a password that it is to have: it would go out open, so it is not made."""
    return bool((settings.open_password and not open_password) or (settings.owner_password and not owner_password))


def _protection(settings: BookSettings, texts: BookTexts) -> Protection | None:
    if not (settings.open_password or settings.owner_password or settings.is_restricted):
        return None
    return Protection(
        open_password=texts.open_password,
        owner_password=texts.owner_password,
        allow_print=settings.allow_print,
        allow_copy=settings.allow_copy,
        allow_change=settings.allow_change,
        allow_fill=settings.allow_fill,
    )
