"""The uploads without their surroundings: the list, an upload's use and actions, and the pictures of its pages."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from booklet import Page, Workspace
from booklet.model import PdfContents, Role, Upload, UploadedField, UploadedSheet, WorkbookContents
from booklet.ui.uploads import upload_pictures
from booklet.ui.uploads.all_uploads import contents_in_words, show_uploads
from booklet.ui.uploads.one_upload import show_upload
from booklet.ui.uploads.upload_pictures import show_pictures
from tests.conftest import DEMO
from tests.ui.desks import Ways, buttons, desk_of, done, html_of, pressed, screen_of, texts, ways  # noqa: F401

_TEXT = UploadedField("a", "text", (1,))
_PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
)


def _upload(contents: PdfContents | WorkbookContents) -> Upload:
    return Upload("u1", "file.pdf", "0" * 64, 10, contents, "ann", datetime(2026, 9, 30))


@pytest.mark.parametrize(
    ("contents", "words"),
    [
        (PdfContents(1), "PDF, 1 page"),
        (PdfContents(12, encrypted=True), "PDF, 12 pages, encrypted"),
        (PdfContents(2, fields=(_TEXT,)), "Form, 2 pages, 1 form field"),
        (PdfContents(2, fields=(_TEXT, replace(_TEXT, kind="signature"))), "Form, 2 pages, 1 form field"),
        (PdfContents(2, fields=(replace(_TEXT, kind="signature"),)), "Form, 2 pages"),
        (WorkbookContents((UploadedSheet("a"), UploadedSheet("b"))), "Workbook, 2 sheets"),
    ],
)
def test_what_an_upload_is(contents: PdfContents | WorkbookContents, words: str) -> None:
    """In words, with what is in it."""
    assert contents_in_words(_upload(contents)) == words


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with an upload that a book uses, and one that is archived."""
    made = Workspace(tmp_path_factory.mktemp("uploads"))
    for name in ("service-plans.pdf", "sponsor-guide.pdf"):
        made.uploads.add(DEMO / name, by="zoe")
    made.uploads.archive("sponsor-guide.pdf")
    made.books.save("Review", pages=[Page("static", "Plans", {"upload": "service-plans.pdf", "pages": "900"})])
    return made.folder


