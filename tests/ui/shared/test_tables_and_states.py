"""Tables whose cells are clicked, pages of long ones, and the states with their signs and colors."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from booklet.generate.readiness import Readiness
from booklet.model import Customer, GenerationStatus
from booklet.office.coverage import Coverage
from booklet.page_types.contract import error, warning
from booklet.ui.shared.coverage import state_in_words
from booklet.ui.shared.states import OF_GENERATION, State, colored, of_problem
from booklet.ui.shared.table import Cell, height_px, pick_page
from tests.ui.drawn import drawn


@pytest.mark.parametrize(("rows", "height"), [(0, 73), (1, 73), (2, 108), (10, 388), (18, 668), (19, 700), (500, 700)])
def test_a_table_is_as_high_as_its_rows(rows: int, height: int) -> None:
    """No higher than a screen; an empty table has room for a row."""
    assert height_px(rows) == height
    assert height_px(rows, 420) == min(height, 420)


@pytest.mark.parametrize(
    ("count", "shown", "said"),
    [(0, 10, ""), (10, 10, ""), (11, 10, "Page of 2"), (20, 10, "Page of 2"), (21, 10, "Page of 3")],
)
def test_a_long_table_has_pages(count: int, shown: int, said: str) -> None:
    """So many as it takes; the first is shown."""
    test = drawn(pick_page, count, shown, key="page")
    assert [box.label for box in test.number_input] == ([said] if said else [])
    assert test.session_state["made"] == 0


def test_a_page_is_picked() -> None:
    """What comes before it is passed over; there is none before the first or behind the last."""
    test = drawn(pick_page, 21_000, 10, key="page")
    [box] = test.number_input
    assert (box.label, box.min, box.max) == ("Page of 2,100", 1, 2100)
    box.set_value(3)
    assert test.run().session_state["made"] == 20
    [box] = drawn(pick_page, 21, 10, key="page", disabled=True).number_input
    assert box.disabled


def _clicked(cells: list[tuple[int, str]], rows: int) -> Cell | None:
    test = AppTest.from_function(_table, default_timeout=30, args=(rows,))
    test.session_state["table"] = {"selection": {"rows": [], "columns": [], "cells": cells}}
    made: Cell | None = test.run().session_state["made"]
    return made


def _table(rows: int) -> None:
    import pandas
    import streamlit

    from booklet.ui.shared.table import clicked_cell

    frame = pandas.DataFrame({"a": range(rows)})
    streamlit.session_state["made"] = clicked_cell(frame, key="table", rows=rows)


def test_a_cell_is_clicked() -> None:
    """Its row and column; one of a row that is gone is none."""
    assert _clicked([(1, "a")], 2) == Cell(1, "a")
    assert _clicked([(2, "a")], 2) is None
    assert _clicked([], 2) is None


@pytest.mark.parametrize("readiness", list(Readiness))
def test_each_readiness_is_a_state(readiness: Readiness) -> None:
    """Of the same word, but where it is said what a book waits for."""
    word = {"waiting": "workbook needed"}.get(readiness, str(readiness))
    assert State.of(readiness).word == word


def test_states_in_text_and_color() -> None:
    """Every state has its sign before its word; equal signs are told apart by the word."""
    assert State.MADE.text == "● made"
    assert State.PROBLEM.markdown == ":red[■ problem]"
    assert {state: OF_GENERATION[state].word for state in GenerationStatus} == {
        "running": "being made",
        "made": "made",
        "failed": "failed",
        "interrupted": "interrupted",
    }
    assert of_problem(error("rule", "", "")) is State.PROBLEM
    assert of_problem(error("workbook not given", "", "")) is State.WAITING
    assert of_problem(warning("workbook not given", "", "")) is State.WARNING


@pytest.mark.parametrize(
    ("text", "color"),
    [
        ("● made", "green"),
        ("○ ready", "blue"),
        ("○ to do", "gray"),
        ("■ 3 problems", "red"),
        ("▲ 1 warning", "orange"),
        ("↻ out of date", "orange"),
        ("– anything", "gray"),
        ("not checked", None),
        (7, None),
    ],
)
def test_a_cell_has_the_color_of_its_state(text: object, color: str | None) -> None:
    """By its whole text, or else by its sign."""
    css = drawn(colored, text).session_state["made"]
    assert css == (f"color: {st.get_option(f'theme.light.{color}TextColor')}" if color else "")


@pytest.mark.parametrize(
    ("problems", "said"),
    [
        ([], "○ ready"),
        ([error("rule", "", "")], "■ 1 problem"),
        ([error("rule", "", "")] * 2 + [warning("x", "", "")], "■ 2 problems"),
        ([warning("x", "", "")], "▲ 1 warning"),
        ([warning("x", "", "")] * 2, "▲ 2 warnings"),
        ([error("workbook not given", "", ""), warning("x", "", "")], "▲ workbook needed"),
        ([error("workbook not given", "", ""), error("rule", "", "")], "■ 2 problems"),
    ],
)
def test_the_outcome_of_a_check(problems: list[Any], said: str) -> None:
    """What hinders is counted, then what warns; a workbook that is to come is waited for."""
    assert state_in_words(Coverage(Customer("c", "Acme", datetime(2026, 1, 1)), 1, {}, tuple(problems))) == said
