"""Uploads: kept by content, read at once, refused with the reason."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pikepdf
import pytest

from booklet import Page, Workspace, uploads
from booklet.errors import DamagedFile, DefinitionError, InputError, LimitExceeded, PasswordNeeded, UnsupportedFile
from booklet.model import PdfContents, WorkbookContents
from booklet.store import clock
from booklet.uploads import Uploads
from tests.conftest import DEMO


def zip_of(name: str) -> bytes:
    """An archive with one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "content")
    return out.getvalue()


def encrypted(password: str) -> bytes:
    """The brochure with a password to open it."""
    out = io.BytesIO()
    with pikepdf.open(DEMO / "service-plans.pdf") as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user=password, owner="owner"))
    return out.getvalue()


def test_a_form_is_read_at_upload(empty: Workspace) -> None:
    """Pages, their sizes, and fields with types and pages."""
    contents = empty.uploads.add(DEMO / "fw9.pdf").contents
    assert isinstance(contents, PdfContents)
    assert contents.page_count == 4
    assert contents.page_sizes_pt[0] == pytest.approx((612, 792), abs=0.1)
    assert {field.kind for field in contents.fields} == {"text", "checkbox"}
    assert contents.fields[0].pages == (1,)


def test_a_brochure_is_read_with_its_outline(empty: Workspace) -> None:
    """Level, title and page of each bookmark."""
    contents = empty.uploads.add(DEMO / "investment-guide.pdf").contents
    assert isinstance(contents, PdfContents)
    assert contents.outline
    assert contents.outline[0][0] == 0
    assert contents.outline[0][2] == 1


def test_a_workbook_is_read_with_its_sheets(empty: Workspace) -> None:
    """Names and print areas; and its content decides, not its name."""
    contents = empty.uploads.add((DEMO / "time-card.xltx").read_bytes(), "card.pdf").contents
    assert isinstance(contents, WorkbookContents)
    assert [sheet.name for sheet in contents.sheets if sheet.visible]


def test_equal_files_are_kept_once(empty: Workspace) -> None:
    """The same file again is the same upload; under another name it is another upload of one stored file."""
    first = empty.uploads.add(DEMO / "fw9.pdf")
    assert empty.uploads.add(DEMO / "fw9.pdf").id == first.id
    other = empty.uploads.add(DEMO / "fw9.pdf", "w9-again.pdf")
    assert other.id != first.id
    assert other.sha256 == first.sha256
    assert len([path for path in (empty.folder / "files").rglob("*") if path.is_file()]) == 1


@pytest.mark.parametrize(
    ("data", "error", "said"),
    [
        (b"", DamagedFile, "empty"),
        (b"\x89PNG\r\n\x1a\n", UnsupportedFile, "PNG picture"),
        (b"just some text", UnsupportedFile, "PDFs and Excel workbooks"),
        (b"%PDF-1.7\nnot a pdf at all", InputError, "odd.pdf"),
        (b"PK\x03\x04not a zip", InputError, "odd.pdf"),
        (zip_of("word/document.xml"), UnsupportedFile, "a Word document. Open it in the program"),
        (zip_of("book/a.pdf"), UnsupportedFile, "a zip archive. Unpack it"),
        (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), UnsupportedFile, "a Word document"),
    ],
)
def test_what_cannot_be_read_is_refused(empty: Workspace, data: bytes, error: type[InputError], said: str) -> None:
    """With the file's name and the reason, and nothing of it is kept."""
    with pytest.raises(error, match=said) as refused:
        empty.uploads.add(data, "odd.pdf")
    assert "odd.pdf" in str(refused.value)
    assert empty.uploads.all() == []
    assert [path for path in (empty.folder / "files").rglob("*") if path.is_file()] == []


def test_what_is_handed_in_is_a_workbook(empty: Workspace) -> None:
    """Anything else is told what it is, and what to hand in."""
    for data, kind in ((zip_of("word/document.xml"), "a Word document"), (b"%PDF-1.7", "a PDF")):
        with pytest.raises(UnsupportedFile, match=f"odd is {kind}: hand in an Excel workbook"):
            empty.uploads.give(data, "odd")


