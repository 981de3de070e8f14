"""The settings of a whole book: what runs through all its pages, how it looks, and who can open it."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, cast

import streamlit as st

from booklet.fonts import FAMILIES
from booklet.model import BookSettings, Style
from booklet.templates import RUNNING_NAMES
from booklet.ui.book_editing import Materials
from booklet.ui.book_templates import check_template_here, template_help
from booklet.ui.look import section

_OUTLINES = {"nested": "Pages, and what is inside them", "parts": "Pages only", "none": "None"}


def book_settings(settings: BookSettings, materials: Materials) -> BookSettings:
    """Widgets for all settings; returns them as they stand."""
    left, right = st.columns(2, gap="large")
    with left:
        settings = _document(settings, materials)
        settings = _security(settings, materials)
    with right:
        settings = _running(settings, materials)
        settings = replace(settings, style=_style(settings.style, materials))
    template_help(materials)
    return settings


def show_book_settings(settings: BookSettings) -> None:
    """The settings for those who only look; never the password."""
    style = settings.style
    said = {
        "Title": settings.title,
        "Author": settings.author,
        "Subject": settings.subject,
        "Bookmarks": _OUTLINES[settings.outline],
        "Header": settings.header,
        "Footer": settings.footer,
        "Page numbers": f"{settings.page_numbers} from page {settings.page_numbers_from}",
        "Watermark": settings.watermark,
        "Password": "Asked for when the book is opened" if settings.open_password else "",
        "Look": f"{style.paper}, {style.heading_family} and {style.body_family}, {style.accent}",
    }
    st.table({"": list(said), "Setting": [text or "–" for text in said.values()]}, border="horizontal")


def _document(settings: BookSettings, materials: Materials) -> BookSettings:
    section("The document")
    outlines = list(_OUTLINES)
    return replace(
        settings,
        title=_template("Title", settings.title, "title", materials),
        author=_template("Author", settings.author, "author", materials),
        subject=_template("Subject", settings.subject, "subject", materials),
        language=st.text_input("Language", settings.language, help="Such as en or de-CH", key=f"{materials.key}-lang"),
        outline=cast(
            Literal["nested", "parts", "none"],
            st.selectbox(
                "Bookmarks",
                outlines,
                index=outlines.index(settings.outline),
                format_func=_OUTLINES.__getitem__,
                key=f"{materials.key}-outline",
            ),
        ),
    )


def _running(settings: BookSettings, materials: Materials) -> BookSettings:
    section("On every page")
    return replace(
        settings,
        header=_template("Header", settings.header, "header", materials, running=True),
        footer=_template("Footer", settings.footer, "footer", materials, running=True),
        page_numbers=_template("Page numbers", settings.page_numbers, "numbers", materials, running=True),
        page_numbers_from=int(
            st.number_input(
                "These three begin on page",
                min_value=1,
                value=settings.page_numbers_from,
                step=1,
                key=f"{materials.key}-from",
            )
        ),
        watermark=_template("Watermark", settings.watermark, "watermark", materials),
    )


def _security(settings: BookSettings, materials: Materials) -> BookSettings:
    section("Password")
    return replace(
        settings,
        open_password=_template(
            "Asked for when the book is opened", settings.open_password, "password", materials, placeholder="None"
        ),
    )


def _style(style: Style, materials: Materials) -> Style:
    section("Look of text, cover and contents")
    families = sorted({*FAMILIES, style.heading_family, style.body_family})
    colour, paper = st.columns(2)
    accent = colour.color_picker("Colour", style.accent, key=f"{materials.key}-accent")
    picked = paper.segmented_control(
        "Paper", ["Letter", "A4"], default=style.paper, required=True, key=f"{materials.key}-paper"
    )
    headings, text = st.columns(2)
    heading = headings.selectbox(
        "Headings", families, index=families.index(style.heading_family), key=f"{materials.key}-heading-family"
    )
    body = text.selectbox("Text", families, index=families.index(style.body_family), key=f"{materials.key}-body-family")
    return Style(accent, heading, body, cast(Literal["Letter", "A4"], picked))


def _template(
    label: str, value: str, key: str, materials: Materials, *, running: bool = False, placeholder: str = "None"
) -> str:
    text = st.text_input(label, value, placeholder=placeholder, key=f"{materials.key}-{key}")
    check_template_here(text, materials.definitions, RUNNING_NAMES if running else ())
    return text
