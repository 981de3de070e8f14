"""The versions of a book: who saved what when, and back to any of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pandas
import streamlit as st

from booklet.model import BookVersion
from booklet.office.draft import Draft
from booklet.ui.shared.place import go
from booklet.ui.shared.words import when


def show_versions(versions: Sequence[BookVersion], *, shown: int) -> None:
    """Show all versions, newest first, each with what it changed; a click opens a version."""
    ordered = sorted(versions, key=lambda version: version.number, reverse=True)
    picked = st.dataframe(
        version_table(ordered),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-cell",
        key=f"versions-{shown}",
        column_config={
            "version": st.column_config.NumberColumn("Version", width=64),
            "saved": st.column_config.TextColumn("Saved", width=130),
            "by": st.column_config.TextColumn("By", width=90),
            "comment": st.column_config.TextColumn("Comment", width=200),
            "changed": st.column_config.TextColumn("What it changed"),
            "pages": st.column_config.NumberColumn("Pages", width=56),
        },
    )
    st.caption("Click on a version to open it. Nothing is ever lost: restoring one saves it as a new version.")
    cells = picked["selection"]["cells"]
    if cells and ordered[cells[0][0]].number != shown:
        go("books", book=ordered[cells[0][0]].book.id, version=str(ordered[cells[0][0]].number))


def version_table(ordered: Sequence[BookVersion]) -> pandas.DataFrame:
    """Return a row for each version, newest first, with the difference to the version before in words."""
    before = {version.number: older for version, older in pairwise(ordered)}
    return pandas.DataFrame(
        {
            "version": [version.number for version in ordered],
            "saved": [when(version.saved_at) for version in ordered],
            "by": [version.saved_by for version in ordered],
            "comment": [version.comment for version in ordered],
            "changed": [_difference(before.get(version.number), version) for version in ordered],
            "pages": [len(version.pages) for version in ordered],
        }
    )


def _difference(before: BookVersion | None, version: BookVersion) -> str:
    if before is None:
        return "The first version."
    return " ".join(Draft(before, version.pages, version.settings).changes)
