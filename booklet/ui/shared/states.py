"""The states that things are in: each has the same sign, word and color on every screen."""

from __future__ import annotations

from enum import Enum

import streamlit as st

from booklet.generate.readiness import WORKBOOK_NOT_GIVEN, Readiness
from booklet.model import GenerationStatus, Problem


class State(Enum):
    """`sign`, `word` and `color` (a role of the theme, in Streamlit's name for it)."""

    TO_DO = ("○", "to do", "gray")
    READY = ("○", "ready", "blue")
    MADE = ("●", "made", "green")
    OUT_OF_DATE = ("↻", "out of date", "orange")
    WARNING = ("▲", "warning", "orange")
    WAITING = ("▲", "workbook needed", "orange")
    PROBLEM = ("■", "problem", "red")
    NOT_FOR = ("–", "not for this customer", "gray")
    SENT = ("✓", "sent", "green")
    RUNNING = ("…", "being made", "blue")
    INTERRUPTED = ("■", "interrupted", "red")
    FAILED = ("■", "failed", "red")

    def __init__(self, sign: str, word: str, color: str) -> None:
        self.sign = sign
        self.word = word
        self.color = color

    @classmethod
    def of(cls, readiness: Readiness) -> State:
        """Return the state as which a book's readiness is shown."""
        return cls[readiness.name]

    @property
    def text(self) -> str:
        """For tables and lists: "● made"."""
        return f"{self.sign} {self.word}"

    @property
    def markdown(self) -> str:
        """The same, colored, for Streamlit's Markdown."""
        return f":{self.color}[{self.text}]"


def colored(text: object) -> str:
    """Return CSS for a table's cell whose text begins with a state's sign, in the color of the theme that is on."""
    state = next((state for state in State if text == state.text), None)
    state = state or next((state for state in State if str(text).startswith(state.sign)), None)
    kind = st.context.theme.type or "light"
    return f"color: {st.get_option(f'theme.{kind}.{state.color}TextColor')}" if state else ""


OF_GENERATION = {
    GenerationStatus.RUNNING: State.RUNNING,
    GenerationStatus.MADE: State.MADE,
    GenerationStatus.FAILED: State.FAILED,
    GenerationStatus.INTERRUPTED: State.INTERRUPTED,
}


def of_problem(problem: Problem) -> State:
    """Return the state of a problem: an error, a warning, or a workbook to be handed in, which is waited for."""
    if problem.is_error:
        return State.WAITING if problem.code == WORKBOOK_NOT_GIVEN else State.PROBLEM
    return State.WARNING
