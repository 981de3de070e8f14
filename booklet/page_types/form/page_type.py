"""A fillable PDF form, filled from the customer's attributes.

config: `upload` its id; `fields` the full name of a field -> a template, often just `{{ plan }}` ("" for a field
that stays empty); `states` field -> {filled-in text, or "yes" and "no": option or on-state of the field, "" for none};
`empty` the fields that may stay empty where a value is missing; `flatten` true to make it plain pages, false to leave
it fillable; `pages` a range; `smallest_pt` the smallest size in points that a long value is set in to make it fit,
null for 4, or 6 where there is an addendum; `addendum` true to let what is longer still go on on a page of its own
behind the form; `edition` the upload whose fields were
mapped, where the form was replaced since and nobody has looked at the differences.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from booklet.errors import TemplateError
from booklet.model import FILLED_BY_PEOPLE, AttributeDefinition, Page, PdfContents, Problem, UploadedField
from booklet.page_types.contract import (
    CheckInputs,
    Config,
    Inputs,
    Resolved,
    check_upload,
    error,
    warning,
)
from booklet.page_types.form.addendum import Addendum, with_addendum
from booklet.page_types.form.button_states import without_state
from booklet.page_types.form.fields import called
from booklet.page_types.form.values import (
    TOO_LONG,
    FilledField,
    checked_fields,
    filled_fields,
    not_shown,
    problems_of_fields,
    unknown_fields,
)
from booklet.page_types.static import check_range
from booklet.pdf import SMALLEST_PT, Part, Prepared, calculated
from booklet.pdf.types import Field
from booklet.templates import check_template, only_attribute

FONT_OF_MACHINE = "font of the machine"
_SIZES_PT = (2.0, 24.0)
SMALLEST_WITH_ADDENDUM_PT = 6.0
"""With an addendum, where the rest of a long value goes, nothing need be as small as can just be read."""


class FormPageType:
    """The page type `form`."""

    name = "form"
    label = "Form"
    description = "A fillable PDF form, filled from the customer's attributes."
    late = False

    def default_config(self) -> dict[str, Any]:
        return {
            "upload": "",
            "fields": {},
            "states": {},
            "empty": [],
            "flatten": False,
            "pages": "",
            "smallest_pt": None,
            "addendum": False,
            "edition": "",
        }

    def describe(self, config: Config, names: Mapping[str, str]) -> str:
        filled = sum(1 for template in config.get("fields", {}).values() if template)
        words = f"{names.get(config.get('upload', ''), 'no form chosen')}, {filled} fields filled"
        return words + (", flattened" if config.get("flatten") else "")

    def check(self, page: Page, definitions: CheckInputs) -> Iterable[Problem]:
        yield from check_upload(page.config, definitions, kind="form")
        yield from check_range(page.config, definitions)
        yield from _check_size(page.config)
        yield from _check_fields(page.config, definitions)

    def resolve(self, page: Page, inputs: Inputs) -> Resolved:
        config, smallest_pt = page.config, smallest_size_pt(page.config)
        document = inputs.files.prepared(config.get("upload", ""))
        of_form = inputs.once("form", lambda: _OfForm.of(config, document))
        filled = filled_fields(config, document, smallest_pt, inputs)
        values = {name: field.value for name, field in filled.items() if field.value is not None}
        found = [*of_form.unknown, *problems_of_fields(filled, document, inputs)]
        addendum = Addendum(values)
        if config.get("addendum") and any(one.reason == TOO_LONG for field in filled.values() for one in field.unshown):
            addendum = with_addendum(document, values, inputs, title=page.title, smallest_pt=smallest_pt)
            found.extend(addendum.notes)
            filled.update(checked_fields(document, addendum.changed, smallest_pt))
        filled.update(checked_fields(document, calculated(document, addendum.values), smallest_pt))
        found.extend(not_shown(problem, document) for field in filled.values() for problem in field.unshown)
        found.extend(of_form.unmapped)
        found.extend(of_form.on_no_page(values, document))
        unfit = {problem.subject for problem in found if problem.is_error}
        found.extend(_fonts_of_machine({name: one for name, one in filled.items() if name not in unfit}))
        shown = {name: value for name, value in addendum.values.items() if name not in unfit}
        form = of_form.chosen.fill(shown, flatten=bool(config.get("flatten")), smallest_pt=smallest_pt)
        return Resolved(parts=(form, *addendum.parts), problems=tuple(dict.fromkeys(found)))


@dataclass(frozen=True)
class _OfForm:
    """The parts of a form page that are the same for all customers."""

    chosen: Part
    unknown: tuple[Problem, ...]
    unmapped: tuple[Problem, ...]
    elsewhere: Mapping[str, Field]
    """The fields that are only on pages which are not in the book."""

    @classmethod
    def of(cls, config: Config, document: Prepared) -> _OfForm:
        chosen = document.select(config.get("pages", ""))
        known = {field.name: field for field in document.fields}
        elsewhere = {name: field for name, field in known.items() if not _on(field, chosen)}
        unknown = tuple(unknown_fields(config, known))
        return cls(chosen, unknown, tuple(_unmapped(config, document, chosen)), elsewhere)

    def on_no_page(self, values: Mapping[str, str | bool], document: Prepared) -> Iterable[Problem]:
        """Yield a problem for each value that goes into a page which is not in the book."""
        for field in self.elsewhere.values():
            if values.get(field.name):
                pages = " and ".join(str(page + 1) for page in field.pages)
                label = called(document, field.name)
                yield warning(
                    "field not in the book",
                    f'A value goes into "{label}" on page {pages} of the form, which is not in the book.',
                    "Put that page into the book, or take the field out of the page's settings.",
                    subject=field.name,
                )


def _fonts_of_machine(filled: Mapping[str, FilledField]) -> Iterable[Problem]:
    """Warn of each font of the machine, which a snapshot cannot hold; the run's log names it."""
    for font, sha256 in dict(font for field in filled.values() for font in field.fonts).items():
        yield warning(
            FONT_OF_MACHINE,
            f"Some letters are set in {font} (SHA-256 {sha256[:16]}), a font of this machine: where there is another "
            "or none, the book cannot be made again with the same bytes.",
            "Keep the font file, or write the values without these letters.",
            subject=font,
        )


