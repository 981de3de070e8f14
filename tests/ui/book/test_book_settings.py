"""The settings of a whole book: each widget shows its setting and gives it back, alone."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from streamlit.testing.v1 import AppTest

from booklet.model import AttributeDefinition, AttributeType, BookSettings, Style
from booklet.ui.book.book_settings import book_settings, show_book_settings
from booklet.ui.book.editing import Materials
from booklet.workspace import Workspace
from tests.ui.drawn import drawn, shown

OTHER = BookSettings(
    title="T {{ plan }}",
    author="A",
    subject="S",
    language="de-CH",
    header="H",
    footer="F",
    page_numbers="N",
    page_numbers_from=3,
    watermark="W",
    open_password="open",
    owner_password="owner",
    allow_print=False,
    allow_copy=False,
    allow_fill=False,
    allow_change=True,
    outline="parts",
    page_labels="numbers",
    shared_fields=True,
    form_scripts=True,
    style=Style("#aa0000", "Carlito", "Caladea", "A4"),
)
"""Nothing is as it is by default."""


@pytest.fixture
def materials(empty: Workspace) -> Materials:
    definitions = (AttributeDefinition("plan", "Plan", AttributeType.TEXT),)
    return Materials(empty, definitions, (), "s", lambda: None)


def _made(test: AppTest) -> BookSettings:
    made = test.session_state["made"]
    assert isinstance(made, BookSettings)
    return made


@pytest.mark.parametrize("settings", [BookSettings(), OTHER])
def test_settings_that_are_looked_at_stay_as_they_are(materials: Materials, settings: BookSettings) -> None:
    """Each stands in its own widget, or it would come back in another's place."""
    assert all(getattr(OTHER, one.name) != getattr(BookSettings(), one.name) for one in fields(BookSettings))
    assert _made(drawn(book_settings, settings, materials)) == settings


@pytest.mark.parametrize(
    ("label", "name"),
    [
        *(("Title", "title"), ("Author", "author"), ("Subject", "subject"), ("Language", "language")),
        *(("Header", "header"), ("Footer", "footer"), ("Page numbers", "page_numbers"), ("Watermark", "watermark")),
        *(("Password that opens it", "open_password"), ("Password that lifts restrictions", "owner_password")),
    ],
)
def test_a_text_that_is_typed(materials: Materials, label: str, name: str) -> None:
    """Goes into the setting of that label, and into no other."""
    test = drawn(book_settings, BookSettings(), materials)
    next(field for field in test.text_input if field.label == label).set_value("fr")
    assert _made(shown(test)) == replace(BookSettings(), **{name: "fr"})


@pytest.mark.parametrize(
    ("label", "name"),
    [
        *(("Print it", "allow_print"), ("Copy text and pictures out of it", "allow_copy")),
        *(("Fill in its forms", "allow_fill"), ("Change pages, and write notes", "allow_change")),
        ("Fields of the same name show one value", "shared_fields"),
        ("Forms keep their own calculations", "form_scripts"),
    ],
)
def test_a_switch_that_is_turned(materials: Materials, label: str, name: str) -> None:
    """Turns its setting round."""
    test = drawn(book_settings, BookSettings(), materials)
    switch = next(one for one in test.toggle if one.label == label)
    switch.set_value(not switch.value)
    assert _made(shown(test)) == replace(BookSettings(), **{name: not getattr(BookSettings(), name)})


def test_choices_and_numbers(materials: Materials) -> None:
    """Bookmarks, labels, the first page with running lines, families of letters, color and paper."""
    test = drawn(book_settings, BookSettings(), materials)
    for label, choice in (
        ("Bookmarks", "none"),
        ("Page labels", "numbers"),
        ("Headings", "Carlito"),
        ("Text", "Caladea"),
    ):
        next(box for box in test.selectbox if box.label == label).set_value(choice)
    test.number_input[0].set_value(4)
    test.color_picker[0].set_value("#00ff00")
    style = Style("#00ff00", "Carlito", "Caladea")
    assert _made(shown(test)) == BookSettings(outline="none", page_labels="numbers", page_numbers_from=4, style=style)


def test_a_page_number_is_one_or_more(materials: Materials) -> None:
    """The widget takes none below."""
    assert drawn(book_settings, BookSettings(), materials).number_input[0].min == 1


@pytest.mark.parametrize(
    ("name", "text", "marks"),
    [
        ("header", "{{ page }} of {{ pages }}", 0),
        ("title", "{{ page }}", 1),
        ("watermark", "{{ nothing }}", 1),
        ("footer", "{{ plan }}", 0),
        ("author", "{{ plan", 1),
    ],
)
def test_a_wrong_template_is_marked(materials: Materials, name: str, text: str, marks: int) -> None:
    """Page numbers are known to running lines alone, attributes to all."""
    test = drawn(book_settings, replace(BookSettings(), **{name: text}), materials)
    assert len([one for one in test.markdown if "not right yet" in one.value]) == marks


def test_a_family_that_is_not_ours_is_offered(materials: Materials) -> None:
    """A book that has it keeps it."""
    settings = BookSettings(style=Style(heading_family="Georgia"))
    test = drawn(book_settings, settings, materials)
    assert "Georgia" in next(box for box in test.selectbox if box.label == "Headings").options
    assert _made(test) == settings


def _table(settings: BookSettings) -> dict[str, str]:
    table = drawn(show_book_settings, settings).table[0].value
    return dict(zip(table[""], table["Setting"], strict=True))


def test_settings_to_look_at() -> None:
    """In words, without the passwords themselves; what is empty is a dash."""
    said = _table(OTHER)
    assert said["Title"] == "T {{ plan }}"
    assert (said["Bookmarks"], said["Page labels"]) == ("Pages only", "1, 2, 3 … through the whole book")
    assert said["Page numbers"] == "N from page 3"
    assert said["Password"] == "Asked for when the book is opened"
    assert said["Not allowed"] == "print it; copy text and pictures out of it; fill in its forms"
    assert said["Equal form fields"] == "Show one value"
    assert said["Look"] == "A4, Carlito and Caladea, #aa0000"
    assert "open" not in {word.strip() for word in said.values()}
    assert _table(BookSettings())["Author"] == "–"


@pytest.mark.parametrize(
    ("settings", "forbidden"),
    [
        (BookSettings(), "–"),
        (BookSettings(open_password="x"), "change pages, and write notes"),
        (BookSettings(owner_password="x"), "change pages, and write notes"),
        (BookSettings(allow_copy=False), "copy text and pictures out of it; change pages, and write notes"),
        (BookSettings(allow_change=True, open_password="x"), "–"),
    ],
)
def test_what_is_not_allowed(settings: BookSettings, forbidden: str) -> None:
    """Changes are forbidden only where anything protects the book."""
    assert _table(settings)["Not allowed"] == forbidden


def test_a_book_that_anybody_opens() -> None:
    """Has no password, and its equal fields are each their own."""
    said = _table(BookSettings())
    assert (said["Password"], said["Equal form fields"]) == ("–", "Each its own value")
