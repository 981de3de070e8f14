"""The values known of customers, as of a quarter: recording them, reading them, and their history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from booklet.errors import ValueRefused
from booklet.model import AttributeDefinition, Customer, Quarter, Value, ValueChange
from booklet.store import values_as_of as changes
from booklet.store.customers import Customers
from booklet.store.database import Database
from booklet.store.definitions import Definitions
from booklet.store.engine import Connection
from booklet.store.given_values import canonical_texts, new_definitions
from booklet.store.names import not_found
from booklet.store.settings import Settings
from booklet.store.value_pages import EVERYBODY, ValuesPage, Wanted, find_page

if TYPE_CHECKING:
    import pandas

    from booklet.store.attribute_import import ImportPlan
    from booklet.store.table_style import TableStyle

_QUARTERS_KNOWN = 3


@dataclass(frozen=True, slots=True)
class ValuesDigest:
    """The digest of a customer's values, and when the newest change that counts was recorded (UTC)."""

    digest: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class _KnownDigests:
    """The digests of a quarter's values as they were made last, and the newest change and attributes of then."""

    keys: tuple[str, ...]
    newest: changes.ChangeMark | None
    digests: Mapping[str, ValuesDigest]


def _digests(connection: Connection, quarter: Quarter, customers: Iterable[str] | None) -> dict[str, ValuesDigest]:
    rows = changes.written_by_customer(connection, quarter, customers)
    return {id_: ValuesDigest(sha256(text.encode()).hexdigest(), moment) for id_, text, moment in rows}


