"""A run: its book again, the proof that it is still the same, its log, and everything that went into it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

import pandas
import streamlit as st

from booklet.errors import NotFound
from booklet.generate.states import CustomerBook
from booklet.model import Generation, GenerationEvent, GenerationStatus, Snapshot
from booklet.office.counting import count
from booklet.page_types import type_label
from booklet.ui.shared.look import name, section, show_sentences, shown_errors, small_print
from booklet.ui.shared.out_of_date import show_standing
from booklet.ui.shared.shell import Desk
from booklet.ui.shared.states import OF_GENERATION, State
from booklet.ui.shared.table import height_px
from booklet.ui.shared.words import plain, size, when
from booklet.workspace import Workspace


@dataclass(frozen=True, slots=True)
class _Record:
    """All that is shown of a run, read together; `snapshot` is None for a run whose inputs were never recorded."""

    run: Generation
    file_name: str
    log: Sequence[GenerationEvent]
    snapshot: Snapshot | None
    standing: CustomerBook | None
    """How the book stands, where the run is the newest that made it and its customer and book go on."""


def show_run(desk: Desk, run_id: str) -> None:
    """Show what can be done with a run, and its log and snapshot."""
    record = _read(desk.ws, run_id)
    run, snapshot = record.run, record.snapshot
    state = OF_GENERATION[run.status]
    section("This run")
    st.html(f"{name(run.customer)} · {name(run.book)}, version {run.version} · {run.quarter}")
    st.markdown(f"{state.markdown}, {when(run.started_at)} by {plain(run.started_by or 'nobody')}")
    if run.error:
        show_sentences(State.FAILED, [line.removeprefix("- ") for line in run.error.splitlines()])
    if record.standing:
        show_standing(desk, record.standing)
    _offer(desk.ws, run, record.file_name)
    if snapshot is None:
        st.caption("What it was made from was never recorded.")
        return
    log, values, files, made_with = st.tabs(["Log", "Values", "Files and choices", "Versions"])
    with log:
        _show_log(record.log)
    with values:
        _show_values(snapshot)
    with files:
        _show_files(snapshot)
    with made_with:
        _show_made_with(run, snapshot)


def _read(ws: Workspace, run_id: str) -> _Record:
    with ws.database.read():
        run = ws.generations.get(run_id)
        snapshot = None
        with suppress(NotFound):
            snapshot = ws.generations.snapshot_of(run)
        return _Record(run, ws.file_name(run.id), ws.generations.events(run.id), snapshot, _standing(ws, run))


def _standing(ws: Workspace, run: Generation) -> CustomerBook | None:
    with suppress(NotFound):
        book, customer = ws.books.get(run.book_id), ws.customers.get(run.customer_id)
        if not book.book.archived and not customer.archived:
            [standing] = ws.states(run.quarter, book=book, customers=[customer])
            return standing if standing.generation and standing.generation.id == run.id else None
    return None


def _offer(ws: Workspace, run: Generation, file_name: str) -> None:
    made = run.status is GenerationStatus.MADE
    with st.container(horizontal=True, vertical_alignment="center"):
        if made:
            st.download_button(
                f"Download ({size(run.bytes)})",
                data=lambda: ws.output(run.id),
                file_name=file_name,
                mime="application/pdf",
                type="primary",
                icon=":material/download:",
                on_click="ignore",
                key=f"download-{run.id}",
            )
            verify = st.button("Verify", help="Make it again from its inputs alone, and compare byte by byte")
        st.page_link(
            "pages/generate.py",
            label="Generate again",
            icon=":material/replay:",
            query_params={"book": run.book_id, "customer": run.customer_id, "quarter": str(run.quarter)},
        )
    if made and verify:
        with shown_errors(), st.spinner("Making it again …"):
            proof = ws.verify(run.id)
            (st.success if proof.same else st.error)(plain(proof.message))
    if made:
        small_print(f"{count(run.page_count, 'page')} · SHA-256 {run.sha256}")


def _show_log(events: Sequence[GenerationEvent]) -> None:
    if not events:
        st.caption("Nothing was logged.")
        return
    signs = {"error": f"{State.PROBLEM.sign} ", "warning": f"{State.WARNING.sign} "}
    lines = [signs.get(event.severity, "") + event.message for event in events]
    st.dataframe(pandas.DataFrame({"What happened": lines}), hide_index=True, height=height_px(len(lines), 400))


def _show_values(snapshot: Snapshot) -> None:
    rows = [
        {"Attribute": d.label, "Key": d.key, "Value": snapshot.values[d.key]}
        for d in snapshot.definitions
        if d.key in snapshot.values
    ]
    if rows:
        st.dataframe(pandas.DataFrame(rows), hide_index=True)
    else:
        st.caption("The customer had no values.")


def _show_files(snapshot: Snapshot) -> None:
    titles = {page.id: page.title or type_label(page) for page in snapshot.pages}
    files = [{"File": f.name, "Used as": "upload", "SHA-256": f.sha256} for f in snapshot.uploads.values()]
    files += [
        {"File": f.name, "Used as": f"handed in for {_slot_in_words(slot, titles)}", "SHA-256": f.sha256}
        for slot, f in snapshot.workbooks.items()
    ]
    if files:
        st.dataframe(pandas.DataFrame(files), hide_index=True)
    else:
        st.caption("No files went into it.")
    for page_id, choice in snapshot.overrides.items():
        page = next((page for page in snapshot.pages if page.id == page_id), None)
        options = page.config.get("options", ()) if page else ()
        chosen = [str(options[number].get("name")) for number in choice.options if number < len(options)]
        default = ["the default"] if choice.default else []
        st.markdown(
            f"{plain(titles.get(page_id, page_id))}: {plain(', '.join(chosen + default) or 'nothing')}, "
            "chosen by hand instead of by the rules"
        )


def _slot_in_words(slot: str, titles: Mapping[str, str]) -> str:
    """Return what a workbook was handed in for: the page's title, and the option of a choice."""
    page_id = next((id_ for id_ in titles if slot.startswith(f"{id_}/")), slot)
    option = slot.removeprefix(page_id).removeprefix("/")
    return ", ".join(part for part in (titles.get(page_id, page_id), option) if part)


def _show_made_with(run: Generation, snapshot: Snapshot) -> None:
    rows = {
        "Book": f"{run.book}, version {run.version}",
        "Inputs as of": when(snapshot.inputs_as_of),
        "Snapshot": run.snapshot_digest,
        "Run": run.id,
        **dict(snapshot.engine),
    }
    st.dataframe(pandas.DataFrame({"What": list(rows), "Version": list(rows.values())}), hide_index=True)
    st.page_link(
        "pages/books.py",
        label=f"Open version {run.version} of the book",
        query_params={"book": run.book_id, "version": str(run.version), "quarter": str(run.quarter)},
    )
