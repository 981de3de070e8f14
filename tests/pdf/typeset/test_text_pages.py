"""Text pages and covers drawn from Markdown, judged by libraries that did not draw them."""

from __future__ import annotations

import io
from typing import Any

import pypdf
import pypdfium2
import pytest

from booklet.errors import BookletError, DefinitionError
from booklet.pdf import assemble
from booklet.pdf.typeset.text_pages import escape_markdown
from booklet.pdf.typeset.text_pages import typeset as prepared_pages
from booklet.pdf.typeset.text_style import TextStyle

STYLE = TextStyle()
EVERYTHING = """# Welcome

Some **bold**, *slanted*, `code` and ~~struck~~ text with a [link](https://example.com/a?b=1&c=2).

## List and table

1. first
   - inner
2. second

> quoted

| Name | Value |
|:--|--:|
| Assets | $1,250.00 |

```
code = "block"
```

---

### Deeper
"""


def typeset(markdown: str, style: TextStyle, **options: Any) -> bytes:
    """Draw a text, and return the book that has nothing else in it."""
    return assemble([prepared_pages(markdown, style, **options)]).pdf


def _reader(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data))


def _text(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in _reader(data).pages)


def _titles(items: list[object], depth: int = 0) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for item in items:
        found += _titles(item, depth + 1) if isinstance(item, list) else [(depth, str(item.title))]  # type: ignore[attr-defined]
    return found


def _links(data: bytes) -> list[str]:
    annotations = [note.get_object() for page in _reader(data).pages for note in page.get("/Annots", ())]
    return [str(note["/A"]["/URI"]) for note in annotations if note["/Subtype"] == "/Link"]


def test_every_construct_shows_its_words() -> None:
    """Nothing that is written in Markdown is lost on the page, and no markup is left in it."""
    words = _text(typeset(EVERYTHING, STYLE))
    for expected in ("Welcome", "bold", "code", "struck", "first", "inner", "quoted", "$1,250.00", 'code = "block"'):
        assert expected in words
    assert "**" not in words
    assert "|" not in words


def test_the_same_input_gives_the_same_bytes() -> None:
    """No clock and no chance goes into a drawn page, also after other texts were drawn in the same process."""
    first = typeset(EVERYTHING, STYLE)
    typeset("Ελληνικά, Кириллица, ✓", STYLE)
    assert typeset(EVERYTHING, STYLE) == first


def test_headings_become_a_nested_outline_even_where_levels_are_skipped() -> None:
    """An outline nests one level at a time, whatever levels the author used."""
    outline = _titles(_reader(typeset("## One\n\n#### Deep\n\n# Two\n\n### Three", STYLE)).outline)
    assert outline == [(0, "One"), (1, "Deep"), (0, "Two"), (1, "Three")]


def test_a_heading_that_repeats_the_pages_title_is_not_in_the_outline() -> None:
    """The book's own entry leads to the page already."""
    outline = _titles(_reader(typeset("# Welcome\n\n## Inside", STYLE, title="welcome")).outline)
    assert outline == [(0, "Inside")]


def test_the_outline_leads_to_the_heading_on_its_page() -> None:
    """A heading on the second page has its entry there."""
    reader = _reader(typeset("# First\n\n" + "word " * 6000 + "\n\n## Last", STYLE))
    page = reader.get_destination_page_number(reader.outline[1][0])
    assert page == len(reader.pages) - 1 > 0
    assert "Last" in reader.pages[page].extract_text()


def test_html_is_shown_and_not_interpreted() -> None:
    """Raw HTML is text like any other."""
    words = _text(typeset('A <b>bold</b> claim <font color="red">& more</font> &amp;lt;', STYLE))
    assert '<b>bold</b> claim <font color="red">& more</font> &lt;' in " ".join(words.split())


