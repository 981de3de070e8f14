"""What is wrong with a definition itself: titles, settings, and templates at every place."""

from __future__ import annotations

import pytest

from booklet import BookSettings, Page, Workspace
from booklet.model import Problem

TEXT = Page("text", "Letter", {"markdown": "Hello"})


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """One attribute, and nobody to make a book for; nothing is written into it."""
    made = Workspace(tmp_path_factory.mktemp("checked"))
    made.attributes.define("plan")
    return made


def _found(ws: Workspace, *pages: Page, **settings: object) -> list[Problem]:
    return list(ws.check_book(pages or (TEXT,), BookSettings(**settings)))


def test_a_sound_book_has_no_problems(ws: Workspace) -> None:
    """Page numbers are known in what runs through all pages."""
    assert _found(ws, header="{{ title }}", footer="{{ plan }}", page_numbers="{{ page }}/{{ pages }}") == []


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        *(("title", "title"), ("author", "author"), ("subject", "subject"), ("watermark", "watermark")),
        *(("open_password", "password"), ("header", "header"), ("footer", "footer"), ("page_numbers", "page numbers")),
    ],
)
@pytest.mark.parametrize("template", ["{{ nothing }}", "{{ plan"])
def test_a_template_of_the_settings(ws: Workspace, setting: str, words: str, template: str) -> None:
    """Each that is wrong is an error, by the name of the setting, once."""
    (problem,) = _found(ws, **{setting: template})
    assert problem.is_error
    assert words in problem.message.lower()
    assert problem.message[0].isupper()
    assert "book's settings" in problem.remedy


@pytest.mark.parametrize("setting", ["title", "author", "subject", "watermark"])
def test_page_numbers_outside_of_running_lines(ws: Workspace, setting: str) -> None:
    """Are not known there."""
    (problem,) = _found(ws, **{setting: "{{ page }}"})
    assert "page" in problem.message


@pytest.mark.parametrize("template", ["{{ nothing }}", "{% if %}"])
def test_a_title_of_a_page(ws: Workspace, template: str) -> None:
    """The error names the page's title, and its page."""
    (problem,) = _found(ws, Page("text", template, {"markdown": "Hello"}))
    assert problem.message.startswith("The page's title: ")
    assert problem.remedy == "Correct the title."


def test_a_type_of_page_that_is_not_there(ws: Workspace) -> None:
    """Is one problem, and other pages are checked all the same."""
    problems = _found(ws, Page("nothing", "X"), Page("text", "{{ nothing }}", {"markdown": "Hello"}))
    assert [problem.code for problem in problems] == ["page type", "template"]


@pytest.mark.parametrize(
    ("settings", "warned"),
    [
        ({"allow_print": False}, True),
        ({"allow_copy": False}, True),
        ({"allow_fill": False}, True),
        ({"allow_print": False, "owner_password": "x"}, False),
        ({"allow_change": False}, False),
        ({"open_password": "x"}, False),
    ],
)
def test_restrictions_without_a_password_that_lifts_them(
    ws: Workspace, settings: dict[str, object], warned: bool
) -> None:
    """Are a warning: whoever opens the book can lift them."""
    problems = _found(ws, **settings)
    assert [problem.code for problem in problems] == (["no owner password"] if warned else [])
    assert not any(problem.is_error for problem in problems)


def test_contents_with_a_wrong_heading(ws: Workspace) -> None:
    """The heading is a template too, and the depth is a small number."""
    heading = _found(ws, Page("contents", "", {"heading": "{{ nothing }}"}))
    assert [problem.code for problem in heading] == ["template"]
    for depth, codes in ((0, []), (9, []), (10, ["depth"]), (-1, ["depth"])):
        assert [p.code for p in _found(ws, Page("contents", "", {"heading": "C", "depth": depth}))] == codes
