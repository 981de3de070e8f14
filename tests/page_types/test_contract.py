"""What page types share: refused settings, problems of uploads, bookmarks, and problems with their place."""

from __future__ import annotations

from typing import Any

import pytest

from booklet.errors import BookletError, MissingValue
from booklet.page_types import CheckInputs
from booklet.page_types.contract import (
    SheetOptions,
    check_upload,
    error,
    failure,
    missing_value,
    placed,
    titled,
    unforeseen,
    warning,
    wrong_settings,
)
from booklet.pdf import Part, prepare
from tests.page_types.trial import BOOK, DEFINITIONS, FORM, GUIDE, codes, inputs
from tests.pdf.form_maker import form_bytes

DEFAULTS = {"upload": "", "pages": 1, "flat": False, "fields": {}, "sheets": [], "size": None}


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ({"upload": 5}, '"upload": 5, but it is a text'),
        ({"upload": None}, "a text"),
        ({"pages": "1"}, "a whole number"),
        ({"pages": 1.5}, "a whole number"),
        ({"pages": True}, "a whole number"),
        ({"flat": 1}, "true or false"),
        ({"flat": "no"}, "true or false"),
        ({"flat": None}, "true or false"),
        ({"fields": []}, "a dictionary"),
        ({"fields": "x"}, "a dictionary"),
        ({"sheets": "Sheet1"}, "a list"),
        ({"sheets": {}}, "a list"),
        ({"sheets": None}, "a list"),
    ],
)
def test_a_setting_of_another_type(config: dict[str, Any], said: str) -> None:
    """Neither a text that Python would take for a list, nor a truth value that it would take for a number."""
    [problem] = wrong_settings(config, DEFAULTS)
    assert (problem.code, problem.subject) == ("wrong setting", next(iter(config)))
    assert said in problem.message
    assert problem.is_error


@pytest.mark.parametrize("config", [{}, {"sheets": ()}, {"size": None}, {"size": "x"}, {"size": 5.0}, {"pages": 0}])
def test_settings_that_may_be(config: dict[str, Any]) -> None:
    """Left out; a tuple for a list; and of any type where the default says none."""
    assert list(wrong_settings(config, DEFAULTS)) == []


def test_unknown_settings_are_listed_with_the_known() -> None:
    """Each once, in order, with all that there are to choose from."""
    found = list(wrong_settings({"zoom": 1, "page": 2, "upload": ""}, DEFAULTS, of="The option"))
    assert [problem.subject for problem in found] == ["page", "zoom"]
    assert found[0].message == 'The option has a setting "page", which its type does not know.'
    assert found[0].remedy == "The settings are: fields, flat, pages, sheets, size, upload."


@pytest.mark.parametrize("config", [None, [], "upload", 5])
def test_settings_that_are_no_dictionary(config: object) -> None:
    """One problem, and no accident."""
    [problem] = wrong_settings(config, DEFAULTS)
    assert (problem.code, problem.subject) == ("wrong setting", "")
    assert problem.message == f"The page must be a dictionary of settings, not {config!r}."


KNOWN = CheckInputs(DEFINITIONS, {one.id: one for one in (GUIDE, FORM, BOOK)})


@pytest.mark.parametrize(
    ("upload", "kind", "found"),
    [
        ("guide", "PDF", []),
        ("form", "PDF", []),
        ("form", "form", []),
        ("book", "workbook", []),
        ("guide", "form", ["wrong kind"]),
        ("book", "PDF", ["wrong kind"]),
        ("guide", "workbook", ["wrong kind"]),
        ("gone", "PDF", ["upload gone"]),
        ("", "PDF", ["no upload"]),
        (None, "PDF", ["no upload"]),
    ],
)
def test_problems_of_an_upload(upload: str | None, kind: str, found: list[str]) -> None:
    """None chosen, gone, or of another kind; a form is a PDF too."""
    problems = list(check_upload({"upload": upload}, KNOWN, kind=kind))
    assert codes(problems) == found
    assert all(kind in problem.message for problem in problems)


def test_an_upload_that_need_not_be() -> None:
    """None chosen is right then; another kind is not."""
    assert list(check_upload({}, KNOWN, kind="PDF", needed=False)) == []
    assert codes(check_upload({"upload": "book"}, KNOWN, kind="PDF", needed=False)) == ["wrong kind"]


def _parts(*titles: str) -> list[Part]:
    part = prepare(form_bytes()).part()
    return [part.titled(title) if title else part for title in titles]


@pytest.mark.parametrize(
    ("titles", "title", "after"),
    [
        (("", ""), "Letter", ["Letter", ""]),
        (("Own", ""), "Letter", ["Own", ""]),
        (("", "Own"), "Letter", ["Letter", "Own"]),
        (("", ""), "", ["", ""]),
        ((), "Letter", []),
    ],
)
def test_the_bookmark_is_at_the_first_part(titles: tuple[str, ...], title: str, after: list[str]) -> None:
    """Unless it has one already."""
    assert [part.title for part in titled(_parts(*titles), title)] == after


def test_a_place_is_filled_in_where_there_is_none() -> None:
    """The innermost page knows best where a problem is."""
    problem = placed(error("code", "It fails.", "Mend it."), page="Gold plan", customer="Acme")
    assert (problem.page, problem.customer) == ("Gold plan", "Acme")
    again = placed(problem, page="Plans", book="Review")
    assert (again.page, again.book) == ("Gold plan", "Review")


def test_errors_and_warnings() -> None:
    """One stops a generation, the other does not; both may name what must be mended."""
    assert error("a", "b", "c", subject="plan").is_error
    assert not warning("a", "b", "c", subject="plan").is_error
    assert error("a", "b", "c", subject="plan").subject == warning("a", "b", "c", subject="plan").subject == "plan"


def test_a_missing_value_is_told_by_its_label() -> None:
    """With customer and quarter; a key that no attribute has stands for itself."""
    problem = missing_value("note", inputs())
    assert problem.message == "Note is missing for Acme Corp in 2026Q3."
    assert problem.remedy == "Record a value of note for 2026Q3 or an earlier quarter."
    assert missing_value("nobody", inputs()).message.startswith("nobody is missing")


def test_an_error_becomes_problems() -> None:
    """Of missing values one for each attribute; of any other its own sentence, with the caller's code and remedy."""
    found = failure(MissingValue("x", ["note", "plan"]), inputs(), code="rule", remedy="Mend it.")
    assert [(problem.code, problem.subject) for problem in found] == [
        ("missing value", "note"),
        ("missing value", "plan"),
    ]
    [problem] = failure(BookletError("It fails."), inputs(), code="rule", remedy="Mend it.")
    assert (problem.code, problem.message, problem.remedy) == ("rule", "It fails.", "Mend it.")
    assert failure(BookletError("It fails."), inputs())[0].code == "failed"


def test_an_accident_is_told_with_what_happened() -> None:
    """So that whoever wrote the page type can find it."""
    problem = unforeseen(ZeroDivisionError("checking"))
    assert problem.is_error
    assert "ZeroDivisionError('checking')" in problem.message


def test_a_workbook_is_drawn_as_it_says_of_itself() -> None:
    """Unless the page says otherwise: all sheets, their own paper setup, A4 where there is none, no tags, no values."""
    plain = SheetOptions()
    assert (plain.sheets, plain.fit_width, plain.orientation, plain.scale) == ((), False, "", 0)
    assert (plain.paper, plain.renderer, plain.tagged, plain.printed_on, plain.values) == (
        "A4",
        "native",
        False,
        None,
        (),
    )
