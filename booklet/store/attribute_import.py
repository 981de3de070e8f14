"""Attribute values from a table: first a plan that says all that would change and all that is wrong, then its deed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from booklet.errors import ValueRefused
from booklet.model import AttributeDefinition, AttributeType, Customer, Quarter
from booklet.store.names import clean_name, name_key
from booklet.store.table_files import Cell, Table

NO_VALUE = "(no value)"
"""What a cell says to mean "no value from here on"; an empty cell leaves things as they are."""

_CUSTOMER_COLUMNS = ("customer", "name", "client")
_NUMERIC = (AttributeType.NUMBER, AttributeType.MONEY, AttributeType.PERCENT)


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """A value that would be recorded; texts are canonical, None is "no value"."""

    customer: str
    key: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class RefusedCell:
    """What is wrong with a cell, with its row as a spreadsheet numbers it and its column's heading."""

    row: int
    customer: str
    column: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do. `unknown_columns` are passed over; with `errors` it cannot be applied."""

    quarter: Quarter
    new_customers: tuple[str, ...]
    changes: tuple[PlannedChange, ...]
    errors: tuple[RefusedCell, ...]
    unknown_columns: tuple[str, ...]
    unchanged: int
    """How many values are already as the table has them."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the workspace knows as of the quarter; `texts` by customer's id and key."""

    customers: Sequence[Customer]
    definitions: Sequence[AttributeDefinition]
    texts: Mapping[str, Mapping[str, str]]


def plan_import(table: Table, quarter: Quarter, known: Known) -> ImportPlan:
    """Compare a table, a row a customer and a column a key, with what is known."""
    planner = _Planner(known)
    planner.read_header(table)
    for number, row in zip(table.numbers, table.rows, strict=True):
        planner.read_row(number, row)
    return ImportPlan(
        quarter=quarter,
        new_customers=tuple(planner.new_customers),
        changes=tuple(planner.changes),
        errors=tuple(planner.errors),
        unknown_columns=tuple(planner.unknown_columns),
        unchanged=planner.unchanged,
    )


def refuse_errors(plan: ImportPlan) -> None:
    """Raises ValueRefused with all that is wrong with a plan."""
    if plan.errors:
        lines = [f"row {error.row}, {error.column}: {error.message}" for error in plan.errors]
        raise ValueRefused("Nothing was imported:\n" + "\n".join(lines))


class _Planner:
    """Goes through a table once and gathers."""

    def __init__(self, known: Known) -> None:
        self.new_customers: list[str] = []
        self.changes: list[PlannedChange] = []
        self.errors: list[RefusedCell] = []
        self.unknown_columns: list[str] = []
        self.unchanged = 0
        self._known = known
        self._customers = {name_key(customer.name): customer for customer in known.customers}
        self._seen: set[str] = set()
        self._header: tuple[str, ...] = ()
        self._customer_column = 0
        self._columns: dict[int, AttributeDefinition] = {}

    def read_header(self, table: Table) -> None:
        """Find the customers' column, and match the others with keys, then with labels."""
        self._header = table.header
        names = [name_key(name) for name in table.header]
        self._customer_column = next((names.index(name) for name in _CUSTOMER_COLUMNS if name in names), 0)
        by_name = {name_key(definition.label): definition for definition in self._known.definitions}
        by_name |= {definition.key: definition for definition in self._known.definitions}
        for position, name in enumerate(names):
            definition = by_name.get(name)
            if position == self._customer_column:
                continue
            if not definition:
                self.unknown_columns.extend([table.header[position]] if name else [])
            elif definition in self._columns.values():
                message = f"There are two columns for {definition.label} ({definition.key}): remove one."
                self.errors.append(RefusedCell(1, "", table.header[position], "", message))
            else:
                self._columns[position] = definition

    def read_row(self, number: int, row: Sequence[Cell]) -> None:
        """Note the customer and every value that differs."""
        name = self._customer_of(number, row[self._customer_column])
        if name is None:
            return
        customer = self._customers.get(name_key(name))
        if not customer:
            self.new_customers.append(name)
        held = self._known.texts.get(customer.id, {}) if customer else {}
        shown = customer.name if customer else name
        for position, definition in self._columns.items():
            raw = row[position]
            if raw is not None:
                self._read_cell(RefusedCell(number, shown, self._header[position], str(raw), ""), raw, definition, held)

    def _customer_of(self, number: int, cell: Cell) -> str | None:
        """The name in a row; None, and an error noted, where there is none that can be used."""
        text = "" if cell is None else str(cell)
        column = self._header[self._customer_column]
        message = ""
        try:
            name = clean_name(text, of="A customer")
        except ValueRefused:
            message = "The row names no customer: write the name, or remove the row."
        else:
            customer = self._customers.get(name_key(name))
            if customer and customer.archived:
                message = f"{name} is archived: restore the customer first, or remove the row."
            elif name_key(name) in self._seen:
                message = f"{name} is in the table twice: remove one of the rows."
            self._seen.add(name_key(name))
        if message:
            self.errors.append(RefusedCell(number, text, column, text, message))
            return None
        return name

    def _read_cell(
        self, cell: RefusedCell, raw: Cell, definition: AttributeDefinition, held: Mapping[str, str]
    ) -> None:
        old = held.get(definition.key)
        try:
            value = None if raw == NO_VALUE else definition.parse(raw)
        except ValueRefused as error:
            self.errors.append(RefusedCell(cell.row, cell.customer, cell.column, cell.value, str(error)))
            return
        new = None if value is None else definition.to_text(value)
        if new == old or _is_same_float(raw, old, definition):
            self.unchanged += 1
        else:
            self.changes.append(PlannedChange(cell.customer, definition.key, old, new))


def _is_same_float(raw: Cell, old: str | None, definition: AttributeDefinition) -> bool:
    """A spreadsheet keeps 15 digits of a number: what it gives back of a longer one is no change."""
    return isinstance(raw, float) and old is not None and definition.type in _NUMERIC and float(old) == raw
