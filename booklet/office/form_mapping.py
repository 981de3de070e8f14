"""The mapping of a form's fields, while it is edited: plain data in, plain data out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas

from booklet.model import AttributeDefinition
from booklet.page_types.form.fields import FormField
from booklet.page_types.form.options import states_for
from booklet.page_types.form.proposals import Confidence, Proposal
from booklet.templates import only_attribute

Config = Mapping[str, Any]
ALL, PROPOSED, FILLED, OPEN = "All", "Proposed", "Filled", "Not decided"
_SCRIPT = "a script"
SIGNS = {Confidence.SURE: "●●●", Confidence.LIKELY: "●●○", Confidence.GUESS: "●○○"}


@dataclass(frozen=True, slots=True)
class Mapped:
    """A form's fields with what could go into them."""

    fields: tuple[FormField, ...]
    proposals: Mapping[str, Proposal]

    def open_proposals(self, config: Config) -> dict[str, Proposal]:
        """Return the proposals for fields about which nobody has decided."""
        return {name: made for name, made in self.proposals.items() if not is_decided(config, name)}

    def undecided(self, config: Config) -> list[str]:
        """Return the names of the fields about which somebody should decide and nobody has."""
        return [one.name for one in self.fields if one.is_open and not is_decided(config, one.name)]

    @property
    def needing_nothing(self) -> list[str]:
        """Counts of fields that need no decision, and why, in words; empty for none."""
        computed = sum(one.calculated for one in self.fields)
        locked = sum(one.read_only and not one.calculated for one in self.fields)
        told = [f"{computed:,} computed by the form"] if computed else []
        return [*told, *([f"{locked:,} read-only"] if locked else [])]

    def in_view(self, config: Config, view: str, wanted: str = "") -> list[FormField]:
        """Return the fields of a view that have a text in their label or name."""
        word = wanted.strip().casefold()
        return [
            one
            for one in self.fields
            if _is_in(view, config, one, self.proposals)
            and (not word or word in one.label.casefold() or word in one.name.casefold())
        ]


def is_filled(config: Config, name: str) -> bool:
    """Tell whether anything goes into the field."""
    return bool(config.get("fields", {}).get(name))


def is_decided(config: Config, name: str) -> bool:
    """Tell whether somebody said what goes in, or that it may stay empty."""
    return name in config.get("fields", {}) or name in config.get("empty", ())


def with_template(config: Config, name: str, template: str) -> dict[str, Any]:
    """Return the config with another template for a field; an empty text takes the field's mapping away."""
    fields = {key: value for key, value in config.get("fields", {}).items() if key != name}
    states = dict(config.get("states", {}))
    if only_attribute(template) != only_attribute(config.get("fields", {}).get(name, "")):
        states.pop(name, None)  # they were of another attribute's values
    if template:
        fields = {**config.get("fields", {}), name: template}
    return {**config, "fields": fields, "states": states}


def with_empty(config: Config, names: Iterable[str], *, may_be: bool) -> dict[str, Any]:
    """Return the config with fields that may stay empty, or may not."""
    given = list(names)
    kept = [name for name in config.get("empty", ()) if name not in set(given)]
    return {**config, "empty": [*kept, *given] if may_be else kept}


def accepted(config: Config, proposals: Iterable[Proposal]) -> dict[str, Any]:
    """Return the config with proposals taken."""
    changed = dict(config)
    for made in proposals:
        changed = with_template(changed, made.name, made.template)
        if made.states:
            changed["states"] = {**changed["states"], made.name: dict(made.states)}
    return changed


def one_template(before: str, attribute: object, template: object) -> str:
    """Return what goes into a field, from the two columns of the table; where both say something, the new text wins.

    An empty cell comes as None, NaN or an empty text.
    """
    picked = f"{{{{ {attribute} }}}}" if isinstance(attribute, str) and attribute else ""
    written = template.strip() if isinstance(template, str) else ""
    if picked and written:
        return written if before.strip() == picked else picked
    return picked or written


def edited(
    config: Config,
    rows: Sequence[FormField],
    changes: Mapping[int, Mapping[str, Any]],
    definitions: Iterable[AttributeDefinition] = (),
) -> tuple[dict[str, Any], bool]:
    """Return the config with what was done in the table, by number of row from 0; and whether two of its cells compete.

    A field that gets another of the attributes defined gets the table that the words of its options suggest.
    """
    known = {definition.key: definition for definition in definitions}
    changed, competing = dict(config), False
    for row, cells in changes.items():
        name = rows[row].name
        before = config.get("fields", {}).get(name, "")
        if "attribute" in cells or "template" in cells:
            attribute = cells.get("attribute", only_attribute(before))
            template = cells.get("template", "" if only_attribute(before) else before)
            after = one_template(before, attribute, template)
            changed = with_template(changed, name, after)
            definition = known.get(only_attribute(after) or "")
            if definition and after != before and (states := states_for(rows[row], definition)):
                changed["states"] = {**changed["states"], name: states}
            competing = competing or bool(attribute and template)
        if "empty" in cells:
            changed = with_empty(changed, [name], may_be=bool(cells["empty"]))
    return changed, competing


def field_table(
    rows: Sequence[FormField],
    config: Config,
    proposals: Mapping[str, Proposal],
    labels: Mapping[str, str],
    numbers: Mapping[str, int],
) -> pandas.DataFrame:
    """Return a row for each field; `labels` are the attributes', `proposals` those that are still open."""
    templates: Mapping[str, str] = config.get("fields", {})
    empty = set(config.get("empty", ()))
    attributes = [only_attribute(templates.get(one.name, "")) for one in rows]
    told = [_told(proposals.get(one.name), labels) for one in rows]
    return pandas.DataFrame(
        {
            "number": [numbers[one.name] for one in rows],
            "field": [one.label for one in rows],
            "takes": [takes(one) for one in rows],
            "proposed": pandas.Series(told, dtype=object).to_numpy(),
            "attribute": pandas.Series(attributes, dtype=object).to_numpy(),
            "template": [
                "" if attribute else templates.get(one.name, "")
                for one, attribute in zip(rows, attributes, strict=True)
            ],
            "empty": [one.name in empty for one in rows],
        },
        index=pandas.Index([one.name for one in rows], dtype=object),
    )


def takes(one: FormField) -> str:
    """Return what a field takes, in a word or two."""
    if one.calculated:
        return "Computed"
    if one.kind == "checkbox" and len(one.options) <= 1:
        return "Tick"
    if one.kind == "list":
        return f"Some of {len(one.options)}"
    if one.options:
        return f"One of {len(one.options)}"
    if one.format and not one.format.startswith(_SCRIPT):
        told = one.format.partition(";")[0].removeprefix("as ")
        return told[:1].upper() + told[1:]
    return f"Text, up to {one.max_length}" if one.max_length else "Text"


def proposal_in_words(made: Proposal, labels: Mapping[str, str]) -> str:
    """Return "●●● City": how sure, and what."""
    return f"{SIGNS[made.confidence]} {labels.get(made.key, made.key)}"


def _told(made: Proposal | None, labels: Mapping[str, str]) -> str | None:
    return proposal_in_words(made, labels) if made else None


def _is_in(view: str, config: Config, one: FormField, proposals: Mapping[str, Proposal]) -> bool:
    if view == FILLED:
        return is_filled(config, one.name)
    if view == PROPOSED:
        return one.name in proposals and not is_decided(config, one.name)
    return view == ALL or (one.is_open and not is_decided(config, one.name))
