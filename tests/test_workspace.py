"""What callers may hand to the public interface, and what is said of what they may not."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from booklet import BookletError, BookSettings, Page, Quarter, Style, Workspace
from booklet.auth import cookie_key
from booklet.errors import DefinitionError, InputError, NotFound, StoreError, UnsupportedFile
from booklet.generate import one
from booklet.model import GenerationStatus
from booklet.workspace import login
from tests.conftest import DEMO, QUARTER


@pytest.fixture
def letter(empty: Workspace) -> Workspace:
    """One customer, and a book of one letter."""
    empty.customers.add("Acme Corp")
    empty.books.save("Letter", pages=[Page("text", "Letter", {"markdown": "Dear {{ customer }}"})])
    return empty


ASKING = [Page("worksheet", "Statement", {"ask": True}), Page("text", "Note", {"markdown": "Hello"})]


def test_a_workspace_is_its_owner_s_alone(tmp_path: Path) -> None:
    """Whoever made the folder, and with whatever umask; all that is made in it later too."""
    folder = tmp_path / "shared"
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    before = os.umask(0)
    try:
        ws = Workspace(folder)
        ws.customers.add("Acme Corp")
        cookie_key(ws.folder)
        ws.uploads.add(DEMO / "service-plans.pdf")
        pages = [Page("static", "Plans", {"upload": "service-plans.pdf"}), Page("text", "Hello", {"markdown": "Hello"})]
        ws.books.save("Letter", pages=pages)
        ws.readiness(QUARTER)
        ws.generate("Letter", "Acme Corp", QUARTER)
        ws.drafts.keep("ann", ws.books.get("Letter").book.id, 1, pages, BookSettings())
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    open_to_others = [
        str(path.relative_to(folder)) for path in folder.rglob("*") if stat.S_IMODE(path.stat().st_mode) & 0o077
    ]
    assert open_to_others == []


def test_a_quarter_may_be_written(letter: Workspace) -> None:
    """As it is everywhere else."""
    assert letter.generate("Letter", "Acme Corp", "2026Q3").generation.quarter == QUARTER  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "call",
    [
        lambda ws: ws.generate("Letter", "Acme Corp", "soon"),
        lambda ws: ws.generate("Letter", "Acme Corp", 20263),
        lambda ws: ws.generate("Letter", None, QUARTER),
        lambda ws: ws.generate(5, "Acme Corp", QUARTER),
        lambda ws: ws.generate_batch("Letter", QUARTER, 5),
        lambda ws: ws.plan("Letter", "Acme Corp", QUARTER, workbooks=["a.xlsx"]),
        lambda ws: ws.uploads.add(5),
        lambda ws: ws.uploads.add(io.StringIO("text")),
        lambda ws: ws.uploads.add("a\0b"),
        lambda ws: ws.verify(5),
        lambda _: Quarter("2026", 3),  # type: ignore[arg-type]
        lambda _: BookSettings(page_numbers_from="2"),  # type: ignore[arg-type]
    ],
)
def test_a_wrong_type_is_said_in_a_sentence(letter: Workspace, call: Callable[[Workspace], Any]) -> None:
    """Never a TypeError from deep inside; and nothing was begun."""
    with pytest.raises(BookletError):
        call(letter)
    assert letter.generations.find() == []


def test_a_file_cannot_be_a_workspace(tmp_path: Path) -> None:
    """Said with its path."""
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="file"):
        Workspace(tmp_path / "file")


def test_a_workbook_in_every_form(letter: Workspace) -> None:
    """A path, bytes, an upload, its id: all the same content, so one book."""
    letter.books.save("Asks", pages=ASKING)
    path = DEMO / "time-card.xltx"
    upload = letter.uploads.add(path)
    made = [
        letter.generate("Asks", "Acme Corp", QUARTER, workbooks={"Statement": given}, force=True)
        for given in (path, str(path), path.read_bytes(), path.open("rb"), upload, upload.id)
    ]
    assert len({one.snapshot.workbooks[one.snapshot.pages[0].id].sha256 for one in made}) == 1
    assert {one.page_count for one in made} == {made[0].page_count}


def test_what_cannot_be_handed_in_is_refused(letter: Workspace) -> None:
    """A PDF, also one that is an upload; a page that asks for nothing; a title that two pages have."""
    letter.books.save("Asks", pages=ASKING)
    letter.books.save("Twice", pages=[ASKING[0], ASKING[0]])
    form = letter.uploads.add(DEMO / "fw9.pdf")
    for book, given, error in (
        ("Asks", {"Statement": form}, UnsupportedFile),
        ("Asks", {"Statement": DEMO / "fw9.pdf"}, UnsupportedFile),
        ("Asks", {"Statement": "nowhere.xlsx"}, InputError),
        ("Asks", {"Note": DEMO / "time-card.xltx"}, DefinitionError),
        ("Asks", {"Statment": DEMO / "time-card.xltx"}, NotFound),
        ("Twice", {"Statement": DEMO / "time-card.xltx"}, DefinitionError),
    ):
        with pytest.raises(error):
            letter.plan(book, "Acme Corp", QUARTER, workbooks=given)


def test_one_option_may_be_named_alone(workspace: Workspace) -> None:
    """A text is one name, not a list of letters; a page that is no choice is said to be none."""
    choice = workspace.books.get("Review").pages[5]
    plan = workspace.plan("Review", "Acme Corp", QUARTER, overrides={choice.id: "Others"})
    assert plan.pages[5].choice is not None
    assert plan.pages[5].choice.chosen == ("Others",)
    with pytest.raises(DefinitionError, match="not a choice"):
        workspace.plan("Review", "Acme Corp", QUARTER, overrides={"Letter": "Others"})


def test_a_preview_of_unsaved_pages_names_uploads_as_saving_does(letter: Workspace) -> None:
    """By their names."""
    letter.uploads.add(DEMO / "service-plans.pdf")
    pages = [Page("static", "Plans", {"upload": "service-plans.pdf", "pages": "1"})]
    preview = letter.preview("Letter", "Acme Corp", QUARTER, pages=pages)
    assert preview.plan.ready
    assert preview.page_count == 1


def test_a_rotted_or_lost_book_is_made_again(letter: Workspace) -> None:
    """A second call does not hand out what is no longer the book."""
    made = letter.generate("Letter", "Acme Corp", QUARTER)
    path = letter.stores.files.path(made.sha256)
    for spoil in (lambda: path.write_bytes(b"rotten"), path.unlink):
        spoil()
        assert "kept book" in letter.verify(made.id).message
        again = letter.generate("Letter", "Acme Corp", QUARTER)
        assert (again.reused, again.sha256) == (False, made.sha256)
        assert letter.verify(made.id).same
    path.unlink()
    with pytest.raises(NotFound, match="Generate it again"):
        _ = made.pdf


def test_a_lost_upload_is_named(workspace: Workspace) -> None:
    """By the name that people know it by, and what to do; verify says that the book cannot be rebuilt."""
    made = workspace.generate("Review", "Acme Corp", QUARTER)
    upload = workspace.uploads.get("investment-guide.pdf")
    workspace.stores.files.path(upload.sha256).unlink()
    fresh = Workspace(workspace.folder)
    problems = [str(problem) for problem in fresh.plan("Review", "Acme Corp", QUARTER).errors]
    assert len(problems) == 1
    assert "investment-guide.pdf" in problems[0]
    assert "upload it again" in problems[0]
    assert "can no longer be made" in fresh.verify(made.id).message


def test_an_interruption_after_the_book_was_made_does_not_undo_its_record(
    letter: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It comes between the record and the caller."""
    publish = one._publish

    def interrupted(*arguments: Any) -> None:
        publish(*arguments)
        raise KeyboardInterrupt

    monkeypatch.setattr(one, "_publish", interrupted)
    with pytest.raises(KeyboardInterrupt):
        letter.generate("Letter", "Acme Corp", QUARTER)
    assert letter.generations.find()[0].status is GenerationStatus.MADE
    assert letter.generate("Letter", "Acme Corp", QUARTER).reused


