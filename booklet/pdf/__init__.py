"""The PDF engine: prepare an upload once, assemble it into any number of books.

    doc = prepare("form.pdf")
    assemble([brochure.select("1-3"), doc.fill({"name": "Acme"}).titled("Your form")], "book.pdf")

The life of an object, from upload to book
------------------------------------------
1. `source.py`: qpdf rewrites the upload plainly (decrypted, repaired by `repair.py`, one object after the other);
   PDFium does so where qpdf cannot, and pages that Booklet drew (`typeset.py`, `contents.py`) are plain already.
   `Source` finds each object by its offset. Only this is kept on disk (`cache.py`); with limits it is made in a
   process of its own (`apart.py`).
2. `prepared.py`: the page tree (`page_tree.py`), the form (`form_tree.py`, `form_fields.py`), the outline and the
   rest are read when they are first asked for. Nothing in a `Prepared` is any customer's.
3. `segments.py`: an object as it stands becomes a template, its bytes with a hole for each reference
   (`objects.py`), and a digest of itself and all below it, by which equal objects are found.
4. `block.py`: what the chosen pages of a part need, gathered: pages, annotations (`annotations.py`, `actions.py`,
   `destinations.py`), fields (`form_block.py`), bookmarks, structure, layers, attachments, and all that these
   refer to. References to what is not there become null. What a customer changes is left open.
5. `layout.py`: blocks are numbered and written one after the other (`writer.py`). A block's bytes depend on the
   blocks before it and on nothing else, so each is written once and taken as it is for all further books, and so
   is what joins them (`joins.py`): page tree, form, names, structure tree, layers, labels.
6. `tail.py`: what is this book's alone comes last: values with their appearances (`form_fill.py`), or the flattened
   form (`form_flatten.py`), stamps (`overlay.py`, `embedded_font.py`), links, titles (`book_outline.py`), metadata,
   catalog, cross-reference stream. What a value means to its field is in `form_values.py`, the form's own formats
   and sums in `form_scripts.py`, `form_formats.py` and `form_calculate.py`; how it looks in `form_plan.py`,
   `form_text.py`, `form_runs.py` (fonts, scripts of all directions), `form_borders.py` and `form_looks.py`.
7. `assemble.py` tells this story, and delivers the chunks, most of which were never copied.

Where two things of a book would have the same name, the later one gets `~2`, `~3` … at its end: the root of a
form's field names ("name" -> "name~2", "form1.name" -> "form1~2.name"), named destinations, attached files.
By setting, fields of equal full names are one field instead (`shared_fields.py`); a field of another type than its
namesake then is "form1.name~2".
"""

from booklet.pdf.assemble import assemble
from booklet.pdf.prepared import Part, Prepared, prepare
from booklet.pdf.types import ENGINE_VERSION, SMALLEST_PT, BookOptions, OverflowingValue
from booklet.pdf.value_problems import check_values, machine_fonts, overflowing, shortened

__all__ = [
    "ENGINE_VERSION",
    "SMALLEST_PT",
    "BookOptions",
    "OverflowingValue",
    "Part",
    "Prepared",
    "assemble",
    "check_values",
    "machine_fonts",
    "overflowing",
    "prepare",
    "shortened",
]
