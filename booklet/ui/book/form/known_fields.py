"""The fields of an upload and what could go into them, read once and kept for all sessions."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from booklet.model import AttributeDefinition
from booklet.office.form_mapping import Mapped
from booklet.page_types.form.fields import FormField, form_fields
from booklet.page_types.form.proposals import propose
from booklet.page_types.form.trial_fill import filled_with_names
from booklet.pdf.pictures.field_picture import FormPage, field_picture
from booklet.pdf.pictures.page_to_png import page_pictures
from booklet.workspace import Workspace

ALWAYS_KNOWN = {"customer": "Customer's name", "quarter": "Quarter"}


def attribute_labels(definitions: Sequence[AttributeDefinition]) -> dict[str, str]:
    """Return what a field can be filled with, by key."""
    return ALWAYS_KNOWN | {definition.key: definition.label for definition in definitions}


@st.cache_data(max_entries=64, show_spinner="Reading the form …")
def fields_of(_ws: Workspace, upload_id: str) -> tuple[FormField, ...]:
    """Return the fields of an upload; an upload never changes."""
    return form_fields(_ws.uploads.prepared(upload_id))


def mapped_fields(ws: Workspace, upload_id: str, definitions: Sequence[AttributeDefinition]) -> Mapped:
    """Return the fields with the proposals for them."""
    return _mapped(ws, upload_id, tuple(definitions), repr(definitions))


@st.cache_resource(max_entries=64, show_spinner="Looking for what goes where …")
def _mapped(
    _ws: Workspace,
    upload_id: str,
    _definitions: tuple[AttributeDefinition, ...],
    key: str,  # noqa: ARG001 - what was found is kept under it
) -> Mapped:
    fields = fields_of(_ws, upload_id)
    return Mapped(fields, propose(fields, _definitions))


@st.cache_data(max_entries=120, show_spinner=False)
def numbered_page(_ws: Workspace, upload_id: str, page: int, chosen: str, *, close_up: bool = False) -> bytes:
    """Return the page, counted from 1, with the numbers of its fields, from 1; the number `chosen` stands out.

    `close_up` for what is around it.
    """
    upload = _ws.uploads.get(upload_id)
    marks = {str(number): one.rect for number, one in enumerate(fields_of(_ws, upload_id), start=1) if one.page == page}
    return field_picture(
        FormPage(_ws.uploads.read(upload_id), page - 1, upload.password or None),
        marks,
        chosen=chosen,
        close_up=close_up,
        width_px=1300 if close_up else 1000,
    )


@st.cache_data(max_entries=16, show_spinner="Filling in the names …")
def names_filled_in(_ws: Workspace, upload_id: str) -> bytes:
    """Return the form with each field's own name in it."""
    numbers = {one.name: number for number, one in enumerate(fields_of(_ws, upload_id), start=1)}
    return filled_with_names(_ws.uploads.prepared(upload_id), numbers)


@st.cache_data(max_entries=60, show_spinner=False)
def page_with_names(_ws: Workspace, upload_id: str, page: int) -> bytes:
    """Return a picture of a page of `names_filled_in`, counted from 1."""
    return page_pictures(names_filled_in(_ws, upload_id), [page - 1], width_px=1000)[0]
