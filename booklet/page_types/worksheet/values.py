"""Attribute values in a worksheet's cells: numbers, days and truth values that are shown as people write them.

Formulas go on working with a cell that shows "$1,250,000.50", because it holds the number. A cell with a number format
of its own keeps it; one without gets that of the attribute's definition in the workspace's locale. Where number formats
cannot say it (they know no decimal comma), the cell's format is what is to be shown, word for word.
"""

from __future__ import annotations

import re
from datetime import date

from babel import Locale

from booklet.formats import Formats
from booklet.model import AttributeDefinition, AttributeType, Value
from booklet.sheets import CellInput, Placeholder
from booklet.templates import Facts, fill_template, only_attribute

_DIGITS = re.compile(r"\d[\d,]*(?:\.(?P<decimals>\d+))?")
_DAY_PART = re.compile(r"'([^']*)'|([A-Za-z])\2*|[^A-Za-z']+")
_DAY_PARTS = {"y": "yyyy", "yy": "yy", "yyyy": "yyyy", "M": "m", "MM": "mm", "MMM": "mmm", "MMMM": "mmmm", "d": "d"}
_DAY_PARTS |= {"dd": "dd", "EEE": "ddd", "EEEE": "dddd"}
"""Excel's names for the parts of CLDR's patterns of dates."""


def cell_input(template: str, facts: Facts) -> CellInput:
    """Return the cell input that a template makes. Raises MissingValue or TemplateError."""
    key = only_attribute(template) or ""
    text = fill_template(template, facts)  # also for its problems: what is missing is missing in any type
    definition = next((one for one in facts.definitions if one.key == key), None)
    if definition is None or key not in facts.values:
        return CellInput(text)
    return _typed(facts.values[key], definition, facts.formats)


def printed(place: Placeholder, given: CellInput) -> str:
    """Return the text that the page shows in the place."""
    from booklet.sheets.template.filling import shown  # here, as below: most books have no worksheets

    return shown(given, place.number_format) if place.cell else given.text


def _typed(value: Value, definition: AttributeDefinition, formats: Formats) -> CellInput:
    text = formats.value(value, definition)
    if isinstance(value, str):
        return CellInput(text)
    if isinstance(value, bool):
        yes, no = (formats.value(word, definition) for word in (True, False))
        return CellInput(value, f"{_literal(yes)};;{_literal(no)}", text)
    if isinstance(value, date):
        wanted, held = _day_format(definition.format, formats), value
        return CellInput(held, _showing(text, held, wanted), text)
    number = float(value)
    if definition.type is AttributeType.NUMBER and not definition.format:
        return CellInput(number, "General", text)  # as all other numbers of the sheet without a format
    return CellInput(number, _showing(text, number, _number_format(text)), text)


def _showing(text: str, value: float | date, number_format: str) -> str:
    """Return the number format, if it shows the text; else a format that is the text."""
    given = CellInput(value, number_format)
    from booklet.sheets.template.filling import shown

    return number_format if number_format and shown(given) == text else ";".join([_literal(text)] * 3)


def _number_format(text: str) -> str:
    """Return the format of a number that is written so: "$1,250.50" is `"$"#,##0.00`."""
    found = _DIGITS.search(text)
    if not found:
        return ""
    before, after = text[: found.start()].replace("-", ""), text[found.end() :]
    decimals = "." + "0" * len(found["decimals"]) if found["decimals"] else ""
    return f"{_literal(before)}#,##0{decimals}{after if after == '%' else _literal(after)}"


def _day_format(style: str, formats: Formats) -> str:
    """Return Excel's format for a date in a style; "" where the style has parts that Excel does not know."""
    pattern, made = style, ""
    if style in ("", "short", "medium", "long", "full"):
        pattern = str(Locale.parse(formats.locale).date_formats[style or "medium"])
    for part in _DAY_PART.finditer(pattern):
        if part[2] and part[0] not in _DAY_PARTS:
            return ""
        made += _DAY_PARTS[part[0]] if part[2] else _literal(part[1] or part[0].replace("'", ""))
    return made


def _literal(text: str) -> str:
    """Return a text in a number format, as it is: `"$"`."""
    return '"' + text.replace('"', '"\\""') + '"' if text else ""
