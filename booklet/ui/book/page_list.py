"""The list of a book's pages: opened, retitled, put in order, copied and removed in a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas
import streamlit as st

from booklet.generate.plan import Plan
from booklet.model import AttributeDefinition, Page, Problem
from booklet.office.draft import Draft
from booklet.office.rule_words import when_in_words
from booklet.page_types import page_type, page_types, type_label
from booklet.ui.book.editing import Editing
from booklet.ui.shared.place import look_at
from booklet.ui.shared.states import State, of_problem
from booklet.ui.shared.table import height_px

_DUPLICATE, _REMOVE = "Duplicate page", "Remove page"


def show_page_list(editing: Editing, table: pandas.DataFrame) -> None:
    """Show the table of pages to edit; what is done in it goes into the draft, and the screen runs again."""
    key = _key(editing)
    last = len(table)
    shown = table.assign(
        open=["●" if page.id == editing.selected else "○" for page in editing.draft.pages], up="↑", down="↓"
    )
    shown["more"] = pandas.Series([[_DUPLICATE, _REMOVE] for _ in range(last)], index=table.index, dtype=object)
    st.data_editor(
        shown,
        key=key,
        on_change=_take_edits,
        args=(editing, key),
        hide_index=True,
        height=height_px(last, 10_000),
        column_order=["open", "position", "title", "type", "when", "pages", "problems", "up", "down", "more"],
        disabled=["type", "when", "pages", "problems"],
        placeholder="(no title)",
        alt="The pages of the book",
        column_config=_columns(last)
        | {
            "open": _button(editing, "open", "Click to open a page's settings below"),
            "up": _button(editing, "up", "Move the page up"),
            "down": _button(editing, "down", "Move the page down"),
            "more": _button(editing, "more", "Duplicate or remove the page"),
        },
    )


def show_page_table(table: pandas.DataFrame) -> None:
    """Show the same pages for those who only look."""
    st.dataframe(
        table,
        hide_index=True,
        column_config=_columns(len(table)),
        height=height_px(len(table), 10_000),
        placeholder="(no title)",
    )


def page_table(
    pages: Sequence[Page],
    definitions: Sequence[AttributeDefinition],
    plan: Plan | None,
    problems: Sequence[Problem],
) -> pandas.DataFrame:
    """Return a row for each page, by its id: where it is, what it is, when a customer gets it, what is wrong with it.

    `plan` says which pages of the book it gives for the customer that is looked at.
    """
    ids = pandas.Index([page.id for page in pages], dtype=object)
    places = {planned.page.id: (planned.first_page, planned.page_count) for planned in plan.pages} if plan else {}
    return pandas.DataFrame(
        {
            "position": range(1, len(pages) + 1),
            "title": pandas.Series([page.title or None for page in pages], dtype=object, index=ids),
            "type": [type_label(page) for page in pages],
            "when": ["by rules" if page.type == "choice" else when_in_words(page, definitions) for page in pages],
            "pages": [_span(*places.get(page.id, (None, 0))) for page in pages],
            "problems": [_signs([problem for problem in problems if problem.page_id == page.id]) for page in pages],
        },
        index=ids,
    )


def show_add_page(editing: Editing) -> None:
    """Show the button that adds a page: always as the last page, and opens it."""
    labels = {kind.name: kind.label for kind in page_types()}
    picked = st.menu_button(
        "Add page", list(labels), format_func=labels.__getitem__, icon=":material/add:", key="add-page"
    )
    if picked:
        before = {page.id for page in editing.draft.pages}
        title = "Contents" if picked == "contents" else ""
        page = Page(picked, title, page_type(picked).default_config())
        editing.change(editing.draft.add(page))
        look_at("page", next(page.id for page in editing.draft.pages if page.id not in before))
        st.rerun()


def edited(draft: Draft, rows: Mapping[int, Mapping[str, Any]]) -> Draft:
    """Return the draft with what was typed into the table: titles, and positions, each by number of row from 0."""
    ids = [page.id for page in draft.pages]
    for row, changes in rows.items():
        page = draft.page(ids[row])
        if page and "title" in changes:
            draft = draft.change(replace(page, title=str(changes["title"] or "").strip()))
    typed = {ids[row]: changes["position"] for row, changes in rows.items() if changes.get("position")}
    for page_id, position in sorted(typed.items(), key=lambda item: item[1]):
        draft = draft.move(page_id, int(position))
    return draft


def _key(editing: Editing) -> str:
    return f"pages-{editing.draft.base.book.id}-{editing.epoch}"


def _take_edits(editing: Editing, key: str) -> None:
    if key != _key(editing):
        return  # a slow browser sends the edits of a table that was replaced again: they are in the draft already
    editing.change(edited(editing.draft, st.session_state[key]["edited_rows"]))


def _take_click(editing: Editing, column: str, key: str) -> None:
    click = st.session_state[key]
    page = editing.draft.pages[click["row"]]
    if column == "open":
        look_at("page", page.id)
    elif column == "more":
        copied = click["label"] == _DUPLICATE
        editing.change(editing.draft.duplicate(page.id) if copied else editing.draft.remove(page.id))
    else:
        position = click["row"] + 1 + (1 if column == "down" else -1)
        editing.change(editing.draft.move(page.id, max(position, 1)))


def _button(editing: Editing, column: str, help_: str) -> Any:
    key = f"click-{column}-{editing.draft.base.book.id}"
    return st.column_config.ButtonColumn(
        "", type="tertiary", width=26, help=help_, key=key, on_click=_take_click, args=(editing, column, key)
    )


def _columns(last: int) -> dict[str, Any]:
    return {
        "position": st.column_config.NumberColumn(
            "No.", width=56, min_value=1, max_value=max(last, 1), step=1, help="Type another number to move the page"
        ),
        "title": st.column_config.TextColumn("Title", width=146),
        "type": st.column_config.TextColumn("Type", width=78),
        "when": st.column_config.TextColumn("When", width=84, help="Who gets it; the rules are in the page's settings"),
        "pages": st.column_config.TextColumn("Pages", width=52, help="Where it is in the book of this customer"),
        "problems": st.column_config.TextColumn(
            "", width=56, help="Problems ■, and warnings and what is waited for ▲, for this customer"
        ),
    }


def _span(first: int | None, count: int) -> str:
    if not first or not count:
        return "–"
    return str(first) if count == 1 else f"{first}–{first + count - 1}"


def _signs(problems: Sequence[Problem]) -> str:
    signs = Counter(of_problem(problem).sign for problem in problems)
    return " ".join(
        f"{state.sign} {signs[state.sign]}" for state in (State.PROBLEM, State.WARNING) if signs[state.sign]
    )
