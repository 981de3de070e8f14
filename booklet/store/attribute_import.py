"""Attribute values from a table: first a plan that says all that would change and all that is wrong, then its deed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from booklet.errors import ValueRefused
from booklet.model import AttributeDefinition, AttributeType, Customer, Quarter
from booklet.store.names import clean_name, name_key
from booklet.store.table_cells import Cell
from booklet.store.table_files import Table
from booklet.store.table_proposals import proposed, words_of
from booklet.store.table_style import (
    Column,
    TableStyle,
    expected,
    has_bare_percents,
    has_dates_as_text,
    has_numbers_as_text,
    plain_cell,
    recognized,
)

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
    """An error of a cell, with its row as a spreadsheet numbers it and its column's heading."""

    row: int
    customer: str
    column: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The effects of an import. `unknown_columns` are passed over; with `errors` it cannot be applied."""

    quarter: Quarter
    new_customers: tuple[str, ...]
    changes: tuple[PlannedChange, ...]
    errors: tuple[RefusedCell, ...]
    unknown_columns: tuple[str, ...]
    unchanged: int
    """How many values are already as the table has them."""
    style: TableStyle = field(default_factory=TableStyle)
    """How its texts were read."""
    asks: tuple[str, ...] = ()
    """What of the style matters for this table: "numbers", "dates"."""
    percents: tuple[str, ...] = ()
    """The headings of percentages that are written without a sign."""
    proposals: tuple[AttributeDefinition, ...] = ()
    """For each unknown column the attribute that it seems to be."""
    words: tuple[tuple[str, ...], ...] = ()
    """For each unknown column its different values, if they are few enough to choose from."""
    defined: tuple[AttributeDefinition, ...] = ()
    """What applying it defines first."""


@dataclass(frozen=True, slots=True)
class Known:
    """The workspace's knowledge as of the quarter; `texts` by customer's id and key.

    `like` is how numbers and dates are written where nothing in a table tells.
    """

    customers: Sequence[Customer]
    definitions: Sequence[AttributeDefinition]
    texts: Mapping[str, Mapping[str, str]]
    like: TableStyle | None = None


def plan_import(
    table: Table,
    quarter: Quarter,
    known: Known,
    *,
    style: TableStyle | None = None,
    define: Mapping[str, AttributeDefinition] | None = None,
) -> ImportPlan:
    """Compare a table, with a row per customer and a column per key, with what is known.

    Its texts are read in `style`; without it in the style that is recognized, and where nothing tells, in `known.like`.
    `define` has, by heading, the attributes that are defined with the import.
    """
    planner = _Planner(known, define or {})
    planner.read_header(table)
    columns = planner.columns(table)
    planner.style = style or planner.without_changed_meaning(table, recognized(columns, like=known.like))
    for number, row in zip(table.numbers, table.rows, strict=True):
        planner.read_row(number, row)
    return ImportPlan(
        quarter=quarter,
        new_customers=tuple(planner.new_customers),
        changes=tuple(planner.changes),
        errors=tuple(planner.errors),
        unknown_columns=tuple(planner.unknown_columns),
        unchanged=planner.unchanged,
        style=planner.style,
        asks=tuple(
            name
            for name, matters in (("numbers", has_numbers_as_text), ("dates", has_dates_as_text))
            if matters(columns)
        ),
        percents=tuple(name for name, definition, cells in columns if has_bare_percents(definition, cells)),
        proposals=planner.proposals(table),
        words=planner.words(table),
        defined=tuple(planner.defined),
    )


def refuse_errors(plan: ImportPlan) -> None:
    """Raise ValueRefused with all that is wrong with a plan."""
    if plan.errors:
        lines = [f"row {error.row}, {error.column}: {error.message}" for error in plan.errors]
        raise ValueRefused("Nothing was imported:\n" + "\n".join(lines))


class _Planner:
    """Goes through a table once and gathers."""

    def __init__(self, known: Known, define: Mapping[str, AttributeDefinition]) -> None:
        self.new_customers: list[str] = []
        self.changes: list[PlannedChange] = []
        self.errors: list[RefusedCell] = []
        self.unknown_columns: list[str] = []
        self.unchanged = 0
        self.defined: list[AttributeDefinition] = []
        self.style = TableStyle()
        self._known = known
        self._define = {name_key(heading): definition for heading, definition in define.items()}
        self._unknown: dict[int, str] = {}
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
            if not definition and name in self._define:
                definition = self._defined_here(table.header[position], self._define.pop(name))
            if not definition:
                self.unknown_columns.extend([table.header[position]] if name else [])
                self._unknown |= {position: table.header[position]} if name else {}
            elif definition in self._columns.values():
                message = f"There are two columns for {definition.label} ({definition.key}): remove one."
                self.errors.append(RefusedCell(1, "", table.header[position], "", message))
            else:
                self._columns[position] = definition

    def _defined_here(self, heading: str, definition: AttributeDefinition) -> AttributeDefinition:
        if definition.key in {other.key for other in [*self._known.definitions, *self.defined]}:
            message = f'There is an attribute with the key "{definition.key}" already: choose another key.'
            self.errors.append(RefusedCell(1, "", heading, "", message))
        self.defined.append(definition)
        return definition

    def columns(self, table: Table) -> list[Column]:
        """Return the columns that attributes know, with their cells."""
        return [
            (table.header[position], definition, [row[position] for row in table.rows])
            for position, definition in self._columns.items()
        ]

    def proposals(self, table: Table) -> tuple[AttributeDefinition, ...]:
        """Return an attribute for each column that no attribute knows."""
        taken = {definition.key for definition in [*self._known.definitions, *self.defined]}
        found: list[AttributeDefinition] = []
        for position, heading in self._unknown.items():
            found.append(proposed(heading, [row[position] for row in table.rows], taken))
            taken.add(found[-1].key)
        return tuple(found)

    def words(self, table: Table) -> tuple[tuple[str, ...], ...]:
        """Return the words to choose from in each column that no attribute knows."""
        return tuple(words_of([row[position] for row in table.rows]) for position in self._unknown)

    def without_changed_meaning(self, table: Table, style: TableStyle) -> TableStyle:
        """Return the style without the columns of percentages whose cells, read as fractions, are what is recorded."""
        as_recorded: set[str] = set()
        for position, definition in self._columns.items():
            heading = table.header[position]
            for row in table.rows if heading in style.points else ():
                customer = self._customers.get(name_key(str(row[self._customer_column] or "")))
                held = self._known.texts.get(customer.id, {}).get(definition.key) if customer else None
                if held is not None and str(plain_cell(row[position], definition, "", style)) == held:
                    as_recorded.add(heading)
        return replace(style, points=style.points - as_recorded)

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
        """Return the name in a row; None, and an error noted, where there is none that can be used."""
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
            value = None if raw == NO_VALUE else definition.parse(plain_cell(raw, definition, cell.column, self.style))
        except ValueRefused:
            wanted = expected(definition, self.style)
            self.errors.append(replace(cell, message=definition.refusal(raw, expected=wanted)))
            return
        new = None if value is None else definition.to_text(value)
        if new == old or _is_same_float(raw, old, definition):
            self.unchanged += 1
        else:
            self.changes.append(PlannedChange(cell.customer, definition.key, old, new))


def _is_same_float(raw: Cell, old: str | None, definition: AttributeDefinition) -> bool:
    """Tell whether a number differs only by the 15 digits that a spreadsheet keeps: that is no change."""
    return isinstance(raw, float) and old is not None and definition.type in _NUMERIC and float(old) == raw
