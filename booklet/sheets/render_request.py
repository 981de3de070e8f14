"""A request to draw a workbook and the answer, as plain data: it crosses into another process and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from booklet.sheets.render_options import Limits, RenderOptions
from booklet.sheets.result import Rendered, SheetPage, SheetProblem, Suggestion


class CellInput(NamedTuple):
    """Value that is put into a place.

    `number_format` is for a cell without a format of its own ("General"); for a truth value, which Excel's number
    formats leave alone, it always holds, and shows the number 1 or 0. `text` stands within a text, such as a header:
    the value itself where it is a text.
    """

    value: str | float | bool | date
    number_format: str = "General"
    text: str = ""


@dataclass(frozen=True, slots=True)
class RenderRequest:
    """A workbook to be drawn; `sheets` None means all that are visible.

    `values` fills the workbook: by a template as it stands in cells, headers and text boxes ("{{ plan }}"), or by the
    name of a cell.
    """

    sheets: tuple[str, ...] | None = None
    password: str | None = None
    values: Mapping[str, CellInput] = field(default_factory=dict)
    options: RenderOptions = field(default_factory=RenderOptions)


def request_as_json(request: RenderRequest) -> dict[str, Any]:
    """Return the request as `request_from_json` reads it."""
    options = asdict(replace(request.options, apart=False))
    options["created"] = request.options.created.isoformat()
    values = {
        key: [value.isoformat() if isinstance(value, date) else value, isinstance(value, date), *others]
        for key, (value, *others) in request.values.items()
    }
    return {"sheets": request.sheets, "password": request.password, "values": values, "options": options}


def request_from_json(found: Mapping[str, Any]) -> RenderRequest:
    """Return the request as it was."""
    options = dict(found["options"])
    options["created"] = datetime.fromisoformat(options["created"])
    options["limits"] = Limits(**options["limits"])
    values = {
        key: CellInput(date.fromisoformat(value) if is_date else value, *others)
        for key, (value, is_date, *others) in found["values"].items()
    }
    sheets = None if found["sheets"] is None else tuple(found["sheets"])
    return RenderRequest(sheets, found["password"], values, RenderOptions(**options))


def facts_as_json(made: Rendered) -> dict[str, Any]:
    """Return all of a rendering but the PDF itself."""
    return {
        "pages": [page.sheet for page in made.pages],
        "problems": [asdict(problem) for problem in made.problems],
        "suggestions": [asdict(suggestion) for suggestion in made.suggestions],
    }


def rendered_from_json(facts: Mapping[str, Any], pdf: bytes) -> Rendered:
    """Return the rendering as it was. Raises KeyError or TypeError for facts of another shape."""
    pages = tuple(SheetPage(str(sheet)) for sheet in facts["pages"])
    problems = tuple(SheetProblem(**problem) for problem in facts["problems"])
    return Rendered(len(pages), pdf, pages, problems, tuple(Suggestion(**one) for one in facts["suggestions"]))
