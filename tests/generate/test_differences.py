"""Differences of two snapshots, as sentences: because of what a book would look otherwise today."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from booklet import Page
from booklet.generate.reasons import Reason, differences
from booklet.model import AttributeDefinition, AttributeType, Choice, FileInput, Style
from tests.generate.made_snapshots import file, snapshot

_TEXT = Page("text", "Letter", {"markdown": "x"}, "p1")
_STATIC = Page("static", "", {"upload": "u1"}, "p2")
_CHOICE = Page("choice", "Plan", {"options": []}, "p3")
_FILES = {"u1": file("u1"), "u2": file("u2")}
_PLAN, _ASSETS = snapshot().definitions


def _said(then: dict[str, Any], now: dict[str, Any]) -> list[str]:
    return [one.said for one in differences(snapshot(**then), snapshot(**now))]


def test_equal_inputs_have_no_differences() -> None:
    """Nor have those that are of no matter for a look: a version's number, times, and choices made by hand."""
    then = snapshot(pages=(_TEXT,))
    now = replace(then, version=9, inputs_as_of=then.inputs_as_of.replace(year=2027), overrides={"p3": Choice((1,))})
    assert differences(then, now) == ()


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        ({"customer": "A"}, {"customer": "B"}, "The customer's name: B, was A."),
        ({"book": "A"}, {"book": "B"}, "The book's name: B, was A."),
        ({"values": {"plan": "A"}}, {"values": {"plan": "B"}}, "Plan: B, was A."),
        ({"values": {"assets": "5"}}, {"values": {"assets": "1234"}}, "Assets: $1,234.00, was $5.00."),
        ({"values": {}}, {"values": {"assets": "5"}}, "Assets: $5.00 is new."),
        ({"values": {"assets": "5"}}, {"values": {}}, "Assets: $5.00 is gone."),
        ({"values": {"assets": "much"}}, {"values": {"assets": "5"}}, "Assets: $5.00, was much."),
        ({"values": {"old": "5"}}, {"values": {"old": "5"}}, None),
        ({"workbooks": {"p1": file("a")}}, {"workbooks": {"p1": file("b")}}, "The workbook handed in: b, was a."),
        ({"workbooks": {}}, {"workbooks": {"p1": file("b")}}, "The workbook handed in: b is new."),
        ({"workbooks": {"p1": file("a")}}, {"workbooks": {}}, "The workbook handed in: a is gone."),
        ({"locale": "en_US"}, {"locale": "de_DE"}, "The workspace's language and format: de_DE, was en_US."),
        ({"currency": "USD"}, {"currency": "CHF"}, "The workspace's currency: CHF, was USD."),
        ({"author": "A"}, {"author": "B"}, "The book's setting author: B, was A."),
        ({"author": "A"}, {}, "The book's setting author: A is gone."),
        ({}, {"header": "H"}, "The book's setting header: H is new."),
        ({}, {"page_numbers_from": 2}, "The book's setting page numbers from: 2, was 1."),
        ({}, {"shared_fields": True}, "The book's setting shared fields: on, was off."),
        ({}, {"allow_print": False}, "The book's setting allow print: off, was on."),
        ({}, {"open_password": "geheim"}, "The book's setting open password was changed."),
        ({"owner_password": "a"}, {"owner_password": "b"}, "The book's setting owner password was changed."),
        ({}, {"style": Style(paper="A4")}, "The book's setting paper: A4, was Letter."),
    ],
)
def test_a_difference(then: dict[str, Any], now: dict[str, Any], said: str | None) -> None:
    """Is a sentence; never with a password in it."""
    assert _said(then, now) == ([said] if said else [])


def test_a_difference_has_what_was_and_what_is() -> None:
    """As people read it, and of what; empty where there was nothing."""
    found = differences(snapshot(values={"assets": "5"}), snapshot(values={"assets": "6", "plan": "Gold"}))
    assert found == (
        Reason("values", "plan", "Plan: Gold is new.", "", "Gold"),
        Reason("values", "assets", "Assets: $6.00, was $5.00.", "$5.00", "$6.00"),
    )
    [secret] = differences(snapshot(), snapshot(open_password="geheim"))
    assert secret == Reason("settings", "open_password", "The book's setting open password was changed.")


def test_values_are_written_as_each_was_then() -> None:
    """In the currency, the format and by the label of its time."""
    then = snapshot(values={"assets": "5"}, currency="EUR")
    assert _values(then, snapshot(values={"assets": "6"})) == ["Assets: $6.00, was €5.00."]
    renamed = replace(_ASSETS, label="Worth", format="0")
    now = snapshot(values={"assets": "6"}, definitions=(_PLAN, renamed))
    assert _values(snapshot(values={"assets": "5"}), now) == ["Worth: $6, was $5.00."]
    gone = snapshot(definitions=(_PLAN,))
    assert _values(snapshot(values={"assets": "5"}), gone) == ["Assets: $5.00 is gone."]


