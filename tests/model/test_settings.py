"""Settings of a book and its style: each wrong value is refused when they are made, with a sentence."""

from __future__ import annotations

import pytest

from booklet.errors import DefinitionError
from booklet.model import BookSettings, Page, Style
from booklet.model.book import with_uploads


@pytest.mark.parametrize("accent", ["#1f3a5f", "#FFFFFF", "#000000"])
def test_colors_that_are_good(accent: str) -> None:
    """Six hexadecimal digits, in either case."""
    assert Style(accent=accent).accent == accent


@pytest.mark.parametrize("accent", ["", "1f3a5f", "#1f3a5", "#1f3a5f0", "#1f3a5g", "red", "#1f3a5f\n", " #1f3a5f"])
def test_colors_that_are_none(accent: str) -> None:
    """The message says how to write one."""
    with pytest.raises(DefinitionError, match="is not a color: write it like #1f3a5f"):
        Style(accent=accent)


@pytest.mark.parametrize("paper", ["letter", "A3", ""])
def test_papers_that_are_none(paper: str) -> None:
    """There are two."""
    with pytest.raises(DefinitionError, match="choose Letter or A4"):
        Style(paper=paper)  # type: ignore[arg-type]
    assert {Style(paper=name).paper for name in ("Letter", "A4")} == {"Letter", "A4"}


@pytest.mark.parametrize(
    ("setting", "good", "bad", "said"),
    [
        ("page_numbers_from", (1, 2, 100), (0, -1, "2", 1.5, None), "page 1 or later"),
        ("outline", ("nested", "parts", "none"), ("", "None", "all"), "choose nested, parts or none"),
        ("page_labels", ("parts", "numbers"), ("none", "", "Parts"), "choose parts or numbers"),
    ],
)
def test_settings_with_few_values(setting: str, good: tuple[object, ...], bad: tuple[object, ...], said: str) -> None:
    """Each good value is taken, each other refused with the good ones."""
    assert [getattr(BookSettings(**{setting: value}), setting) for value in good] == list(good)
    for value in bad:
        with pytest.raises(DefinitionError, match=said):
            BookSettings(**{setting: value})


@pytest.mark.parametrize(
    ("denied", "restricted"),
    [({}, False), ({"allow_print": False}, True), ({"allow_copy": False}, True), ({"allow_fill": False}, True)],
)
def test_a_book_is_restricted_by_what_it_denies(denied: dict[str, bool], restricted: bool) -> None:
    """Changing pages is denied from the start, and alone restricts nothing: an open book must stay an open book."""
    assert BookSettings(**denied).is_restricted is restricted  # type: ignore[arg-type]
    assert BookSettings(**denied, allow_change=True).is_restricted is restricted  # type: ignore[arg-type]


def test_what_a_new_book_is() -> None:
    """Its defaults are what people see who set nothing: named, numbered from the first page, open to all."""
    new = BookSettings()
    assert (new.title, new.page_numbers, new.page_numbers_from) == ("{{ book }}", "{{ page }} of {{ pages }}", 1)
    assert (new.outline, new.page_labels, new.language) == ("nested", "parts", "en")
    assert not any((new.header, new.footer, new.watermark, new.open_password, new.owner_password))
    assert not any((new.shared_fields, new.form_scripts, new.allow_change))
    assert new.style == Style("#1f3a5f", "Caladea", "Carlito", "Letter")


def test_uploads_are_exchanged_through_lists_and_tuples() -> None:
    """A config that came from JSON has lists, one from a notebook may have tuples."""
    config = {"options": ({"page": {"config": {"upload": "old"}}}, {"upload": "kept"}), "upload": 5, "pages": "old"}
    changed = with_uploads(config, {"old": "new"})
    assert changed["options"][0]["page"]["config"]["upload"] == "new"
    assert changed["options"][1]["upload"] == "kept"
    assert (changed["upload"], changed["pages"]) == (5, "old")
    assert Page("choice", config=config).upload_ids() == {"old", "kept"}
