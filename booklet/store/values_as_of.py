"""The history of attribute values: a row per change, only ever added, and what of it counts as of a quarter.

There are two times: the quarter that a value is for, and when it was recorded. As of a quarter, a customer's value is
that of the newest quarter up to it, and of several for a quarter the value recorded last.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from booklet.model import Quarter, ValueChange
from booklet.store.clock import as_utc, utc_now
from booklet.store.engine import Connection

ALWAYS = datetime(9999, 12, 31)
_TICK = timedelta(microseconds=1)

# What counts as of a quarter ($1, $2), of what was recorded before a moment ($3), of all customers or of some ($4), of
# all keys or of some ($5). The ids count what was recorded: the greatest of the newest quarter is found as one number,
# quarter before id, for 1.6 million changes in a sixth of the time that it takes to rank them. A key whose definition
# was removed has only ended values; the history keeps them, nothing else shows them.
COUNTING = """
    select customer_id, key, value, year, quarter, recorded_at, recorded_by
    from customer_attributes
    where id in (
        select mod(max((year * 4 + quarter) * 100000000000000 + id), 100000000000000)
        from customer_attributes
        where (year, quarter) <= ($1, $2) and recorded_at < $3
          and ($4::text[] is null or customer_id = any($4)) and ($5::text[] is null or key = any($5))
          and key in (select key from attribute_definitions)
        group by customer_id, key
    )
"""
_TEXTS = f"select customer_id, key, value from ({COUNTING}) as counting where value is not null"
_CHANGES = f"select * from ({COUNTING}) as counting order by key"
# The text that `digest_of_values` makes a digest of, of all values of a customer: 2,000 texts are read for 80,000.
_WRITTEN = f"""
    select customer_id,
           coalesce(string_agg(key || ':' || length || ':' || value, '' order by key collate "C"), ''),
           max(recorded_at)
    from (select *, cast(length(value) as text) as length from ({COUNTING}) as counting) as measured
    group by customer_id
"""
_NEWEST = f"select customer_id, max(recorded_at) from ({COUNTING}) as counting group by customer_id"


@dataclass(frozen=True, slots=True)
class NewChange:
    """A change to be recorded; `value` is canonical text, None for "no value from here on"."""

    customer_id: str
    key: str
    value: str | None
    quarter: Quarter


@dataclass(frozen=True, slots=True)
class StandingValue:
    """The value recorded last for a customer, key and quarter."""

    customer_id: str
    customer: str
    quarter: Quarter
    value: str | None


def record(connection: Connection, new: Sequence[NewChange], *, by: str) -> list[ValueChange]:
    """Add changes, all with the same time, which is later than that of any change before, whatever the clock says."""
    if not new:
        return []
    newest = connection.one("select max(recorded_at) from customer_attributes")
    moment = utc_now()
    if newest and newest[0]:
        moment = max(moment, newest[0] + _TICK)
    connection.insert(
        """insert into customer_attributes (customer_id, key, value, year, quarter, recorded_at, recorded_by)
           select unnest($1::text[]), unnest($2::text[]), unnest($3::text[]), unnest($4::integer[]),
                  unnest($5::integer[]), unnest($6::timestamp[]), unnest($7::text[])""",
        [(each.customer_id, each.key, each.value, *_numbers(each.quarter), moment, by) for each in new],
    )
    return [ValueChange(each.customer_id, each.key, each.value, each.quarter, moment, by) for each in new]


def texts_as_of(
    connection: Connection,
    quarter: Quarter,
    *,
    customer_ids: Iterable[str] | None = None,
    keys: Iterable[str] | None = None,
    recorded_before: datetime | None = None,
) -> list[tuple[str, str, str]]:
    """Return (customer's id, key, canonical text) of every value as of the quarter, of all customers or of some.

    Of all keys, or of some.
    """
    moment = as_utc(recorded_before) if recorded_before else ALWAYS
    some, some_keys = (None if wanted is None else list(wanted) for wanted in (customer_ids, keys))
    return connection.execute(_TEXTS, *_numbers(quarter), moment, some, some_keys)


def counting_for(connection: Connection, customer_id: str, quarter: Quarter) -> list[ValueChange]:
    """Return the changes that count for a customer as of the quarter, by key, also those to "no value"."""
    rows = connection.execute(_CHANGES, *_numbers(quarter), ALWAYS, [customer_id], None)
    return [
        ValueChange(id_, key, value, Quarter(year, number), at, by) for id_, key, value, year, number, at, by in rows
    ]


def written_by_customer(
    connection: Connection, quarter: Quarter, customer_ids: Iterable[str] | None = None
) -> list[tuple[str, str, datetime]]:
    """Return (customer's id, all values as a text that a digest is made of, when the newest change was recorded).

    Of all customers who ever had a value as of the quarter, or of some.
    """
    some = None if customer_ids is None else list(customer_ids)
    return connection.execute(_WRITTEN, *_numbers(quarter), ALWAYS, some, None)


def newest_by_customer(
    connection: Connection, quarter: Quarter, customer_ids: Iterable[str] | None = None
) -> dict[str, datetime]:
    """Return, by customer's id, when the newest of the changes that count as of the quarter was recorded.

    Of all customers, or of some.
    """
    some = None if customer_ids is None else list(customer_ids)
    return dict(connection.execute(_NEWEST, *_numbers(quarter), ALWAYS, some, None))


ChangeMark = tuple[int, str, str, datetime]
"""A change by its id, customer, key and moment: whoever finds it again has the same history up to there."""


def newest_of_all(connection: Connection) -> ChangeMark | None:
    """Return the change that was recorded last; None before there is any."""
    row = connection.one(
        """select id, customer_id, key, recorded_at from customer_attributes
           where id = (select max(id) from customer_attributes)"""
    )
    return (row[0], row[1], row[2], row[3]) if row else None


def is_there(connection: Connection, mark: ChangeMark) -> bool:
    """Tell whether the history has a change, and so all before it; a backup may have taken its place."""
    found = connection.one(
        "select 1 from customer_attributes where id = $1 and customer_id = $2 and key = $3 and recorded_at = $4", *mark
    )
    return found is not None


def changed_since(connection: Connection, mark: ChangeMark) -> list[str]:
    """Return the ids of the customers of whom anything was recorded after a change."""
    rows = connection.execute("select distinct customer_id from customer_attributes where id > $1", mark[0])
    return [id_ for (id_,) in rows]


def newest_quarter(connection: Connection) -> Quarter | None:
    """Return the latest quarter that any value was recorded for."""
    row = connection.one("select year, quarter from customer_attributes order by year desc, quarter desc limit 1")
    return Quarter(*row) if row else None


def standing(connection: Connection, key: str) -> list[StandingValue]:
    """Return, for each customer and quarter, the value of `key` that was recorded last, not the superseded values."""
    rows = connection.execute(
        """select customer_id, customers.name, year, quarter, value
           from (
               select *, row_number() over (
                   partition by customer_id, year, quarter order by recorded_at desc
               ) as newness
               from customer_attributes where key = $1
           ) as ranked
           join customers on customers.id = customer_id
           where newness = 1
           order by name_key, year, quarter""",
        key,
    )
    return [StandingValue(id_, name, Quarter(year, quarter), value) for id_, name, year, quarter, value in rows]


def _numbers(quarter: Quarter) -> tuple[int, int]:
    return quarter.year, quarter.number