def test_only_web_and_mail_addresses_become_links() -> None:
    """Addresses that could run or open something on the reader's machine stay text."""
    links = _links(
        typeset(
            "[a](https://example.com/?x=1&y=2) [b](file:///etc/passwd) [c](javascript:alert(1)) [d](other.pdf) "
            "<mail@example.com>",
            STYLE,
        )
    )
    assert links == ["https://example.com/?x=1&y=2", "mailto:mail@example.com"]


def test_images_are_not_fetched() -> None:
    """An image leaves its description on the page."""
    data = typeset("![the chart](http://127.0.0.1:9/chart.png)", STYLE)
    assert "[the chart]" in _text(data)
    assert not _reader(data).pages[0].images


@pytest.mark.parametrize("family", ["Carlito", "Caladea", "Liberation Serif"])
def test_letters_that_the_family_lacks_come_from_another(family: str) -> None:
    """A check mark or a Greek or Hebrew letter is drawn in a face that has it, and reads back as itself."""
    data = typeset("Yes ✓ λόγος → done", TextStyle(body_family=family))
    assert "Yes ✓ λόγος → done" in _text(data)


def test_letters_without_any_font_are_named() -> None:
    """Nothing is drawn as an empty box without a word, nor unjoined what is to be joined, such as Thai."""
    with pytest.raises(BookletError, match=r"ก \(U\+0E01.*ข"):
        typeset("Name: กข", STYLE)


def test_east_asian_letters_come_from_a_font_of_theirs() -> None:
    """Chinese, Japanese and Korean read back, and lines without spaces break."""
    text = _text(typeset("# 株式会社 한국\n\n" + "中文文本没有空格。" * 40, STYLE)).replace("\n", "")
    assert "株式会社 한국" in text
    assert "中文文本没有空格。" * 40 in text


def test_letters_beyond_the_basic_plane_read_back() -> None:
    """An emoji, drawn in black, is copied out of the page as itself."""
    assert "Thank you 😀!" in _text(typeset("Thank you 😀!", STYLE))


@pytest.mark.parametrize("text", ["שלום", "السلام"])
def test_text_from_right_to_left_is_refused(text: str) -> None:
    """It would be set backwards; better to say so than to print it."""
    with pytest.raises(BookletError, match="right to left"):
        typeset(f"Name: {text}", STYLE)


@pytest.mark.parametrize(
    ("markdown", "message"),
    [
        ("> " * 40 + "deep", "more than 12 levels deep"),
        ("|" + "a|" * 80 + "\n|" + "-|" * 80, "table of 80 columns"),
    ],
)
def test_what_has_no_room_is_refused(markdown: str, message: str) -> None:
    """Words that would be lost or drawn over each other stop the page, with what to do."""
    with pytest.raises(BookletError, match=message):
        typeset(markdown, STYLE)


def test_a_heading_longer_than_a_page_goes_on_over_pages() -> None:
    """However long it is, it comes to an end, and has one entry in the outline."""
    reader = _reader(typeset("# " + "word " * 800, STYLE))
    assert sum(page.extract_text().count("word") for page in reader.pages) == 800
    assert len(reader.outline) == 1


def test_a_table_without_header_words_has_no_header() -> None:
    """Markdown has no table without a header; an empty one leaves no gap."""
    with_header, without = (
        pypdfium2.PdfDocument(typeset(f"| {head} | |\n|--|--|\n| first | 1 |", STYLE))[0].get_textpage()
        for head in ("first", "")
    )
    assert abs(without.get_charbox(0)[3] - with_header.get_charbox(0)[3]) < 3


def test_all_fonts_are_embedded() -> None:
    """The page looks the same on a machine without our fonts."""
    for page in _reader(typeset(EVERYTHING, STYLE)).pages:
        fonts = [font["/DescendantFonts"][0] for font in page["/Resources"]["/Font"].values()]
        assert fonts
        assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)


def test_ligatures_do_not_break_copied_words() -> None:
    """Kerned headings still read back letter by letter."""
    style = TextStyle(heading_family="Carlito")  # it has a ligature even for "ti"
    assert "efficient office title" in _text(typeset("# efficient office title", style))


