"""Make a single book now: what it will be stands there before anything is pressed; then the book, and its download."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from booklet.errors import PreflightFailed
from booklet.generate.made import Made
from booklet.generate.plan import Plan, PlannedPage
from booklet.model import Book, BookVersion, Customer
from booklet.office.counting import count
from booklet.progress import OnProgress
from booklet.ui.generate.made_book import show_made
from booklet.ui.generate.problem_links import show_problems_with_links
from booklet.ui.generate.progress_bar import progress_bar
from booklet.ui.shared.input_keys import input_key
from booklet.ui.shared.look import empty, shown_errors
from booklet.ui.shared.out_of_date import show_standing
from booklet.ui.shared.place import pick_customer
from booklet.ui.shared.shell import Desk
from booklet.ui.shared.states import State
from booklet.ui.shared.uploader import pick_file
from booklet.ui.shared.words import plain

_COUNTED = {"form": "form", "worksheet": "worksheet"}


@dataclass(frozen=True, slots=True)
class Request:
    """The book to make and for whom, with options chosen by page id, and upload ids of workbooks handed in by slot."""

    desk: Desk
    version: BookVersion
    customer: Customer
    overrides: Mapping[str, Sequence[str]] = field(default_factory=dict)
    workbooks: Mapping[str, str] = field(default_factory=dict)

    def plan(self) -> Plan:
        """Return what it would be; worked out anew only when something changed."""
        decided = f"{sorted(self.workbooks.items())}|{sorted(self.overrides.items())}"
        return _plan(self, f"{input_key(self.desk.ws, self.version, self.customer, self.desk.quarter)}|{decided}")

    def generate(self, *, force: bool = False, on_progress: OnProgress | None = None) -> Made:
        """Make it; where it was made from the same inputs before, be given that book, unless `force`."""
        return self.desk.ws.generate(
            self.version,
            self.customer,
            self.desk.quarter,
            workbooks=self.workbooks,
            overrides=self.overrides,
            on_progress=on_progress,
            force=force,
        )


def show_one(desk: Desk, book: Book) -> None:
    """For the customer that is picked: choices, workbooks, preflight, the button, and the book."""
    with desk.ws.database.read():
        customer = pick_customer(desk.ws)
        if customer is None:
            empty("No customers yet.")
            st.page_link("pages/customers.py", label="Add the first one")
            return
        version = desk.ws.books.get(book.id)
        input_key(desk.ws, version, customer, desk.quarter)  # kept for the plan
        [standing] = desk.ws.states(desk.quarter, book=version, customers=[customer])
    with shown_errors():
        overrides = _pick_choices(Request(desk, version, customer).plan())
        decided = Request(desk, version, customer, overrides)
        request = Request(desk, version, customer, overrides, _hand_in_workbooks(decided))
        plan = request.plan()
        _show_preflight(plan)
        _offer(request, plan)
        show_standing(desk, standing)


def ready_in_words(plan: Plan) -> str:
    """Return "60 pages, 3 forms, 1 worksheet"."""
    kinds = [planned.page.type for planned in plan.pages if planned.page_count]
    counts = [count(kinds.count(kind), noun) for kind, noun in _COUNTED.items() if kind in kinds]
    return ", ".join([count(plan.page_count, "page"), *counts])


def _pick_choices(plan: Plan) -> dict[str, list[str]]:
    """Show the choices of the book, as the rules decide them; returns what the user picks instead, by page id."""
    overrides: dict[str, list[str]] = {}
    choices = [planned for planned in plan.pages if planned.choice]
    columns = st.columns(min(len(choices), 2)) if choices else []
    for number, planned in enumerate(choices):
        with columns[number % len(columns)]:
            picked = _pick_choice(planned, key=f"choice-{plan.snapshot.customer_id}-{planned.page.id}")
        if picked is not None:
            overrides[planned.page.id] = picked
    return overrides


def _pick_choice(planned: PlannedPage, *, key: str) -> list[str] | None:
    """Show the options; returns those that are picked, None where they are those of the rules."""
    assert planned.choice is not None
    options, by_rule = list(planned.choice.options), list(planned.choice.by_rule)
    label = plain(planned.title or ", ".join(options))
    if planned.choice.takes_all:
        picked = st.multiselect(label, options, default=by_rule, placeholder="None", key=key)
    else:
        index = options.index(by_rule[0]) if by_rule else None
        one = st.selectbox(label, options, index=index, placeholder="None", key=key)
        picked = [one] if one else []
    if picked == by_rule:
        st.caption("As the rules say")
        return None
    st.caption(f":orange[{plain('The rules say: ' + (', '.join(by_rule) or 'nothing'))}]")
    return picked


def _hand_in_workbooks(request: Request) -> dict[str, str]:
    """Show an uploader for each workbook that is asked for; returns the upload ids of those handed in, by slot."""
    given: dict[str, str] = {}
    for planned in request.plan().pages:
        for asked in planned.asks:
            key = f"workbook-{request.customer.id}-{request.desk.quarter}-{asked.slot}"
            file = pick_file(request.desk.ws, plain(asked.what), key=key)
            if file and (upload_id := _keep(request.desk, file, f"{key}-{file.file_id}")):
                given[asked.slot] = upload_id
            elif asked.slot in planned.given:
                before = plain(planned.given[asked.slot])
                st.caption(f"{before} was handed in before, and is used unless you hand in another.")
    return given


def _keep(desk: Desk, file: UploadedFile, key: str) -> str | None:
    """Return the upload id of a workbook handed in, kept at the first run that sees it; None where it is refused."""
    if key not in st.session_state:
        with shown_errors():
            st.session_state[key] = desk.ws.uploads.give(file.getvalue(), file.name).id
    return st.session_state.get(key)


def _show_preflight(plan: Plan) -> None:
    """Ready, or every problem with the way to where it is mended."""
    if plan.ready:
        st.markdown(f":{State.READY.color}[{State.READY.sign}] **Ready: {ready_in_words(plan)}**")
    else:
        problems = count(len(plan.errors), State.PROBLEM.word)
        st.markdown(f":{State.PROBLEM.color}[{State.PROBLEM.sign}] **Not ready: {problems}**")
    show_problems_with_links(plan.errors)
    if plan.warnings:
        with st.expander(f"{State.WARNING.sign} {count(len(plan.warnings), State.WARNING.word)}"):
            show_problems_with_links(plan.warnings)


def _offer(request: Request, plan: Plan) -> None:
    """Show the button that makes the book, and, once it is made, the book."""
    made = _made_here(plan) or _made_before(request, plan)
    label = "Make it again" if made else "Generate the book"
    if st.button(label, type="secondary" if made else "primary", disabled=not plan.ready):
        with suppress(PreflightFailed):  # something changed since the preflight above: the next run shows what
            st.session_state["made"] = request.generate(force=made is not None, on_progress=progress_bar())
        st.rerun()
    if made:
        protection = plan.options.protection
        show_made(request.desk.ws, made, password=protection.open_password if protection else "")


def _made_here(plan: Plan) -> Made | None:
    """Return the book made in this session, as long as it is what would be made now."""
    made: Made | None = st.session_state.get("made")
    return made if made and made.generation.snapshot_digest == plan.snapshot.digest else None


def _made_before(request: Request, plan: Plan) -> Made | None:
    """Return the book that somebody made from the very same inputs."""
    if not plan.ready or request.desk.ws.generations.made_from(plan.snapshot.digest, request.desk.quarter) is None:
        return None
    st.session_state["made"] = made = request.generate()
    return made


@st.cache_resource(max_entries=32, show_spinner="Checking …")
def _plan(_request: Request, key: str) -> Plan:  # noqa: ARG001 - the plan is kept under the key
    return _request.desk.ws.plan(
        _request.version,
        _request.customer,
        _request.desk.quarter,
        workbooks=_request.workbooks,
        overrides=_request.overrides,
    )
