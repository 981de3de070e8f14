"""The uploads: the list, one of them, encrypted ones, a newer file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from streamlit.testing.v1 import AppTest

from booklet.model import Page as BookPage
from booklet.model import Role
from booklet.workspace import Workspace
from tests.conftest import DEMO
from tests.pages.opened import clicked, opened, pressed, ran, said


@pytest.fixture
def encrypted(tmp_path: Path) -> bytes:
    """A brochure that opens with the password "open sesame"."""
    path = tmp_path / "secret.pdf"
    with pikepdf.open(DEMO / "service-plans.pdf") as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(user="open sesame", owner="keeper"))
    return path.read_bytes()


def _chosen(screen: AppTest, name: str, data: bytes) -> AppTest:
    """The screen after a file was chosen in its uploader."""
    screen.file_uploader[0].upload(name, data, "application/octet-stream")
    return ran(screen)


def _one(workspace: Workspace, name: str, **options: Role) -> AppTest:
    return opened(workspace, "uploads", upload=workspace.uploads.get(name).id, **options)


def _links(screen: AppTest) -> str:
    return "\n".join(link.proto.label for link in screen.get("page_link"))


def test_lists_what_each_file_is_and_where_it_is_used(workspace: Workspace) -> None:
    """In words, not in formats."""
    table = opened(workspace, "uploads").dataframe[0].value.set_index("Name")
    assert table.loc["fw9.pdf", "What it is"] == "Form, 4 pages, 21 form fields"
    assert table.loc["time-card.xltx", "What it is"] == "Workbook, 1 sheet"
    assert table.loc["fw9.pdf", "Used in"] == "Review"


def test_a_click_opens_the_upload(workspace: Workspace) -> None:
    """With its fields and a picture of its first page."""
    screen = clicked(opened(workspace, "uploads"), "uploads", 0)
    assert "fw9.pdf" in said(screen)
    assert len(screen.dataframe[0].value) == 21
    assert screen.image


def test_takes_a_file_in(empty: Workspace) -> None:
    """And says so."""
    screen = _chosen(opened(empty, "uploads"), "guide.pdf", (DEMO / "investment-guide.pdf").read_bytes())
    assert empty.uploads.get("guide.pdf").uploaded_by == "admin-user"
    assert "guide" in screen.toast[0].value


def test_what_cannot_be_read_is_refused_with_the_reason(empty: Workspace) -> None:
    """By content, whatever the name says."""
    screen = _chosen(opened(empty, "uploads"), "guide.pdf", b"\x89PNG\r\n\x1a\n not really")
    assert "a PNG picture" in said(screen)
    assert not empty.uploads.all()


def test_asks_for_the_password_of_an_encrypted_file(empty: Workspace, encrypted: bytes) -> None:
    """A wrong one is said; the right one takes the file in."""
    screen = _chosen(opened(empty, "uploads"), "secret.pdf", encrypted)
    assert "Password of secret.pdf" in [box.label for box in screen.text_input]
    screen.text_input(key="password_of_secret.pdf").input("guess")
    assert "does not open" in said(ran(screen))
    screen.text_input(key="password_of_secret.pdf").input("open sesame")
    ran(screen)
    assert empty.uploads.get("secret.pdf").password == "open sesame"


def test_a_newer_file_takes_its_place_in_all_books(workspace: Workspace) -> None:
    """As a new version of each; the old one is archived."""
    screen = _one(workspace, "service-plans.pdf")
    assert "Review" in said(screen)
    screen = _chosen(screen, "plans-2027.pdf", (DEMO / "sponsor-guide.pdf").read_bytes())
    screen = pressed(screen, "Replace in 1 book")
    assert workspace.books.get("Review").number == 2
    assert workspace.uploads.get("service-plans.pdf").archived
    assert "Review (version 2)" in screen.toast[0].value.replace("\\", "")


def test_what_a_newer_file_broke_is_told_beside_the_book(workspace: Workspace) -> None:
    """A page that the book takes and the file has no more."""
    pages = [BookPage("static", "Plans", {"upload": "service-plans.pdf", "pages": "1"})]
    workspace.books.save("Review", pages=pages)
    assert "problem" not in _links(_one(workspace, "service-plans.pdf"))
    workspace.books.save("Review", pages=[replace(pages[0], config={**pages[0].config, "pages": "900"})])
    assert "1 problem" in _links(_one(workspace, "service-plans.pdf"))


def test_shows_a_workbook_sheet_by_sheet(workspace: Workspace) -> None:
    """Drawn, with the list of its sheets."""
    screen = _one(workspace, "time-card.xltx")
    assert screen.image
    assert len(screen.dataframe[0].value) == 1


def test_a_standard_user_only_looks(workspace: Workspace) -> None:
    """He downloads, and replaces or archives nothing."""
    screen = _one(workspace, "fw9.pdf", role=Role.STANDARD)
    assert "Archive" not in [button.label for button in screen.button]
    assert not opened(workspace, "uploads", role=Role.STANDARD).file_uploader


def test_an_unknown_upload_in_the_address(workspace: Workspace) -> None:
    """A sentence and the way back."""
    assert "There is no upload" in said(opened(workspace, "uploads", upload="nothing"))