def test_long_tables_go_on_with_their_header() -> None:
    """A table of several pages repeats its first row on each of them."""
    rows = "\n".join(f"| row {i} | {i} |" for i in range(120))
    pages = _reader(typeset(f"| Customer | Number |\n|--|--:|\n{rows}", STYLE)).pages
    assert len(pages) > 2
    assert all("Customer" in page.extract_text() for page in pages)


def test_nothing_is_drawn_outside_the_page() -> None:
    """Words without a space to break at, wide tables and long lines of code stay inside the margins."""
    long = "x" * 300
    table = "|" + "column|" * 14 + "\n|" + "--|" * 14 + "\n|" + "1,000,000.00|" * 14
    text = pypdfium2.PdfDocument(typeset(f"{long}\n\n{table}\n\n```\n{long}\n```", STYLE))[0].get_textpage()
    boxes = [text.get_charbox(i) for i in range(text.count_chars())]
    assert min(box[0] for box in boxes) >= 60
    assert max(box[2] for box in boxes) <= 612 - 60


def test_an_empty_text_gives_one_page() -> None:
    """A page that says nothing is still a page."""
    assert len(_reader(typeset("", STYLE)).pages) == 1


def test_paper_follows_the_style() -> None:
    """A4 is A4, for text and cover alike."""
    for layout in ("text", "cover"):
        box = _reader(typeset("# Hello", TextStyle(paper="A4"), layout=layout)).pages[0].mediabox
        assert (round(box.width), round(box.height)) == (595, 842)


def test_a_cover_has_its_words_on_one_page() -> None:
    """Kicker, title, subtitle and the columns at the foot are all there, in reading order."""
    data = typeset("Firm\n\n# Review\n## Quarter 3\nFor you\n\n---\n**Adviser**  \nJane", STYLE, layout="cover")
    assert len(_reader(data).pages) == 1
    words = _text(data)
    assert all(word in words for word in ("Firm", "Review", "Quarter 3", "For you", "Adviser", "Jane"))


@pytest.mark.parametrize("place", ["{}\n\n# Title", "# Title\n\n{}", "# Title\n\n---\n{}"])
@pytest.mark.parametrize(
    "block", ["- one\n- <two>", "> one\n> <two>", "```\none <two>\n```", "| one |\n|--|\n| <two> |"]
)
def test_no_words_of_a_cover_are_lost(place: str, block: str) -> None:
    """Whatever blocks its author puts on a cover, and wherever, their words are on it."""
    words = _text(typeset(place.format(block), STYLE, layout="cover"))
    assert "one" in words
    assert "<two>" in words


def test_a_long_title_is_set_smaller_until_it_fits() -> None:
    """Whatever the title's length, a cover is one page with all of it."""
    title = "The annual review of the retirement plan of " + "a company with many names " * 6
    words = " ".join(_text(typeset(f"# {title}", STYLE, layout="cover")).split())
    assert title.strip() in words


def test_a_cover_with_too_many_words_is_refused() -> None:
    """Words are never left out to make a cover fit."""
    with pytest.raises(BookletError, match="more words than its page has room for"):
        typeset("# Title\n\n" + "many words " * 900, STYLE, layout="cover")


def test_escaped_values_show_as_they_are() -> None:
    """A customer whose name looks like Markdown does not change the page's layout."""
    value = "*A_B* [x](http://y) | # 1. <i> `c` ~~d~~ & 50% \\ +1 - 2"
    words = " ".join(_text(typeset(f"Dear {escape_markdown(value)}!", STYLE)).split())
    assert words == f"Dear {value}!"


@pytest.mark.parametrize(
    "options", [{"accent": "blue"}, {"body_family": "Comic Sans"}, {"heading_family": ""}, {"paper": "A3"}]
)
def test_a_style_that_cannot_be_is_refused(options: dict[str, str]) -> None:
    """What is wrong with a style is said when it is made."""
    with pytest.raises(DefinitionError):
        TextStyle(**options)  # type: ignore[arg-type]
