"""The settings of a page that is a form: what goes into each of its fields.

A field takes a template. Most are one attribute and nothing else, so that one is picked from a list in the one
column, and anything longer is written in the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pandas
import streamlit as st

from booklet.model import PdfContents, Upload, UploadedField
from booklet.pdf.field_picture import field_picture
from booklet.templates import only_attribute
from booklet.ui.book_editing import Materials
from booklet.ui.book_static import pick_range, pick_upload
from booklet.ui.book_templates import template_help
from booklet.ui.look import shown_errors
from booklet.ui.table import height_px
from booklet.ui.words import count
from booklet.workspace import Workspace

_FILLED_BY_PEOPLE = frozenset({"button", "signature"})
_KINDS = {"text": "Text", "checkbox": "Tick", "radio": "One of", "combo": "One of", "list": "Some of"}
_ALWAYS_KNOWN = {"customer": "Customer's name", "quarter": "Quarter"}
_ALL, _FILLED, _OPEN = "All", "Filled", "Not decided"


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
        changed |= _edit_fields(config, materials.within(upload_id), upload, upload.contents)
    return changed


def one_template(before: str, attribute: object, template: object) -> str:
    """What goes into a field, from the two columns of the table; where both say something, the one that is new wins.

    An empty cell comes as None, NaN or an empty text.
    """
    picked = f"{{{{ {attribute} }}}}" if isinstance(attribute, str) and attribute else ""
    written = template.strip() if isinstance(template, str) else ""
    if picked and written:
        return written if before.strip() == picked else picked
    return picked or written


def short_names(fields: Sequence[UploadedField]) -> list[str]:
    """What to call the fields: the label, else the last part of the name; where several share it, the whole name."""
    short = [field.label or field.name.rsplit(".", 1)[-1].removesuffix("[0]") for field in fields]
    shared = Counter(short)
    return [name if shared[name] == 1 else field.name for name, field in zip(short, fields, strict=True)]


def _edit_fields(
    config: Mapping[str, Any], materials: Materials, upload: Upload, contents: PdfContents
) -> dict[str, Any]:
    fields = [field for field in contents.fields if field.kind not in _FILLED_BY_PEOPLE]
    templates: dict[str, str] = dict(config.get("fields", {}))
    empty = list(config.get("empty", ()))
    st.markdown(f"**What goes into its {count(len(fields), 'field')}**")
    _show_where(materials, upload, fields)
    table = _table(fields, templates, set(empty))
    table, shown = _shown_rows(table, materials)
    edited = _editor(table, materials, key=f"{materials.key}-fields-{shown}")
    for name, row in edited.to_dict("index").items():
        text = one_template(templates.get(str(name), ""), row["attribute"], row["template"])
        if text or name in templates:
            templates[str(name)] = text
        if bool(row["empty"]) != (name in empty):
            empty = [*empty, str(name)] if row["empty"] else [one for one in empty if one != name]
        if one_template("", row["attribute"], "") and one_template("", None, row["template"]):
            materials.renew()  # one of the two has won: show only that one
    template_help(materials)
    return {"fields": templates, "empty": empty}


def _show_where(materials: Materials, upload: Upload, fields: Sequence[UploadedField]) -> None:
    """The form with its fields numbered as in the table, drawn when it is asked for."""
    where = st.expander("Where is which field?", key=f"{materials.key}-where", on_change="rerun")
    if not where.open:
        return
    pages = sorted({field.pages[0] for field in fields if field.pages})
    with where, shown_errors():
        page = st.pagination(len(pages), key=f"{materials.key}-where-page") if len(pages) > 1 else 1
        names = tuple(field.name for field in fields)
        picture = _numbered(materials.ws, upload, pages[page - 1], names, upload.id)
        st.image(picture, width="stretch", alt=f"Page {pages[page - 1]} of {upload.name}, its fields numbered")


@st.cache_data(max_entries=40, show_spinner="Drawing the form …")
def _numbered(
    _ws: Workspace,
    _upload: Upload,
    page: int,
    names: tuple[str, ...],
    key: str,  # noqa: ARG001 - the picture is kept under it
) -> bytes:
    """The page, counted from 1, with each field's number in `names`, from 1."""
    numbers = {name: str(number) for number, name in enumerate(names, 1)}
    marks = {
        numbers[field.name]: field.rect
        for field in _ws.uploads.prepared(_upload.id).fields
        if field.name in numbers and page - 1 in field.pages[:1]
    }
    return field_picture(_ws.uploads.read(_upload.id), page - 1, marks, password=_upload.password or None)


def _table(fields: Sequence[UploadedField], templates: Mapping[str, str], empty: set[str]) -> pandas.DataFrame:
    attributes = {field.name: only_attribute(templates.get(field.name, "")) for field in fields}
    return pandas.DataFrame(
        {
            "number": range(1, len(fields) + 1),
            "field": short_names(fields),
            "takes": [_takes(field) for field in fields],
            "attribute": pandas.Series([attributes[field.name] for field in fields], dtype=object).to_numpy(),
            "template": ["" if attributes[field.name] else templates.get(field.name, "") for field in fields],
            "empty": [field.name in empty for field in fields],
        },
        index=pandas.Index([field.name for field in fields], dtype=object),
    )


def _shown_rows(table: pandas.DataFrame, materials: Materials) -> tuple[pandas.DataFrame, str]:
    """The rows that are asked for, and which those are."""
    filled = table["attribute"].notna() | (table["template"] != "")
    decided = filled | table["empty"]
    counts = {_ALL: len(table), _FILLED: int(filled.sum()), _OPEN: int((~decided).sum())}
    picked = st.segmented_control(
        "Fields shown",
        list(counts),
        default=_ALL,
        required=True,
        format_func=lambda name: f"{name} ({counts[name]})",
        label_visibility="collapsed",
        key=f"{materials.key}-shown",
    )
    return {_ALL: table, _FILLED: table[filled], _OPEN: table[~decided]}[str(picked)], str(picked)


def _editor(table: pandas.DataFrame, materials: Materials, *, key: str) -> pandas.DataFrame:
    labels = _ALWAYS_KNOWN | {definition.key: definition.label for definition in materials.definitions}
    return st.data_editor(
        table,
        key=key,
        hide_index=True,
        height=height_px(len(table), 460),
        disabled=["number", "field", "takes"],
        placeholder="",
        alt="What goes into the fields of the form",
        column_config={
            "number": st.column_config.NumberColumn("No.", width=36),
            "field": st.column_config.TextColumn("Field", width=110),
            "takes": st.column_config.TextColumn("Takes", width=76),
            "attribute": st.column_config.SelectboxColumn(
                "Attribute", options=list(labels), format_func=lambda key: labels.get(str(key), str(key)), width=116
            ),
            "template": st.column_config.TextColumn(
                "or a text", width=104, help="With values in it, such as {{ city }}, {{ zip }}"
            ),
            "empty": st.column_config.CheckboxColumn(
                "Empty", width=68, help="It may stay empty: no problem if nothing goes in, or there is no value"
            ),
        },
    )


def _takes(field: UploadedField) -> str:
    options = ", ".join(shown or stored for stored, shown in field.options)
    kind = _KINDS.get(field.kind, field.kind)
    if field.kind == "text":
        return f"{kind}, up to {field.max_length}" if field.max_length else kind
    return f"{kind}: {options}" if options else kind
