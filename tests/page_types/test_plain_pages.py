"""Pages of a PDF, of text, and of contents: their settings at the edges, in the definition and in a book."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pypdfium2
import pytest

from booklet.model import BookSettings, PdfContents, Style
from booklet.page_types import Inputs, page_type
from booklet.page_types.text import text_style
from booklet.pdf import assemble
from booklet.pdf.types import ContentsEntry
from tests.page_types.trial import BOOK, checked, codes, inputs, resolved, upload


def _pages(count: int) -> bytes:
    pdf, out = pikepdf.new(), io.BytesIO()
    for _ in range(count):
        pdf.add_blank_page(page_size=(200, 100))
    pdf.save(out)
    return out.getvalue()


GUIDE = upload("guide", PdfContents(5))


@pytest.mark.parametrize(
    ("pages", "numbers"),
    [
        ("", (0, 1, 2, 3, 4)),
        ("2", (1,)),
        ("1-3,5", (0, 1, 2, 4)),
        ("5", (4,)),
        ("3,1", (2, 0)),
        ("2,2", (1, 1)),
        ("3-1", (2, 1, 0)),
        ("4-", (3, 4)),
    ],
)
def test_ranges_of_a_pdf(pages: str, numbers: tuple[int, ...]) -> None:
    """In their own order, as often as they are named."""
    config = {"upload": "guide", "pages": pages}
    [part] = resolved("static", config, inputs(files={"guide": _pages(5)})).parts
    assert part.pages == numbers
    assert checked("static", config, GUIDE) == []


@pytest.mark.parametrize("pages", ["6", "0", "1-6", "x", "1,,9"])
def test_ranges_that_the_pdf_has_not(pages: str) -> None:
    """Named when the page is written, with the file."""
    [problem] = checked("static", {"upload": "guide", "pages": pages}, GUIDE)
    assert (problem.code, problem.message[:12]) == ("page range", "guide file: ")


@pytest.mark.parametrize(
    ("rotate", "found"),
    [(0, []), (90, []), (180, []), (270, []), (45, ["rotation"]), (360, ["rotation"]), (-90, ["rotation"])],
)
def test_turns(rotate: int, found: list[str]) -> None:
    """Clockwise by right angles."""
    assert codes(checked("static", {"upload": "guide", "rotate": rotate}, GUIDE)) == found
    if not found:
        [part] = resolved("static", {"upload": "guide", "rotate": rotate}, inputs(files={"guide": _pages(1)})).parts
        with pypdfium2.PdfDocument(assemble([part]).pdf) as document:
            assert document[0].get_rotation() == rotate


def test_a_range_is_no_business_of_a_workbook() -> None:
    """It is the wrong kind of file, and nothing more is said."""
    assert codes(checked("static", {"upload": "book", "pages": "9"}, BOOK)) == ["wrong kind"]


@pytest.mark.parametrize(
    ("kind", "config", "words"),
    [
        ("static", {}, "no file chosen"),
        ("static", {"upload": "g", "pages": "1-2", "rotate": 90}, "Guide, pages 1-2, turned by 90°"),
        ("static", {"upload": "g"}, "Guide"),
        ("form", {}, "no form chosen, 0 fields filled"),
        ("form", {"upload": "g", "fields": {"a": "x", "b": "", "c": "y"}}, "Guide, 2 fields filled"),
        ("form", {"upload": "g", "flatten": True}, "Guide, 0 fields filled, flattened"),
        ("worksheet", {}, "no workbook chosen"),
        ("worksheet", {"upload": "g", "sheets": ["A", "B"]}, "Guide, sheets A, B"),
        ("worksheet", {"ask": True, "prompt": "The statement"}, "asked for: The statement"),
        ("worksheet", {"ask": True, "sheets": ["A"]}, "asked for: A workbook for this customer, sheets A"),
        ("choice", {}, "nothing to choose from yet"),
        ("choice", {"options": [{"name": "A", "rule": "vip"}, {}]}, "A when vip; ? when "),
        ("choice", {"options": [{"name": "A", "rule": "vip"}], "take": "all"}, "all of: A when vip"),
        ("choice", {"options": [{"name": "A", "rule": "vip"}], "default": {"name": "B"}}, "A when vip; otherwise B"),
        (
            "choice",
            {"options": [{"name": "A", "rule": "x"}], "default": {"page": {}}},
            "A when x; otherwise the default",
        ),
        ("text", {"layout": "cover", "markdown": "# Hello"}, "cover"),
        ("text", {"markdown": "\n\n## The letter \nmore"}, "The letter"),
        ("text", {"markdown": "x" * 99}, "x" * 60),
        ("text", {}, "empty"),
        ("contents", {}, "page titles"),
        ("contents", {"depth": 1}, "page titles and 1 level inside them"),
        ("contents", {"depth": 2}, "page titles and 2 levels inside them"),
    ],
)
def test_a_page_in_a_few_words(kind: str, config: dict[str, Any], words: str) -> None:
    """For lists, with the names of files."""
    assert page_type(kind).describe(config, {"g": "Guide"}) == words


@pytest.mark.parametrize(
    ("config", "found"),
    [
        ({"markdown": "Hello {{ customer }}"}, []),
        ({"markdown": ""}, ["no text"]),
        ({"markdown": "\n \t"}, ["no text"]),
        ({"markdown": "x", "layout": "cover"}, []),
        ({"markdown": "x", "layout": "letter"}, ["layout"]),
        ({"markdown": "{{ nobody }}"}, ["template"]),
        ({"markdown": "{{ page }}"}, ["template"]),
    ],
)
def test_settings_of_a_text(config: dict[str, Any], found: list[str]) -> None:
    """Text, a layout that there is, a template that can be filled."""
    assert codes(checked("text", config)) == found


def _text_of(given: Inputs, config: dict[str, Any]) -> str:
    [part] = resolved("text", config, given).parts
    with pypdfium2.PdfDocument(assemble([part]).pdf) as document:
        return " ".join(document[0].get_textpage().get_text_range().split())


def test_values_in_a_text_are_no_markdown() -> None:
    """A note of stars and a number sign is printed as it was written."""
    assert _text_of(inputs({"note": "# *1* is _best_"}), {"markdown": "Note: {{ note }}"}) == "Note: # *1* is _best_"


def test_a_cover_is_not_a_text() -> None:
    """The layouts are drawn differently, and both hold the customer's name."""
    config = {"markdown": "# Review\n\n{{ customer }}"}
    drawn = [
        assemble(list(resolved("text", {**config, "layout": layout}).parts)).pdf for layout in ("text", "cover", "text")
    ]
    assert drawn[0] == drawn[2]
    assert drawn[0] != drawn[1]
    assert "Acme Corp" in _text_of(inputs(), {**config, "layout": "cover"})


