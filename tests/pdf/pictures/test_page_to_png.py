"""Pages as pictures: drawn apart, within limits, whatever is in the file."""

from __future__ import annotations

import io
import os
import zlib
from dataclasses import replace
from functools import partial

import pikepdf
import pytest
from PIL import Image

from booklet import Workspace
from booklet.errors import BookletError, DamagedFile, LimitExceeded, NotFound
from booklet.pdf.pictures import page_to_png
from booklet.pdf.pictures.page_to_png import page_pictures
from booklet.pdf.source.limits import PdfLimits
from tests.conftest import DEMO


def _page(width: float, height: float, content: bytes = b"", resources: pikepdf.Dictionary | None = None) -> bytes:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(width, height))
    if content:
        page.Contents = pdf.make_stream(content)
    if resources:
        page.Resources = resources
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _nested(levels: int, times: int) -> bytes:
    """Make a page of a form XObject that draws another several times, and so on: small, and without an end."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    inner = pdf.make_stream(b"0 0 1 1 re f")
    for _ in range(levels):
        inner.Type, inner.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        inner.BBox = pikepdf.Array([0, 0, 200, 200])
        outer = pdf.make_stream(b"/X Do " * times)
        outer.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
        inner = outer
    page.Contents = pdf.make_stream(b"/X Do")
    inner.Type, inner.Subtype, inner.BBox = (
        pikepdf.Name.XObject,
        pikepdf.Name.Form,
        pikepdf.Array([0, 0, 200, 200]),
    )
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _size(png: bytes) -> tuple[int, int]:
    return Image.open(io.BytesIO(png)).size


def test_pages_are_drawn_in_the_order_asked_for() -> None:
    """Each as wide as asked for; all of them where none is named."""
    pdf = (DEMO / "service-plans.pdf").read_bytes()
    every = page_pictures(pdf, width_px=120)
    assert [_size(one)[0] for one in every] == [120] * 4
    assert page_pictures(pdf, [3, 1], width_px=120) == [every[3], every[1]]
    assert page_pictures(pdf, []) == []


def test_values_of_fields_are_seen() -> None:
    """A form is drawn with what its fields show."""
    pdf = pikepdf.open(DEMO / "fw9.pdf")
    plain = page_pictures((DEMO / "fw9.pdf").read_bytes(), [0])
    form = next(a for a in pdf.pages[0].Annots if a.get("/FT") == "/Tx")
    look = pdf.make_stream(b"0 g 0 0 100 100 re f")
    look.Type, look.Subtype, look.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, pikepdf.Array([0, 0, 100, 100])
    form.AP = pikepdf.Dictionary(N=look)
    out = io.BytesIO()
    pdf.save(out)
    assert page_pictures(out.getvalue(), [0]) != plain


@pytest.mark.parametrize(("width", "height"), [(3, 14_400), (14_400, 3), (14_400, 14_400)])
def test_no_page_is_too_long_for_a_picture(width: float, height: float) -> None:
    """It is drawn smaller: 1,100 pixels across 3 points would be 5 million down."""
    across, down = _size(page_pictures(_page(width, height), [0], width_px=1100)[0])
    assert across * down <= 30_500_000
    assert across <= 1101
    assert across == 1 or down == 1 or across / down == pytest.approx(width / height, rel=0.1)


@pytest.mark.parametrize("page", [-1, 4])
def test_a_page_that_is_not_there(page: int) -> None:
    """It is said, counted from 1."""
    with pytest.raises(NotFound, match=f"no page {page + 1}: the PDF has 4"):
        page_pictures((DEMO / "service-plans.pdf").read_bytes(), [page])


def test_a_file_that_is_no_pdf() -> None:
    """PDFium's word is in the sentence."""
    with pytest.raises(DamagedFile, match="cannot be shown as pictures"):
        page_pictures(b"%PDF-1.7 nothing", [0])


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds that a test can wait for."""
    bounds = replace(page_to_png.PICTURE_BOUNDS, seconds=1.5, memory_bytes=1 << 30)
    monkeypatch.setattr(page_to_png, "PICTURE_BOUNDS", bounds)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("bomb", ["nested", "spaces"])
def test_a_hostile_page_takes_nothing_of_this_process(bomb: str) -> None:
    """Neither its memory nor more than its time; the next file is drawn as ever."""
    if bomb == "nested":
        hostile = _nested(12, 12)
    else:
        packed = zlib.compressobj(9)
        spaces = b" " * (1 << 24)
        data = b"".join([*(packed.compress(spaces) for _ in range(90)), packed.flush()])  # 1.5 GB in 1.5 MB
        pdf = pikepdf.new()
        page = pdf.add_blank_page()
        page.Contents = pikepdf.Stream(pdf, data, Filter=pikepdf.Name.FlateDecode)
        out = io.BytesIO()
        pdf.save(out)
        hostile = out.getvalue()
    before = _peak_bytes()
    with pytest.raises((LimitExceeded, DamagedFile)):
        page_pictures(hostile, [0])
    assert _peak_bytes() - before < 50 << 20
    assert _size(page_pictures((DEMO / "service-plans.pdf").read_bytes(), [0])[0])[0] == 200


def _peak_bytes() -> int:
    with open(f"/proc/{os.getpid()}/status") as status:
        return next(int(line.split()[1]) << 10 for line in status if line.startswith("VmHWM"))


def test_an_upload_that_cannot_be_drawn_within_limits_is_refused(
    empty: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before it is kept, and so before anybody looks at it."""
    monkeypatch.setattr("booklet.uploads.PdfLimits", partial(PdfLimits, seconds=4.0))
    with pytest.raises(BookletError):
        empty.uploads.add(_nested(12, 12), "nested.pdf")
    assert empty.uploads.all() == []
