"""The table of contents: every entry once, its number at the right, its link over its own line."""

from __future__ import annotations

import io

import pypdf
import pypdfium2

from booklet.pdf import assemble
from booklet.pdf.types import ContentsEntry, PageLink
from booklet.pdf.typeset.table_of_contents import draw_contents as drawn_part
from booklet.pdf.typeset.text_style import TextStyle

STYLE = TextStyle()
ENTRIES = [
    ContentsEntry(f"Chapter {i}" if i % 3 == 0 else f"Section {i}", min(i % 3, 1), i, str(i + 1)) for i in range(90)
]


def draw_contents(entries: list[ContentsEntry], style: TextStyle, **heading: str) -> tuple[bytes, tuple[PageLink, ...]]:
    """Draw contents, and return the book that has nothing else in it, and the links."""
    part = drawn_part(entries, style, **heading)
    return assemble([part]).pdf, part.links


def _words_in(data: bytes, page: int, rect: tuple[float, float, float, float]) -> str:
    left, bottom, right, top = rect
    return pypdfium2.PdfDocument(data)[page].get_textpage().get_text_bounded(left, bottom, right, top)


def test_every_entry_is_linked_once_over_its_own_line() -> None:
    """The text under each link's rectangle is the entry's title and number, and nothing of its neighbors."""
    data, links = draw_contents(ENTRIES, STYLE)
    assert [link.target for link in links] == [entry.page for entry in ENTRIES]
    for entry, link in zip(ENTRIES, links, strict=True):
        assert _words_in(data, link.page, link.rect).split() == [*entry.title.split(), entry.number]


def test_it_goes_on_over_pages() -> None:
    """More entries than a page holds go to further pages; links say on which they are."""
    data, links = draw_contents(ENTRIES, STYLE)
    pages = len(pypdf.PdfReader(io.BytesIO(data)).pages)
    assert pages > 1
    assert [link.page for link in links] == sorted(link.page for link in links)
    assert {link.page for link in links} == set(range(pages))


def test_a_title_does_not_end_a_page_without_its_first_section() -> None:
    """A chapter whose sections are on the next page goes there with them."""
    for shift in range(3):  # one of the three puts a chapter at the end of the page
        entries = ENTRIES[shift:]
        _, links = draw_contents(entries, STYLE)
        ends = [i for i in range(len(links) - 1) if links[i].page < links[i + 1].page]
        assert ends
        assert all(entries[i + 1].level <= entries[i].level for i in ends)


def test_long_titles_are_wrapped_clear_of_the_number() -> None:
    """A title of several lines is whole, and its link covers all of it."""
    title = "A title that is far too long for a single line of any table of contents " * 2
    data, (link,) = draw_contents([ContentsEntry(title, 1, 4, "5")], STYLE)
    assert _words_in(data, 0, link.rect).split() == [*title.split(), "5"]


def test_numbers_end_at_the_right_margin() -> None:
    """Numbers of one digit and of three end at the same place."""
    entries = [ContentsEntry(f"Part {number}", 0, 0, number) for number in ("1", "28", "360", "iv")]
    data, links = draw_contents(entries, STYLE)
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    rights = {round(page.get_charbox(i)[2]) for i in range(page.count_chars()) if page.get_charbox(i)[0] > 500}
    assert max(rights) - min(right for right in rights if right > max(rights) - 4) <= 1
    assert max(rights) <= links[0].rect[2] + 1


def test_an_entry_that_repeats_the_title_above_it_is_left_out() -> None:
    """A document whose outline begins with its own title has it once."""
    entries = [ContentsEntry("Guide", 0, 3, "4"), ContentsEntry("guide", 1, 3, "4"), ContentsEntry("Guide", 1, 5, "6")]
    _, links = draw_contents(entries, STYLE)
    assert [link.target for link in links] == [3, 5]


def test_without_entries_there_is_one_page_with_the_heading() -> None:
    """A book of untitled pages still gets the page that its definition asks for."""
    data, links = draw_contents([], STYLE, heading="Inhalt")
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert len(reader.pages) == 1
    assert reader.pages[0].extract_text().strip() == "Inhalt"
    assert links == ()


def test_the_same_entries_give_the_same_bytes() -> None:
    """Nothing but the entries and the style decides."""
    assert draw_contents(ENTRIES, STYLE) == draw_contents(ENTRIES, STYLE)
