"""Problems with the way to where each is mended."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from booklet.model import Problem
from booklet.ui.shared.states import of_problem
from booklet.ui.shared.words import plain

_AT_MOST = 30


def show_problems_with_links(problems: Sequence[Problem]) -> None:
    """Show each problem as a sentence, and beneath it the screen that mends it."""
    for problem in problems[:_AT_MOST]:
        state = of_problem(problem)
        with st.container(gap=None):
            file, label = place_to_mend(problem)
            remedy = "" if file == "attributes" else f" {plain(problem.remedy)}"  # the link says it
            st.markdown(f":{state.color}[{state.sign}] {plain(problem.message)}{remedy}")
            if file:
                st.page_link(
                    f"pages/{file}.py", label=label, icon=":material/arrow_forward:", query_params=_words(problem, file)
                )
    if len(problems) > _AT_MOST:
        st.caption(f"and {len(problems) - _AT_MOST:,} more")


def place_to_mend(problem: Problem) -> tuple[str, str]:
    """Return the screen (the name of its file in pages/) and the words of the link to it; empty where it is here."""
    if problem.code in ("missing value", "value"):
        return "attributes", f"Record {problem.subject} for {problem.customer}"
    if problem.code in ("workbook not given", "nothing chosen"):
        return "", ""
    if problem.code == "upload gone":
        return "uploads", "Look among the uploads"
    if problem.page_id or problem.book:
        return "books", f"Open the page {problem.page}" if problem.page else "Open the book"
    return "", ""


def _words(problem: Problem, file: str) -> dict[str, str]:
    words = {"quarter": problem.quarter}
    return {**words, "book": problem.book, "page": problem.page_id} if file == "books" else words
