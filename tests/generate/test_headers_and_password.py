"""The running lines of a book, and its properties: their texts page by page, and the stamps laid over the pages."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from booklet.generate.headers_and_password import BookTexts, book_options, book_texts, wrong_families
from booklet.generate.page_places import Layout
from booklet.generate.resolve import ResolvedPage
from booklet.model import Style
from booklet.pdf.types import BookOptions
from tests.generate.made_snapshots import drawing, inputs_of, layout_of, resolved, snapshot

_PAGES = (resolved("One", drawing("One", 2)), resolved("Two", drawing("", 1), drawing("Two b", None)))
_KNOWN = {"values": {"plan": "Gold"}}


def _texts(*pages: ResolvedPage, **settings: Any) -> BookTexts:
    taken = snapshot(**_KNOWN, **settings)
    return book_texts(taken, inputs_of(taken), layout_of(*(pages or _PAGES)))


def _options(layout: Layout | None = None, **settings: Any) -> BookOptions:
    taken = snapshot(**_KNOWN, **settings)
    layout = layout or layout_of(*_PAGES)
    return book_options(taken, book_texts(taken, inputs_of(taken), layout), layout)


@pytest.mark.parametrize(
    ("template", "first", "lines"),
    [
        ("{{ customer }}", 1, ["Acme"] * 4),
        ("{{ customer }}", 3, ["Acme"] * 2),
        ("{{ customer }}", 4, ["Acme"]),
        ("{{ customer }}", 5, []),
        ("{{ customer }}", 9, []),
        ("plain", 2, ["plain"] * 3),
        ("{{ page }} of {{ pages }}", 1, ["1 of 4", "2 of 4", "3 of 4", "4 of 4"]),
        ("{{ page }}", 3, ["3", "4"]),
        ("{{ title }}", 1, ["One", "One", "Two", "Two b"]),
        ("{{ pages }}", 2, ["4", "4", "4"]),
        ("{{ plan }}: {{ title }} {{ page }}", 4, ["Gold: Two b 4"]),
        ("", 1, [""] * 4),
    ],
)
@pytest.mark.parametrize("name", ["header", "footer", "page_numbers"])
def test_a_line_page_by_page(name: str, template: str, first: int, lines: list[str]) -> None:
    """From the page on which it begins; the title is that of the part, where it has its own."""
    texts = _texts(**{name: template, "page_numbers_from": first})
    assert list(texts.lines[name]) == lines
    assert texts.problems == ()


def test_the_texts_of_the_whole_book() -> None:
    """Each is filled for the customer; spaces around a password are none of it."""
    texts = _texts(
        title="{{ book }} T",
        author="{{ customer }} A",
        subject="{{ plan }} S",
        watermark="{{ quarter }} W",
        open_password=" {{ plan }}1 ",
        owner_password="{{ plan }}2 ",
    )
    assert (texts.title, texts.author, texts.subject) == ("Review T", "Acme A", "Gold S")
    assert (texts.watermark, texts.open_password, texts.owner_password) == ("2026Q3 W", "Gold1", "Gold2")


@pytest.mark.parametrize("name", ["title", "author", "subject", "watermark", "header", "footer", "page_numbers"])
def test_a_template_that_cannot_be_filled_is_told_once(name: str) -> None:
    """With the attribute that is missing, or the fault, though it is on four pages; the text is empty."""
    page = " {{ page }}" if name in ("header", "footer", "page_numbers") else ""
    texts = _texts(**{name: "{{ assets }}" + page})
    [missing] = texts.problems
    assert (missing.code, missing.subject) == ("missing value", "assets")
    shown = texts.lines[name] if page else [getattr(texts, name)]
    assert list(shown) == [""] * len(shown)
    [fault] = _texts(**{name: "{{ 1 / 0 }}" + page}).problems
    assert (fault.code, fault.remedy) == ("template", "Correct it in the book's settings.")


@pytest.mark.parametrize("name", ["open_password", "owner_password"])
def test_a_password_that_comes_out_empty(name: str) -> None:
    """Is an error: the book would go out open. One that cannot be filled has its own error, and only that."""
    [empty] = _texts(**{name: "{{ '  ' }}"}).problems
    assert (empty.code, empty.is_error) == ("empty password", True)
    [missing] = _texts(**{name: "{{ assets }}"}).problems
    assert missing.code == "missing value"
    assert _texts(**{name: "x"}).problems == ()


@pytest.mark.parametrize("name", ["watermark", "header", "footer", "page_numbers"])
def test_letters_that_no_font_has(name: str) -> None:
    """Are an error that lists them with their numbers, ten at most."""
    [problem] = _texts(**{name: "A \U0010fffd\U0010fffc b"}).problems
    assert (problem.code, problem.is_error) == ("letters", True)
    assert problem.message.endswith("\U0010fffd (U+10FFFD), \U0010fffc (U+10FFFC).")
    [problem] = _texts(**{name: "".join(map(chr, range(0x10FF00, 0x10FF0C)))}).problems
    assert problem.message.count("U+") == 10
    [problem] = _texts(**{name: "\U0010fffd" + "x" * 80}).problems
    assert "x" * 59 + '"' in problem.message
    assert "x" * 60 not in problem.message
    assert _texts(**{name: "Zoë שלום"}).problems == ()


def test_typefaces_that_do_not_come_with_booklet() -> None:
    """Each by name, once, with the nearest."""
    assert list(wrong_families(Style())) == []
    assert list(wrong_families(Style(heading_family="Liberation Sans", body_family="Liberation Serif"))) == []
    [one] = wrong_families(Style(heading_family="Carlit", body_family="Carlit"))
    assert one.message == 'There is no typeface "Carlit". Did you mean "Carlito"?' or "Carlito" in one.message
    assert [problem.message[:27] for problem in wrong_families(Style(heading_family="Zz", body_family="Aa"))] == [
        'There is no typeface "Aa". ',
        'There is no typeface "Zz". ',
    ]
    texts = _texts(style=Style(body_family="Zz"), header="Zoë")
    assert [problem.code for problem in texts.problems] == ["typeface"]


def test_the_options_of_the_whole_book() -> None:
    """Each setting reaches the engine; the time is that of the newest input."""
    options = _options(
        author="A", subject="S", language="de", outline="parts", page_labels="numbers", shared_fields=True
    )
    assert (options.title, options.author, options.subject, options.language) == ("Review", "A", "S", "de")
    assert (options.outline, options.page_labels) == ("parts", "numbers")
    assert (options.same_names_share_a_value, options.keep_form_scripts) == (True, False)
    assert options.created == datetime(2026, 10, 1, 12, 30, tzinfo=UTC)
    assert _options(form_scripts=True).keep_form_scripts
    assert _options(title="").title == "Review"
    assert _options(title="{{ customer }}").title == "Acme"


@pytest.mark.parametrize(("first", "stamped"), [(1, {0, 1, 2, 3}), (3, {2, 3}), (4, {3}), (5, set())])
def test_stamps_begin_where_page_numbers_do(first: int, stamped: set[int]) -> None:
    """Each page has its own number."""
    stamps = _options(page_numbers="{{ page }}", page_numbers_from=first).stamps
    assert {index: [one.text for one in found] for index, found in stamps.items()} == {
        index: [str(index + 1)] for index in stamped
    }


def test_stamps_stand_in_their_corners() -> None:
    """Header, footer and number, small and gray in the body's typeface; one that is blank on a page is not there."""
    footer = "{% if page == 2 %} {% else %}F{% endif %}"
    style = Style(body_family="Liberation Serif")
    stamps = _options(header="H", footer=footer, page_numbers="{{ page }}", style=style).stamps
    assert [(one.text, one.anchor) for one in stamps[0]] == [
        ("H", "top-right"),
        ("F", "bottom-left"),
        ("1", "bottom-right"),
    ]
    assert [one.text for one in stamps[1]] == ["H", "2"]
    assert {(one.family, one.color, one.margin_pt) for one in stamps[0]} == {
        ("Liberation Serif", "#5b6470", (36.0, 15.0))
    }


