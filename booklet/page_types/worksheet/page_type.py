"""Sheets of an Excel workbook, drawn to pages as Excel would print them.

config: `upload` the workbook's id, or `ask` true for a workbook that is handed in at generation, for each customer
(`prompt` says which); `optional` true if the book may be made without it; `sheets` their names ([] for all visible);
`fit_width` true to scale each sheet to one page wide; `orientation` "portrait" or "landscape" and `scale` a percentage,
where they are to differ from the workbook's ("" and 0); `renderer` "native" or "libreoffice"; `tagged` true for
tables that a screen reader can read cell by cell (not by LibreOffice), in a file that is larger by a fifth or more.

`fill` true takes the workbook for a template: what goes into its cells is told in `cells.py`; `cells` maps
names of cells ("fee", or "Sheet1!B7") to templates, "" for a cell that stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from booklet.errors import TemplateError
from booklet.model import Page, Problem, WorkbookContents
from booklet.model.nearest import did_you_mean
from booklet.page_types.asked import Asked, prompt_of
from booklet.page_types.contract import (
    CheckInputs,
    Config,
    Drawing,
    Drawn,
    Inputs,
    Resolved,
    SheetOptions,
    check_upload,
    digest_of_drawing,
    error,
    warning,
)
from booklet.page_types.drawing import draw
from booklet.page_types.worksheet.cells import cell_inputs
from booklet.pdf import Part
from booklet.sheets import CellInput, RenderOptions
from booklet.templates import check_template

_RENDERERS = ("native", "libreoffice")
_ORIENTATIONS = ("", "portrait", "landscape")


class WorksheetPageType:
    """The page type `worksheet`."""

    name = "worksheet"
    label = "Worksheet"
    description = "Sheets of an Excel workbook: one for all customers, or one that is asked for at generation."
    late = False

    def default_config(self) -> dict[str, Any]:
        return {
            "upload": "",
            "ask": False,
            "prompt": "",
            "optional": False,
            "sheets": [],
            "fit_width": False,
            "orientation": "",
            "scale": 0,
            "fill": True,
            "cells": {},
            "renderer": "native",
            "tagged": False,
        }

    def describe(self, config: Config, names: Mapping[str, str]) -> str:
        words = (
            f"asked for: {prompt_of(config)}"
            if config.get("ask")
            else names.get(config.get("upload", ""), "no workbook chosen")
        )
        sheets = ", ".join(config.get("sheets", ()))
        return f"{words}, sheets {sheets}" if sheets else words

    def check(self, page: Page, definitions: CheckInputs) -> Iterable[Problem]:
        config = page.config
        if not config.get("ask"):
            yield from check_upload(config, definitions, kind="workbook")
        yield from _check_sheets(config, definitions)
        if config.get("renderer", "native") not in _RENDERERS:
            yield error(
                "renderer", f'There is no renderer "{config["renderer"]}".', f"Choose {' or '.join(_RENDERERS)}."
            )
        if config.get("tagged") and config.get("renderer") == "libreoffice":
            message = "LibreOffice draws the sheets, and a screen reader will find no tables on them."
            yield warning("not tagged", message, "Let Booklet draw them, or do without tables that can be read.")
        yield from _check_paper(config)
        yield from _check_cells(config, definitions)

    def resolve(self, page: Page, inputs: Inputs) -> Resolved:
        config = page.config
        if not config.get("ask"):
            made = _filled(config, config.get("upload", ""), inputs)
            return Resolved(parts=made.parts, problems=made.problems)
        asked = Asked(page.id, prompt_of(config))
        given = inputs.workbooks.get(asked.slot)
        if given is None:
            return Resolved(asks=(asked,), problems=_not_given(config, asked, inputs))
        key = digest_of_drawing("handed in", given, config, inputs.settings.style.paper, _all_of(inputs))
        drawing = Drawing(partial(_drawn, config, given.upload, inputs), key=key, is_unread=True)
        return Resolved(parts=(drawing,), asks=(asked,))


def _filled(config: Config, upload_id: str, inputs: Inputs) -> Resolved:
    """Return a workbook with the customer's values in it; undrawn, where there are any."""
    places = inputs.files.placeholders(upload_id) if config.get("fill", True) else ()
    values, problems = cell_inputs(config, places, inputs)
    options = sheet_options(config, inputs, values)
    if values:
        _require_drawable(options, upload_id, inputs)
        key = digest_of_drawing("sheets", upload_id, options)
        return Resolved((Drawing(partial(_draw, upload_id, options, inputs), key=key),), problems)
    made = _draw(upload_id, options, inputs)
    return Resolved(made.parts, (*problems, *made.problems))


