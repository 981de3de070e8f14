"""The settings of a page that is a form: what goes into each of its fields.

A field takes a template. Most are one attribute and nothing else, so that one is picked from a list in the one
column, and anything longer is written in the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas
import streamlit as st

from booklet.errors import TemplateError
from booklet.model import PdfContents, UploadedField
from booklet.templates import check_template, only_attribute
from booklet.ui.book_editing import Materials
from booklet.ui.book_static import pick_range, pick_upload
from booklet.ui.book_templates import template_help
from booklet.ui.look import show_sentences
from booklet.ui.states import State
from booklet.ui.words import count

_FILLED_BY_PEOPLE = frozenset({"button", "signature"})
_KINDS = {"text": "Text", "checkbox": "Tick box", "radio": "One of", "combo": "One of", "list": "Some of"}
_ALWAYS_KNOWN = {"customer": "Customer's name", "quarter": "Quarter"}
_SHOWN = ("All", "Filled", "Not decided")


def form_settings(config: Mapping[str, Any], materials: Materials) -> dict[str, Any]:
    """Widgets for the config of a form page; returns the config as they stand."""
    upload_id = pick_upload("form", config, materials, lambda upload: upload.is_form)
    pages = pick_range(config, materials, upload_id)
    flatten = st.toggle(
        "Make it plain pages that nobody can fill in any more",
        bool(config.get("flatten")),
        key=f"{materials.key}-flatten",
    )
    changed = {**config, "upload": upload_id, "pages": pages, "flatten": flatten}
    upload = materials.upload(upload_id)
    if upload and isinstance(upload.contents, PdfContents):
        fields = [field for field in upload.contents.fields if field.kind not in _FILLED_BY_PEOPLE]
        changed |= _edit_fields(config, materials.within(upload_id), fields)
    return changed


def one_template(before: str, attribute: str | None, template: str | None) -> str:
    """What goes into a field, from the two columns of the table; where both say something, the one that is new wins."""
    picked = f"{{{{ {attribute} }}}}" if attribute else ""
    written = (template or "").strip()
    if picked and written:
        return written if before.strip() == picked else picked
    return picked or written


def _edit_fields(config: Mapping[str, Any], materials: Materials, fields: Sequence[UploadedField]) -> dict[str, Any]:
    templates: dict[str, str] = dict(config.get("fields", {}))
    empty = set(config.get("empty", ()))
    decided = {name for name, text in templates.items() if text} | empty
    st.markdown(f"**What goes into its {count(len(fields), 'field')}**")
    shown = st.segmented_control(
        "Fields shown",
        _SHOWN,
        default="All",
        required=True,
        label_visibility="collapsed",
        key=f"{materials.key}-shown",
    )
    rows = [field for field in fields if shown == "All" or (field.name in decided) == (shown == "Filled")]
    table = _table(rows, templates, empty)
    edited = _editor(table, materials, key=f"{materials.key}-fields-{shown}")
    for name, row in edited.iterrows():
        text = one_template(templates.get(str(name), ""), row["attribute"], row["template"])
        if text or name in templates:
            templates[str(name)] = text
        (empty.add if row["empty"] else empty.discard)(str(name))
    if _shows_both(edited):
        materials.renew()
    _show_template_errors(templates, fields, materials)
    template_help(materials)
    known = [field.name for field in fields]
    kept = [name for name in config.get("empty", ()) if name in empty]
    return {"fields": templates, "empty": kept + [name for name in known if name in empty and name not in kept]}


def _table(fields: Sequence[UploadedField], templates: Mapping[str, str], empty: set[str]) -> pandas.DataFrame:
    attributes = {field.name: only_attribute(templates.get(field.name, "")) for field in fields}
    return pandas.DataFrame(
        {
            "field": [field.label or field.name for field in fields],
            "takes": [_takes(field) for field in fields],
            "page": [str(field.pages[0]) if field.pages else "" for field in fields],
            "attribute": pandas.Series([attributes[field.name] for field in fields], dtype=object),
            "template": ["" if attributes[field.name] else templates.get(field.name, "") for field in fields],
            "empty": [field.name in empty for field in fields],
        },
        index=pandas.Index([field.name for field in fields], dtype=object),
    )


def _editor(table: pandas.DataFrame, materials: Materials, *, key: str) -> pandas.DataFrame:
    labels = _ALWAYS_KNOWN | {definition.key: definition.label for definition in materials.definitions}
    return st.data_editor(
        table,
        key=key,
        hide_index=True,
        height=min(38 + 35 * max(len(table), 1), 460),
        disabled=["field", "takes", "page"],
        placeholder="",
        alt="What goes into the fields of the form",
        column_config={
            "field": st.column_config.TextColumn("Field", width=150),
            "takes": st.column_config.TextColumn("Takes", width=80),
            "page": st.column_config.TextColumn("Page", width=44, alignment="right"),
            "attribute": st.column_config.SelectboxColumn(
                "Attribute", options=list(labels), format_func=lambda key: labels.get(str(key), str(key)), width=120
            ),
            "template": st.column_config.TextColumn("or a text", help="A template such as {{ city }}, {{ zip }}"),
            "empty": st.column_config.CheckboxColumn(
                "May be empty", width=50, help="No problem if nothing goes in, or if the customer has no value"
            ),
        },
    )


def _takes(field: UploadedField) -> str:
    options = ", ".join(shown or stored for stored, shown in field.options)
    kind = _KINDS.get(field.kind, field.kind)
    if field.kind == "text":
        return f"{kind}, up to {field.max_length}" if field.max_length else kind
    return f"{kind}: {options}" if options else kind


def _shows_both(table: pandas.DataFrame) -> bool:
    return any(bool(row["attribute"]) and bool((row["template"] or "").strip()) for _, row in table.iterrows())


def _show_template_errors(templates: Mapping[str, str], fields: Sequence[UploadedField], materials: Materials) -> None:
    labels = {field.name: field.label or field.name for field in fields}
    sentences = []
    for name, text in templates.items():
        try:
            check_template(text, materials.definitions)
        except TemplateError as error:
            sentences.append(f"{labels.get(name, name)}: {error}")
    if sentences:
        show_sentences(State.PROBLEM, sentences)
