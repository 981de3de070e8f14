"""A run as it is told while it goes, and as it is recorded: progress, log, and the book that comes of it."""

from __future__ import annotations

import base64
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from booklet import BookSettings, Page, Workspace
from booklet.errors import DamagedFile, DefinitionError, GenerationFailed, NotFound, PreflightFailed
from booklet.generate import made as made_module
from booklet.generate import one
from booklet.generate.made import Made
from booklet.model import GenerationStatus
from tests.conftest import QUARTER

_PLAN = {
    "options": [{"name": "Gold", "rule": 'plan == "Gold"', "page": {"type": "text", "config": {"markdown": "G"}}}],
    "none": "nothing",
}
_PAGES = [
    Page("text", "Letter", {"markdown": "Dear {{ customer }}"}),
    Page("choice", "Plan", _PLAN),
    Page("text", "", {"markdown": "one\n\n[[page]]\n\ntwo"}),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace that each test gets a copy of."""
    made = Workspace(tmp_path_factory.mktemp("runs"))
    made.attributes.define("plan")
    for name in ("Acme", "Bolt"):
        made.customers.add(name)
    made.attributes.set("Acme", QUARTER, {"plan": "Gold"})
    made.books.save("Letter", pages=_PAGES)
    return made.folder


@pytest.fixture
def ws(tmp_path: Path, folder: Path) -> Workspace:
    """Two customers of whom one has the plan."""
    return Workspace(shutil.copytree(folder, tmp_path / "workspace"))


def _log(ws: Workspace, made: Made) -> list[tuple[str, str]]:
    return [(event.severity, event.message) for event in ws.generations.events(made.id)]


def test_progress_page_by_page(ws: Workspace) -> None:
    """Each page before it is drawn, then the joining, the keeping and the end: two steps more than pages."""
    told: list[tuple[int, int, str]] = []
    ws.generate("Letter", "Acme", QUARTER, on_progress=lambda *step: told.append(step))
    assert told == [
        (0, 5, "Page 1 of 3: Letter"),
        (1, 5, "Page 2 of 3: Plan"),
        (2, 5, "Page 3 of 3: Text"),
        (3, 5, "Putting 3 pages together"),
        (4, 5, "Keeping the book"),
        (5, 5, "Done"),
    ]


def test_the_log_of_a_run(ws: Workspace) -> None:
    """Each page with its place, what was chosen and by whom, and warnings as such."""
    made = ws.generate("Letter", "Acme", QUARTER)
    assert _log(ws, made)[:4] == [
        ("info", "Letter: 1 page, from page 1"),
        ("info", "Plan: 1 page, from page 2"),
        ("info", "Plan: the rules chose Gold"),
        ("info", "Text: 1 page, from page 3"),
    ]
    other = ws.generate("Letter", "Acme", QUARTER, overrides={"Plan": []})
    assert _log(ws, other)[1:4] == [
        ("info", "Plan: 0 pages, no pages"),
        ("info", "Plan: the user chose nothing"),
        ("info", "Text: 1 page, from page 2"),
    ]
    ws.books.save("Letter", pages=_PAGES[:1], settings=BookSettings(allow_print=False))
    restricted = ws.generate("Letter", "Acme", QUARTER)
    assert [severity for severity, _ in _log(ws, restricted)] == ["info"]


def test_who_made_it_and_how_long_it_took(ws: Workspace) -> None:
    """A book that was there already is given at once, and is nobody's new run."""
    first = ws.generate("Letter", "Acme", QUARTER, by="ann")
    again = ws.generate("Letter", "Acme", QUARTER, by="bob")
    assert (first.reused, again.reused) == (False, True)
    assert again.generation == first.generation
    assert 0 < again.seconds < first.seconds < 60
    assert ws.generations.count() == 1
    forced = ws.generate("Letter", "Acme", QUARTER, by="bob", force=True)
    assert (forced.reused, forced.generation.started_by, forced.sha256) == (False, "bob", first.sha256)
    assert ws.generations.count() == 2


def test_a_book_whose_file_is_gone_is_made_again(ws: Workspace) -> None:
    """Though its inputs are the same."""
    first = ws.generate("Letter", "Acme", QUARTER)
    assert one.is_kept(ws.stores, first.generation)
    for path in ws.folder.rglob("*.pdf*"):
        path.unlink()
    assert not one.is_kept(ws.stores, first.generation)
    again = ws.generate("Letter", "Acme", QUARTER)
    assert (again.reused, again.sha256) == (False, first.sha256)
    assert one.is_kept(ws.stores, first.generation)


def test_a_run_that_failed_says_why(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """With all problems; or with the error, known or not."""
    ws.books.save("Letter", pages=[Page("text", "A", {"markdown": "{{ plan }}"}), Page("static", "B", {})])
    with pytest.raises(PreflightFailed):
        ws.generate("Letter", "Bolt", QUARTER)
    [run] = ws.generations.find()
    assert run.status is GenerationStatus.FAILED
    assert "Plan is missing for Bolt" in run.error
    assert [event.severity for event in ws.generations.events(run.id)] == ["info", "info", "error", "error"]
    ws.books.save("Letter", pages=_PAGES)
    for error, said in ((ValueError("boom"), "an unforeseen error: ValueError('boom')"), (NotFound("gone"), "gone")):

        def broken(*_: object, error: Exception = error, **__: object) -> None:
            raise error

        monkeypatch.setattr(one, "assemble", broken)
        with pytest.raises(GenerationFailed) as failed:
            ws.generate("Letter", "Acme", QUARTER)
        assert str(failed.value) == f"Letter for Acme, 2026Q3 could not be made: {said}"
        run = ws.generations.get(failed.value.generation_id)
        assert (run.status, run.error) == (GenerationStatus.FAILED, str(error))
        last = ws.generations.events(run.id)[-1]
        assert (last.severity, last.message) == ("error", f"{type(error).__name__}: {error}")


def test_an_interruption_after_the_book_was_made_leaves_it_made(ws: Workspace) -> None:
    """The tab is closed at the last step: the book is there."""

    class Closed(BaseException):
        pass

    def close(done: int, total: int, _: str) -> None:
        if done == total:
            raise Closed

    with pytest.raises(Closed):
        ws.generate("Letter", "Acme", QUARTER, on_progress=close)
    [run] = ws.generations.find()
    assert (run.status, run.error) == (GenerationStatus.MADE, "")


def test_an_interrupted_run_says_so(ws: Workspace) -> None:
    """In the record and in its log."""

    def close(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ws.generate("Letter", "Acme", QUARTER, on_progress=close)
    [run] = ws.generations.find()
    assert (run.status, run.error) == (GenerationStatus.INTERRUPTED, "Interrupted before the book was made.")
    [event] = ws.generations.events(run.id)
    assert (event.severity, event.message) == (
        *("error", "Interrupted before the book was made; nothing was published."),
    )


def test_a_book_is_saved_where_one_likes(ws: Workspace, tmp_path: Path) -> None:
    """Into a folder under its own name, or as a file of another."""
    made = ws.generate("Letter", "Acme", QUARTER)
    assert made.save(tmp_path) == tmp_path / "Acme - Letter - 2026Q3.pdf"
    assert made.save(str(tmp_path / "other.pdf")).read_bytes() == made.pdf
    assert (tmp_path / made.file_name).read_bytes() == made.pdf
    assert (made.bytes, made.page_count) == (len(made.pdf), 3)
    assert made.snapshot.customer == "Acme"


def test_a_book_shows_itself_in_a_notebook(ws: Workspace) -> None:
    """In words, as a picture of its first page, and as the PDF; names are no HTML."""
    ws.customers.rename("Acme", "Acme & <b>")
    made = ws.generate("Letter", "Acme & <b>", QUARTER)
    shown = made._repr_mimebundle_()
    size = f"{made.bytes / 1_000_000:.1f}"
    words = f"Acme & _b_ - Letter - 2026Q3.pdf: 3 pages, {size} MB, SHA-256 {made.sha256[:12]}…"
    assert shown["text/plain"] == words
    assert words.replace("&", "&amp;") in shown["text/html"]
    assert base64.b64decode(shown["application/pdf"]) == made.pdf
    assert 'src="data:image/png;base64,iVBOR' in shown["text/html"]


def test_the_picture_is_of_the_first_page(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """420 pixels wide; a book that only a password opens has none."""
    asked: list[object] = []

    def pictures(_: bytes, pages: list[int], *, width_px: int) -> list[bytes]:
        asked.append((pages, width_px))
        return [b"picture"]

    monkeypatch.setattr(made_module, "page_pictures", pictures)
    made = ws.generate("Letter", "Acme", QUARTER)
    assert base64.b64encode(b"picture").decode() in made._repr_mimebundle_()["text/html"]
    assert asked == [([0], 420)]
    ws.books.save("Letter", pages=_PAGES, settings=BookSettings(open_password="x"))
    assert "<img" not in ws.generate("Letter", "Acme", QUARTER)._repr_mimebundle_()["text/html"]


def test_a_megabyte_is_a_million_bytes(ws: Workspace) -> None:
    """Rounded to a tenth."""
    made = ws.generate("Letter", "Acme", QUARTER)
    for size, said in ((1_000_000, "1.0"), (1_049_999, "1.0"), (1_050_001, "1.1"), (5_449_000, "5.4")):
        other = Made(replace(made.generation, bytes=size), ws.stores)
        assert f" {said} MB" in other._repr_mimebundle_()["text/plain"]


def test_a_kept_book_that_is_gone_or_damaged(ws: Workspace) -> None:
    """Is said by the name that people know, with what to do."""
    made = ws.generate("Letter", "Acme", QUARTER)
    [path] = [path for path in ws.folder.rglob("*") if path.is_file() and made.sha256 in path.name]
    content = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(DamagedFile, match=r"The book Acme - Letter - 2026Q3\.pdf has changed on the disk since"):
        ws.output(made.id)
    path.unlink()
    with pytest.raises(
        NotFound, match=r"The book Acme - Letter - 2026Q3\.pdf is gone from the disk\. Generate it again"
    ):
        ws.output(made.id)


def test_only_a_book_can_be_verified(ws: Workspace) -> None:
    """A run that made none is refused; what is found has both hashes."""
    ws.books.save("Other", pages=[Page("static", "B", {})])
    with pytest.raises(PreflightFailed):
        ws.generate("Other", "Acme", QUARTER)
    [run] = ws.generations.find()
    with pytest.raises(DefinitionError, match=r"made no book \(it is failed\)"):
        ws.verify(run.id)
    made = ws.generate("Letter", "Acme", QUARTER)
    found = ws.verify(made)
    assert (found.same, found.message) == (True, "Rebuilt from its snapshot: the same bytes.")
    assert found.expected_sha256 == found.actual_sha256 == made.sha256
