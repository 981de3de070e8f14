"""The PDF engine: prepare an upload once, assemble it into any number of books.

    doc = prepare("form.pdf")
    assemble([brochure.select("1-3"), doc.fill({"name": "Acme"}).titled("Your form")], "book.pdf")

The rooms, from the ground up; each imports only from those above it in this list (tests/test_floors.py):

    types.py        plain data that goes in and comes out
    syntax/         values as bytes and back, references, the file's own structure (ISO 32000-2, 7.3 to 7.5)
    fonts/          subsets of fonts, as a book has them (9.7, 9.9)
    source/         an upload opened: repaired, rewritten, kept on disk, limited; its objects by number (7.5, 7.6)
    document/       what an upload has: pages, labels, destinations, annotations, outline, structure (7.7, 12.3, 14.7)
    pictures/       pages as PNG
    form/           the interactive form, read: fields, formats, calculations, how widgets set values (12.7)
    labels/         the printed words beside fields, and the order in which fields are read
    prepared.py     `prepare`, `Prepared`, `Part`
    drawn_pages.py  the same for pages that Booklet drew itself
    book/           what many books share: blocks of chosen pages, chained and joined
    fill/           values drawn into widgets, kept fillable or flattened
    finish/         stamps, outline, metadata, catalog, protection
    typeset/        new pages from Markdown, covers, tables of contents: words, lines, blocks, pages
    assemble.py     `assemble`
    value_problems.py   `check_values` and its like: what would not show of the values given
    trial.py        what a process apart does with an upload of unknown origin

The life of an object, from upload to book
------------------------------------------
1. `source/normalize.py`: a sound upload is read as it came (`source/sound_file.py`); any other is rewritten plainly
   (`source/rewriting.py`) by qpdf (decrypted, repaired by `source/repair.py`, objects in turn), or by PDFium where qpdf
   cannot. The objects of text pages, covers and contents (`typeset/`) are made and not read (`source/made_objects.py`),
   and those around what stands on the pages only once for all pages of a shape (`drawn_pages.py`).
   `source/object_table.py` finds each object by its offset. Only this is kept on disk (`source/cache.py`); with limits
   it is made in a process of its own (`source/limits.py`, `trial.py`).
2. `document/document.py` and `form/form.py`: the page tree (`document/page_tree.py`), the form (`form/field_tree.py`),
   the outline and the rest are read when they are first asked for. `prepared.py` puts both into a `Prepared`, in which
   nothing is any customer's.
3. `document/segments.py`: an object as it stands becomes a template, its bytes with a hole for each reference
   (`syntax/objects.py`), and a digest of itself and all below it, by which equal objects are found.
4. `book/gather.py`: what the chosen pages of a part need becomes a block (`book/block.py`): pages, annotations
   (`document/annotations.py`, `actions.py`, `destinations.py`), fields (`book/block_fields.py`), bookmarks, structure
   (`book/structure_elements.py`), layers, attachments, and all that these refer to. References to what is not there
   become null. What a customer changes is left open.
5. `book/chain.py`: blocks are numbered and written in turn (`syntax/writer.py`). A block's bytes depend on the
   blocks before it and on nothing else, so each is written once and taken as it is for all further books, and so
   is what joins them (`book/joins.py`): page tree, form (`book/form_root.py`), names, structure tree
   (`book/structure_root.py`), layers, labels.
6. `book/tail.py`: what is this book's alone comes last, and `finish/write_tail.py` has it written: values with their
   appearances (`fill/fill.py`), or the flattened form (`fill/flatten.py`), stamps (`finish/stamps.py`,
   `fonts/`), links, titles (`finish/book_outline.py`), metadata, catalog, cross-reference stream. What a
   value means to its field is in `form/field_values.py`, the form's own formats and sums in `form/scripts.py`,
   `form/field_formats.py` and `form/calculate.py`; how it looks in `form/field_plan.py`, `form/text_setting.py`,
   `form/text_runs.py` (fonts, scripts of all directions), `form/widget_borders.py` and `form/button_appearances.py`.
   A font is in the book once, with the letters of all its text pages, stamps and values (`fonts/embedded_font.py`).
7. `assemble.py` tells this story, and delivers the chunks, most of which were never copied.

Where two things of a book would have the same name, the later one gets `~2`, `~3` … at its end
(`book/colliding_names.py`): the root of a form's field names ("name" -> "name~2", "form1.name" -> "form1~2.name"),
named destinations, attached files. By setting, fields of equal full names share a value instead
(`book/shared_fields.py`); a field of another type than its namesake then is "form1.name~2".
"""

from booklet.pdf.assemble import assemble
from booklet.pdf.prepared import Part, Prepared, prepare
from booklet.pdf.types import ENGINE_VERSION, SMALLEST_PT, BookOptions, OverflowingValue
from booklet.pdf.value_problems import (
    calculated,
    check_value,
    check_values,
    machine_fonts,
    overflowing,
    shortened,
    surely_shows,
)

__all__ = [
    "ENGINE_VERSION",
    "SMALLEST_PT",
    "BookOptions",
    "OverflowingValue",
    "Part",
    "Prepared",
    "assemble",
    "calculated",
    "check_value",
    "check_values",
    "machine_fonts",
    "overflowing",
    "prepare",
    "shortened",
    "surely_shows",
]
