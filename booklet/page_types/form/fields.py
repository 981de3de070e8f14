"""The fields of a form as a person must know them to map them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from booklet.model import FILLED_BY_PEOPLE
from booklet.pdf import Prepared
from booklet.pdf.types import Field

_SAYS_NOTHING = re.compile(r"(?:choice|option|radio(?: ?button)?|button|value|state)?[\s_.\-]*\d*", re.IGNORECASE)
"""Names that programs give to the options of a group for which nobody had a name: "Choice1", "2"."""


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of a form, as it is shown to those who map it."""

    name: str
    label: str
    kind: str
    page: int = 0
    """The first page that it is on, counted from 1; 0 where it is on none."""
    rect: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    """Left, bottom, right, top of the widget that a reader comes upon first, in points."""
    options: tuple[tuple[str, str], ...] = ()
    """(stored, shown) of each option or on-state; of a state, what is printed beside it."""
    own_options: tuple[tuple[str, str], ...] = ()
    """The same, with the file's own words for each: by these alone a value finds its option in a book."""
    max_length: int | None = None
    format: str = ""
    """In words, such as "date mm/dd/yyyy"; empty where the form asks for none."""
    calculated: bool = False
    required: bool = False
    read_only: bool = False
    multiline: bool = False
    label_is_printed: bool = True
    """False where nothing is known of it but its name."""

    @property
    def is_button(self) -> bool:
        """True for a check box or a group of radio buttons."""
        return self.kind in ("checkbox", "radio")

    @property
    def is_open(self) -> bool:
        """True where somebody should map it: a person may fill it, and the form does not compute it."""
        return not (self.calculated or self.read_only)


def form_fields(prepared: Prepared) -> tuple[FormField, ...]:
    """Return the fields that values can go into, in the order in which a reader comes upon them."""
    every = prepared.fields_in_reading_order
    return tuple(_form_field(prepared, one) for one in every if one.kind not in FILLED_BY_PEOPLE)


def called(prepared: Prepared, name: str) -> str:
    """Return a field's name for a sentence: its label, or the name itself where the form has no such field."""
    return prepared.labels[name].text if name in prepared.labels else name


def _form_field(prepared: Prepared, one: Field) -> FormField:
    label, place = prepared.labels[one.name], prepared.field_places.get(one.name)
    return FormField(
        name=one.name,
        label=label.text,
        kind=one.kind,
        page=place.page + 1 if place else 0,
        rect=place.rect if place else one.rect,
        options=tuple((stored, _shown(stored, shown, label.states)) for stored, shown in one.options),
        own_options=one.options,
        max_length=one.max_length,
        format=one.format,
        calculated=one.calculated,
        required=one.required,
        read_only=one.read_only,
        multiline=one.multiline,
        label_is_printed=label.source != "name",
    )


def _shown(stored: str, shown: str, printed: Mapping[str, str]) -> str:
    """Return an option's own words where it has some, else those that are printed beside it."""
    has_words = shown != stored and not _SAYS_NOTHING.fullmatch(shown)
    return shown if has_words else printed.get(stored) or shown
