"""Pages of an uploaded PDF, as they are.

config: `upload` its id; `pages` a range such as "1-3,5" ("" for all); `rotate` 0, 90, 180 or 270 degrees clockwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from booklet.errors import DefinitionError
from booklet.model import Page, PdfContents, Problem
from booklet.page_types.contract import (
    CheckInputs,
    Config,
    Inputs,
    Resolved,
    check_upload,
    error,
)
from booklet.pdf.document.page_range import parse_page_range


class StaticPageType:
    """The page type `static`."""

    name = "static"
    label = "PDF pages"
    description = "Pages of an uploaded PDF, as they are."
    late = False

    def default_config(self) -> dict[str, Any]:
        return {"upload": "", "pages": "", "rotate": 0}

    def describe(self, config: Config, names: Mapping[str, str]) -> str:
        words = names.get(config.get("upload", ""), "no file chosen")
        if config.get("pages"):
            words += f", pages {config['pages']}"
        if config.get("rotate"):
            words += f", turned by {config['rotate']}°"
        return words

    def check(self, page: Page, definitions: CheckInputs) -> Iterable[Problem]:
        yield from check_upload(page.config, definitions, kind="PDF")
        yield from check_range(page.config, definitions)
        if page.config.get("rotate", 0) not in (0, 90, 180, 270):
            yield error("rotation", f"Pages cannot be turned by {page.config['rotate']}°.", "Choose 0, 90, 180 or 270.")

    def resolve(self, page: Page, inputs: Inputs) -> Resolved:
        document = inputs.files.prepared(page.config.get("upload", ""))
        part = document.select(page.config.get("pages", ""), rotate=page.config.get("rotate", 0))
        return Resolved(parts=(part,))


def check_range(config: Config, definitions: CheckInputs) -> Iterable[Problem]:
    """Yield the problems of a PDF's page range."""
    upload = definitions.uploads.get(config.get("upload", ""))
    if upload is None or not isinstance(upload.contents, PdfContents):
        return
    try:
        parse_page_range(str(config.get("pages", "")), upload.contents.page_count)
    except DefinitionError as problem:
        yield error("page range", f"{upload.name}: {problem}", "Correct the range in the page's settings.")
