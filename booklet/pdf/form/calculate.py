"""The values of fields that a form calculates from others, in the order that the form gives (/CO; 12.7.3)."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, DecimalException

from booklet.errors import DefinitionError
from booklet.pdf.form.field_formats import plain_number, read_number
from booklet.pdf.form.field_plan import FieldPlan
from booklet.pdf.form.field_tree import Node
from booklet.pdf.form.field_values import chosen_state
from booklet.pdf.form.scripts import SimpleCalculation
from booklet.pdf.source.object_table import Source
from booklet.pdf.syntax.objects import Dictionary, Ref, name_text
from booklet.pdf.types import FieldValue


@dataclass(frozen=True, slots=True)
class Calculations:
    """All that calculating the values of a form needs to know of it."""

    order: tuple[str, ...]
    """The names of the fields that are calculated, those first that others need."""
    plans: Mapping[str, FieldPlan]
    held: Mapping[str, str]
    """Full name -> the value that the field has in the upload."""


def order_of(
    source: Source, form_entries: Dictionary, nodes: Mapping[int, Node], plans: Mapping[str, FieldPlan]
) -> tuple[str, ...]:
    """Return the names of the fields that are calculated, those that others need first, as the form says."""
    numbers = source.array(form_entries.get("CO"))
    names = [nodes[int(n)].name for n in numbers if isinstance(n, Ref) and int(n) in nodes]
    return tuple(name for name in dict.fromkeys(names) if name in plans and plans[name].scripts.calculation)


def with_calculated(form: Calculations, values: Mapping[str, FieldValue]) -> Mapping[str, FieldValue]:
    """Add to the values those that the form calculates from them and from what it holds itself.

    What is given for a calculated field stays. A field is left as it is while none of those that it is calculated
    from has a value, and where the calculation comes to nothing (a division by zero).
    """
    if not form.order:
        return values
    known = dict(values)
    for name in form.order:
        if name not in values:
            result = _result(form, form.plans[name], known)
            if result is not None:
                known[name] = plain_number(result)
    return known


def _result(form: Calculations, plan: FieldPlan, values: Mapping[str, FieldValue]) -> Decimal | None:
    calculation = plan.scripts.calculation
    assert calculation
    operands = {name: _operands(form, name, values) for name in calculation.names}
    if not any(text for texts in operands.values() for text in texts):
        return None
    numbers = {name: [_number(text) for text in texts] for name, texts in operands.items()}
    try:
        if isinstance(calculation, SimpleCalculation):
            return _simple(calculation.function, [number for name in calculation.names for number in numbers[name]])
        return calculation.value(lambda name: sum(numbers[name], Decimal(0)))
    except (DecimalException, ZeroDivisionError):
        return None


def _operands(form: Calculations, name: str, values: Mapping[str, FieldValue]) -> list[str]:
    """Return the texts of a field, or of all fields below a name; none for a name that the form does not have."""
    plans = form.plans
    names = [name] if name in plans else [other for other in plans if other.startswith(name + ".")]
    return [_text(plans[name], values[name] if name in values else form.held.get(name, "")) for name in names]


def _text(plan: FieldPlan, value: FieldValue) -> str:
    if plan.kind in ("checkbox", "radio"):
        with contextlib.suppress(DefinitionError):
            state = name_text(chosen_state(plan, value))
            return "" if state == "Off" else state
    return value if isinstance(value, str) else ""


def _number(text: str) -> Decimal:
    return read_number(text) or Decimal(0)


def _simple(function: str, numbers: list[Decimal]) -> Decimal | None:
    """Do what AFSimple_Calculate does, to which an empty field is 0."""
    if not numbers:
        return None
    match function:
        case "SUM":
            return sum(numbers, Decimal(0))
        case "AVG":
            return sum(numbers, Decimal(0)) / len(numbers)
        case "PRD":
            product = Decimal(1)
            for number in numbers:
                product *= number
            return product
        case "MIN":
            return min(numbers)
    return max(numbers)