def test_a_family_that_is_not_there_is_a_problem(letter: Workspace) -> None:
    """Of the book, when it is checked and when it is planned; the nearest is named."""
    settings = BookSettings(style=Style(body_family="Carlitto"))
    version = letter.books.save("Letter", pages=letter.books.get("Letter").pages, settings=settings)
    for found in (letter.check_book(version.pages, settings), letter.plan(version, "Acme Corp", QUARTER).errors):
        assert any('"Carlitto"' in problem.message and '"Carlito"' in problem.message for problem in found)


def test_a_format_that_cannot_be_is_one_problem(letter: Workspace) -> None:
    """It names the attribute, and no page hides behind it."""
    letter.attributes.define("since", type="date")
    with letter.database.write() as connection:  # as an older version of Booklet let it be defined
        connection.execute("update attribute_definitions set format = 'QQQQQQQ' where key = 'since'")
    letter.attributes.set("Acme Corp", QUARTER, {"since": "2026-01-01"})
    errors = letter.plan("Letter", "Acme Corp", QUARTER).errors
    assert [(problem.code, problem.subject) for problem in errors] == [("format", "since")]


def test_a_book_with_a_password_shows_itself_in_a_notebook(letter: Workspace) -> None:
    """Without a picture, which only the password would give."""
    version = letter.books.get("Letter")
    letter.books.save("Letter", pages=version.pages, settings=BookSettings(open_password="secret"))
    shown = letter.generate("Letter", "Acme Corp", QUARTER)._repr_mimebundle_()
    assert "application/pdf" in shown
    assert "<img" not in shown["text/html"]


