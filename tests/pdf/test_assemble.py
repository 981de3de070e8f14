"""Books of several parts: order, bytes, isolation, names that collide, what is left out."""

from __future__ import annotations

import base64
import gc
import hashlib
import io
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from booklet.errors import BookletError, DefinitionError, InputError
from booklet.pdf import BookOptions, Prepared, assemble, prepare
from booklet.pdf.types import PageLink
from tests.conftest import DEMO, ROOT
from tests.pdf.conftest import opened, unpacked

Real = Callable[[str], Prepared]


def drawn(*texts: str) -> bytes:
    """A PDF with one text on each page."""
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=1)
    for text in texts:
        canvas.drawString(100, 700, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_parts_follow_each_other(w9: Prepared, brochure: Prepared) -> None:
    """Pages are in the order of the parts, and the result says where each begins."""
    made = assemble([brochure.select("2,1"), w9, brochure])
    assert made.page_count == 2 + w9.page_count + brochure.page_count
    assert made.part_starts == (0, 2, 2 + w9.page_count)
    assert made.bytes == len(made.pdf)
    assert made.sha256 == hashlib.sha256(made.pdf).hexdigest()
    with opened(made.pdf) as pdf:
        assert len(pdf.pages) == made.page_count


def test_the_same_parts_give_the_same_bytes_in_any_process() -> None:
    """Neither the hash seed nor what the process did before shows in the bytes."""
    code = (
        "from booklet.pdf import *; import sys\n"
        f"d = prepare({str(DEMO / 'fw9.pdf')!r}); b = prepare({str(DEMO / 'investment-guide.pdf')!r})\n"
        "if sys.argv[1] == '1': assemble([b, d.fill({d.fields[0].name: 'other'})])\n"
        "print(assemble([d.fill({d.fields[0].name: 'Ж'}), b.part().titled('T')]).sha256)"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code, seed],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


def test_nothing_of_a_page_left_out_is_in_the_book() -> None:
    """Only what chosen pages need is in the file, streams unpacked."""
    made = assemble([prepare(drawn("kept page", "secret page")).select("1")])
    data = unpacked(made.pdf)
    assert b"kept page" in data
    assert b"secret page" not in data


def test_nothing_of_another_customer_is_in_the_book(w9: Prepared) -> None:
    """A form filled for one customer leaves no trace in the next book."""
    name = w9.fields[0].name
    assemble([w9.fill({name: "Alpha Industries"})])
    data = unpacked(assemble([w9.fill({name: "Beta"})]).pdf)
    assert b"Beta" in data
    assert b"Alpha" not in data


def test_equal_objects_are_in_the_book_once(real: Real) -> None:
    """The same upload twice costs hardly more than once, and so do equal objects of different uploads."""
    picture = real("plain--image-heavy.pdf")
    once, twice = assemble([picture]).bytes, assemble([picture, picture]).bytes
    other = prepare(bytes(picture.document.source.buffer[:]))
    assert twice < once * 1.02
    assert assemble([picture, other]).bytes < once * 1.02


@pytest.mark.parametrize(
    "name", ["broken--simple3.pdf", "fonts-cjk--noembed-sjis.pdf", "form-encrypted--437.pdf", "plain--image-heavy.pdf"]
)
def test_a_book_is_no_larger_than_elsewhere(name: str, corpus: Path) -> None:
    """Once and twice, pikepdf's book of the same pages, with object streams, is larger."""
    path = corpus / "pdf" / name
    prepared = prepare(path)
    for copies in (1, 2):
        out = io.BytesIO()
        with pikepdf.new() as pdf:
            for _ in range(copies):
                pdf.add_pages_from(pikepdf.open(path))
            pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        assert assemble([prepared] * copies).bytes <= len(out.getvalue())


def test_filters_that_make_streams_longer_are_gone() -> None:
    """Text that was kept in ASCII85 and LZW is kept in Flate, and says the same."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    text = b"q 1 0 0 1 5 5 cm 0 0 10 10 re f Q " * 40
    pdf.pages[0].obj["/Contents"] = stream = pikepdf.Stream(pdf, base64.a85encode(text) + b"~>")
    stream["/Filter"] = pikepdf.Name.ASCII85Decode
    out = io.BytesIO()
    pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    made = assemble([prepare(out.getvalue())])
    with opened(made.pdf) as book:
        assert book.pages[0].Contents.Filter == "/FlateDecode"
        assert book.pages[0].Contents.read_bytes() == text


def test_links_lead_to_the_same_place_or_are_reported(real: Real) -> None:
    """Internal links follow their pages; one to a page that was not chosen is left out, and said."""
    guide = real("navigation--mistitled_outlines_example.pdf")
    whole, some = assemble([guide, guide]), assemble([guide.select("1")])
    with opened(whole.pdf) as pdf:
        pages = {page.obj.objgen for page in pdf.pages}
        targets = [a.Dest[0].objgen for p in pdf.pages for a in p.obj.get("/Annots", []) if "/Dest" in a]
        assert targets
        assert set(targets) <= pages
    assert any("not in the book" in note for note in some.notes)
    with opened(some.pdf) as pdf:
        assert not any("/Dest" in annot for annot in pdf.pages[0].obj.get("/Annots", []))


def test_bookmarks_are_nested_under_titles(real: Real) -> None:
    """A title leads to the part's first page; the part's own bookmarks are below it, or left out by a setting."""
    guide = real("navigation--459011.pdf")
    parts = [guide.part().titled("First"), guide.part().titled("Zweiter: ä")]
    for setting, below in (("nested", len(guide.outline)), ("parts", 0)):
        with opened(assemble(parts, options=BookOptions(outline=setting)).pdf) as pdf, pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["First", "Zweiter: ä"]
            assert [len(item.children) for item in outline.root] == [below, below]
    with opened(assemble(parts, options=BookOptions(outline="none")).pdf) as pdf:
        assert "/Outlines" not in pdf.Root


def test_bookmarks_of_parts_without_title_stand_side_by_side(brochure: Prepared, real: Real) -> None:
    """Every first-level bookmark of all parts can be walked to, forwards and back."""
    guide = real("navigation--mistitled_outlines_example.pdf")
    with opened(assemble([guide, brochure, guide.select("1-2")]).pdf) as pdf:
        item, titles = pdf.Root.Outlines.First, []
        while item is not None:
            titles.append(str(item.Title))
            following = item.get("/Next")
            assert following is None or following.Prev == item
            item = following
        assert len(titles) > 2 * len(guide.outline) - 2
        assert titles[0] == guide.outline[0].title


def test_a_page_twice_in_one_part(brochure: Prepared) -> None:
    """A page may be chosen several times; each is a page object of its own."""
    with opened(assemble([brochure.select("1,1,2,1")]).pdf) as pdf:
        assert len({page.obj.objgen for page in pdf.pages}) == 4


def test_pages_are_turned(brochure: Prepared) -> None:
    """A turn is added to the page's own."""
    with opened(assemble([brochure.select("1", rotate=90)]).pdf) as pdf:
        assert pdf.pages[0].obj.Rotate == 90
    with pytest.raises(DefinitionError, match="not by 45"):
        brochure.select("1", rotate=45)


def test_links_of_the_book(brochure: Prepared) -> None:
    """A contents page links to pages of the book, beside the links that it has."""
    contents = brochure.select("1").linked([PageLink(0, (10, 10, 100, 30), 3), PageLink(0, (10, 40, 100, 60), 1)])
    with opened(assemble([contents, brochure]).pdf) as pdf:
        links = [annot for annot in pdf.pages[0].obj.Annots if annot.get("/Border") is not None]
        assert [link.Dest[0].objgen for link in links] == [pdf.pages[3].obj.objgen, pdf.pages[1].obj.objgen]


def test_equal_field_names_get_different_ones(w9: Prepared) -> None:
    """The second part's fields keep their own values under a name with ~2, and the result says so."""
    name = w9.fields[0].name
    made = assemble([w9.fill({name: "one"}), w9.fill({name: "two"})])
    renamed = made.renamed_fields[(1, name)]
    assert renamed == name.replace("topmostSubform[0]", "topmostSubform[0]~2")
    fields = {f.name: f.value for f in prepare(made.pdf).fields}
    assert (fields[name], fields[renamed]) == ("one", "two")


def test_equal_field_names_may_share_a_value(w9: Prepared) -> None:
    """By setting, a value given to one part shows in all that have the field."""
    name = w9.fields[0].name
    made = assemble([w9, w9.fill({name: "both"})], options=BookOptions(same_names_share_a_value=True))
    assert not made.renamed_fields
    assert unpacked(made.pdf).count(b"(both) Tj") == 2


def test_scripts_stay_out_unless_asked_for(real: Real) -> None:
    """Document scripts never get in; those of fields do by a setting; both are said."""
    form = real("form-js--160F-2019.pdf")
    plain = assemble([form])
    assert b"/JavaScript" not in unpacked(plain.pdf)
    assert any("scripts" in note for note in plain.notes)
    with opened(assemble([form], options=BookOptions(keep_form_scripts=True)).pdf) as pdf:
        assert "/JavaScript" not in pdf.Root.get("/Names", {})
        assert any("/AA" in annot and "/C" in annot.AA for page in pdf.pages for annot in page.obj.Annots)
        assert len(pdf.Root.AcroForm.CO) == 6


def test_metadata_is_the_books_own(real: Real) -> None:
    """Title, author and dates come from the options; nothing of the parts' shows."""
    options = BookOptions(title="Täst", author="Ann", language="de")
    with opened(assemble([real("navigation--GeoTopo-komprimiert.pdf").select("1")], options=options).pdf) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Täst"
        assert "/Creator" not in pdf.docinfo
        assert pdf.Root.Lang == "de"
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "Täst"
            assert "xmp:CreateDate" not in metadata
    with opened(assemble([prepare(drawn("x"))]).pdf) as pdf:
        assert "/Metadata" not in pdf.Root
        assert dict(pdf.docinfo) == {"/Producer": "Booklet"}
    dated = BookOptions(created=datetime(2026, 9, 30, 12, tzinfo=timezone(timedelta(hours=2))))
    with opened(assemble([prepare(drawn("x"))], options=dated).pdf) as pdf, pdf.open_metadata() as metadata:
        assert pdf.docinfo["/CreationDate"] == "D:20260930120000+02'00"


def test_output_is_whole_or_not_there(tmp_path: Path, brochure: Prepared) -> None:
    """A path, a binary file and no place at all get the same bytes; an error leaves nothing behind."""
    path, file = tmp_path / "book.pdf", io.BytesIO()
    assemble([brochure], path)
    assemble([brochure], file)
    assert path.read_bytes() == file.getvalue() == assemble([brochure]).pdf
    with pytest.raises(InputError, match="gone"):
        assemble([brochure], tmp_path / "gone" / "book.pdf")
    assert [item.name for item in tmp_path.iterdir()] == ["book.pdf"]


def test_a_book_without_pages_is_refused(brochure: Prepared) -> None:
    """Empty books, pages that are not there, and unknown fields are errors with a sentence."""
    with pytest.raises(DefinitionError, match="at least one page"):
        assemble([])
    with pytest.raises(BookletError, match="names page 99"):
        brochure.select("99")
    with pytest.raises(DefinitionError, match="Page 100 was asked for"):
        brochure.select([99])


def test_a_part_of_a_part(brochure: Prepared) -> None:
    """Selecting again counts within what was selected."""
    assert brochure.select("3-5").select("2").pages == (3,)


def test_a_thousand_books_take_no_more_memory_than_ten(w9: Prepared, brochure: Prepared) -> None:
    """Different customers with different pages: what is remembered from book to book is bounded."""
    name, other = w9.fields[0].name, w9.fields[1].name

    def make(number: int) -> None:
        chosen = brochure.select([number % 6, (number + 1) % 6]).titled(f"Customer {number}")
        page = prepare(drawn(f"Dear customer {number}"), lasting=False)
        assemble([chosen, page, w9.fill({name: f"Customer {number}", other: "Ž" * (number % 30)})])

    for number in range(60):
        make(number)
    tracemalloc.start()
    make(60)
    gc.collect()
    before = tracemalloc.get_traced_memory()[0]
    for number in range(61, 361):
        make(number)
    gc.collect()
    growth = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert growth < 400_000


def test_many_threads_share_what_is_prepared(w9: Prepared, real: Real) -> None:
    """Sessions of the app run in threads; all get the same bytes for the same book."""
    parts = [w9, real("navigation--mistitled_outlines_example.pdf"), real("annotations--annotated_pdf.pdf")]
    name = w9.fields[0].name

    def make(number: int) -> str:
        return assemble([parts[1].select([number % 3]), w9.fill({name: "x"}), *parts]).sha256

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(make, range(48)))
    assert len(set(made)) == 3
    assert made == [make(number) for number in range(48)]
