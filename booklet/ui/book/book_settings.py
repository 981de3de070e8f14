"""The settings of a whole book: what runs through all its pages, how it looks, who can open it and do what with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal, cast

import streamlit as st

from booklet.fonts import FAMILIES
from booklet.model import BookSettings, Style
from booklet.templates import RUNNING_NAMES
from booklet.ui.book.editing import Materials
from booklet.ui.book.rules_and_templates import check_template_here, template_help
from booklet.ui.shared.look import section

_OUTLINES = {"nested": "Pages, and what is inside them", "parts": "Pages only", "none": "None"}
_LABELS = {"parts": "Each file keeps its own, such as i, ii or A-1", "numbers": "1, 2, 3 … through the whole book"}
_ALLOWED = {
    "allow_print": ("Print it", "On paper, and to another PDF."),
    "allow_copy": ("Copy text and pictures out of it", "Screen readers can read it in any case."),
    "allow_fill": ("Fill in its forms", "Those that are left fillable."),
    "allow_change": ("Change pages, and write notes", "Counts where there is a password, or something is not allowed."),
}
_HELP = {
    "title": "What a reader shows in its title bar, and search engines of an archive find.",
    "language": "Of the book's text, such as en or de-CH: screen readers pronounce it so.",
    "outline": "The tree of titles that a reader shows beside the pages.",
    "page_labels": "What a reader shows as the number of a page. What is printed on it is set under Page numbers.",
    "header": "At the top right of every page. {{ title }} is the title of the page.",
    "footer": "At the bottom left of every page.",
    "page_numbers": "At the bottom right. {{ page }} and {{ pages }} are the page's number and how many there are.",
    "page_numbers_from": "A cover has none if these begin on page 2.",
    "watermark": "Large, pale and slanting across every page. {% if … %}DRAFT{% endif %} shows it for some only.",
    "open_password": "May be different for every customer: {{ ein }} asks for the value of that attribute. The book is "
    "encrypted (AES-256).",
    "owner_password": "Whoever has it may do everything. Without one, the password that opens the book does the same.",
    "shared_fields": "A name asked for in three forms is typed once. Otherwise each form keeps its own.",
    "form_scripts": "Fields that add up others go on doing so while somebody fills in the form. Other scripts never "
    "get in.",
}


def book_settings(settings: BookSettings, materials: Materials) -> BookSettings:
    """Widgets for all settings; returns them as they stand."""
    left, right = st.columns(2, gap="large")
    with left:
        settings = _document(settings, materials)
        settings = _security(settings, materials)
    with right:
        settings = _running(settings, materials)
        settings = _forms(settings, materials)
        settings = replace(settings, style=_style(settings.style, materials))
    template_help(materials)
    return settings


def show_book_settings(settings: BookSettings) -> None:
    """Show the settings for those who only look; never the passwords."""
    style = settings.style
    forbidden = [words.lower() for name, (words, _) in _ALLOWED.items() if not getattr(settings, name)]
    protected = bool(settings.open_password or settings.owner_password or settings.is_restricted)
    said = {
        "Title": settings.title,
        "Author": settings.author,
        "Subject": settings.subject,
        "Language": settings.language,
        "Bookmarks": _OUTLINES[settings.outline],
        "Page labels": _LABELS[settings.page_labels],
        "Header": settings.header,
        "Footer": settings.footer,
        "Page numbers": f"{settings.page_numbers} from page {settings.page_numbers_from}",
        "Watermark": settings.watermark,
        "Password": "Asked for when the book is opened" if settings.open_password else "",
        "Not allowed": "; ".join(forbidden) if protected else "",
        "Equal form fields": "Show one value" if settings.shared_fields else "Each its own value",
        "Look": f"{style.paper}, {style.heading_family} and {style.body_family}, {style.accent}",
    }
    st.table({"": list(said), "Setting": [text or "–" for text in said.values()]}, border="horizontal")


def _document(settings: BookSettings, materials: Materials) -> BookSettings:
    section("The document")
    return replace(
        settings,
        title=_template("Title", settings, "title", materials),
        author=_template("Author", settings, "author", materials),
        subject=_template("Subject", settings, "subject", materials),
        language=st.text_input("Language", settings.language, help=_HELP["language"], key=f"{materials.key}-language"),
        outline=cast(Literal["nested", "parts", "none"], _pick("Bookmarks", _OUTLINES, settings, "outline", materials)),
        page_labels=cast(
            Literal["parts", "numbers"], _pick("Page labels", _LABELS, settings, "page_labels", materials)
        ),
    )


def _running(settings: BookSettings, materials: Materials) -> BookSettings:
    section("On every page")
    return replace(
        settings,
        header=_template("Header", settings, "header", materials, running=True),
        footer=_template("Footer", settings, "footer", materials, running=True),
        page_numbers=_template("Page numbers", settings, "page_numbers", materials, running=True),
        page_numbers_from=int(
            st.number_input(
                "These three begin on page",
                min_value=1,
                value=settings.page_numbers_from,
                step=1,
                help=_HELP["page_numbers_from"],
                key=f"{materials.key}-from",
            )
        ),
        watermark=_template("Watermark", settings, "watermark", materials),
    )


def _security(settings: BookSettings, materials: Materials) -> BookSettings:
    section("Who can open it, and do what with it")
    password = _template("Password that opens it", settings, "open_password", materials)
    st.caption("Whoever opens it may:")
    allowed: dict[str, Any] = {
        name: st.toggle(words, getattr(settings, name), help=help_, key=f"{materials.key}-{name}")
        for name, (words, help_) in _ALLOWED.items()
    }
    lifting = _template("Password that lifts restrictions", settings, "owner_password", materials)
    return replace(settings, open_password=password, owner_password=lifting, **allowed)


def _forms(settings: BookSettings, materials: Materials) -> BookSettings:
    section("Forms that are left fillable")
    shared = st.toggle(
        "Fields of the same name show one value",
        settings.shared_fields,
        help=_HELP["shared_fields"],
        key=f"{materials.key}-shared",
    )
    scripts = st.toggle(
        "Forms keep their own calculations",
        settings.form_scripts,
        help=_HELP["form_scripts"],
        key=f"{materials.key}-scripts",
    )
    return replace(settings, shared_fields=shared, form_scripts=scripts)


def _style(style: Style, materials: Materials) -> Style:
    section("Look of text, cover and contents")
    families = sorted({*FAMILIES, style.heading_family, style.body_family})
    color, paper = st.columns(2)
    accent = color.color_picker("Color", style.accent, key=f"{materials.key}-accent")
    picked = paper.segmented_control(
        "Paper", ["Letter", "A4"], default=style.paper, required=True, key=f"{materials.key}-paper"
    )
    headings, text = st.columns(2)
    heading = headings.selectbox(
        "Headings", families, index=families.index(style.heading_family), key=f"{materials.key}-heading-family"
    )
    body = text.selectbox("Text", families, index=families.index(style.body_family), key=f"{materials.key}-body-family")
    return Style(accent, heading, body, cast(Literal["Letter", "A4"], picked))


def _pick(label: str, words: Mapping[str, str], settings: BookSettings, name: str, materials: Materials) -> Any:
    options = list(words)
    return st.selectbox(
        label,
        options,
        index=options.index(getattr(settings, name)),
        format_func=words.__getitem__,
        help=_HELP[name],
        key=f"{materials.key}-{name}",
    )


def _template(label: str, settings: BookSettings, name: str, materials: Materials, *, running: bool = False) -> str:
    text: str = st.text_input(
        label, getattr(settings, name), placeholder="None", help=_HELP.get(name), key=f"{materials.key}-{name}"
    )
    check_template_here(text, materials.definitions, RUNNING_NAMES if running else ())
    return text
