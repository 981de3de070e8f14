"""Labels of the fields of a form: the tooltip, else the text printed beside the field, else its name, tidied.

"topmostSubform[0].Page1[0].f1_07[0]" says nothing to the person who maps it; the page says "City, state, and ZIP code".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from booklet.pdf.form.form import Form

_LONGEST = 160
_SHARED_BY_MANY = 3  # "select appropriate" of six check boxes tells less than what is printed beside each
_GENERATED = re.compile(
    r"(?:undefined|untitled|text ?field|text|textbox|check ?box|radio ?button|group|field|fill|combo ?box|dropdown|"
    r"button|toggle|c|f|p|t|tf|cb|topmostsubform|subform|page|form|table|row|cell|body|line|bodyrow|feld|champ|campo)?"
    r"[\s_.\-#]*[\d_.\-\s]*(?:\[\d+\])?(?:[a-z]?\d+)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FieldLabel:
    """The words for a field, where they come from, and the words beside its on-states, by their names."""

    text: str
    source: Literal["tooltip", "printed", "name"]
    states: Mapping[str, str] = field(default_factory=dict)


def read_labels(form: Form) -> dict[str, FieldLabel]:
    """Label every field, by full name. A page that PDFium cannot read has its fields' names, tidied."""
    from booklet.pdf.labels.printed_words import printed_words  # here: a book needs no labels, but PDFium 0.1 s

    printed, states = printed_words(form)
    tooltips = {one.name: " ".join(one.label.split()) for one in form.fields}
    shared = Counter(tooltips.values())
    labels = {}
    for one in form.fields:
        tooltip = tooltips[one.name]
        telling = shared[tooltip] < _SHARED_BY_MANY or not printed.get(one.name)
        if tooltip and telling and not is_generated(tooltip):
            labels[one.name] = FieldLabel(_shortened(tooltip), "tooltip", states.get(one.name, {}))
        elif text := printed.get(one.name, ""):
            labels[one.name] = FieldLabel(_shortened(text), "printed", states.get(one.name, {}))
        else:
            labels[one.name] = FieldLabel(tidied(one.name), "name", states.get(one.name, {}))
    return labels


def is_generated(text: str) -> bool:
    """Tell whether a program made up the name: "Text Field 12", "undefined_5", "f1_07[0]" say nothing."""
    return _GENERATED.fullmatch(text.strip()) is not None


def tidied(name: str) -> str:
    """Write a full name as words, as far as it has some: "Debtor1.first_name" is "Debtor 1, first name".

    A part such as "#area[0]" is how Designer calls what has no name.
    """
    parts = [re.sub(r"\[\d+\]|#\d+", "", part) for part in name.split(".")]
    telling = [part for part in parts if part and not part.startswith("#") and not is_generated(part)]
    words = [_spaced(part) for part in telling[-2:]]
    return ", ".join(dict.fromkeys(words)) or re.sub(r"\[0\]$", "", name.rsplit(".", 1)[-1])


def _spaced(part: str) -> str:
    part = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|[_\-]+", " ", part)
    return " ".join(part.split())


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