@pytest.fixture
def ws(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The same for each test, whose pages nobody draws."""
    monkeypatch.setattr("booklet.ui.uploads.one_upload.show_pictures", lambda *_: None)
    return Workspace(shutil.copytree(folder, tmp_path / "ws"))


def test_the_list(ws: Workspace, ways: Ways) -> None:  # noqa: F811
    """What each is and where it is used; archived ones where an administrator asks."""
    test = screen_of(show_uploads, desk_of(ws))
    [row] = test.dataframe[0].value.to_dict("records")
    assert (row["Name"], row["Used in"], row["By"]) == ("service-plans.pdf", "Review", "zoe")
    assert "1 upload. Click on one to open it." in texts(test)
    test.toggle[0].set_value(True)
    test.run()
    names = list(test.dataframe[0].value["Name"])
    assert sorted(names) == ["service-plans.pdf", "sponsor-guide.pdf (archived)"]
    row_of = names.index("service-plans.pdf")
    test.session_state["uploads"] = {"selection": {"rows": [], "columns": [], "cells": [(row_of, "Name")]}}
    test.run()
    assert ways.went == [("uploads", {"upload": ws.uploads.get("service-plans.pdf").id})]
    looking = screen_of(show_uploads, desk_of(ws, Role.STANDARD))
    assert (len(looking.toggle), len(looking.file_uploader)) == (0, 0)


def test_no_uploads(empty: Workspace) -> None:
    """What to do is said to whoever may."""
    assert "No uploads yet. Choose a PDF or an Excel workbook." in html_of(screen_of(show_uploads, desk_of(empty)))
    said = html_of(screen_of(show_uploads, desk_of(empty, Role.STANDARD)))
    assert "No uploads yet. </p>" in said


def _one(ws: Workspace, name: str, role: Role = Role.ADMIN) -> AppTest:
    return screen_of(show_upload, desk_of(ws, role), ws.uploads.get(name).id)


def test_an_upload_that_is_used(ws: Workspace, ways: Ways) -> None:  # noqa: F811
    """By which books, and what is wrong with those; it can be replaced or archived."""
    test = _one(ws, "service-plans.pdf")
    [(label, file, words)] = ways.links
    assert label == "Review, version 1 · :red[■ 1 problem]"
    assert (file, words) == ("books", {"quarter": "2026Q3", "book": ws.books.get("Review").book.id})
    assert "Restore" not in buttons(test)
    assert "The newer file takes its place in Review, as a new version of the book." in texts(test)
    assert "by zoe" in html_of(test)
    assert done(pressed(test, "Archive")) == "service-plans.pdf is archived. Nothing is deleted."
    assert ws.uploads.get("service-plans.pdf").archived


def test_an_upload_that_is_archived(ws: Workspace, ways: Ways) -> None:  # noqa: F811
    """Comes back, and is replaced by nothing."""
    test = _one(ws, "sponsor-guide.pdf")
    assert ", archived" in html_of(test)
    assert "No book uses it." in texts(test)
    assert {"Archive", "Replace"}.isdisjoint(buttons(test))
    assert done(pressed(test, "Restore")) == "sponsor-guide.pdf is back in the list."
    assert not ws.uploads.get("sponsor-guide.pdf").archived
    assert ways.links == []


def test_a_standard_user_downloads(ws: Workspace, ways: Ways) -> None:  # noqa: F811
    """And does nothing else."""
    test = _one(ws, "service-plans.pdf", Role.STANDARD)
    assert buttons(test) == {}
    assert [button.label for button in test.get("download_button")] == ["Download"]
    assert len(ways.links) == 1


def test_a_newer_file(ws: Workspace, ways: Ways) -> None:  # noqa: F811
    """Takes its place in the books that use it, or in none."""
    test = _one(ws, "service-plans.pdf")
    data = (DEMO / "sponsor-guide.pdf").read_bytes()
    test.file_uploader[0].set_value(("plans 2.pdf", data, "application/pdf"))
    test.run()
    test = pressed(test, "Replace in 1 book")
    assert ways.went == [("uploads", {"upload": ws.uploads.get("plans 2.pdf").id})]
    assert test.session_state["done"] == "plans 2.pdf took its place in Review (version 2)."


def _pictures(monkeypatch: pytest.MonkeyPatch, upload: Upload, pages: int, **session: Any) -> Any:
    asked: list[tuple[int, str | None, int]] = []

    def draw(_: object, __: str, page: int, sheet: str | None, width_px: int) -> bytes:
        asked.append((page, sheet, width_px))
        return _PNG

    monkeypatch.setattr(upload_pictures, "_picture", draw)
    monkeypatch.setattr(upload_pictures, "_page_count", lambda *_: pages)
    return screen_of(show_pictures, None, upload, **session), asked


@pytest.mark.parametrize(
    ("pages", "small"),
    [(1, []), (2, [1, 2]), (8, [*range(1, 9)]), (20, [*range(1, 9)])],
)
def test_pictures_of_pages(monkeypatch: pytest.MonkeyPatch, pages: int, small: list[int]) -> None:
    """A large one, and beneath it the first eight; a single page has no strip."""
    _, asked = _pictures(monkeypatch, _upload(PdfContents(pages)), pages)
    assert asked[0] == (1, None, 1100)
    assert asked[1:] == [(number, None, 150) for number in small]


@pytest.mark.parametrize(
    ("page", "first", "last"), [(1, 1, 8), (5, 1, 8), (6, 2, 9), (16, 12, 19), (17, 13, 20), (20, 13, 20)]
)
def test_the_strip_is_around_the_page(monkeypatch: pytest.MonkeyPatch, page: int, first: int, last: int) -> None:
    """As many before as after it, where there are so many."""
    _, asked = _pictures(monkeypatch, _upload(PdfContents(20)), 20, page_of_u1_=page)
    assert [number for number, _, width in asked if width == 150] == list(range(first, last + 1))
    assert asked[0] == (page, None, 1100)


def test_pictures_of_a_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sheet by sheet, of those that can be seen; an empty sheet is said to be."""
    sheets = (UploadedSheet("Hidden", visible=False), UploadedSheet("One"), UploadedSheet("Two"))
    test, asked = _pictures(monkeypatch, _upload(WorkbookContents(sheets)), 1)
    assert test.selectbox[0].options == ["One", "Two"]
    assert asked == [(1, "One", 1100)]
    test, asked = _pictures(monkeypatch, _upload(WorkbookContents(sheets)), 0)
    assert (asked, texts(test)) == ([], ["There is nothing to print on this sheet."])
