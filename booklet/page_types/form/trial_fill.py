"""The test fill: a form with each field's own name in it and all boxes ticked, to see which is which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from booklet.model import FILLED_BY_PEOPLE
from booklet.pdf import Prepared, assemble, overflowing

_LONGEST_WHOLE_NAME = 30


def filled_with_names(document: Prepared, numbers: Mapping[str, int]) -> bytes:
    """Return the form as a PDF, still fillable; a name that does not fit gives way to the field's number in `numbers`.

    A name is its last part, unless several fields share that. Lists show their first option.
    """
    fields = [field for field in document.fields if field.kind not in FILLED_BY_PEOPLE]
    last = {field.name: field.name.rsplit(".", 1)[-1] for field in fields}
    shared = Counter(last.values())
    values: dict[str, str | bool] = {}
    for field in fields:
        if field.kind in ("checkbox", "radio"):
            values[field.name] = field.options[0][0] if field.options else True
        elif field.options:
            values[field.name] = field.options[0][0]
        else:
            whole = shared[last[field.name]] > 1 and len(field.name) <= _LONGEST_WHOLE_NAME
            values[field.name] = field.name if whole else last[field.name]
    for name in overflowing(document, values):
        values[name] = str(numbers.get(name, ""))
    return assemble([document.fill(values)]).pdf
