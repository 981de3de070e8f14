"""What would not show of the values that a form is to be filled with, found before the book is made."""

from __future__ import annotations

from collections.abc import Mapping

from booklet.pdf.prepared import Prepared
from booklet.pdf.types import FieldValue, ValueProblem


def check_values(prepared: Prepared, values: Mapping[str, FieldValue]) -> tuple[ValueProblem, ...]:
    """Each value that would not show as given: unknown fields and options, too long, letters without a font."""
    known = {field.name for field in prepared.fields}
    return tuple(
        ValueProblem(name, "unknown field", f'The form has no field "{name}".')
        for name in values
        if name not in known
    )
