"""The cells of a workbook that are filled for each customer: which there are, and what they get."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas
import streamlit as st

from booklet.errors import BookletError
from booklet.formats import Formats
from booklet.model import Customer, Quarter
from booklet.office.counting import count
from booklet.office.form_mapping import one_template
from booklet.page_types.worksheet.cells import template_of
from booklet.page_types.worksheet.values import cell_input, printed
from booklet.sheets import Placeholder
from booklet.templates import Facts, only_attribute
from booklet.ui.book.editing import Materials
from booklet.ui.book.rules_and_templates import template_help
from booklet.ui.shared.freshness import settings_of
from booklet.ui.shared.look import shown_errors
from booklet.ui.shared.place import current_customer
from booklet.ui.shared.table import NOTHING, height_px

_ALWAYS_KNOWN = {"customer": "Customer's name", "quarter": "Quarter"}
_TALLEST_PX = 320


def cell_settings(config: Mapping[str, Any], materials: Materials, upload_id: str) -> dict[str, Any]:
    """Widgets for the settings `fill` and `cells` of a worksheet page; returns them as they stand."""
    fills = st.toggle(
        "Fill its cells from each customer's values", bool(config.get("fill", True)), key=f"{materials.key}-fill"
    )
    cells = dict(config.get("cells", {}))
    if fills and upload_id:
        with shown_errors():
            cells = _show_cells({**config, "cells": cells}, materials, materials.ws.uploads.placeholders(upload_id))
    return {"fill": fills, "cells": cells}


def _show_cells(config: Mapping[str, Any], materials: Materials, places: Sequence[Placeholder]) -> dict[str, str]:
    cells: dict[str, str] = config["cells"]
    texts, named = [p for p in places if not p.named], [p for p in places if p.named]
    if not places:
        st.caption(
            "No cell of this workbook can be filled. In Excel, write a text such as `{{ plan }}` into one, or give it "
            "a name."
        )
        return cells
    customer = current_customer(materials.ws) or next(iter(materials.ws.customers.all()), None)
    if texts:
        st.markdown(f"**{count(len(texts), 'place')} of the workbook with values in the text**")
        _show_texts(materials, texts, customer)
    if named:
        st.markdown(f"**What goes into its {count(len(named), 'named cell')}**")
        cells = _edit_named(config, materials, named, customer)
        template_help(materials)
    return cells


def _show_texts(materials: Materials, places: Sequence[Placeholder], customer: Customer | None) -> None:
    rows = [
        {"where": _where(place), "text": place.text, "gets": _gets(materials, place, place.text, customer)}
        for place in places
    ]
    st.dataframe(
        pandas.DataFrame(rows),
        hide_index=True,
        height=height_px(len(rows), _TALLEST_PX),
        key=f"{materials.key}-texts",
        column_config={
            "where": st.column_config.TextColumn("Where", width=130),
            "text": st.column_config.TextColumn("In the workbook", width=180),
            "gets": st.column_config.TextColumn(_heading(customer), width=180),
        },
    )


def _edit_named(
    config: Mapping[str, Any], materials: Materials, places: Sequence[Placeholder], customer: Customer | None
) -> dict[str, str]:
    keys = [definition.key for definition in materials.definitions]
    labels = _ALWAYS_KNOWN | {definition.key: definition.label for definition in materials.definitions}
    templates = {place.text: template_of(place, config, keys) for place in places}
    edited = st.data_editor(
        _named_table(materials, places, templates, customer),
        key=f"{materials.key}-named",
        hide_index=True,
        height=height_px(len(places), _TALLEST_PX),
        disabled=["name", "where", "gets"],
        placeholder="",
        alt="What goes into the named cells of the workbook",
        column_config={
            "name": st.column_config.TextColumn("Cell", width=100),
            "where": st.column_config.TextColumn("Where", width=100),
            "attribute": st.column_config.SelectboxColumn(
                "Attribute", options=list(labels), format_func=lambda key: labels.get(str(key), str(key)), width=110
            ),
            "template": st.column_config.TextColumn("or a text", width=110),
            "gets": st.column_config.TextColumn(_heading(customer), width=110),
        },
    )
    cells = dict(config["cells"])
    for name, row in edited.to_dict("index").items():
        made = one_template(templates[str(name)], row["attribute"], row["template"])
        if made != templates[str(name)]:
            cells = {key: value for key, value in cells.items() if key.lower() != name} | {str(name): made}
            materials.renew()
    return cells


def _named_table(
    materials: Materials, places: Sequence[Placeholder], templates: Mapping[str, str], customer: Customer | None
) -> pandas.DataFrame:
    attributes = [only_attribute(templates[place.text]) for place in places]
    return pandas.DataFrame(
        {
            "name": [place.text for place in places],
            "where": [_where(place) for place in places],
            "attribute": pandas.Series(attributes, dtype=object).to_numpy(),
            "template": ["" if key else templates[p.text] for p, key in zip(places, attributes, strict=True)],
            "gets": [_gets(materials, place, templates[place.text], customer) for place in places],
        },
        index=pandas.Index([place.text for place in places], dtype=object),
    )


def _where(place: Placeholder) -> str:
    return f"{place.sheet} {place.cell}" if place.cell else f"{place.sheet}, header or text box"


def _heading(customer: Customer | None) -> str:
    return f"{customer.name} gets" if customer else "Gets"


def _gets(materials: Materials, place: Placeholder, template: str, customer: Customer | None) -> str:
    """Return what is printed for the customer that is looked at, or why nothing is."""
    if not template or customer is None:
        return NOTHING
    settings = settings_of(materials.ws)
    quarter = Quarter.parse(st.session_state["quarter_looked_at"])
    facts = Facts(
        customer=customer.name,
        quarter=quarter,
        book="",
        values=materials.ws.attributes.values(customer.id, quarter),
        definitions=materials.definitions,
        formats=Formats(settings.locale, settings.currency),
    )
    try:
        return printed(place, cell_input(template, facts))
    except BookletError as problem:
        return f"■ {problem}"