def test_a_password_is_asked_for_and_tried(empty: Workspace) -> None:
    """Without and with a wrong one the file is refused; with the right one its pages go into books."""
    data = encrypted("open sesame")
    for password in (None, "wrong"):
        with pytest.raises(PasswordNeeded, match="secret\\.pdf"):
            empty.uploads.add(data, "secret.pdf", password=password)
    upload = empty.uploads.add(data, "secret.pdf", password="open sesame")
    empty.customers.add("Acme")
    empty.books.save("Secret", pages=[Page("static", "Plans", {"upload": upload.id})])
    from booklet import Quarter

    assert empty.generate("Secret", "Acme", Quarter(2026, 3)).page_count == empty.uploads.prepared(upload.id).page_count


def test_a_limit_on_size(empty: Workspace) -> None:
    """A setting; the message says both sizes and who can raise it."""
    empty.settings.set(upload_limit_bytes=1000)
    with pytest.raises(LimitExceeded, match="Settings"):
        empty.uploads.add(DEMO / "fw9.pdf")
    with pytest.raises(LimitExceeded):
        empty.uploads.add(io.BytesIO(b"%PDF-" + b"x" * 2000), "big.pdf")
    path = DEMO / "service-plans.pdf"
    empty.settings.set(upload_limit_bytes=path.stat().st_size - 1)
    with pytest.raises(LimitExceeded):
        empty.uploads.add(path)
    empty.settings.set(upload_limit_bytes=path.stat().st_size)
    assert empty.uploads.add(path).bytes == path.stat().st_size


def test_a_file_that_is_not_there(empty: Workspace) -> None:
    """Named with its path."""
    with pytest.raises(InputError, match=r"nowhere\.pdf"):
        empty.uploads.add("nowhere.pdf")


def test_a_picture_of_a_page(workspace: Workspace) -> None:
    """PNG, of PDFs and of workbooks as they are drawn."""
    for name in ("investment-guide.pdf", "time-card.xltx"):
        assert workspace.uploads.picture(name, 1, width_px=200).startswith(b"\x89PNG")


def test_where_an_upload_is_used(workspace: Workspace) -> None:
    """The newest versions of the books that speak of it, inside choices too."""
    assert [version.book.name for version in workspace.uploads.used_in("service-plans.pdf")] == ["Review"]


def test_a_pdf_cannot_take_a_workbooks_place(workspace: Workspace) -> None:
    """Nothing changes then."""
    with pytest.raises(UnsupportedFile, match="cannot take its place"):
        workspace.uploads.replace("time-card.xltx", DEMO / "fw9.pdf")
    assert workspace.books.get("Review").number == 1


def test_of_two_who_replace_an_upload_at_once_one_is_refused(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both have looked before the other is done; a file that ends in no book is never called a success."""
    together, told = Barrier(2), []
    read = Uploads._contents

    def read_together(*arguments: Any) -> Any:
        contents = read(*arguments)
        together.wait()
        return contents

    def replace(name: str) -> None:
        try:
            told.append(Workspace(workspace.folder).uploads.replace("investment-guide.pdf", DEMO / name)[0].name)
        except DefinitionError as error:
            told.append(str(error))

    monkeypatch.setattr(Uploads, "_contents", read_together)
    threads = [Thread(target=replace, args=(name,)) for name in ("service-plans.pdf", "sponsor-guide.pdf")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (refused,) = [answer for answer in told if "replaced already" in answer]
    (name,) = [answer for answer in told if answer != refused]
    assert [version.number for version in workspace.books.versions("Review")] == [2, 1]
    assert workspace.uploads.get(name).id in workspace.books.get("Review").pages[3].upload_ids()


def test_the_newest_of_a_name_is_the_last_that_was_uploaded(empty: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the clock says."""
    empty.uploads.add(DEMO / "fw9.pdf", "form.pdf")
    monkeypatch.setattr(uploads, "utc_now", lambda: clock.utc_now() - timedelta(hours=1))
    newest = empty.uploads.add(DEMO / "service-plans.pdf", "form.pdf")
    assert empty.uploads.get("form.pdf").id == newest.id
    assert empty.uploads.all()[0].id == newest.id
