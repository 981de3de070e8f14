"""Drawn pages in books: their fonts, links and bookmarks beside those of other parts."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
import pytest

from booklet.pdf import BookOptions, Part, Prepared, assemble
from booklet.pdf.book import gather
from booklet.pdf.types import ContentsEntry, Stamp
from booklet.pdf.typeset import markdown, spans, text_pages, typefaces
from booklet.pdf.typeset.table_of_contents import draw_contents
from booklet.pdf.typeset.text_pages import typeset
from booklet.pdf.typeset.text_style import TextStyle
from tests.pdf.conftest import complaints

STYLE = TextStyle()


def _fonts(pdf: bytes) -> list[str]:
    """The names of the embedded fonts, without the letters that mark a subset."""
    with pikepdf.open(io.BytesIO(pdf)) as book:
        described = (each for each in book.objects if isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each)
        return sorted(str(each.FontName).partition("+")[2] for each in described)


def test_a_book_has_each_font_once() -> None:
    """Text pages, contents and stamps share a subset, which has the letters of all of them."""
    parts = [typeset("Ä first", STYLE).part(), typeset("Ö second", STYLE).part()]
    contents = draw_contents([ContentsEntry("Ü third", 1, 0, "1")], STYLE, heading="")
    pdf = assemble([*parts, contents], options=BookOptions(stamps={1: [Stamp("ß fourth")]})).pdf
    assert _fonts(pdf) == ["Carlito"]
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    assert all(words in text for words in ("Ä first", "Ö second", "Ü third", "ß fourth"))


def test_a_lasting_page_shares_its_fonts_too(brochure: Prepared) -> None:
    """A text that is the same for all stands before the customer's own, in fonts that get their letters as well."""
    for name in ("Jane", "Zoë"):
        pdf = assemble([typeset("for all", STYLE, lasting=True), brochure.select("1"), typeset(name, STYLE)]).pdf
        book = pypdfium2.PdfDocument(pdf)
        assert [book[page].get_textpage().get_text_range().strip() for page in (0, 2)] == ["for all", name]


def test_the_same_pages_whatever_was_drawn_before() -> None:
    """What is remembered of other texts changes no byte."""
    text = "# Title AVA\n\nwords **bold**\n\n- item\n\n| a | b |\n|--|--|\n| 1 | é |"
    first = assemble([typeset(text, STYLE)]).pdf
    assemble([typeset("Ελληνικά, " + text.replace("words", "other é words"), STYLE)])
    for remembered in (
        text_pages.typeset,
        markdown._set_stretch,
        markdown._paragraph,
        markdown._text_of,
        markdown._sign,
        spans.spans_of,
        spans.tokens_of,
        typefaces.kerned,
    ):
        remembered.cache_clear()
    typefaces.plain.cache_clear()
    assert assemble([typeset(text, STYLE)]).pdf == first


@pytest.mark.parametrize("part", [lambda drawn: drawn.part().titled("A title"), lambda drawn: drawn.select("1,3")])
def test_pages_of_a_shape_come_out_as_the_first_do(part: Callable[[Prepared], Part]) -> None:
    """What stands around the contents is taken from others; bookmarks, letters and contents never are."""

    def book(name: str) -> bytes:
        text = f"# Dear {name}\n\nWords\n\n## Of {name}\n\n[link](https://a.example)\n\n" + f"To {name}. " * 900
        drawn = part(typeset(f"{text}\n\n### For {name}", STYLE))
        return assemble([drawn, drawn], options=BookOptions(stamps={0: [Stamp("1")]})).pdf

    others, again = [book(name) for name in ("Jane", "Zoë", "Quill")], []
    for name in ("Jane", "Zoë", "Quill"):
        gather._shapes.clear()
        text_pages.typeset.cache_clear()
        again.append(book(name))
    assert again == others
    assert len(gather._shapes) == 2  # with a stamp and without


def test_a_page_of_a_text_can_be_chosen(tmp_path: Path) -> None:
    """Its links come along, and the bookmarks that lead to it; the book stays valid."""
    drawn = typeset("# One\n\n" + "word " * 1500 + "\n\n## Two\n\n[link](https://example.com)", STYLE)
    out = tmp_path / "book.pdf"
    assemble([drawn.select(f"{drawn.page_count}")], out)
    assert not complaints(out)
    reader = pypdf.PdfReader(out)
    assert [str(note.get_object()["/A"]["/URI"]) for note in reader.pages[0]["/Annots"]] == ["https://example.com"]
    assert "Two" in str(reader.outline)


def test_a_heading_leads_to_its_place() -> None:
    """A bookmark shows its heading with a little room above it."""
    page = assemble([typeset("text\n\n## Here", STYLE)]).pdf
    (entry,) = pypdf.PdfReader(io.BytesIO(page)).outline
    found = pypdfium2.PdfDocument(page)[0].get_textpage()
    top = found.get_charbox(found.search("Here").get_next()[0])[3]
    assert 0 < float(entry["/Top"]) - top < 30
