"""A book that was made: its download, its pages as pictures, and the small print that proves it."""

from __future__ import annotations

import streamlit as st

from booklet.generate.made import Made
from booklet.office.counting import count
from booklet.ui.shared.look import small_print
from booklet.ui.shared.page_pictures import show_pages
from booklet.ui.shared.states import State
from booklet.ui.shared.words import ago, size
from booklet.workspace import Workspace


def show_made(ws: Workspace, made: Made, *, password: str = "") -> None:
    """Show the book; `password` opens it where it has any."""
    st.download_button(
        f"Download {made.file_name} ({size(made.bytes)})",
        data=lambda: ws.output(made.id),
        file_name=made.file_name,
        mime="application/pdf",
        type="primary",
        icon=":material/download:",
        on_click="ignore",
    )
    if password:
        st.caption("It asks for its password when it is opened.")
    show_pages(_pdf(ws, made.id), made.page_count, key=f"made-{made.id}", password=password)
    generation = made.generation
    took = "" if made.reused else f"it took {made.seconds:.1f} s · "
    small_print(
        f"{State.MADE.sign} Version {generation.version} of the book · {count(made.page_count, 'page')} · "
        f"{size(made.bytes)} · made {ago(generation.started_at)} by {generation.started_by} · {took}"
        f"SHA-256 {made.sha256}"
    )


@st.cache_data(max_entries=8, show_spinner=False)
def _pdf(_ws: Workspace, generation_id: str) -> bytes:
    """Read once: what a generation made never changes."""
    return _ws.output(generation_id)