def _drawn(config: Config, upload_id: str, inputs: Inputs) -> Drawn:
    filled = _filled(config, upload_id, inputs)
    made = draw(filled, inputs, {})
    return Drawn(tuple(part for part in made.parts if isinstance(part, Part)), made.problems)


def _draw(upload_id: str, options: SheetOptions, inputs: Inputs) -> Drawn:
    drawn = inputs.files.drawn(upload_id, options)
    return Drawn((drawn.prepared.part(),), drawn.problems)


def _require_drawable(options: SheetOptions, upload_id: str, inputs: Inputs) -> None:
    """Refuse what drawing would refuse whatever the values are. Raises NotFound or DefinitionError."""
    RenderOptions(scale=options.scale or None)
    inputs.files.require_sheets(upload_id, options.sheets)


def _all_of(inputs: Inputs) -> object:
    facts = inputs.facts
    return facts.customer, facts.quarter, facts.book, sorted(facts.values.items()), facts.definitions, facts.formats


def sheet_options(config: Config, inputs: Inputs, values: tuple[tuple[str, CellInput], ...] = ()) -> SheetOptions:
    """Return the options by which the page's workbook is drawn for a customer."""
    return SheetOptions(
        sheets=tuple(config.get("sheets", ())),
        fit_width=bool(config.get("fit_width")),
        orientation=config.get("orientation", ""),
        scale=config.get("scale", 0),
        paper=inputs.settings.style.paper,
        renderer=config.get("renderer", "native"),
        tagged=bool(config.get("tagged")),
        printed_on=inputs.facts.quarter.last_day,
        values=values,
    )


def _check_paper(config: Config) -> Iterable[Problem]:
    if config.get("orientation", "") not in _ORIENTATIONS:
        message = f'There is no orientation "{config["orientation"]}".'
        yield error("orientation", message, 'Choose "portrait", "landscape", or "" for the workbook\'s own.')
    scale = config.get("scale", 0)
    if scale and not 10 <= scale <= 400:
        yield error("scale", f"Sheets cannot be scaled to {scale}%.", "Choose 10 to 400, or 0 for the workbook's own.")


def _check_cells(config: Config, definitions: CheckInputs) -> Iterable[Problem]:
    for name, template in config.get("cells", {}).items():
        try:
            check_template(template, definitions.attributes)
        except TemplateError as problem:
            yield error("template", f'Cell "{name}": {problem}', "Correct what goes into the cell.", subject=name)


def _not_given(config: Config, asked: Asked, inputs: Inputs) -> tuple[Problem, ...]:
    message = f'"{asked.what}" was not handed in for {inputs.facts.customer}.'
    if config.get("optional"):
        remedy = "Hand it in, or make the book without it."
        return (warning("workbook not given", message, remedy, subject=asked.slot),)
    return (error("workbook not given", message, "Hand in the workbook before generating.", subject=asked.slot),)


def _check_sheets(config: Config, definitions: CheckInputs) -> Iterable[Problem]:
    upload = definitions.uploads.get(config.get("upload", ""))
    if config.get("ask") or upload is None or not isinstance(upload.contents, WorkbookContents):
        return
    names = [sheet.name for sheet in upload.contents.sheets]
    for name in config.get("sheets", ()):
        if name not in names:
            yield error(
                "unknown sheet",
                f'{upload.name} has no sheet "{name}". {did_you_mean(name, names, kind="sheets")}',
                "Choose its sheets again in the page's settings.",
                subject=name,
            )
