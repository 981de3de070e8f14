"""Attribute values and their history as pandas tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas

from booklet.model import AttributeDefinition, AttributeType, Customer, Quarter
from booklet.store.engine import Connection


def values_frame(
    customers: Sequence[Customer],
    definitions: Sequence[AttributeDefinition],
    texts: Mapping[str, Mapping[str, str]],
) -> pandas.DataFrame:
    """Return a row per customer and a column per definition; `texts` are canonical, by customer's id and key."""
    rows = [texts[customer.id] for customer in customers]
    index = pandas.Index([customer.name for customer in customers], name="customer", dtype="string")
    columns = {
        definition.key: _column(definition, [row.get(definition.key) for row in rows]).set_axis(index)
        for definition in definitions
    }
    return pandas.DataFrame(columns, index=index)


def history_frame(
    connection: Connection, *, customer_id: str | None, key: str | None, quarter: Quarter | None
) -> pandas.DataFrame:
    """Return all changes, or those of a customer, a key, a quarter; the newest first."""
    frame = connection.frame(
        """select customers.name as customer, key, cast(year as text) || 'Q' || cast(quarter as text) as quarter,
                  value, recorded_at, recorded_by
           from customer_attributes join customers on customers.id = customer_id
           where ($1::text is null or customer_id = $1) and ($2::text is null or key = $2)
             and ($3::integer is null or (year, quarter) = ($3, $4))
           order by recorded_at desc, name_key, key""",
        *(customer_id, key, quarter.year if quarter else None, quarter.number if quarter else None),
    )
    return frame.astype(dict.fromkeys(("customer", "key", "quarter", "value", "recorded_by"), "string"))


def _column(definition: AttributeDefinition, texts: list[str | None]) -> pandas.Series:
    """Return a column read by pandas at once; a text from before a change of type is read by its definition."""
    try:
        return _READERS[definition.type](texts)
    except (ValueError, KeyError):
        values = [None if text is None else definition.from_text(text) for text in texts]
        return _READERS[definition.type]([None if value is None else definition.to_text(value) for value in values])


def _numbers(texts: list[str | None]) -> pandas.Series:
    return pandas.Series([None if text is None else float(text) for text in texts], dtype="float64")


def _dates(texts: list[str | None]) -> pandas.Series:
    return pandas.to_datetime(pandas.Series(texts, dtype="object"), format="%Y-%m-%d")


def _yes_no(texts: list[str | None]) -> pandas.Series:
    meaning = {None: None, "true": True, "false": False}
    return pandas.Series([meaning[text] for text in texts], dtype="boolean")


def _strings(texts: list[str | None]) -> pandas.Series:
    return pandas.Series(texts, dtype="string")


_READERS: dict[AttributeType, Callable[[list[str | None]], pandas.Series]] = {
    AttributeType.TEXT: _strings,
    AttributeType.CHOICE: _strings,
    AttributeType.NUMBER: _numbers,
    AttributeType.MONEY: _numbers,
    AttributeType.PERCENT: _numbers,
    AttributeType.DATE: _dates,
    AttributeType.YES_NO: _yes_no,
}
