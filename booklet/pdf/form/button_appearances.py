"""The appearances that a check box or radio button brings (ISO 32000-2, 12.5.5), and if all readers show them."""

from __future__ import annotations

import re
from typing import Any

from booklet.pdf.form.field_nodes import on_states
from booklet.pdf.form.field_tree import Node
from booklet.pdf.source.object_table import Source
from booklet.pdf.syntax.objects import Dictionary, Ref

_PAINTS = re.compile(rb"(?<![^\s>)\]])(?:Tj|TJ|'|\"|[fFbBsS]|[fbB]\*|Do|sh|EI)(?![^\s/\[(<])")
"""The operators that leave ink."""


def is_shown(source: Source, widget: Node) -> bool:
    """Tell whether all readers show a button's on-states: form XObjects with an area that paint something."""
    normal = source.dictionary(source.dictionary(widget.entries.get("AP")).get("N"))
    states = on_states(source, widget)
    return bool(states) and all(_paints(source, normal[state]) for state in states)


def _paints(source: Source, value: Any) -> bool:
    number = source.stream_number(value)
    if number is None:
        return False
    entries = source.dictionary(Ref(number))
    box = [source.resolve(side) for side in source.array(entries.get("BBox"))]
    if len(box) != 4 or not all(isinstance(side, (int, float)) for side in box):
        return False
    has_area = box[0] != box[2] and box[1] != box[3]
    return has_area and entries.get("Subtype") == "Form" and _PAINTS.search(source.text(number)) is not None


def without_detours(source: Source, value: Any) -> Dictionary:
    """Return an appearance with its states inside; poppler shows none that stand in an object of their own."""
    looks = source.dictionary(value)
    return {key: source.plain(item) for key, item in looks.items()}