def test_the_book_s_style_is_the_page_s() -> None:
    """Each of its parts, and the language of the book."""
    style = Style("#112233", "Carlito", "Caladea", "A4")
    drawn = text_style(BookSettings(style=style, language="de"))
    assert (drawn.accent, drawn.heading_family, drawn.body_family) == ("#112233", "Carlito", "Caladea")
    assert (drawn.paper, drawn.language) == ("A4", "de")


ENTRIES = (
    ContentsEntry("Letter", 0, 1, "2"),
    ContentsEntry("Guide", 0, 2, "3"),
    ContentsEntry("Risk", 1, 3, "4"),
    ContentsEntry("Bonds", 2, 4, "5"),
)


@pytest.mark.parametrize(("depth", "targets"), [(0, [1, 2]), (1, [1, 2, 3]), (2, [1, 2, 3, 4]), (9, [1, 2, 3, 4])])
def test_contents_go_as_deep_as_they_are_told(depth: int, targets: list[int]) -> None:
    """0 for the titles of pages alone; each entry is a link to where it leads."""
    made = resolved("contents", {"depth": depth}, inputs(layout=ENTRIES))
    assert [link.target for link in made.parts[0].links] == targets
    assert made.problems == ()


def test_contents_that_know_no_page_yet() -> None:
    """Drawn all the same, with a warning."""
    for layout in (None, ()):
        made = resolved("contents", {}, inputs(layout=layout))
        assert codes(made.problems) == ["empty contents"]
        assert not made.problems[0].is_error
        assert len(made.parts) == 1


def test_the_heading_of_the_contents_is_a_template() -> None:
    """Checked as such, and filled in for the customer."""
    assert codes(checked("contents", {"heading": "{{ nobody }}"})) == ["template"]
    [part] = resolved("contents", {"heading": "For {{ customer }}"}, inputs(layout=ENTRIES)).parts
    with pypdfium2.PdfDocument(assemble([part]).pdf) as document:
        assert "For Acme Corp" in document[0].get_textpage().get_text_range()


@pytest.mark.parametrize(("depth", "found"), [(0, []), (9, []), (10, ["depth"]), (-1, ["depth"])])
def test_depths_that_may_be(depth: int, found: list[str]) -> None:
    """0 to 9."""
    assert codes(checked("contents", {"depth": depth})) == found


def test_a_new_page_has_nothing_wrong_but_what_it_lacks() -> None:
    """Its config is one that its own type takes, with the settings that most books want."""
    lacks = {"static": ["no upload"], "form": ["no upload"], "worksheet": ["no upload"], "choice": ["no options"]}
    for name in ("static", "form", "worksheet", "choice", "text", "contents"):
        assert codes(checked(name, page_type(name).default_config())) == lacks.get(name, ["no text"] * (name == "text"))


def test_only_the_contents_wait_for_the_other_pages() -> None:
    """They are drawn last, when the places of all others are known."""
    assert [name for name in ("static", "form", "worksheet", "choice", "text", "contents") if page_type(name).late] == [
        "contents"
    ]
