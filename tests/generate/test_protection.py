"""Who can open a book, and what a reader is allowed: by its settings, read back by another library."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pypdf
import pytest

from booklet import BookSettings, Page, Workspace
from booklet.model import Problem
from tests.conftest import DEMO, QUARTER

LETTER = Page("text", "Letter", {"markdown": "Dear {{ customer }}"})


def _saved(workspace: Workspace, settings: BookSettings) -> tuple[Problem, ...]:
    """What preflight finds of a letter with these settings."""
    workspace.books.save("Letter", pages=[LETTER], settings=settings)
    return workspace.preflight("Letter", "Acme Corp", QUARTER)


def test_what_a_reader_is_allowed(workspace: Workspace) -> None:
    """Without a password to open it; the other password lifts all."""
    settings = BookSettings(allow_print=False, allow_copy=False, owner_password="{{ plan }} owner")
    assert _saved(workspace, settings) == ()
    path = workspace.generate("Letter", "Acme Corp", QUARTER).save(workspace.folder)
    with pikepdf.open(path) as book:
        allowed = book.allow
        assert not any((allowed.print_lowres, allowed.print_highres, allowed.extract, allowed.modify_other))
        assert allowed.modify_form
        assert allowed.accessibility
    with pikepdf.open(path, password="Gold owner") as book:
        assert book.owner_password_matched


def test_restrictions_that_anybody_can_lift_are_a_warning(workspace: Workspace) -> None:
    """Without a password that lifts them; a password that comes out empty is an error, in the preview too."""
    [problem] = _saved(workspace, BookSettings(allow_fill=False))
    assert (problem.code, problem.is_error) == ("no owner password", False)
    [problem] = _saved(workspace, BookSettings(owner_password="{{ '' }}"))
    assert (problem.code, problem.is_error) == ("empty password", True)
    preview = workspace.preview("Letter", "Acme Corp", QUARTER)
    assert [one.code for one in preview.plan.errors] == ["empty password"]


def test_a_preview_is_never_encrypted(workspace: Workspace) -> None:
    """Whatever the settings say."""
    _saved(workspace, BookSettings(open_password="secret", owner_password="other", allow_print=False))
    preview = workspace.preview("Letter", "Acme Corp", QUARTER)
    assert preview.pdf
    assert b"/Encrypt" not in preview.pdf
    assert preview.plan.ready


@pytest.mark.parametrize(("labels", "shown"), [("parts", "i"), ("numbers", "2")])
def test_page_labels(workspace: Workspace, labels: str, shown: str) -> None:
    """Those of the files, or numbers through the whole book."""
    with pikepdf.open(DEMO / "service-plans.pdf") as pdf:
        pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array([0, pikepdf.Dictionary(S=pikepdf.Name.r)]))
        out = io.BytesIO()
        pdf.save(out)
    workspace.uploads.add(out.getvalue(), "roman.pdf")
    pages = [LETTER, Page("static", "Roman", {"upload": "roman.pdf"})]
    settings = replace(BookSettings(), page_labels=labels)  # type: ignore[arg-type]
    workspace.books.save("Letter", pages=pages, settings=settings)
    made = workspace.generate("Letter", "Acme Corp", QUARTER)
    assert pypdf.PdfReader(io.BytesIO(made.pdf)).page_labels[1] == shown
