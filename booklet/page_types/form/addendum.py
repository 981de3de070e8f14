"""The addendum: values too long for their fields go on behind the form, as in lawyers' forms: "see addendum A"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from booklet.model import Problem
from booklet.page_types.contract import Drawing, Inputs, warning
from booklet.page_types.form.fields import called
from booklet.page_types.text import text_drawing
from booklet.pdf import Part, Prepared, check_value, overflowing, shortened

_ENDINGS = (" … see addendum {}", "see addendum {}", "addendum {}", "add. {}")


@dataclass(frozen=True, slots=True)
class Addendum:
    """The values as the form shows them, the pages that follow it, and a note on each value that goes on there."""

    values: Mapping[str, str | bool]
    parts: tuple[Part | Drawing, ...] = ()
    notes: tuple[Problem, ...] = ()
    changed: Mapping[str, str | bool] = field(default_factory=dict)
    """Those of the values that were shortened."""


@dataclass(frozen=True, slots=True)
class _Entry:
    letter: str
    field: str
    text: str


def with_addendum(
    document: Prepared, values: Mapping[str, str | bool], inputs: Inputs, *, title: str, smallest_pt: float
) -> Addendum:
    """Shorten values that do not fit, and put them whole on pages of their own, titled "Addendum to …".

    A field too small even for "add. A", or for numbers or dates only, keeps its value: `check_values` then says that
    it is too long.
    """
    shown, entries = dict(values), list[_Entry]()
    long = overflowing(document, values, smallest_pt=smallest_pt)
    for name in [one.name for one in document.fields_in_reading_order if one.name in long]:
        letter = letters(len(entries))
        short = _shortened(document, name, long[name].text, letter, smallest_pt)
        if short:
            shown[name] = short
            entries.append(_Entry(letter, name, long[name].text))
    if not entries:
        return Addendum(shown)
    heading = f"Addendum to {title}" if title else "Addendum"
    pages = text_drawing(_markdown(document, heading, entries), inputs.settings, title=heading).titled(heading)
    changed = {entry.field: shown[entry.field] for entry in entries}
    return Addendum(shown, (pages,), tuple(_note(document, entry) for entry in entries), changed)


def letters(number: int) -> str:
    """Return A, B, …, Z, AA, AB, … for 0, 1, … ."""
    found = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def _shortened(document: Prepared, name: str, text: str, letter: str, smallest_pt: float) -> str:
    """Cut the text, with a word on where it goes on; return only that word, or "", where no more fits."""
    for number, ending in enumerate(_ENDINGS):
        word = ending.format(letter)
        start = text if not number else ""
        found = shortened(document, name, start, word, smallest_pt=smallest_pt)
        shows = not check_value(document, name, found, smallest_pt)
        if found.endswith(word.strip()) and shows:
            return found.strip()
    return ""


def _markdown(document: Prepared, heading: str, entries: list[_Entry]) -> str:
    from booklet.pdf.typeset.text_pages import escape_markdown  # here: few forms have an addendum

    pages = {field.name: field.pages for field in document.fields}
    pieces = [f"# {escape_markdown(heading)}"]
    for entry in entries:
        place = f", page {pages[entry.field][0] + 1}" if pages[entry.field] else ""
        label = escape_markdown(called(document, entry.field).rstrip(" :"))
        pieces.append(f"### {entry.letter}. {label}{place}\n\n{escape_markdown(entry.text)}")
    return "\n\n".join(pieces)


def _note(document: Prepared, entry: _Entry) -> Problem:
    return warning(
        "addendum",
        f'The value of "{called(document, entry.field)}" has {len(entry.text)} characters, more than fit; it goes on '
        f"under {entry.letter} of the addendum behind the form.",
        "",
        subject=entry.field,
    )
