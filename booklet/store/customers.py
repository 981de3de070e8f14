"""The customers of a workspace."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING

from booklet.errors import AlreadyExists
from booklet.model import Customer
from booklet.store.clock import utc_now
from booklet.store.database import Database
from booklet.store.engine import Connection
from booklet.store.names import clean_name, name_key, not_found

if TYPE_CHECKING:
    import pandas

_COLUMNS = "id, name, created_at, archived"


class Customers:
    """Customers by name or id (`ref`). Names are unique without regard to case and spacing, archived names too."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, name: str, *, by: str = "") -> Customer:
        """Add a customer. Raises AlreadyExists for a name that is taken, ValueRefused for a text that is no name."""
        cleaned = clean_name(name, of="A customer")
        with self._database.write() as connection:
            _refuse_taken(connection, cleaned)
            customer = Customer(id=str(uuid.uuid4()), name=cleaned, created_at=utc_now())
            connection.execute(
                """insert into customers (id, name, name_key, created_at, created_by, changed_at, changed_by)
                   values ($1, $2, $3, $4, $5, $4, $5)""",
                *(customer.id, customer.name, name_key(customer.name), customer.created_at, by),
            )
        return customer

    def rename(self, ref: str, name: str, *, by: str = "") -> Customer:
        """Give a customer another name; books already made keep the old name."""
        cleaned = clean_name(name, of="A customer")
        with self._database.write() as connection:
            customer = self.get(ref)
            _refuse_taken(connection, cleaned, except_id=customer.id)
            connection.execute(
                "update customers set name = $2, name_key = $3, changed_at = $4, changed_by = $5 where id = $1",
                *(customer.id, cleaned, name_key(cleaned), utc_now(), by),
            )
            return self.get(customer.id)

    def archive(self, ref: str, *, by: str = "") -> Customer:
        """Take a customer out of lists and batches; nothing is deleted."""
        return self._set_archived(ref, True, by)

    def restore(self, ref: str, *, by: str = "") -> Customer:
        """Undo `archive`."""
        return self._set_archived(ref, False, by)

    def get(self, ref: str) -> Customer:
        """Return a customer. Raises NotFound, naming the nearest, for a name or id that no customer has."""
        with self._database.read() as connection:
            found = connection.records(
                f"select {_COLUMNS} from customers where id = $1 or name_key = $2", ref, name_key(ref)
            )
            if not found:
                raise not_found("customer", ref, _names(connection))
        return Customer(**found[0])

    def resolve(self, refs: Iterable[str]) -> dict[str, Customer]:
        """Return the customers by ref, in the refs' order and in a single query. Raises NotFound for an unknown ref."""
        keys = {ref: name_key(ref) for ref in refs}
        wanted = list(keys), list(keys.values())
        with self._database.read() as connection:
            rows = connection.records(
                f"select {_COLUMNS} from customers where id = any($1) or name_key = any($2)", *wanted
            )
            customers = [Customer(**row) for row in rows]
            known = {name_key(customer.name): customer for customer in customers}
            by_id = {customer.id: customer for customer in customers}
            resolved = {}
            for ref, key in keys.items():
                customer = by_id.get(ref) or known.get(key)
                if not customer:
                    raise not_found("customer", ref, _names(connection))
                resolved[ref] = customer
        return resolved

    def find(self, text: str) -> list[Customer]:
        """Return the customers, the archived last, whose name contains `text` without regard to case and spacing."""
        wanted = name_key(text)
        with_archived = sorted(self.all(archived=True), key=lambda customer: customer.archived)
        return [customer for customer in with_archived if wanted in name_key(customer.name)]

    def all(self, *, archived: bool = False) -> list[Customer]:
        """Return all customers by name, with `archived` the archived customers too."""
        with self._database.read() as connection:
            rows = connection.records(
                f"select {_COLUMNS} from customers where $1 or not archived order by name_key", archived
            )
        return [Customer(**row) for row in rows]

    def count(self) -> int:
        """Return the number of customers, without the archived."""
        with self._database.read() as connection:
            row = connection.one("select count(*) from customers where not archived")
        return int(row[0]) if row else 0

    def frame(self, *, archived: bool = False) -> pandas.DataFrame:
        """Return a row per customer: name (the index), id, created_at, created_by, archived."""
        with self._database.read() as connection:
            return connection.frame(
                """select name, id, created_at, created_by, archived from customers
                   where $1 or not archived order by name_key""",
                archived,
            ).set_index("name")

    def _set_archived(self, ref: str, archived: bool, by: str) -> Customer:
        with self._database.write() as connection:
            customer = self.get(ref)
            connection.execute(
                "update customers set archived = $2, changed_at = $3, changed_by = $4 where id = $1",
                *(customer.id, archived, utc_now(), by),
            )
            return self.get(customer.id)


def _refuse_taken(connection: Connection, name: str, *, except_id: str = "") -> None:
    taken = connection.one(
        "select name, archived from customers where name_key = $1 and id <> $2", name_key(name), except_id
    )
    if taken:
        advice = "It is archived: restore it, or choose another name." if taken[1] else "Choose another name."
        raise AlreadyExists(f'There is a customer "{taken[0]}" already. {advice}')


def _names(connection: Connection) -> list[str]:
    return [name for (name,) in connection.execute("select name from customers")]
