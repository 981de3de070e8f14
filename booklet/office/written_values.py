"""Values as people write and read them in a table: what is written is read back as the same value.

A percentage is kept as a fraction and written times 100.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from booklet.model import AttributeDefinition, AttributeType, Value

CENT = 100
YES_NO = {True: "yes", False: "no"}


def written(definition: AttributeDefinition, value: Value | None) -> str:
    """Return a value as text that the definition's `parse` reads back; empty for None."""
    match value:
        case None:
            return ""
        case bool():
            return YES_NO[value]
        case Decimal() if definition.type is AttributeType.PERCENT:
            return f"{(value * CENT).normalize():f}%"
        case Decimal() if definition.type is AttributeType.MONEY:
            return f"{value:,.2f}" if value == round(value, 2) else f"{value:,f}"
        case Decimal():
            return f"{value:,f}"
        case date():
            return value.isoformat()
    return value


def stored_value(definition: AttributeDefinition, edited: object) -> object:
    """Return what a cell that was edited means, as the definition's `parse` takes it; None for an emptied cell."""
    if edited is None or edited == "":
        return None
    if definition.type is AttributeType.PERCENT and isinstance(edited, int | float):
        return Decimal(repr(edited)) / CENT
    return Decimal(repr(edited)) if isinstance(edited, float) else edited