def test_a_watermark_lies_across_every_page() -> None:
    """From the first, wherever page numbers begin; below the lines, across, pale, as wide as the page."""
    stamps = _options(watermark="DRAFT", header="H", page_numbers_from=3).stamps
    assert [[one.text for one in stamps[index]] for index in range(4)] == [["DRAFT"]] * 2 + [["DRAFT", "H"]] * 2
    mark = stamps[0][0]
    assert (mark.anchor, mark.bold, mark.angle_degrees, mark.opacity, mark.fit_width) == (
        "center",
        True,
        45,
        0.14,
        True,
    )
    assert mark.color == "#7a8290"
    assert _options(watermark="  ").stamps == {}


@pytest.mark.parametrize(
    ("settings", "protection"),
    [
        ({}, None),
        ({"allow_change": True}, None),
        ({"open_password": "a"}, ("a", "", True, True, False, True)),
        ({"owner_password": "b"}, ("", "b", True, True, False, True)),
        ({"allow_print": False}, ("", "", False, True, False, True)),
        ({"allow_copy": False, "allow_change": True}, ("", "", True, False, True, True)),
        ({"allow_fill": False}, ("", "", True, True, False, False)),
    ],
)
def test_protection(settings: dict[str, Any], protection: tuple[object, ...] | None) -> None:
    """There is some where there is a password or a restriction; what is allowed is passed on one by one."""
    made = _options(**settings).protection
    told = made and (
        *(made.open_password, made.owner_password, made.allow_print, made.allow_copy),
        *(made.allow_change, made.allow_fill),
    )
    assert told == protection


def test_a_book_without_pages_has_no_lines() -> None:
    """Neither of those that are the same on each page, nor of numbers."""
    taken = snapshot(header="H", page_numbers="{{ page }}", watermark="W")
    layout = layout_of()
    texts = book_texts(taken, inputs_of(taken), layout)
    assert {name: list(lines) for name, lines in texts.lines.items()} == {
        "header": [],
        "footer": [],
        "page_numbers": [],
    }
    assert book_options(taken, texts, layout).stamps == {}