def test_one_book_and_all_books_have_the_same_snapshots(workspace: Workspace) -> None:
    """A book made alone is the one that a batch makes: the batch finds it, with its workbook too."""
    pages = [*workspace.books.get("Review").pages, Page("worksheet", "Statement", {"ask": True})]
    workspace.books.save("Review", pages=pages)
    given = {"Statement": DEMO / "time-card.xltx"}
    alone = workspace.generate("Review", "Acme Corp", QUARTER, workbooks=given)
    item = workspace.generate_batch("Review", QUARTER, ["Acme Corp"]).items[0]
    assert item.made is not None
    assert (item.made.id, item.made.reused) == (alone.id, True)


def test_what_a_notebook_prints_is_short(letter: Workspace) -> None:
    """No bytes of files, and no snapshots: a cell that ends in a call shows what came of it."""
    batch = letter.generate_batch("Letter", QUARTER)
    for shown in (letter.preview("Letter", "Acme Corp", QUARTER), letter.plan("Letter", "Acme Corp", QUARTER), batch):
        assert len(repr(shown)) < 2_000


def test_an_upload_that_was_replaced_is_not_replaced_again(letter: Workspace) -> None:
    """By its id, as a screen left open would: it is in no book any more, and the newer one is named."""
    old = letter.uploads.add(DEMO / "service-plans.pdf", "guide.pdf")
    letter.uploads.replace("guide.pdf", DEMO / "sponsor-guide.pdf")
    with pytest.raises(DefinitionError, match="replaced already"):
        letter.uploads.replace(old.id, DEMO / "investment-guide.pdf")
    newest, _ = letter.uploads.replace("guide.pdf", DEMO / "investment-guide.pdf")
    assert letter.uploads.get("guide.pdf").id == newest.id


def test_a_run_has_the_name_that_is_given_and_else_the_login(letter: Workspace) -> None:
    """One book, many, and what is handed in."""
    assert letter.generate("Letter", "Acme Corp", QUARTER, by="ann").generation.started_by == "ann"
    assert letter.generate("Letter", "Acme Corp", QUARTER, force=True).generation.started_by == login() != ""
    for by, shown in (("ann", "ann"), ("", login())):
        (item,) = letter.generate_batch("Letter", QUARTER, force=True, by=by).items
        assert item.made
        assert item.made.generation.started_by == shown


def test_a_version_is_made_again_only_by_force(letter: Workspace) -> None:
    """Each version has a book of its own; an older one that is asked for again is the very run, unless forced."""
    first = letter.generate("Letter", "Acme Corp", QUARTER)
    letter.books.save("Letter", pages=[Page("text", "Letter", {"markdown": "Hello {{ customer }}"})])
    newest = letter.generate("Letter", "Acme Corp", QUARTER)
    again = letter.generate("Letter", "Acme Corp", QUARTER, version=1)
    forced = letter.generate("Letter", "Acme Corp", QUARTER, version=1, force=True)
    assert (again.id, again.reused) == (first.id, True)
    assert (forced.sha256, forced.reused) == (first.sha256, False)
    assert newest.sha256 != first.sha256
    assert [made.generation.version for made in (newest, again, forced)] == [2, 1, 1]
