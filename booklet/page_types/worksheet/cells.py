"""The content of a worksheet's cells for a customer: the workbook as a template.

A template stands in a cell, a header or a text box of the workbook itself ("{{ plan }}"); or it belongs to a cell by
the page's setting `cells`, or because the cell's name is an attribute's key. A cell that takes one attribute and
nothing else gets its value as a number, date or truth value (`values.py`), so that its number format and
formulas go on working.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from booklet.errors import BookletError, MissingValue
from booklet.model import Problem
from booklet.page_types.contract import Config, Inputs, error, failure, warning
from booklet.page_types.worksheet.values import cell_input
from booklet.sheets import CellInput, Placeholder


def template_of(place: Placeholder, config: Config, keys: Iterable[str]) -> str:
    """Return the template of a place: its own, that of the page's setting, or the attribute of its name; else ""."""
    if not place.named:
        return place.text
    cells: Mapping[str, str] = {name.lower(): template for name, template in config.get("cells", {}).items()}
    if place.text in cells:
        return cells[place.text]
    return f"{{{{ {place.text} }}}}" if place.text in set(keys) else ""


def cell_inputs(
    config: Config, places: Sequence[Placeholder], inputs: Inputs
) -> tuple[tuple[tuple[str, CellInput], ...], tuple[Problem, ...]]:
    """Return (text, name or address, input) of each place of the workbook that is filled, and the problems."""
    keys = [definition.key for definition in inputs.facts.definitions]
    templates = {place.text: (template_of(place, config, keys), place) for place in places}
    names = {place.text for place in places if place.named}
    for name, template in config.get("cells", {}).items():
        if "!" in name:
            templates[name] = template, Placeholder(*_address(name), name, named=True)
    values: dict[str, CellInput] = {}
    problems: list[Problem] = [
        _no_cell(name) for name in config.get("cells", {}) if "!" not in name and name.lower() not in names
    ]
    for key, (template, place) in templates.items():
        if not template:
            continue
        try:
            values[key] = cell_input(template, inputs.facts)
        except BookletError as problem:
            problems.extend(_failed(problem, place, inputs))
    return tuple(sorted(values.items(), key=lambda item: item[0])), tuple(problems)


def _address(name: str) -> tuple[str, str]:
    sheet, _, cell = name.rpartition("!")
    return sheet.strip("'"), cell


def _failed(problem: BookletError, place: Placeholder, inputs: Inputs) -> tuple[Problem, ...]:
    if isinstance(problem, MissingValue):
        return failure(problem, inputs)
    where = f"cell {place.cell}" if place.cell else "the header, the footer or a text box"
    remedy = (
        "Correct what goes into the cell in the page's settings."
        if place.named
        else "Correct the text in the workbook."
    )
    return (error("template", f"Sheet {place.sheet}, {where}: {problem}", remedy, subject=place.cell or place.sheet),)


def _no_cell(name: str) -> Problem:
    return warning(
        "unknown cell",
        f'The workbook has no cell that is called "{name}" and could be filled.',
        "Name the cell in Excel (Formulas, Define Name), or take it out of the page's settings.",
        subject=name,
    )
