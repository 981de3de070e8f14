"""The setting of things on the screen: headings, names in the serif, problems, empty states, what was done."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from html import escape
from pathlib import Path
from typing import NoReturn

import streamlit as st

from booklet.errors import BookletError
from booklet.model import Problem
from booklet.ui.shared.states import State, of_problem
from booklet.ui.shared.words import plain


def use_style() -> None:
    """Add the style that the theme in .streamlit/config.toml cannot have; once a run, by the shell."""
    st.html(_style())


def heading(title: str, question: str = "", *, named: bool = False) -> None:
    """Show the screen's title in the serif and, small beneath, what it is for. `named`: the title is a user's own."""
    st.html(
        f'<div class="booklet-heading"><h1{" class=named" if named else ""}>{escape(title)}</h1>'
        + (f"<p>{escape(question)}</p>" if question else "")
        + "</div>"
    )


def section(title: str) -> None:
    """Show a heading within a screen: generous space above, little below."""
    st.html(f'<h2 class="booklet-section">{escape(title)}</h2>')


def name(text: str) -> str:
    """Return HTML of a book's or customer's name, for st.html."""
    return f'<span class="booklet-name">{escape(text)}</span>'


def small_print(text: str) -> None:
    """Show what is good to know and not to be looked at: times, versions, hashes. Plain text."""
    st.html(f'<p class="booklet-small">{escape(text)}</p>')


def empty(sentence: str) -> None:
    """Show what stands where there is nothing yet; the screen puts the button under it."""
    st.html(f'<p class="booklet-empty">{escape(sentence)}</p>')


def show_problems(problems: Sequence[Problem], *, limit: int = 50) -> None:
    """Problems as sentences with sign and color, errors first."""
    ordered = sorted(problems, key=lambda problem: not problem.is_error)
    lines = [_problem_line(of_problem(problem), problem) for problem in ordered[:limit]]
    if len(ordered) > limit:
        lines.append(f"and {len(ordered) - limit:,} more")
    if lines:
        st.markdown("\n".join(f"- {line}" for line in lines))


def show_sentences(state: State, sentences: Sequence[str], *, limit: int = 50) -> None:
    """Show several errors in words, each on a line, with the state's sign and color."""
    lines = [f"- :{state.color}[{state.sign}] {plain(sentence)}" for sentence in sentences[:limit]]
    if len(sentences) > limit:
        lines.append(f"- and {len(sentences) - limit:,} more")
    st.markdown("\n".join(lines))


@contextmanager
def shown_errors() -> Iterator[None]:
    """Show a BookletError as the sentence that it is; anything else is a bug and goes its way."""
    try:
        yield
    except BookletError as error:
        st.error(plain(str(error)))


@contextmanager
def shown_unforeseen() -> Iterator[None]:
    """Around a whole screen: what nobody foresaw is said as such, with what to do; the server's log has the rest."""
    try:
        yield
    except BookletError as error:
        st.error(plain(str(error)))
    except Exception as error:
        logging.getLogger(__name__).exception("A screen failed")
        st.error(
            f"This screen failed in a way that Booklet does not foresee: {plain(repr(error)[:300])}. What was saved "
            "before is safe. Load the page again; if it comes back, show this to whoever looks after Booklet: the "
            "server's log has the details."
        )


def done(message: str) -> NoReturn:
    """Run the screen again with its new state, and say what happened."""
    st.session_state["done"] = message
    st.rerun()


def say_what_was_done() -> None:
    """Show what `done` was told before the rerun; once a run, by the shell."""
    message = st.session_state.pop("done", "")
    if message:
        st.toast(plain(message), duration="long")


@cache
def _style() -> str:
    return f"<style>{Path(__file__).with_name('style.css').read_text('utf-8')}</style>"


def _problem_line(state: State, problem: Problem) -> str:
    return f":{state.color}[{state.sign}] {plain(str(problem))}"
