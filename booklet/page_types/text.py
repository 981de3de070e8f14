"""A page of text, written in Markdown with templates and drawn in the book's style; also the cover.

config: `markdown` the text; `layout` "text" or "cover".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Literal

from booklet.errors import TemplateError
from booklet.model import BookSettings, Page, Problem, Style
from booklet.page_types.contract import (
    CheckInputs,
    Config,
    Drawing,
    Drawn,
    Inputs,
    Resolved,
    digest_of_drawing,
    error,
)
from booklet.pdf import Part
from booklet.templates import check_template

if TYPE_CHECKING:
    from booklet.pdf.typeset.text_style import TextStyle

_LAYOUTS = ("text", "cover")


class TextPageType:
    """The page type `text`."""

    name = "text"
    label = "Text or cover"
    description = "Text in Markdown, with the customer's values in it, drawn in the book's style."
    late = False

    def default_config(self) -> dict[str, Any]:
        return {"markdown": "", "layout": "text"}

    def describe(self, config: Config, names: Mapping[str, str]) -> str:  # noqa: ARG002 - the contract's signature
        if config.get("layout") == "cover":
            return "cover"
        first = next((line for line in str(config.get("markdown", "")).splitlines() if line.strip()), "empty")
        return first.strip("# ")[:60]

    def check(self, page: Page, definitions: CheckInputs) -> Iterable[Problem]:
        markdown = str(page.config.get("markdown", ""))
        if not markdown.strip():
            yield error("no text", "The page has no text.", "Write it in the page's settings.")
        if page.config.get("layout", "text") not in _LAYOUTS:
            yield error("layout", f'There is no layout "{page.config["layout"]}".', f"Choose {' or '.join(_LAYOUTS)}.")
        try:
            check_template(markdown, definitions.attributes)
        except TemplateError as problem:
            yield error("template", str(problem), "Correct the text in the page's settings.")

    def resolve(self, page: Page, inputs: Inputs) -> Resolved:
        from booklet.pdf.typeset.text_pages import escape_markdown  # here, as below: many books draw no text

        template = str(page.config.get("markdown", ""))
        markdown = inputs.fill(template, escape=escape_markdown)
        layout: Literal["text", "cover"] = "cover" if page.config.get("layout") == "cover" else "text"
        same_for_all = markdown == template
        drawing = text_drawing(markdown, inputs.settings, title=page.title, layout=layout, lasting=same_for_all)
        return Resolved(parts=(drawing,))


def text_drawing(
    markdown: str,
    settings: BookSettings,
    *,
    title: str,
    layout: Literal["text", "cover"] = "text",
    lasting: bool = False,
) -> Drawing | Part:
    """Return a text as the drawing of its pages; `lasting` where it is the same for all customers.

    Already drawn where it has letters that not every face has: so that a letter which none has is found without
    drawing. Raises BookletError for such a letter.
    """
    from booklet.pdf.typeset.typefaces import all_faces_show

    style = text_style(settings)
    drawing = Drawing(
        draw=partial(_draw, markdown, style, title, layout, lasting),
        page_count=1 if layout == "cover" else None,
        key=digest_of_drawing("text", markdown, style, title, layout),
    )
    return drawing if all_faces_show(f"{title}\n{markdown}") else drawing.draw().parts[0]


def _draw(markdown: str, style: TextStyle, title: str, layout: Literal["text", "cover"], lasting: bool) -> Drawn:
    from booklet.pdf.typeset.text_pages import typeset

    return Drawn((typeset(markdown, style, title=title, layout=layout, lasting=lasting).part(),))


def text_style(settings: BookSettings) -> TextStyle:
    """Return the look of drawn pages by the book's settings."""
    return _text_style(settings.style, settings.language)


@lru_cache(maxsize=16)
def _text_style(style: Style, language: str) -> TextStyle:
    from booklet.pdf.typeset.text_style import TextStyle

    return TextStyle(
        accent=style.accent,
        heading_family=style.heading_family,
        body_family=style.body_family,
        paper=style.paper,
        language=language,
    )
