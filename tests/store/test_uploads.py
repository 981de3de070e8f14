"""Records of uploads: read back as they were, found by name, id or content."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from booklet.errors import NotFound
from booklet.model import PdfContents, Upload, UploadedField, UploadedSheet, WorkbookContents
from booklet.store import UploadRecords, utc_now

_FORM = PdfContents(
    page_count=2,
    page_sizes_pt=((612.0, 792.0), (841.89, 595.28)),
    fields=(
        UploadedField("a.b", "choice", (1, 2), "Ä", (("1", "one"),), True, False, 7),
        UploadedField("c", "text", ()),
    ),
    outline=((0, "Part", 1), (1, "Nowhere", None)),
    encrypted=True,
    notes=("repaired",),
)
_WORKBOOK = WorkbookContents((UploadedSheet("Data", False, ("A1:B2", "D4")), UploadedSheet("x")), True, ("macros",))


@pytest.mark.parametrize("contents", [_FORM, _WORKBOOK, PdfContents(0), WorkbookContents()])
def test_an_upload_is_read_back_as_it_was(
    uploads: UploadRecords, add_upload: Callable[..., Upload], contents: PdfContents | WorkbookContents
) -> None:
    """Fields, outline, sheets, notes and all."""
    upload = add_upload("x.pdf", contents, password="secret", replaces="older", given=True)
    assert uploads.get(upload.id) == upload
    assert (upload.contents, upload.password, upload.replaces, upload.given) == (contents, "secret", "older", True)


def test_a_time_with_a_zone_is_kept_as_utc(add_upload: Callable[..., Upload]) -> None:
    """All times in the store are UTC."""
    assert add_upload("x", uploaded_at=datetime(2026, 1, 1, 12, tzinfo=UTC)).uploaded_at == datetime(2026, 1, 1, 12)


def test_the_newest_of_a_name_answers_to_it(uploads: UploadRecords, add_upload: Callable[..., Upload]) -> None:
    """Without regard to case; an archived one only where there is no other."""
    now = utc_now()
    old = add_upload("Form.pdf", uploaded_at=now - timedelta(days=2))
    new = add_upload("form.pdf", uploaded_at=now)
    assert uploads.get("FORM.PDF").id == new.id
    assert uploads.ids_of(["form.pdf"]) == {"form.pdf": new.id}
    uploads.archive(new.id)
    assert uploads.get("form.PDF").id == old.id
    assert uploads.ids_of(["Form.pdf"]) == {"Form.pdf": old.id}


def test_an_unknown_name_names_the_nearest(uploads: UploadRecords, add_upload: Callable[..., Upload]) -> None:
    """As with customers."""
    add_upload("brochure.pdf")
    for look_up in (uploads.get, lambda name: uploads.ids_of([name])):
        with pytest.raises(NotFound, match=r'Did you mean "brochure\.pdf"'):
            look_up("brochur.pdf")


def test_lists_leave_out_what_is_not_offered(uploads: UploadRecords, add_upload: Callable[..., Upload]) -> None:
    """Archived uploads, and workbooks given for one generation, are listed on wish."""
    add_upload("a.pdf")
    add_upload("b.xlsx", _WORKBOOK, given=True)
    uploads.archive(add_upload("c.pdf").id, by="ann")
    assert [upload.name for upload in uploads.all()] == ["a.pdf"]
    assert [upload.name for upload in uploads.all(archived=True, given=True)] == ["a.pdf", "b.xlsx", "c.pdf"]
    assert list(uploads.frame().index) == ["a.pdf"]
    assert uploads.frame(archived=True).loc["c.pdf", "changed_by"] == "ann"
    uploads.restore("c.pdf")
    assert [upload.name for upload in uploads.all()] == ["a.pdf", "c.pdf"]


def test_an_upload_is_found_by_its_content(uploads: UploadRecords, add_upload: Callable[..., Upload]) -> None:
    """Under the same name, for the same use, and still offered: so that a file is not recorded twice."""
    given = add_upload("a.xlsx", _WORKBOOK, sha256="1" * 64, given=True)
    upload = add_upload("a.xlsx", _WORKBOOK, sha256="1" * 64, uploaded_at=datetime(2020, 1, 1))
    assert uploads.find(sha256="1" * 64, name="a.xlsx", given=False) == upload
    assert uploads.find(sha256="1" * 64, name="a.xlsx", given=True) == given
    assert uploads.find(sha256="1" * 64, name="b.xlsx", given=False) is None
    uploads.archive(upload.id)
    assert uploads.find(sha256="1" * 64, name="a.xlsx", given=False) is None