class Attributes:
    """Attributes of customers; a `customer` is a name or an id. Values are for a quarter and hold until superseded."""

    def __init__(self, database: Database, customers: Customers) -> None:
        self._database = database
        self._customers = customers
        self._definitions = Definitions(database)
        self._known_digests: dict[Quarter, _KnownDigests] = {}

    def define(self, definition: AttributeDefinition | str, *, by: str = "", **options: Any) -> AttributeDefinition:
        """Add a definition or change it: `define("plan", type="choice", choices=["Gold", "Silver"])`.

        With a key, only what `options` name is changed (label, type, format, required, description, choices).
        Raises DefinitionError for a contradiction, ValueRefused where recorded values would no longer fit.
        """
        return self._definitions.define(definition, by=by, **options)

    def definitions(self) -> list[AttributeDefinition]:
        """Return all definitions, in their order."""
        return self._definitions.all()

    def definition(self, key: str) -> AttributeDefinition:
        """Return a definition. Raises NotFound, naming the nearest key."""
        return self._definitions.get(key)

    def undefine(self, key: str, *, by: str = "") -> None:
        """Remove a definition; refused with DefinitionError while a customer has a value for it in any quarter."""
        self._definitions.remove(key, by=by)

    def reorder(self, keys: Sequence[str], *, by: str = "") -> None:
        """Put these keys first, in this order."""
        self._definitions.reorder(keys, by=by)

    def set(self, customer: str, quarter: Quarter, values: Mapping[str, object], *, by: str = "") -> list[ValueChange]:
        """Record a customer's values for a quarter; see `set_many`."""
        return self.set_many(quarter, {customer: values}, by=by)

    def set_many(
        self, quarter: Quarter, rows: Mapping[str, Mapping[str, object]], *, by: str = ""
    ) -> list[ValueChange]:
        """Record values by customer and key, all or none; gives the changes that were made.

        A value equal to the one that holds already is no change. None means "no value from here on". A key that is
        new is defined by its value's Python type, unless it is so near to a known key that it looks like a slip:
        then NotFound. Raises a single ValueRefused that names every value which does not fit, and with whom.
        """
        with self._database.write() as connection:
            customers = self._customers.resolve(rows)
            known = self._definitions.all()
            new = new_definitions(rows.values(), [definition.key for definition in known])
            named = [(f"{customers[ref].name}, {quarter}", values) for ref, values in rows.items()]
            texts = canonical_texts(named, [*known, *new])
            for definition in new:
                self._definitions.define(definition, by=by)
            return self._record(connection, quarter, zip(customers.values(), texts, strict=True), by)

    def clear(self, customer: str, quarter: Quarter, keys: Iterable[str], *, by: str = "") -> list[ValueChange]:
        """Record "no value from here on" for these keys."""
        return self.set(customer, quarter, dict.fromkeys(keys), by=by)

    def values(self, customer: str, quarter: Quarter, *, recorded_before: datetime | None = None) -> dict[str, Value]:
        """Return a customer's typed values as of the quarter, by key in the definitions' order.

        `recorded_before` asks for what was known at a past moment (UTC). Raises NotFound for an unknown customer.
        """
        with self._database.read():
            id_ = self._customers.get(customer).id
            texts = self.texts(quarter, customers=[id_], recorded_before=recorded_before)[id_]
            definitions = {each.key: each for each in self._definitions.all()}
        return {key: definitions[key].from_text(text) for key, text in texts.items()}

    def texts(
        self, quarter: Quarter, *, customers: Iterable[str] | None = None, recorded_before: datetime | None = None
    ) -> dict[str, dict[str, str]]:
        """Return canonical texts as of the quarter, {customer's id: {key: text}}; each customer has an entry.

        Of every customer, archived or not, where `customers` is None.
        """
        with self._database.read() as connection:
            if customers is None:
                ids = [customer.id for customer in self._customers.all(archived=True)]
            else:
                ids = [customer.id for customer in self._customers.resolve(customers).values()]
            rows = changes.texts_as_of(
                connection,
                quarter,
                customer_ids=None if customers is None else ids,
                recorded_before=recorded_before,
            )
            keys = [definition.key for definition in self._definitions.all()]
        texts: dict[str, dict[str, str]] = {id_: {} for id_ in ids}
        for id_, key, text in rows:
            texts[id_][key] = text
        return {id_: {key: of_one[key] for key in keys if key in of_one} for id_, of_one in texts.items()}

    def origins(self, customer: str, quarter: Quarter) -> dict[str, ValueChange]:
        """Return, by key, the change that gives the customer's value as of the quarter: since when, from whom.

        A value that ended is here too, with None as its value; a key that never had a value is not.
        """
        with self._database.read() as connection:
            counting = changes.counting_for(connection, self._customers.get(customer).id, quarter)
        return {change.key: change for change in counting}

    def newest_change(self, customer_id: str, quarter: Quarter) -> datetime | None:
        """Return when the newest change that counts as of the quarter was recorded (UTC); None where there is none."""
        return max((change.recorded_at for change in self.origins(customer_id, quarter).values()), default=None)

    def newest_changes(self, quarter: Quarter, *, customer_ids: Iterable[str] | None = None) -> dict[str, datetime]:
        """Return `newest_change` of every customer who has values, or of some, by id, in a single query."""
        with self._database.read() as connection:
            return changes.newest_by_customer(connection, quarter, customer_ids)

    def digests(self, quarter: Quarter, *, customers: Iterable[str] | None = None) -> Mapping[str, ValuesDigest]:
        """Return, by id, the digest of each customer's values as of the quarter, of all customers or of some (ids).

        Those of all are kept, and made anew for whoever has changed. A customer who never had a value is left out.
        `digest_of_values` gives the same for the texts of a customer.
        """
        with self._database.read() as connection:
            if customers is not None or connection.writes:  # what is not committed is not to be kept
                return _digests(connection, quarter, customers)
            keys = tuple(sorted(definition.key for definition in self._definitions.all()))
            known = self._known_digests.get(quarter)
            newest, since = changes.newest_of_all(connection), known.newest if known else None
            if not known or not since or known.keys != keys or not changes.is_there(connection, since):
                known = _KnownDigests(keys, newest, _digests(connection, quarter, None))
            elif newest != since:
                changed = changes.changed_since(connection, since)
                known = _KnownDigests(keys, newest, {**known.digests, **_digests(connection, quarter, changed)})
        self._known_digests = {**dict([*self._known_digests.items()][-_QUARTERS_KNOWN:]), quarter: known}
        return known.digests

    def newest_quarter(self) -> Quarter | None:
        """Return the latest quarter that any value was recorded for; None in an empty workspace."""
        with self._database.read() as connection:
            return changes.newest_quarter(connection)

    def frame(
        self,
        quarter: Quarter,
        *,
        recorded_before: datetime | None = None,
        archived: bool = False,
        customers: Iterable[str] | None = None,
    ) -> pandas.DataFrame:
        """Return a row per customer (by name, the index) and a column per key, as of the quarter.

        Of all customers, with `archived` the archived too, or of these, in their order.

        Number, money and percent are float64, date datetime64, yes/no boolean, text and choice string.
        """
        from booklet.store.attribute_frames import values_frame  # here, as below: pandas takes half a second to import

        with self._database.read():
            if customers is None:
                some, ids = self._customers.all(archived=archived), None
            else:
                some = list(self._customers.resolve(customers).values())
                ids = [customer.id for customer in some]
            texts = self.texts(quarter, customers=ids, recorded_before=recorded_before)
            definitions = self._definitions.all()
        return values_frame(some, definitions, texts)

    def page(
        self,
        quarter: Quarter,
        wanted: Wanted = EVERYBODY,
        *,
        keys: Iterable[str] | None = None,
        limit: int,
        offset: int = 0,
    ) -> ValuesPage:
        """Return some of the customers that are wanted, after the first `offset`, with values as of the quarter.

        With all attributes, or with those of `keys`: the page of a table that is shown. Raises NotFound for a
        condition or an order by an attribute that there is not.
        """
        with self._database.read() as connection:
            definitions = {definition.key: definition for definition in self._definitions.all()}
            for key in [*(condition.key for condition in wanted.conditions), wanted.sort_by]:
                if key and key not in definitions:
                    raise not_found("attribute", key, definitions)
            count, customers = find_page(connection, quarter, wanted, definitions, (limit, offset))
            shown = list(definitions if keys is None else keys)
            texts: dict[str, dict[str, str]] = {customer.id: {} for customer in customers}
            for id_, key, text in changes.texts_as_of(connection, quarter, customer_ids=texts, keys=shown):
                texts[id_][key] = text
        return ValuesPage(count, tuple(customers), tuple(definitions[key] for key in shown), texts)

    def history(
        self, customer: str | None = None, key: str | None = None, *, quarter: Quarter | None = None
    ) -> pandas.DataFrame:
        """Return every change, the newest first: customer, key, quarter, value, recorded_at (UTC), recorded_by.

        Only those of a customer, of a key or for a quarter, where given. Values are canonical texts.
        """
        from booklet.store.attribute_frames import history_frame

        with self._database.read() as connection:
            customer_id = self._customers.get(customer).id if customer is not None else None
            return history_frame(connection, customer_id=customer_id, key=key, quarter=quarter)

    def plan_import(
        self,
        source: Path | str | bytes | pandas.DataFrame,
        quarter: Quarter,
        *,
        name: str = "",
        style: TableStyle | None = None,
        define: Mapping[str, AttributeDefinition] | None = None,
    ) -> ImportPlan:
        """Plan the import of a table (CSV, Excel or DataFrame; a row a customer, a column a key); write nothing.

        The customers' column is the first called customer, name or client, else the first; the others match keys or
        labels without regard to case. Empty cells leave values as they are, "(no value)" ends them. How numbers and
        dates are written is recognized, or said with `style`; `define` has, by heading, attributes for columns that
        none knows, to be defined with the import. Raises InputError for a file that cannot be read; everything else
        that is wrong is in the plan.
        """
        from booklet.store.attribute_import import Known, plan_import
        from booklet.store.table_files import read_table
        from booklet.store.table_style import style_of_locale

        table = read_table(source, name=name)
        with self._database.read():
            known = Known(
                self._customers.all(archived=True),
                self._definitions.all(),
                self.texts(quarter),
                like=style_of_locale(Settings(self._database).get().locale),
            )
        return plan_import(table, quarter, known, style=style, define=define)

    def apply_import(self, plan: ImportPlan, *, by: str = "") -> int:
        """Do what a plan says, all or nothing; gives the number of values recorded.

        Raises ValueRefused for a plan with errors, or where a value is no longer what the plan saw.
        """
        from booklet.store.attribute_import import refuse_errors

        refuse_errors(plan)
        rows: dict[str, dict[str, str | None]] = {}
        for change in plan.changes:
            rows.setdefault(change.customer, {})[change.key] = change.new
        with self._database.write():
            self._define_new(plan.defined, by)
            for customer in plan.new_customers:
                self._customers.add(customer, by=by)
            self._refuse_outdated(plan, list(rows))
            return len(self.set_many(plan.quarter, rows, by=by))

    def _define_new(self, definitions: Sequence[AttributeDefinition], by: str) -> None:
        known = {definition.key for definition in self._definitions.all()}
        for definition in definitions:
            if definition.key in known:
                raise ValueRefused(
                    f'Nothing was imported: "{definition.key}" is an attribute by now. Check the import again.'
                )
            self._definitions.define(definition, by=by)

    def export(self, quarter: Quarter, out: Path | str | BinaryIO, *, format: Literal["csv", "xlsx"] = "csv") -> None:
        """Write all values as of the quarter as a table that `plan_import` reads back without a change.

        A file under a path is there whole or not at all; raises InputError where it cannot be written. Texts that a
        spreadsheet would run as formulas are made harmless, and read back as they were.
        """
        from booklet.store.attribute_export import write_export
        from booklet.store.attribute_import import Known

        with self._database.read():
            customers, definitions, texts = self._customers.all(), self._definitions.all(), self.texts(quarter)
        write_export(out, format, quarter, Known(customers, definitions, texts))

    def _refuse_outdated(self, plan: ImportPlan, customers: list[str]) -> None:
        ids = {ref: customer.id for ref, customer in self._customers.resolve(customers).items()}
        held = self.texts(plan.quarter, customers=customers)
        outdated = [change for change in plan.changes if held[ids[change.customer]].get(change.key) != change.old]
        if outdated:
            raise ValueRefused(
                f"Nothing was imported: {outdated[0].key} of {outdated[0].customer} was changed by somebody else since "
                "the import was checked. Check it again."
            )

    def _record(
        self,
        connection: Connection,
        quarter: Quarter,
        texts: Iterable[tuple[Customer, Mapping[str, str | None]]],
        by: str,
    ) -> list[ValueChange]:
        wanted: dict[str, dict[str, str | None]] = {}
        for customer, of_customer in texts:
            wanted.setdefault(customer.id, {}).update(of_customer)
        held = self.texts(quarter, customers=wanted)
        real = [
            changes.NewChange(id_, key, text, quarter)
            for id_, of_customer in wanted.items()
            for key, text in of_customer.items()
            if held[id_].get(key) != text
        ]
        return changes.record(connection, real, by=by)
