"""Processor time of drawn pages: texts, covers, contents, and stamps of a book of 57 pages.

`python benchmarks/drawn_pages.py` prints milliseconds and, for a page of text, those of reportlab for the same words
alone: paragraphs, a list and a table, in a document of its own, as tutorials do it. Each customer has other values
in the text, the table and the list; what stays the same is set once, as in a batch. Processor time, medians; on a
machine that does other work as well all figures grow alike, so compare them within a run.
"""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable, Iterator

from reportlab.lib.pagesizes import LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from booklet.fonts import font_file
from booklet.pdf import Part, assemble, prepare
from booklet.pdf.types import BookOptions, ContentsEntry, Stamp
from booklet.pdf.typeset.table_of_contents import draw_contents
from booklet.pdf.typeset.text_pages import typeset
from booklet.pdf.typeset.text_style import TextStyle

ROUNDS, PAGES_OF_TEXT, PAGES_STAMPED = 30, 12, 57
STYLE = TextStyle()
FIRST = (
    "The plan returned more than its benchmark in the quarter, and the committee asked for a closer look at fees. "
    "Employees who take part save an eighth of pay on average; most of the others answer to a letter that says how."
)
OWN = (
    "Assets of **{name}** were {value} at the end of the quarter. Employees who take part save an eighth of pay on "
    "average, and most of the others answer to a letter."
)
LAST = (
    "Automatic enrollment of new hires at 4% of pay from the next entry date. It needs a one-page amendment, which we "
    "prepare, and a notice thirty days before. Without a match the cost can be read from the table that we bring."
)
ITEMS = ("Sign both documents where the yellow tabs are.", "Have an officer of {name} sign the agreement.")
ROWS = (("Fund", "Quarter", "Year"), ("Growth", "{value}", "12.3%"), ("Bonds", "0.4%", "3.0%"))
TEXT = (
    f"# Dear {{name}}\n{FIRST}\n\n## What happened\n{OWN}\n\n- {ITEMS[0]}\n- {ITEMS[1]}\n\n"
    + "| "
    + " |\n|:--|--:|--:|\n| ".join((" | ".join(ROWS[0]), " |\n| ".join(" | ".join(row) for row in ROWS[1:])))
    + f" |\n\n> Nobody has ever called us to complain about having saved too early.\n\n## What we propose\n{LAST}\n"
)
COVER = "Larkfield\n\n# {name}\n## Review of page {page}\n\n---\n**Prepared for**  \n{name}\n\n**Adviser**  \nJane Doe"


def customers(first: int) -> Iterator[dict[str, str]]:
    """Values of one customer after the other."""
    for number in range(first, 1_000_000):
        yield {"name": f"Customer {number} Inc.", "value": f"${number * 317:,}.00"}


def per_book(work: Callable[[dict[str, str]], object], *, first: int) -> float:
    """Median processor time of a book, in ms; the first few are not counted."""
    taken = []
    for number, values in zip(range(ROUNDS + 3), customers(first), strict=False):
        began = time.process_time()
        work(values)
        if number >= 3:
            taken.append((time.process_time() - began) * 1000)
    return statistics.median(taken)


def book_of_texts(values: dict[str, str]) -> bytes:
    """Return a book of text pages, each with a number of its own."""
    texts = (f"{TEXT.format(**values)}\nPage {page}." for page in range(PAGES_OF_TEXT))
    return assemble([typeset(text, STYLE) for text in texts]).pdf


def book_of_covers(values: dict[str, str]) -> bytes:
    """Return a book of covers."""
    covers = (COVER.format(page=page, **values) for page in range(PAGES_OF_TEXT))
    return assemble([typeset(cover, STYLE, layout="cover") for cover in covers]).pdf


def contents(values: dict[str, str]) -> Part:
    """Draw a table of contents of 40 entries, of which five are the customer's own."""
    titles = [f"Section {i} of the book" if i % 8 else f"Part {i} for {values['name']}" for i in range(40)]
    return draw_contents([ContentsEntry(title, i % 8 > 0, i, str(i + 1)) for i, title in enumerate(titles)], STYLE)


def blank() -> Part:
    """Pages to lay stamps over."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=LETTER)
    for number in range(PAGES_STAMPED):
        canvas.drawString(72, 700, f"Text {number}")
        canvas.showPage()
    canvas.save()
    return prepare(out.getvalue()).part()


def stamped(pages: Part, values: dict[str, str]) -> bytes:
    """Return a book with a header, a footer with the customer's name and a number on each page."""
    line = {"color": "#5b6470", "margin_pt": (36.0, 15.0)}
    stamps = {
        index: (
            Stamp(f"Section {index // 9}", "top-right", **line),  # type: ignore[arg-type]
            Stamp(values["name"], "bottom-left", **line),  # type: ignore[arg-type]
            Stamp(f"{index + 1} of {PAGES_STAMPED}", "bottom-right", **line),  # type: ignore[arg-type]
        )
        for index in range(PAGES_STAMPED)
    }
    return assemble([pages], options=BookOptions(stamps=stamps)).pdf


def by_reportlab(values: dict[str, str]) -> bytes:
    """Return the same words on a page by reportlab alone."""
    body = ParagraphStyle("body", fontName="Body", fontSize=11.5, leading=17, spaceBefore=8.5)
    title = ParagraphStyle("title", fontName="Title", fontSize=28, leading=33)
    heading = ParagraphStyle("heading", fontName="Title", fontSize=16, leading=21, spaceBefore=24)
    own = OWN.replace("**{name}**", '<font name="Bold">{name}</font>')
    story = [
        Paragraph(f"Dear {values['name']}", title),
        Paragraph(FIRST, body),
        Paragraph("What happened", heading),
        Paragraph(own.format(**values), body),
        *(Paragraph(item.format(**values), body, bulletText="•") for item in ITEMS),
        Table([[Paragraph(cell.format(**values), body) for cell in row] for row in ROWS]),
        Paragraph("Nobody has ever called us to complain about having saved too early.", body),
        Paragraph("What we propose", heading),
        Paragraph(LAST, body),
    ]
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=LETTER, initialFontName="Body").build(story)
    return out.getvalue()


def main() -> None:
    """Measure and print."""
    for name, family, bold in (("Body", "Carlito", False), ("Bold", "Carlito", True), ("Title", "Caladea", False)):
        pdfmetrics.registerFont(TTFont(name, str(font_file(family, bold=bold))))
    pages = blank()
    plain = per_book(lambda _: assemble([pages]).pdf, first=0)
    texts = per_book(book_of_texts, first=1000) / PAGES_OF_TEXT
    other = per_book(by_reportlab, first=2000)
    rows = {
        "a page of text, in a book of 12": texts,
        "the same words by reportlab alone": other,
        "a cover, in a book of 12": per_book(book_of_covers, first=3000) / PAGES_OF_TEXT,
        "contents of 40 entries": per_book(contents, first=4000),
        f"stamps of {PAGES_STAMPED} pages, three on each": per_book(lambda v: stamped(pages, v), first=5000) - plain,
    }
    for name, milliseconds in rows.items():
        print(f"{name:40} {milliseconds:8.2f} ms")
    print(f"a page of text: {other / texts:.1f} times as fast as reportlab alone")


if __name__ == "__main__":
    main()
