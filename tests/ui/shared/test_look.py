"""Headings, problems and messages as they stand on every screen."""

from __future__ import annotations

import pytest

from booklet.errors import DefinitionError
from booklet.generate.readiness import WORKBOOK_NOT_GIVEN
from booklet.model import Problem, Severity
from booklet.ui.shared import look
from booklet.ui.shared.states import State, of_problem
from tests.ui.drawn import drawn, html_of


def _problem(number: int, severity: Severity = Severity.WARNING, code: str = "x") -> Problem:
    return Problem(severity, code, f"Nr{number} is odd", "Mend it")


def test_a_users_name_is_not_html() -> None:
    """In headings, sections, names, small print and empty states."""
    for draw in (look.heading, look.section, look.small_print, look.empty):
        assert "&lt;b&gt;" in html_of(drawn(draw, "<b>"))
    assert look.name("<b>") == '<span class="booklet-name">&lt;b&gt;</span>'


def test_a_heading_with_its_question() -> None:
    """The question stands beneath, where there is one; a name of a user's own is set as such."""
    plain, asked = (html_of(drawn(look.heading, "Books", *more)) for more in ((), ("Which?",)))
    assert "<p>" not in plain
    assert "<p>Which?</p>" in asked
    assert "class=named" not in asked
    assert "<h1 class=named>Review</h1>" in html_of(drawn(look.heading, "Review", named=True))


def test_errors_stand_before_warnings() -> None:
    """Each with its sign and color; otherwise in their order."""
    problems = [_problem(1), _problem(2, Severity.ERROR), _problem(3), _problem(4, Severity.ERROR, WORKBOOK_NOT_GIVEN)]
    (said,) = drawn(look.show_problems, problems).markdown
    lines = said.value.splitlines()
    assert [line[: line.index("]") + 1] for line in lines] == [
        "- :red[■]",
        "- :orange[▲]",
        "- :orange[▲]",
        "- :orange[▲]",
    ]
    assert [line[line.index("Nr") + 2] for line in lines] == ["2", "4", "1", "3"]


@pytest.mark.parametrize(("count", "lines"), [(0, 0), (2, 2), (3, 3), (1005, 4)])
def test_of_many_problems_the_first(count: int, lines: int) -> None:
    """And how many more there are; without any there is nothing."""
    said = drawn(look.show_problems, [_problem(n) for n in range(count)], limit=3).markdown
    assert sum(len(one.value.splitlines()) for one in said) == lines
    assert ("and 1,002 more" in "".join(one.value for one in said)) == (count == 1005)


@pytest.mark.parametrize(("count", "lines"), [(2, 2), (3, 3), (5, 4)])
def test_of_many_sentences_the_first(count: int, lines: int) -> None:
    """The same for sentences."""
    (said,) = drawn(look.show_sentences, State.PROBLEM, [f"Row {n}" for n in range(count)], limit=3).markdown
    assert len(said.value.splitlines()) == lines
    assert said.value.startswith("- :red[■] Row 0")
    assert ("and 2 more" in said.value) == (count == 5)


def _failing(shown: object, error: Exception) -> None:
    with shown():  # type: ignore[operator]
        raise error


@pytest.mark.parametrize("shown", [look.shown_errors, look.shown_unforeseen])
def test_an_error_is_a_sentence(shown: object) -> None:
    """What a user's words mean in Markdown is taken from them."""
    (error,) = drawn(_failing, shown, DefinitionError("*No* color.")).error
    assert error.value == "\\*No\\* color\\."


def test_what_nobody_foresaw_is_said_as_such(caplog: pytest.LogCaptureFixture) -> None:
    """With what to do; the log has the rest. Inside a screen it goes its way."""
    (error,) = drawn(_failing, look.shown_unforeseen, KeyError("k" * 400)).error
    assert "does not foresee" in error.value
    assert 250 < error.value.count("k") < 340
    assert "A screen failed" in caplog.text
    with pytest.raises(AssertionError, match="k"):
        drawn(_failing, look.shown_errors, KeyError("k"))


def test_what_was_done_is_said_once() -> None:
    """After the screen has run again; without anything there is no word."""
    import streamlit

    def screen() -> None:
        look.say_what_was_done()
        if "pressed" not in streamlit.session_state:
            streamlit.session_state["pressed"] = True
            look.done("3 values *saved*")

    test = drawn(screen)
    assert [toast.value for toast in test.toast] == ["3 values \\*saved\\*"]
    assert list(test.run().toast) == []


@pytest.mark.parametrize(
    ("problem", "state"),
    [
        (_problem(1), State.WARNING),
        (_problem(1, Severity.ERROR), State.PROBLEM),
        (_problem(1, Severity.ERROR, WORKBOOK_NOT_GIVEN), State.WAITING),
        (_problem(1, Severity.WARNING, WORKBOOK_NOT_GIVEN), State.WARNING),
    ],
)
def test_the_state_of_a_problem(problem: Problem, state: State) -> None:
    """A workbook that is to come is waited for."""
    assert of_problem(problem) is state
