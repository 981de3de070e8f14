"""A newer edition of a form: mapped fields that vanished, their heirs under other names, fields that are new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from booklet.page_types.form.fields import FormField
from booklet.page_types.form.proposals import SOMEBODY_ELSE, Confidence
from booklet.page_types.form.words import heart_of, words_of

_SURE, _LIKELY = 0.93, 0.78


@dataclass(frozen=True, slots=True)
class Renamed:
    """A field of the old edition, and the field of the new edition that is probably the same."""

    before: str
    after: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class EditionChanges:
    """The differences of two editions of a form that matter to a page's mapping."""

    vanished: tuple[FormField, ...]
    """Fields into which something goes, and which the new edition has not."""
    appeared: tuple[FormField, ...]
    """Fields of the new edition that the old one had not, and about which nobody decided."""
    retyped: tuple[tuple[FormField, FormField], ...]
    """Fields into which something goes, and which now take something else, such as a tick for a text."""

    @property
    def any(self) -> bool:
        """True where there is any difference."""
        return bool(self.vanished or self.appeared or self.retyped)


def compare(before: Sequence[FormField], after: Sequence[FormField], config: Mapping[str, Any]) -> EditionChanges:
    """Compare two editions for a page's mapping; a field that it names and neither has counts as vanished."""
    old, new = {one.name: one for one in before}, {one.name: one for one in after}
    filled = [name for name, template in config.get("fields", {}).items() if template]
    decided = {*config.get("fields", {}), *config.get("empty", ())}
    unknown = {name: FormField(name, name, "text", label_is_printed=False) for name in filled if name not in old}
    return EditionChanges(
        vanished=tuple((old | unknown)[name] for name in filled if name not in new),
        appeared=tuple(one for one in after if before and one.name not in old and one.name not in decided),
        retyped=tuple(
            (old[name], new[name])
            for name in filled
            if name in old and name in new and _takes(old[name]) != _takes(new[name])
        ),
    )


def renames(changes: EditionChanges, after: Sequence[FormField], config: Mapping[str, Any]) -> dict[str, Renamed]:
    """Return the heir of each vanished field: the field without a value that is probably the same, each used once."""
    filled = {name for name, template in config.get("fields", {}).items() if template}
    open_fields = [one for one in after if one.name not in filled]
    pairs = sorted(
        (
            (likeness, old.name, new.name)
            for old in changes.vanished
            for new in open_fields
            if (likeness := _likeness(old, new)) >= _LIKELY
        ),
        reverse=True,
    )
    found: dict[str, Renamed] = {}
    taken: set[str] = set()
    for likeness, old_name, new_name in pairs:
        if old_name not in found and new_name not in taken:
            sure = Confidence.SURE if likeness >= _SURE else Confidence.LIKELY
            found[old_name] = Renamed(old_name, new_name, sure)
            taken.add(new_name)
    return found


def carried_over(config: Mapping[str, Any], heirs: Mapping[str, str]) -> dict[str, Any]:
    """Return the config with the old fields' mapping in their heirs; an heir of "" drops the mapping."""

    def moved(settings: Mapping[str, Any]) -> dict[str, Any]:
        return {heirs.get(name, name): value for name, value in settings.items() if heirs.get(name, name)}

    empty = [heirs.get(name, name) for name in config.get("empty", ())]
    return {
        **config,
        "fields": moved(config.get("fields", {})),
        "states": moved(config.get("states", {})),
        "empty": list(dict.fromkeys(name for name in empty if name)),
    }


def _takes(one: FormField) -> tuple[str, tuple[str, ...]]:
    """Return a field's kind, and the states that a table of states speaks of."""
    return one.kind, tuple(stored for stored, _ in one.options)


def _likeness(old: FormField, new: FormField) -> float:
    """Rate from 0 to 1 by label where both have it, by name, a little by page; 0 where they ask of different people."""
    if old.is_button is not new.is_button:
        return 0.0
    names = fuzz.ratio(old.name.casefold(), new.name.casefold()) / 100
    page = 1.0 if old.page == new.page or not old.page else 0.5
    if not (old.label_is_printed and new.label_is_printed):
        return 0.9 * names + 0.1 * page
    if words_of(old.label) & SOMEBODY_ELSE != words_of(new.label) & SOMEBODY_ELSE:
        return 0.0
    labels = fuzz.ratio(heart_of(old.label).casefold(), heart_of(new.label).casefold()) / 100
    return 0.65 * labels + 0.25 * names + 0.1 * page
