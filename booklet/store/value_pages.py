"""A page of the table of customers and their values: searched, filtered, sorted and counted by the database.

Only the values that decide which customers are shown, and in which order, are looked at for all of them; the others are
read for the page alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from booklet.model import AttributeDefinition, AttributeType, Customer, Quarter, Value
from booklet.store.engine import Connection
from booklet.store.names import name_key
from booklet.store.values_as_of import ALWAYS, COUNTING

if TYPE_CHECKING:
    import pandas

_NUMBERS = (AttributeType.NUMBER, AttributeType.MONEY, AttributeType.PERCENT)

# Numbers are compared as numbers, dates as the texts that they are kept as; a text of a text attribute may be neither.
_PAGE = f"""
    with known as (
        select customer_id, key, value,
               case when value ~ '^-?[0-9]+([.][0-9]+)?$' then cast(value as double precision) end as number
        from ({COUNTING}) as counting where value is not null
    ),
    conditions as (
        select unnest($8::text[]) as wanted_key, unnest($9::text[]) as test, unnest($10::text[]) as text,
               unnest($11::double precision[]) as limit_number
    ),
    refused as (
        select customers.id from customers cross join conditions
        left join known on known.customer_id = customers.id and known.key = wanted_key
        where not coalesce(
            case test
                when 'is' then lower(value) = lower(text)
                when 'contains' then strpos(lower(value), lower(text)) > 0
                when 'from' then case when limit_number is null then value >= text else number >= limit_number end
                when 'to' then case when limit_number is null then value <= text else number <= limit_number end
                when 'known' then value is not null
                when 'empty' then value is null
            end, false)
    )
    select id, name, created_at, archived, count(*) over ()
    from customers left join known on known.customer_id = customers.id and known.key = $12
    where ($6 or not archived) and ($7 = '' or strpos(name_key, $7) > 0) and id not in (select id from refused)
    order by case when $13 then number end desc nulls last, case when not $13 then number end nulls last,
             case when $13 then lower(value) end desc nulls last, case when not $13 then lower(value) end nulls last,
             case when $13 and $12 = '' then name_key end desc nulls last, name_key
    limit $14 offset $15
"""


class Comparison(StrEnum):
    """The ways to ask for a value: equal, without regard to case; containing a text; at least, at most; any; none."""

    IS = "is"
    CONTAINS = "contains"
    FROM = "from"
    TO = "to"
    KNOWN = "known"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on an attribute of the customers that are wanted; `value` is None where the test needs none."""

    key: str
    test: Comparison
    value: Value | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """The customers to be shown: part of the name, conditions that all hold, and the order: by a key, "" by name.

    A customer without a value comes last.
    """

    name: str = ""
    conditions: tuple[Condition, ...] = ()
    sort_by: str = ""
    descending: bool = False
    archived: bool = False


EVERYBODY = Wanted()


@dataclass(frozen=True, slots=True)
class ValuesPage:
    """Some of the customers that are wanted, in order; `count` is how many there are in all.

    `texts` are canonical, by customer's id and key, of the definitions that were asked for.
    """

    count: int
    customers: tuple[Customer, ...]
    definitions: tuple[AttributeDefinition, ...]
    texts: Mapping[str, Mapping[str, str]]

    @property
    def frame(self) -> pandas.DataFrame:
        """A row per customer (by name, the index) and a column per definition, typed as `Attributes.frame`."""
        from booklet.store.attribute_frames import values_frame  # here: pandas takes half a second to import

        return values_frame(self.customers, self.definitions, self.texts)


def find_page(
    connection: Connection,
    quarter: Quarter,
    wanted: Wanted,
    definitions: Mapping[str, AttributeDefinition],
    part: tuple[int, int],
) -> tuple[int, list[Customer]]:
    """Return how many customers are wanted, and those of the page; `part` is its size and how many come before it."""
    rows = [_as_row(condition, definitions[condition.key]) for condition in wanted.conditions]
    keys = {*(condition.key for condition in wanted.conditions), wanted.sort_by}
    found = connection.execute(
        _PAGE,
        *(quarter.year, quarter.number, ALWAYS, None, list(keys)),
        *(wanted.archived, name_key(wanted.name)),
        *([list(column) for column in zip(*rows, strict=True)] or [[], [], [], []]),
        *(wanted.sort_by, wanted.descending, *part),
    )
    if not found and part[1]:  # a page behind the last, which nothing can be counted by
        return find_page(connection, quarter, wanted, definitions, (1, 0))[0], []
    customers = [Customer(id=id_, name=name, created_at=at, archived=archived) for id_, name, at, archived, _ in found]
    return (found[0][-1] if found else 0), customers


def _as_row(condition: Condition, definition: AttributeDefinition) -> Sequence[object]:
    if condition.value is None:
        return condition.key, condition.test.value, None, None
    number = float(condition.value) if definition.type in _NUMBERS else None  # type: ignore[arg-type]
    return condition.key, condition.test.value, definition.to_text(condition.value), number