def smallest_size_pt(config: Config) -> float:
    """Return the smallest size that a form page sets long values in: its setting, else as its addendum allows."""
    usual = SMALLEST_WITH_ADDENDUM_PT if config.get("addendum") else SMALLEST_PT
    size = config.get("smallest_pt")
    try:
        return usual if size is None else float(size)
    except (TypeError, ValueError):
        return usual  # `check` says so


def _check_size(config: Config) -> Iterable[Problem]:
    size = config.get("smallest_pt")
    least, most = _SIZES_PT
    if size is None:
        return
    if isinstance(size, bool) or not isinstance(size, int | float) or not least <= size <= most:
        message = f"The smallest type size cannot be {size!r}."
        yield error("smallest size", message, f"Choose {least:g} to {most:g} points.")


def _on(field: Field, chosen: Part) -> bool:
    """Return whether a field is on a chosen page; a field on no page at all counts, since others may need it."""
    return not field.pages or bool(set(field.pages) & set(chosen.pages))


def _check_fields(config: Config, definitions: CheckInputs) -> Iterable[Problem]:
    upload = definitions.uploads.get(config.get("upload", ""))
    contents = upload.contents if upload and isinstance(upload.contents, PdfContents) else PdfContents(0)
    known = {field.name: field for field in contents.fields}
    attributes = {definition.key: definition for definition in definitions.attributes}
    if known:
        yield from unknown_fields(config, known)
    for name, template in config.get("fields", {}).items():
        try:
            check_template(template, definitions.attributes)
        except TemplateError as problem:
            label = known[name].label or name if name in known else name
            yield error("template", f'Field "{label}": {problem}', "Correct what goes into the field.", subject=name)
            continue
        definition = attributes.get(only_attribute(template) or "")
        if definition and name in known:
            yield from _check_states(known[name], definition, config.get("states", {}).get(name, {}))


def _check_states(
    field: UploadedField, definition: AttributeDefinition, states: Mapping[str, str]
) -> Iterable[Problem]:
    """Warn of values that the attribute may have and no state of the field stands for."""
    if field.kind == "text" or (field.kind == "combo" and not field.options):
        return
    if missing := without_state(definition, field.kind, field.options, states):
        values = " or ".join(f'"{value}"' for value in missing)
        yield warning(
            "value without a state",
            f'{definition.label} can be {values}, and nothing is said of that for "{field.label or field.name}".',
            "Say in the page's settings what each value ticks or picks.",
            subject=field.name,
        )


def _unmapped(config: Config, document: Prepared, chosen: Part) -> Iterable[Problem]:
    """Warn, once for all, of fields that nobody decided about; empty and computed fields are decided."""
    decided = set(config.get("fields", {})) | set(config.get("empty", ()))
    open_fields = [
        field
        for field in document.fields_in_reading_order
        if field.kind not in FILLED_BY_PEOPLE
        and not (field.read_only or field.calculated)
        and field.name not in decided
        and _on(field, chosen)
    ]
    for field in open_fields:
        if field.required:
            yield warning(
                "unmapped required field",
                f'The form marks "{called(document, field.name)}" as required, but nothing goes into it.',
                "Say in the page's settings what goes into it.",
                subject=field.name,
            )
    if rest := [field for field in open_fields if not field.required]:
        names = ", ".join(f'"{called(document, field.name)}"' for field in rest[:3]) + (" …" if len(rest) > 3 else ".")
        count = f"{len(rest)} field{'s' * (len(rest) != 1)}"
        yield warning(
            "unmapped fields",
            f"Nothing goes into {count} of the form: {names}",
            "Say in the page's settings what goes into them, or that they stay empty.",
            subject=rest[0].name,
        )
