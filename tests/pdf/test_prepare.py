"""Prepare: what is found out about an upload, kept on disk, and limited."""

from __future__ import annotations

import base64
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from booklet.errors import DamagedFile, LimitExceeded, PasswordNeeded, UnsupportedFile
from booklet.pdf import Prepared, assemble, prepare
from booklet.pdf.source.cache import Cache, Entry
from booklet.pdf.source.limits import PdfLimits
from tests.conftest import DEMO, ROOT
from tests.pdf.conftest import look_alike, pictures


def test_what_is_known_of_an_upload(w9: Prepared, brochure: Prepared) -> None:
    """Pages with their size, fields with their kind and place, bookmarks with their page."""
    assert (w9.page_count, len(w9.fields)) == (4, 21)
    assert (w9.pages[0].width_pt, w9.pages[0].height_pt) == pytest.approx((612, 792), abs=0.1)
    name = w9.fields[0]
    assert (name.kind, name.pages) == ("text", (0,))
    assert name.rect == pytest.approx((57.6, 684, 576, 698), abs=0.1)
    assert brochure.outline[0].page == 0
    assert len(w9.sha256) == 64


def test_a_sound_file_is_read_as_it_came() -> None:
    """What is not whole goes through qpdf; the pages look the same."""
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=1)
    canvas.drawString(100, 700, "Dear (Acme)")
    canvas.save()
    drawn = out.getvalue()
    apart = drawn.replace(b"endstream\nendobj", b"endstreamXendobj", 1)
    cases = {"whole": drawn, "apart": apart, "length": re.sub(rb"/Length (\d)", rb"/Length 1\1", drawn, count=1)}
    made = [prepare(data) for data in cases.values()]
    assert [prepared.document.source.rewritten for prepared in made] == [False, True, True]
    first, *others = [pictures(assemble([prepared]).pdf)[0] for prepared in made]
    assert all(look_alike(first, other) for other in others)


def test_files_that_are_refused(corpus: Path) -> None:
    """Each with the reason as a sentence."""
    with pytest.raises(UnsupportedFile, match="not a PDF"):
        prepare(b"PK\x03\x04 hello")
    with pytest.raises(UnsupportedFile, match="not a PDF"):
        prepare(b"")
    with pytest.raises(DamagedFile, match="could not be repaired"):
        prepare(b"%PDF-1.7\nnothing here")
    with pytest.raises(PasswordNeeded, match="is needed"):
        prepare(corpus / "pdf" / "encrypted--r4-aes-user-password.pdf")


def test_a_damaged_file_is_repaired_and_says_so(corpus: Path) -> None:
    """The note tells the user."""
    assert "repaired" in prepare(corpus / "pdf" / "broken--simple3.pdf").notes[0]


def test_a_picture_in_several_filters_is_no_damage() -> None:
    """reportlab wraps photographs in ASCII85, which qpdf leaves to the picture's own filter."""
    photograph, out = io.BytesIO(), io.BytesIO()
    Image.linear_gradient("L").save(photograph, "JPEG")
    with pikepdf.open(DEMO / "investment-guide.pdf") as pdf:
        size = {"Width": 256, "Height": 256, "ColorSpace": pikepdf.Name.DeviceGray, "BitsPerComponent": 8}
        filters = pikepdf.Array([pikepdf.Name.ASCII85Decode, pikepdf.Name.DCTDecode])
        wrapped = base64.a85encode(photograph.getvalue()) + b"~>"
        picture = pikepdf.Stream(pdf, wrapped, Subtype=pikepdf.Name.Image, **size)
        picture["/Filter"] = filters
        pdf.pages[0].obj.Resources["/XObject"] = pikepdf.Dictionary(P=picture)
        pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert b"/ASCII85Decode /DCTDecode" in out.getvalue()
    assert not prepare(out.getvalue()).notes


def test_the_cache_is_used_and_survives_damage(tmp_path: Path, w9: Prepared) -> None:
    """A second `prepare` maps the first one's file; one that is cut short or changed is made again."""
    first = prepare(DEMO / "fw9.pdf", cache=tmp_path)
    (entry,) = tmp_path.iterdir()
    assert assemble([first]).sha256 == assemble([w9]).sha256
    data = entry.read_bytes()
    changed = data[:5000] + bytes([data[5000] ^ 1]) + data[5001:]
    for damaged in (data[:1000], b"", changed, data[:-1]):
        entry.write_bytes(damaged)
        assert assemble([prepare(DEMO / "fw9.pdf", cache=tmp_path)]).sha256 == assemble([w9]).sha256
        assert entry.read_bytes() == data


def test_the_cache_keeps_passwords_apart(tmp_path: Path, brochure: Prepared) -> None:
    """What was opened with a password is not opened without."""
    out = io.BytesIO()
    with pikepdf.open(DEMO / "investment-guide.pdf") as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    assert prepare(out.getvalue(), password="u", cache=tmp_path).page_count == brochure.page_count
    with pytest.raises(PasswordNeeded):
        prepare(out.getvalue(), cache=tmp_path)


def test_the_cache_has_a_bound(tmp_path: Path) -> None:
    """The entries that were not used for longest go; the newest stays."""
    cache = Cache(tmp_path, most_bytes=25_000)
    for number in range(5):
        cache.save(b"upload %d" % number, None, Entry(bytes(10_000), True, False, ()))
    assert len(list(tmp_path.iterdir())) == 2
    assert cache.load(b"upload 4", None)


def test_what_an_interrupted_process_left_is_removed(tmp_path: Path) -> None:
    """A file half written goes when it is an hour old; one that may still be written to stays."""
    old, new = tmp_path / "old.part", tmp_path / "new.part"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    Cache(tmp_path).save(b"upload", None, Entry(b"all", True, False, ()))
    assert not old.exists()
    assert new.exists()


def test_two_processes_do_not_harm_each_other(tmp_path: Path, w9: Prepared) -> None:
    """Both prepare the same upload into the same cache at once, and both can use it."""
    code = (
        "import sys; from booklet.pdf import *\n"
        "for _ in range(5): print(assemble([prepare(sys.argv[1], cache=sys.argv[2])]).sha256)"
    )
    command = [sys.executable, "-c", code, str(DEMO / "fw9.pdf"), str(tmp_path)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) for _ in range(2)]
    lines = {line for process in running for line in process.communicate()[0].splitlines()}
    assert lines == {assemble([w9]).sha256}


def test_limits_hold_in_a_process_of_its_own(w9: Prepared) -> None:
    """Time, pages and size are limited, and an ordinary file comes through unchanged."""
    path = DEMO / "fw9.pdf"
    assert assemble([prepare(path, limits=PdfLimits())]).sha256 == assemble([w9]).sha256
    for limits, reason in (
        (PdfLimits(seconds=0.05), "seconds"),
        (PdfLimits(pages=3), "has 4 pages"),
        (PdfLimits(upload_bytes=1000), "MB"),
    ):
        with pytest.raises(LimitExceeded, match=reason):
            prepare(path, limits=limits)
    with pytest.raises(DamagedFile, match="could not be repaired"):
        prepare(b"%PDF-1.7\nnothing here", limits=PdfLimits())
