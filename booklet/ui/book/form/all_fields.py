"""The fields of a form and what goes into them: a table as wide as the screen, and beside it where the field is.

The table's rows are chosen when a view is opened and stay, whatever is done in them, so that nothing moves under the
hand that types: a row that was decided leaves "Not decided" only when that is opened again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

import streamlit as st

from booklet.model import BookVersion, Customer, Problem, Quarter
from booklet.office.counting import count
from booklet.office.draft import Draft
from booklet.office.form_mapping import (
    ALL,
    FILLED,
    OPEN,
    PROPOSED,
    accepted,
    edited,
    field_table,
    with_empty,
)
from booklet.office.form_place import form_in
from booklet.page_types.form.fields import FormField
from booklet.page_types.form.proposals import Confidence, Proposal
from booklet.ui.book.editing import Editing, Materials
from booklet.ui.book.form.field_screen import FieldScreen
from booklet.ui.book.form.known_fields import attribute_labels, mapped_fields
from booklet.ui.book.form.new_edition import show_edition_changes
from booklet.ui.book.form.one_field import show_field
from booklet.ui.book.rules_and_templates import template_help
from booklet.ui.shared.input_keys import input_key
from booklet.ui.shared.look import section, show_problems, shown_errors
from booklet.ui.shared.words import plain
from booklet.workspace import Workspace

_OPEN_FORM = "form-fields-open"
_HEIGHT_PX = 620


def open_fields(path: Sequence[str]) -> None:
    """Show the fields of the form that a path of `Materials` leads to, from the next run on."""
    st.session_state[_OPEN_FORM] = tuple(path)


def open_form(edit: Editing) -> tuple[str, ...]:
    """Return the path of the form whose fields are shown instead of the book's pages; empty for none."""
    path: tuple[str, ...] = st.session_state.get(_OPEN_FORM, ())
    page = edit.draft.page(path[0]) if path else None
    return path if page and form_in(page, path) else ()


def page_problems(
    ws: Workspace, draft: Draft, page_id: str, customer: Customer | None, quarter: Quarter
) -> tuple[Problem, ...]:
    """Return what is wrong with a page: for a customer, or where there is none, whoever it is."""
    pages = tuple(page for page in draft.pages if page.id == page_id)
    if customer is None:
        return ws.check_book(pages)
    version = replace(draft.as_version, pages=pages)
    return _page_problems(ws, version, customer, quarter, input_key(ws, version, customer, quarter))


@st.cache_data(max_entries=50, show_spinner=False)
def _page_problems(
    _ws: Workspace,
    _version: BookVersion,
    _customer: Customer,
    _quarter: Quarter,
    key: str,  # noqa: ARG001 - what was found is kept under it
) -> tuple[Problem, ...]:
    return tuple(problem for problem in _ws.plan(_version, _customer, _quarter).problems if problem.page_id)


def show_fields(edit: Editing, materials: Materials, path: Sequence[str], problems: Sequence[Problem]) -> None:
    """Show the screen; `problems` are the page's, for the customer that is looked at."""
    page = edit.draft.page(path[0])
    config = form_in(page, path) if page else None
    if page is None or config is None:
        return
    inner = materials
    for name in path:
        inner = inner.within(name)
    _head(page.title or "the form")
    upload_id = str(config.get("upload", ""))
    if materials.upload(upload_id) is None:
        st.caption("No form is chosen for the page.")
        return
    with shown_errors():
        mapped = mapped_fields(materials.ws, upload_id, materials.definitions)
        screen = FieldScreen(edit, inner, config, mapped, attribute_labels(materials.definitions))
        is_first = not show_edition_changes(screen)
        _show_actions(screen, is_first=is_first)
        left, right = st.columns([67, 33], gap="medium")
        with left:
            rows = _pick_rows(screen)
            _show_table(screen, rows)
            with st.container(horizontal=True, vertical_alignment="center"):
                template_help(inner)
                if mapped.proposals:
                    st.caption("Proposals: ●●● sure, ●●○ likely, ●○○ a guess. A click accepts one.")
        with right:
            show_field(screen, _chosen(screen, rows))
    if problems:
        section("What is wrong with it")
        show_problems(problems, limit=12)


