"""Make one book now: what it will be stands there before anything is pressed; then the book, and its download."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from booklet.errors import PreflightFailed
from booklet.generate.made import Made
from booklet.generate.plan import Plan, PlannedPage
from booklet.model import Book, BookVersion, Customer, Quarter
from booklet.ui.book_pictures import show_pages
from booklet.ui.freshness import data_version
from booklet.ui.generate_given import WORKBOOK_SUFFIXES, given_before
from booklet.ui.generate_problems import show_problems_with_links
from booklet.ui.look import empty, shown_errors, small_print
from booklet.ui.place import pick_customer
from booklet.ui.shell import Desk
from booklet.ui.states import State
from booklet.ui.words import ago, count, plain, size
from booklet.workspace import Workspace

_COUNTED = {"form": "form", "worksheet": "worksheet"}


def show_one(desk: Desk, book: Book) -> None:
    """For the customer that is picked: choices, workbooks, preflight, the button, and the book."""
    customer = pick_customer(desk.ws)
    if customer is None:
        empty("No customers yet.")
        st.page_link("pages/customers.py", label="Add the first one")
        return
    with shown_errors():
        version = desk.ws.books.get(book.id)
        overrides = _pick_choices(plan_of(desk.ws, version, customer, desk.quarter, {}, {}))
        decided = plan_of(desk.ws, version, customer, desk.quarter, {}, overrides)
        workbooks = _hand_in_workbooks(desk, decided, customer)
        plan = plan_of(desk.ws, version, customer, desk.quarter, workbooks, overrides)
        show_problems_with_links(plan.errors)
        _offer(desk, version, plan, workbooks, overrides)


def plan_of(
    ws: Workspace,
    version: BookVersion,
    customer: Customer,
    quarter: Quarter,
    workbooks: Mapping[str, str],
    overrides: Mapping[str, Sequence[str]],
) -> Plan:
    """The plan with what was handed in and chosen; worked out anew only when something changed."""
    given = f"{sorted(workbooks.items())}|{sorted(overrides.items())}"
    key = f"{data_version(ws)}|{version.id}|{customer.id}|{quarter}|{given}"
    return _plan(ws, version, customer, quarter, workbooks, overrides, key)


def ready_in_words(plan: Plan) -> str:
    """ "60 pages, 3 forms, 1 worksheet"."""
    kinds = [planned.page.type for planned in plan.pages if planned.page_count]
    counts = [count(kinds.count(kind), noun) for kind, noun in _COUNTED.items() if kind in kinds]
    return ", ".join([count(plan.page_count, "page"), *counts])


def progress_bar() -> Callable[[int, int, str], None]:
    """A bar on the screen, as the callback that a generation reports to; after five seconds it says how long yet."""
    bar, began = st.progress(0.0, "Beginning …"), time.monotonic()

    def tell(done: int, total: int, what: str) -> None:
        elapsed = time.monotonic() - began
        left = elapsed / done * (total - done) if done else 0.0
        yet = f" · about {count(round(left), 'second')} left" if elapsed > 5 and left >= 1 else ""
        bar.progress(min(done / max(total, 1), 1.0), plain(what) + yet)

    return tell


def _pick_choices(plan: Plan) -> dict[str, list[str]]:
    """The choices of the book, as the rules decide them; what the user picks instead, by page id."""
    overrides: dict[str, list[str]] = {}
    choices = [planned for planned in plan.pages if planned.choice]
    columns = st.columns(min(len(choices), 2)) if choices else []
    for number, planned in enumerate(choices):
        assert planned.choice is not None
        by_rule = list(planned.choice.by_rule)
        with columns[number % len(columns)]:
            picked = _pick_choice(planned, by_rule, key=f"choice-{plan.snapshot.customer_id}-{planned.page.id}")
        if picked != by_rule:
            overrides[planned.page.id] = picked
    return overrides


def _pick_choice(planned: PlannedPage, by_rule: list[str], *, key: str) -> list[str]:
    assert planned.choice is not None
    options = list(planned.choice.options)
    label = plain(planned.title or " or ".join(options))
    if planned.choice.takes_all:
        picked = st.multiselect(label, options, default=by_rule, placeholder="None", key=key)
    else:
        one = st.selectbox(
            label, options, index=options.index(by_rule[0]) if by_rule else None, placeholder="None", key=key
        )
        picked = [one] if one else []
    rules = ", ".join(by_rule) or "nothing"
    st.caption("As the rules say" if picked == by_rule else f":orange[{plain(f'The rules say: {rules}')}]")
    return picked


def _hand_in_workbooks(desk: Desk, plan: Plan, customer: Customer) -> dict[str, str]:
    """An uploader for each workbook that is asked for; the upload ids of those there are, by page id."""
    before = given_before(desk.ws, plan.snapshot.book_id, desk.quarter, customer.id).get(customer.id, {})
    given: dict[str, str] = {}
    for planned in plan.pages:
        if not planned.asks:
            continue
        page_id = planned.page.id
        key = f"workbook-{customer.id}-{desk.quarter}-{page_id}"
        file = st.file_uploader(plain(planned.asks), WORKBOOK_SUFFIXES, key=key)
        if file and (upload_id := _keep(desk, file, f"{key}-{file.file_id}")):
            given[page_id] = upload_id
        elif not file and page_id in before:
            given[page_id] = before[page_id].upload
            st.caption(f"{plain(before[page_id].name)} was handed in before, and is used unless you hand in another.")
    return given


def _keep(desk: Desk, file: UploadedFile, key: str) -> str | None:
    """The upload id of a workbook handed in, kept at the first run that sees it; None where it is refused."""
    if key not in st.session_state:
        with shown_errors():
            st.session_state[key] = desk.ws.uploads.give(file.getvalue(), file.name, by=desk.user.username).id
    return st.session_state.get(key)


def _offer(
    desk: Desk,
    version: BookVersion,
    plan: Plan,
    workbooks: Mapping[str, str],
    overrides: Mapping[str, Sequence[str]],
) -> None:
    """What the book will be, the button that makes it, and, once it is made, the book."""
    made = _made_here(plan)
    if plan.ready:
        st.markdown(f":{State.READY.colour}[{State.READY.sign}] **Ready: {ready_in_words(plan)}**")
    if plan.warnings:
        with st.expander(f"{State.WARNING.sign} {count(len(plan.warnings), State.WARNING.word)}"):
            show_problems_with_links(plan.warnings)
    label = "Make it again" if made else "Generate the book"
    if st.button(label, type="secondary" if made else "primary", disabled=not plan.ready):
        try:
            made = desk.ws.generate(
                version,
                plan.snapshot.customer_id,
                desk.quarter,
                workbooks=dict(workbooks),
                overrides=overrides,
                on_progress=progress_bar(),
                force=made is not None,
                by=desk.user.username,
            )
        except PreflightFailed:
            st.rerun()  # something changed since the preflight above, which will now show it
        st.session_state["made"] = made
        st.rerun()
    if made:
        _show_made(desk.ws, made, plan)


def _made_here(plan: Plan) -> Made | None:
    """The book made in this session, as long as it is what would be made now."""
    made: Made | None = st.session_state.get("made")
    return made if made and made.generation.snapshot_digest == plan.snapshot.digest else None


def _show_made(ws: Workspace, made: Made, plan: Plan) -> None:
    st.download_button(
        f"Download {made.file_name} ({size(made.bytes)})",
        data=lambda: ws.output(made.id),
        file_name=made.file_name,
        mime="application/pdf",
        type="primary",
        icon=":material/download:",
        on_click="ignore",
    )
    pdf, password = _pdf(ws, made.sha256, made.id), ""
    if plan.options.protection:
        password = plan.options.protection.open_password
        st.caption("It asks for its password when it is opened.")
    show_pages(pdf, made.page_count, key=f"made-{made.id}", password=password)
    took = "made before from the same inputs" if made.reused else f"took {made.seconds:.1f} s"
    generation = made.generation
    small_print(
        f"{State.MADE.sign} Version {generation.version} of the book · {count(made.page_count, 'page')} · "
        f"{size(made.bytes)} · made {ago(generation.started_at)} by {generation.started_by} · {took} · "
        f"SHA-256 {made.sha256}"
    )


@st.cache_data(max_entries=8, show_spinner=False)
def _pdf(_ws: Workspace, sha256: str, generation_id: str) -> bytes:  # noqa: ARG001 - kept under the hash
    return _ws.output(generation_id)


@st.cache_resource(max_entries=32, show_spinner="Checking …")
def _plan(
    _ws: Workspace,
    _version: BookVersion,
    _customer: Customer,
    _quarter: Quarter,
    _workbooks: Mapping[str, str],
    _overrides: Mapping[str, Sequence[str]],
    key: str,  # noqa: ARG001 - the plan is kept under it
) -> Plan:
    return _ws.plan(_version, _customer, _quarter, workbooks=_workbooks, overrides=_overrides)