def _values(then: Any, now: Any) -> list[str]:
    return [one.said for one in differences(then, now) if one.part == "values"]


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        ([_TEXT], [_TEXT, _CHOICE], ['The page "Plan" was added.']),
        ([_TEXT, _CHOICE], [_CHOICE], ['The page "Letter" was removed.']),
        ([_TEXT, _CHOICE], [_CHOICE, _TEXT], ["The pages are in another order."]),
        ([_TEXT], [replace(_TEXT, title="Note")], ["The page's title: Note, was Letter."]),
        ([_TEXT], [replace(_TEXT, title="")], ["The page's title: Text, was Letter."]),
        ([_TEXT], [replace(_TEXT, config={"markdown": "y"})], ['The page "Letter" was changed.']),
        ([_TEXT], [replace(_TEXT, type="static")], ['The page "Letter" was changed.']),
        ([_CHOICE], [replace(_CHOICE, config={})], ['The rules or options of the page "Plan" were changed.']),
        ([_CHOICE], [replace(_CHOICE, type="text")], ['The page "Plan" was changed.']),
        ([_TEXT, _CHOICE], [_CHOICE, replace(_STATIC, config={})], None),
    ],
)
def test_pages(then: list[Page], now: list[Page], said: list[str] | None) -> None:
    """Which came, went, moved or changed; what came and went is no other order."""
    found = _said({"pages": tuple(then)}, {"pages": tuple(now)})
    assert found == (said or ['The page "Letter" was removed.', 'The page "PDF pages" was added.'])


def _on(*uploads: str) -> tuple[Page, ...]:
    return (replace(_STATIC, config={"options": [{"upload": id_} for id_ in uploads]}),)


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        (("u1",), ("u2",), ['The file "u1" was replaced by "u2".']),
        (("u1",), ("u1", "u2"), ['The file "u2" was added.', 'The page "PDF pages" was changed.']),
        (("u1", "u2"), ("u1",), ['The file "u2" is no longer used.', 'The page "PDF pages" was changed.']),
        (("u1", "u2"), ("u2",), ['The file "u1" is no longer used.', 'The page "PDF pages" was changed.']),
    ],
)
def test_files(then: tuple[str, ...], now: tuple[str, ...], said: list[str]) -> None:
    """One that took another's place on a page is replaced, and that is all of it; else the page changed too."""
    of = {one: {id_: _FILES[id_] for id_ in one} for one in (then, now)}
    assert _said({"pages": _on(*then), "uploads": of[then]}, {"pages": _on(*now), "uploads": of[now]}) == said


def test_two_files_for_two_others() -> None:
    """Nobody can tell which took whose place."""
    more = {**_FILES, "u3": file("u3"), "u4": file("u4")}
    then, now = ({id_: more[id_] for id_ in ids} for ids in (("u1", "u2"), ("u3", "u4")))
    found = differences(snapshot(pages=_on("u1", "u2"), uploads=then), snapshot(pages=_on("u3", "u4"), uploads=now))
    assert {one.said for one in found if one.part == "files"} == {
        *('The file "u1" is no longer used.', 'The file "u2" is no longer used.'),
        *('The file "u3" was added.', 'The file "u4" was added.'),
    }
    gone = [one for one in found if one.subject == "u1"]
    assert [(one.old, one.new) for one in gone] == [("u1", "")]


def test_a_file_that_another_page_still_has() -> None:
    """Is not gone from the book: the page alone changed."""
    pages = {"u1": _on("u1"), "u2": _on("u2")}
    other = replace(_STATIC, id="p9", title="Other", config={"upload": "u1"})
    found = _said(
        {"pages": (*pages["u1"], other), "uploads": {"u1": _FILES["u1"]}},
        {"pages": (*pages["u2"], other), "uploads": _FILES},
    )
    assert found == ['The file "u2" was added.', 'The page "PDF pages" was changed.']


def test_a_file_of_a_page_that_is_gone() -> None:
    """Is no longer used, and its page was removed."""
    found = _said({"pages": _on("u1"), "uploads": {"u1": _FILES["u1"]}}, {})
    assert found == ['The file "u1" is no longer used.', 'The page "PDF pages" was removed.']


def test_an_upload_of_another_name_or_content() -> None:
    """Under the id that it had: by the names of both."""
    then, now = {"u1": FileInput("u1", "0", "a.pdf")}, {"u1": FileInput("u1", "0", "b.pdf")}
    assert _said({"pages": _on("u1"), "uploads": then}, {"pages": _on("u1"), "uploads": now}) == [
        'The file "a.pdf" was replaced by "b.pdf".'
    ]


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ([_PLAN], ["The attribute Assets was removed."]),
        ([_ASSETS, _PLAN], ["The attributes are in another order."]),
        ([_PLAN, replace(_ASSETS, label="Worth")], ["The attribute Worth is defined otherwise: label."]),
        (
            [_PLAN, replace(_ASSETS, label="Worth", type=AttributeType.NUMBER, required=True)],
            ["The attribute Worth is defined otherwise: label, type and required."],
        ),
        ([_ASSETS, AttributeDefinition("new", "New", AttributeType.TEXT), _PLAN], ["The attribute New was defined."]),
    ],
)
def test_definitions(now: list[AttributeDefinition], said: list[str]) -> None:
    """By label, with what of them changed."""
    assert _said({}, {"definitions": tuple(now)}) == said


def test_the_engine() -> None:
    """A version that changed how pages look, by their kind; a library, with both versions."""
    text = {"pages": (_TEXT,)}
    engine = {"pdf": "1", "babel": "1"}
    assert _said({**text, "engine": engine}, {**text, "engine": {**engine, "pdf": "2"}}) == [
        "Joined pages look otherwise since Booklet's engine 2.",
        "Text pages look otherwise since Booklet's engine 2.",
    ]
    assert _said({**text, "engine": engine}, {**text, "engine": {**engine, "babel": "2"}}) == [
        "It was made with babel 1, now 2: pages may look otherwise."
    ]
    assert _said({**text, "engine": engine}, {**text, "engine": {"pdf": "1"}}) == [
        "It was made with babel 1, now gone: pages may look otherwise."
    ]
    assert _said({**text, "engine": {"pdf": "1"}}, {**text, "engine": engine}) == [
        "It was made with babel of no version, now 1: pages may look otherwise."
    ]