def _head(title: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Back to the pages", icon=":material/arrow_back:", on_click=open_fields, args=((),))
        st.markdown(f"**What goes into the fields of {plain(title)}**")


# -- what is done to many fields at once -----------------------------------------------------------------------


def _show_actions(screen: FieldScreen, *, is_first: bool) -> None:
    """Show how far it is, and what can be done at one press; `is_first`: nothing else is to be done before."""
    mapped, config, key = screen.mapped, screen.config, screen.materials.key
    proposals = mapped.open_proposals(config)
    sure = [made for made in proposals.values() if made.confidence is Confidence.SURE]
    same = [made for made in proposals.values() if made.same_name]
    undecided = mapped.undecided(config)
    others = [name for name in undecided if name not in proposals]
    with st.container(horizontal=True, vertical_alignment="center"):
        if sure:
            label = "Accept the sure proposal" if len(sure) == 1 else f"Accept all {len(sure):,} sure proposals"
            kind: Literal["primary", "secondary"] = "primary" if is_first else "secondary"
            st.button(label, type=kind, key=f"{key}-accept", on_click=_accept, args=(screen, sure))
        if same and len(same) < len(sure):
            label = f"Fill {count(len(same), 'field')} of the same name"
            st.button(label, key=f"{key}-same", on_click=_accept, args=(screen, same))
        if others:
            rest = "the other" if len(others) < len(mapped.fields) else "all"
            label = f"Leave {rest} {len(others):,} empty"
            st.button(label, key=f"{key}-rest", on_click=_leave_empty, args=(screen, others))
        st.markdown(_standing(screen, len(undecided)))


def _standing(screen: FieldScreen, undecided: int) -> str:
    fields, to_decide = screen.mapped.fields, sum(one.is_open for one in screen.mapped.fields)
    told = f"{to_decide - undecided:,} of {count(len(fields), 'field')} decided"
    return ", ".join([told, *screen.mapped.needing_nothing])


def _accept(screen: FieldScreen, proposals: Sequence[Proposal]) -> None:
    screen.take(accepted(screen.latest, proposals), renew=True)


def _leave_empty(screen: FieldScreen, names: Sequence[str]) -> None:
    screen.take(with_empty(screen.latest, names, may_be=True), renew=True)


# -- which rows, and which of them is looked at ----------------------------------------------------------------


def _pick_rows(screen: FieldScreen) -> list[FormField]:
    """Show the rows that are asked for, as they were when they were asked for."""
    key, mapped = screen.materials.key, screen.mapped
    views = [ALL, PROPOSED, FILLED, OPEN]
    counts = {view: len(mapped.in_view(screen.config, view)) for view in views}
    with st.container(horizontal=True, vertical_alignment="center"):
        view = st.segmented_control(
            "Fields shown",
            views,
            default=ALL,
            required=True,
            format_func=lambda name: f"{name} {counts[name]:,}",
            label_visibility="collapsed",
            key=f"{key}-view",
        )
        wanted = st.text_input(
            "Find a field", placeholder="Find a field", label_visibility="collapsed", width=180, key=f"{key}-find"
        )
    asked = (screen.upload_id, str(view), wanted)
    kept: tuple[object, list[FormField]] | None = st.session_state.get(f"{key}-rows")
    if kept is None or kept[0] != asked:
        kept = (asked, mapped.in_view(screen.config, str(view), wanted))
        st.session_state[f"{key}-rows"] = kept
        st.session_state[f"{key}-opened"] = st.session_state.get(f"{key}-opened", 0) + 1
    return kept[1]


def _chosen(screen: FieldScreen, rows: Sequence[FormField]) -> FormField | None:
    """Return the field that is looked at: the field picked last, if it is among the rows, else the first of them."""
    name = st.session_state.get(_chosen_key(screen))
    return next((one for one in rows if one.name == name), rows[0] if rows else None)


def _chosen_key(screen: FieldScreen) -> str:
    return f"form-field-{'-'.join(screen.path)}"


# -- the table -------------------------------------------------------------------------------------------------


def _show_table(screen: FieldScreen, rows: Sequence[FormField]) -> None:
    if not rows:
        st.caption("No field is like that.")
        return
    key = f"{screen.materials.key}-table-{st.session_state[f'{screen.materials.key}-opened']}"
    proposals = screen.mapped.open_proposals(screen.config)
    table = field_table(rows, screen.config, proposals, screen.labels, screen.numbers)
    chosen = _chosen(screen, rows)
    table.insert(0, "open", ["●" if chosen and one.name == chosen.name else "○" for one in rows])
    columns = [str(name) for name in table if name != "proposed" or screen.mapped.proposals]
    st.data_editor(
        table,
        key=key,
        column_order=columns,
        on_change=_take_edits,
        args=(screen, rows, key),
        hide_index=True,
        height=min(_HEIGHT_PX, 38 + 35 * len(rows)),
        disabled=["number", "field", "takes"],
        placeholder="",
        alt="What goes into the fields of the form",
        column_config=_columns(screen, rows, key),
    )
    before = screen.latest
    _take_edits(screen, rows, key)  # the callback has done so already, if the browser said that it was an edit
    if screen.latest != before:
        st.rerun()


def _columns(screen: FieldScreen, rows: Sequence[FormField], key: str) -> dict[str, Any]:
    labels = screen.labels
    clicked = (screen, rows, key)
    return {
        "open": st.column_config.ButtonColumn(
            "",
            type="tertiary",
            width=26,
            help="Show where the field is",
            key=f"{key}-open",
            on_click=_take_click,
            args=clicked,
        ),
        "number": st.column_config.NumberColumn("No.", width=36),
        "field": st.column_config.TextColumn("Field", width=148),
        "takes": st.column_config.TextColumn("Takes", width=58),
        "proposed": st.column_config.ButtonColumn(
            "Proposed",
            type="tertiary",
            width=122,
            alignment="left",
            help="A click accepts it. ●●● sure, ●●○ likely, ●○○ a guess",
            key=f"{key}-proposed",
            on_click=_take_proposal,
            args=clicked,
        ),
        "attribute": st.column_config.SelectboxColumn(
            "Attribute", options=list(labels), format_func=lambda key: labels.get(str(key), str(key)), width=112
        ),
        "template": st.column_config.TextColumn(
            "or text", width=70, help="With values in it, such as {{ city }}, {{ zip }}"
        ),
        "empty": st.column_config.CheckboxColumn(
            "Empty", width=62, help="It may stay empty: no problem if nothing goes in, or there is no value"
        ),
    }


def _take_edits(screen: FieldScreen, rows: Sequence[FormField], key: str) -> None:
    if not screen.is_shown:
        return
    changes = st.session_state[key]["edited_rows"]
    config, competing = edited(screen.latest, rows, changes, screen.materials.definitions)
    seen: dict[int, str] = st.session_state.get(f"{key}-seen", {})
    now = {row: repr(cells) for row, cells in changes.items()}
    if touched := [row for row in now if now[row] != seen.get(row)]:
        st.session_state[_chosen_key(screen)] = rows[touched[-1]].name
    st.session_state[f"{key}-seen"] = now
    if config != screen.latest:
        screen.take(config, renew=competing)


def _take_click(screen: FieldScreen, rows: Sequence[FormField], key: str) -> None:
    st.session_state[_chosen_key(screen)] = rows[st.session_state[f"{key}-open"]["row"]].name


def _take_proposal(screen: FieldScreen, rows: Sequence[FormField], key: str) -> None:
    row = st.session_state[f"{key}-proposed"]["row"]
    name = rows[row].name
    proposal = screen.mapped.proposals.get(name)
    st.session_state[_chosen_key(screen)] = name
    if proposal:
        was_edited = row in st.session_state.get(key, {}).get("edited_rows", {})
        screen.take(accepted(screen.latest, [proposal]), renew=was_edited)
