"""A fillable PDF form, filled from the customer's attributes.

config: `upload` its id; `fields` the full name of a field -> a template, often just `{{ plan }}` ("" for a field
that stays empty); `states` field -> {filled-in text: option or on-state of the field}; `empty` the fields that may stay
empty where a value is missing; `flatten` true to make it plain pages, false to leave it fillable; `pages` a range.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from booklet.errors import BookletError, MissingValue, TemplateError
from booklet.model import Page, PdfContents, Problem, Value
from booklet.model.nearest import did_you_mean
from booklet.page_types.contract import (
    Config,
    Definitions,
    Inputs,
    Resolved,
    check_upload,
    error,
    failure,
    warning,
)
from booklet.page_types.static import check_range
from booklet.pdf import Part, check_values
from booklet.pdf.types import Field, ValueProblem
from booklet.templates import check_template, only_attribute

_YES = frozenset({"yes", "true", "on", "x", "1"})
_NO = frozenset({"no", "false", "off", "0", ""})
_NOT_MAPPED = frozenset({"button", "signature"})


class FormPage:
    name = "form"
    label = "Form"
    description = "A fillable PDF form, filled from the customer's attributes."
    late = False

    def default_config(self) -> dict[str, Any]:
        return {"upload": "", "fields": {}, "states": {}, "empty": [], "flatten": False, "pages": ""}

    def describe(self, config: Config, names: Mapping[str, str]) -> str:
        filled = sum(1 for template in config.get("fields", {}).values() if template)
        words = f"{names.get(config.get('upload', ''), 'no form chosen')}, {filled} fields filled"
        return words + (", flattened" if config.get("flatten") else "")

    def check(self, page: Page, definitions: Definitions) -> Iterable[Problem]:
        yield from check_upload(page.config, definitions, kind="form")
        yield from check_range(page.config, definitions)
        yield from _check_fields(page.config, definitions)

    def resolve(self, page: Page, inputs: Inputs) -> Resolved:
        document = inputs.files.prepared(page.config.get("upload", ""))
        chosen = document.select(page.config.get("pages", ""))
        fields = {field.name: field for field in document.fields}
        values, problems = _values(page.config, fields, inputs)
        problems.extend(_not_shown(problem, inputs) for problem in check_values(document, values))
        problems.extend(_unmapped(page.config, [field for field in document.fields if _on(field, chosen)]))
        problems.extend(
            _on_no_page(field) for name, field in fields.items() if values.get(name) and not _on(field, chosen)
        )
        unfit = {problem.subject for problem in problems if problem.is_error}
        shown = {name: value for name, value in values.items() if name not in unfit}
        return Resolved(parts=(chosen.fill(shown, flatten=bool(page.config.get("flatten"))),), problems=tuple(problems))


def _on(field: Field, chosen: Part) -> bool:
    """Whether a field is on one of the chosen pages; one that is on no page at all counts, others may need it."""
    return not field.pages or bool(set(field.pages) & set(chosen.pages))


def _on_no_page(field: Field) -> Problem:
    pages = " and ".join(str(page + 1) for page in field.pages)
    return warning(
        "field not in the book",
        f'A value goes into "{field.label or field.name}" on page {pages} of the form, which is not in the book.',
        "Put that page into the book, or take the field out of the page's settings.",
        subject=field.name,
    )


def _check_fields(config: Config, definitions: Definitions) -> Iterable[Problem]:
    upload = definitions.uploads.get(config.get("upload", ""))
    known = (
        [field.name for field in upload.contents.fields] if upload and isinstance(upload.contents, PdfContents) else []
    )
    for name, template in config.get("fields", {}).items():
        if known and name not in known:
            yield error(
                "unknown field",
                f'The form has no field "{name}". {did_you_mean(name, known, kind="fields")}',
                "Map the values to the form's fields again.",
                subject=name,
            )
        try:
            check_template(template, definitions.attributes)
        except TemplateError as problem:
            yield error("template", f'Field "{name}": {problem}', "Correct what goes into the field.", subject=name)


def _values(config: Config, fields: Mapping[str, Field], inputs: Inputs) -> tuple[dict[str, str | bool], list[Problem]]:
    """What goes into each mapped field, and what is missing for it."""
    values: dict[str, str | bool] = {}
    problems: list[Problem] = []
    may_be_empty = frozenset(config.get("empty", ()))
    for name, template in config.get("fields", {}).items():
        try:
            text = inputs.fill(template)
        except BookletError as problem:
            if not isinstance(problem, MissingValue):
                what = f'Field "{name}": {problem}'
                problems.append(error("template", what, "Correct what goes into the field.", subject=name))
            elif name not in may_be_empty:
                problems.extend(failure(problem, inputs))
            continue
        field = fields.get(name)
        text = str(config.get("states", {}).get(name, {}).get(text, text))
        value = inputs.facts.values.get(only_attribute(template) or "")
        values[name] = _state(text, field, value) if field and field.kind in ("checkbox", "radio") else text
    return values, problems


def _state(text: str, field: Field, value: Value | None) -> str | bool:
    """The on-state that a text means: its own name, what is shown beside it, or a plain yes or no.

    `value` is that of the attribute which the text is, if it is one: a yes/no may have any words of its own.
    """
    word = text.strip()
    for stored, shown in field.options:
        if word.removeprefix("/") == stored or (shown and word == shown):
            return stored
    if isinstance(value, bool) and field.kind == "checkbox":
        return value
    if word.casefold() in _NO:
        return False
    return True if word.casefold() in _YES and field.kind == "checkbox" else word


def _not_shown(problem: ValueProblem, inputs: Inputs) -> Problem:
    remedies = {
        "unknown field": "Map the values to the form's fields again.",
        "unknown option": "Change the value, or map it to one of the field's options in the page's settings.",
        "too long": "Shorten the value, or use a template that does.",
        "missing letters": "Install a font that has these letters, or write the value without them.",
        "not fillable": "Take the field out of the page's settings.",
        "wrong format": "Write the value as the form asks for it, or use a template that does.",
        "out of range": "Correct the value, or what goes into the field.",
    }
    return error(
        problem.reason,
        f"{inputs.facts.customer}: {problem.message}",
        remedies[problem.reason],
        subject=problem.field,
    )


def _unmapped(config: Config, fields: Iterable[Field]) -> Iterable[Problem]:
    """One warning for all fields that nobody decided about; what may stay empty is decided."""
    decided = set(config.get("fields", {})) | set(config.get("empty", ()))
    open_fields = [
        field for field in fields if field.kind not in _NOT_MAPPED and not field.read_only and field.name not in decided
    ]
    required = [field for field in open_fields if field.required]
    for field in required:
        yield warning(
            "unmapped required field",
            f'The form marks "{field.label or field.name}" as required, but nothing goes into it.',
            "Say in the page's settings what goes into it.",
            subject=field.name,
        )
    if rest := [field for field in open_fields if not field.required]:
        names = ", ".join(f'"{field.label or field.name}"' for field in rest[:3]) + (" …" if len(rest) > 3 else ".")
        count = f"{len(rest)} field{'s' * (len(rest) != 1)}"
        yield warning(
            "unmapped fields",
            f"Nothing goes into {count} of the form: {names}",
            "Say in the page's settings what goes into them, or that they stay empty.",
            subject=rest[0].name,
        )
