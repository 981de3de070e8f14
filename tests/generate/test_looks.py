"""Looks: which versions of the engine and of libraries have a say in how a book's pages look."""

from __future__ import annotations

import pytest

from booklet import Page
from booklet.generate.looks import KINDS, Kind, kinds_of, looks_of
from tests.generate.made_snapshots import snapshot


def _option(type: object) -> dict[str, object]:
    return {"name": "one", "page": {"type": type}}


@pytest.mark.parametrize(
    ("pages", "kinds"),
    [
        ([], set()),
        ([Page("static")], set()),
        ([Page("text"), Page("form"), Page("static"), Page("text")], {"text", "form"}),
        ([Page("contents"), Page("worksheet")], {"contents", "worksheet"}),
        ([Page("choice", config={"options": [_option("form"), _option("text")]})], {"choice", "form", "text"}),
        ([Page("choice", config={"options": (_option("form"),)})], {"choice", "form"}),
        ([Page("choice", config={"options": [], "default": _option("worksheet")})], {"choice", "worksheet"}),
        ([Page("choice", config={"options": [_option("static"), _option(7), 7, {"page": 7}]})], {"choice"}),
        ([Page("choice", config={"options": "none", "default": None})], {"choice"}),
        ([Page("choice", config=7)], {"choice"}),  # type: ignore[arg-type]
        ([Page("map")], {"map"}),
    ],
)
def test_the_kinds_of_work_in_a_book(pages: list[Page], kinds: set[str]) -> None:
    """By the types of its pages, those of options too; whatever the settings of a page are."""
    assert kinds_of(snapshot(pages=tuple(pages))) == kinds | {"joined"}


@pytest.mark.parametrize("setting", ["header", "footer", "page_numbers", "watermark"])
def test_running_lines_are_a_kind_of_work(setting: str) -> None:
    """Each of them alone; the PDF's title is none."""
    assert kinds_of(snapshot(**{setting: "x"})) == {"joined", "running"}
    assert kinds_of(snapshot(title="x", author="y", open_password="z")) == {"joined"}


@pytest.mark.parametrize(("engine", "look"), [("", 1), ("1", 1), ("2", 2), ("3", 2), ("4", 4), ("5", 4), ("x", 1)])
def test_the_engine_counts_by_the_version_that_changed_the_look(
    monkeypatch: pytest.MonkeyPatch, engine: str, look: int
) -> None:
    """The newest that had been reached; a version that changed bytes alone is none."""
    kinds = {"text": Kind("text pages", (2, 4)), "joined": Kind("joined pages")}
    monkeypatch.setattr("booklet.generate.looks.KINDS", kinds)
    assert looks_of({"pdf": engine}, ["text", "joined"]) == {
        "text pages": f"engine {look}",
        "joined pages": "engine 1",
    }


def test_libraries_count_for_the_pages_that_they_draw() -> None:
    """Of a book of joined files none does; one that a snapshot does not name is of no version."""
    engine = {"pdf": "3", "babel": "2.1", "reportlab": "4", "pikepdf": "9"}
    assert looks_of(engine, ["joined"]) == {"joined pages": "engine 2"}
    looks = looks_of(engine, ["choice", "form"])
    assert looks["babel"] == "2.1"
    assert looks["rule-engine"] == looks["jinja2"] == looks["uharfbuzz"] == ""
    assert not {"reportlab", "pikepdf"} & looks.keys()


def test_a_type_of_page_of_others_may_depend_on_anything() -> None:
    """Then the whole engine is its look."""
    engine = {"pdf": "3", "numpy": "1"}
    assert looks_of(engine, ["joined", "map"]) == engine


def test_every_kind_has_a_label_of_its_own() -> None:
    """Labels are the keys of a look; each says since when the engine draws it so."""
    assert len({kind.label for kind in KINDS.values()}) == len(KINDS)
    assert all(kind.since for kind in KINDS.values())
    letters = {"uharfbuzz", "fonttools", "Unicode"}
    assert {name for name, kind in KINDS.items() if letters <= kind.libraries} == {
        *("form", "text", "contents", "worksheet", "running")
    }
