"""The settings of a page that is a form; what goes into its fields has a screen of its own (`all_fields.py`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from booklet.model import PdfContents
from booklet.office.counting import count
from booklet.office.form_mapping import is_filled
from booklet.page_types.form.page_type import SMALLEST_WITH_ADDENDUM_PT, smallest_size_pt
from booklet.pdf import SMALLEST_PT
from booklet.ui.book.editing import Materials
from booklet.ui.book.form.all_fields import open_fields
from booklet.ui.book.form.known_fields import mapped_fields
from booklet.ui.book.static_settings import pick_range, pick_upload
from booklet.ui.shared.look import shown_errors


def form_settings(config: Mapping[str, Any], materials: Materials) -> dict[str, Any]:
    """Widgets for the config of a form page; returns the config as they stand."""
    upload_id = pick_upload("form", config, materials, lambda upload: upload.is_form)
    edition = config.get("edition", "")
    if upload_id != config.get("upload") and config.get("fields") and not edition:
        edition = config.get("upload", "")
    upload = materials.upload(upload_id)
    if upload and isinstance(upload.contents, PdfContents):
        with shown_errors():
            _show_fields({**config, "upload": upload_id}, materials)
    pages = pick_range(config, materials, upload_id)
    flatten = st.toggle(
        "Make it plain pages that nobody can fill in any more",
        bool(config.get("flatten")),
        key=f"{materials.key}-flatten",
    )
    return {
        **config,
        "upload": upload_id,
        "edition": edition,
        "pages": pages,
        "flatten": flatten,
        **_long_values(config, materials),
    }


def _show_fields(config: Mapping[str, Any], materials: Materials) -> None:
    """Show how far the mapping is, and the button that opens it."""
    mapped = mapped_fields(materials.ws, config["upload"], materials.definitions)
    filled = sum(is_filled(config, one.name) for one in mapped.fields)
    undecided = len(mapped.undecided(config))
    proposed = len(mapped.open_proposals(config))
    said = [f"{filled:,} of {count(len(mapped.fields), 'field')} filled"]
    said += [f"{undecided:,} not decided"] if undecided else []
    said += mapped.needing_nothing
    said += [f"{count(proposed, 'proposal')}"] if proposed else []
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Say what goes into its fields",
            type="primary" if undecided else "secondary",
            key=f"{materials.key}-open",
            on_click=open_fields,
            args=(materials.path,),
        )
        st.markdown(", ".join(said))


def _long_values(config: Mapping[str, Any], materials: Materials) -> dict[str, Any]:
    """Show the choices for values that are too long for their fields; returns those settings."""
    left, right = st.columns([38, 62], vertical_alignment="bottom")
    smallest = left.number_input(
        "Smallest type size, in points",
        min_value=2.0,
        max_value=24.0,
        value=None if config.get("smallest_pt") is None else float(config["smallest_pt"]),
        step=0.5,
        format="%g",
        placeholder=f"{smallest_size_pt({**config, 'smallest_pt': None}):g}",
        help=f"A value that is too long for its field is set smaller, down to this. Where nothing is said, to "
        f"{SMALLEST_PT:g} points, or to {SMALLEST_WITH_ADDENDUM_PT:g} where long values go on on an addendum page.",
        key=f"{materials.key}-smallest",
    )
    addendum = right.toggle(
        "Continue long values on an addendum page",
        bool(config.get("addendum")),
        help="What does not fit even so ends with “see addendum A”, and stands whole on a page behind the form.",
        key=f"{materials.key}-addendum",
    )
    return {"smallest_pt": smallest, "addendum": addendum}
