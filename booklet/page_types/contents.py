"""The table of contents, with page numbers and links.

config: `heading` the words above it; `depth` 0 for the pages' titles only, 1 and more for as many levels of the
outlines inside the pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from booklet.errors import TemplateError
from booklet.model import Page, Problem
from booklet.page_types.contract import (
    CheckInputs,
    Config,
    Drawing,
    Drawn,
    Inputs,
    Resolved,
    digest_of_drawing,
    error,
    warning,
)
from booklet.page_types.text import text_style
from booklet.pdf.types import ContentsEntry
from booklet.templates import check_template

if TYPE_CHECKING:
    from booklet.pdf.typeset.text_style import TextStyle


class ContentsPageType:
    """The page type `contents`."""

    name = "contents"
    label = "Contents"
    description = "The table of contents, with page numbers and links."
    late = True

    def default_config(self) -> dict[str, Any]:
        return {"heading": "Contents", "depth": 0}

    def describe(self, config: Config, names: Mapping[str, str]) -> str:  # noqa: ARG002 - the contract's signature
        depth = config.get("depth", 0)
        return "page titles" if not depth else f"page titles and {depth} level{'s' * (depth != 1)} inside them"

    def check(self, page: Page, definitions: CheckInputs) -> Iterable[Problem]:
        depth = page.config.get("depth", 0)
        if not isinstance(depth, int) or not 0 <= depth <= 9:
            yield error("depth", f"The contents cannot go {depth} levels deep.", "Choose 0 to 9.")
        try:
            check_template(str(page.config.get("heading", "")), definitions.attributes)
        except TemplateError as problem:
            yield error("template", str(problem), "Correct the heading in the page's settings.")

    def resolve(self, page: Page, inputs: Inputs) -> Resolved:
        from booklet.pdf.typeset.typefaces import all_faces_show  # here, as below: many books have no contents

        depth = int(page.config.get("depth", 0))
        entries = [entry for entry in inputs.layout or () if entry.level <= depth]
        heading = inputs.fill(str(page.config.get("heading", "Contents")))
        style = text_style(inputs.settings)
        of = [(entry.title, entry.level) for entry in entries]
        drawing = Drawing(
            draw=partial(_draw, entries, style, heading),
            headings=(),
            key="" if inputs.layout_is_open else digest_of_drawing("contents", of, style, heading),
        )
        sure = all_faces_show("\n".join([heading, *(entry.title for entry in entries)]))
        made = Drawn((), ()) if sure else drawing.draw()
        return Resolved(parts=(drawing,) if sure else made.parts, problems=made.problems)


def _draw(entries: list[ContentsEntry], style: TextStyle, heading: str) -> Drawn:
    from booklet.pdf.typeset.table_of_contents import draw_contents

    empty = warning("empty contents", "The contents list nothing.", "Give the book's pages titles.")
    return Drawn((draw_contents(entries, style, heading=heading),), () if entries else (empty,))
